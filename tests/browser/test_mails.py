"""Mails in a real browser: nothing sticks out, on a phone either, and all can be read, by day and by night."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emails.examples import make_example
from emails.rendering import Links, render
from emails.signing import Signer
from emails.types import EmailType

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WIDTHS = (360, 680)
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text of any size

# For each frame: how far it sticks out, and the least contrast of a text to what is painted behind it.
MEASURE = """
const luminance = colour => {
  const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const isClear = colour => /, 0\\)$/.test(colour);
const behind = (view, node) => {
  for (; node; node = node.parentElement) {
    const colour = view.getComputedStyle(node).backgroundColor;
    if (!isClear(colour)) return colour;
  }
  return 'rgb(255, 255, 255)';
};
const measure = frame => {
  const {contentDocument: page, contentWindow: view} = frame;
  let contrast = 99, worst = '';
  for (const node of page.body.querySelectorAll('*')) {
    const words = [...node.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
    if (!words || !node.getClientRects().length || view.getComputedStyle(node).opacity === '0'
        || node.parentElement.style.opacity === '0') continue;
    const two = [luminance(view.getComputedStyle(node).color), luminance(behind(view, node))].sort((a, b) => b - a);
    const found = (two[0] + 0.05) / (two[1] + 0.05);
    if (found < contrast) [contrast, worst] = [found, words];
  }
  const root = page.documentElement;
  return {name: frame.title, sticksOut: root.scrollWidth - root.clientWidth, contrast, worst};
};
addEventListener('load', () => {
  document.getElementById('result').textContent = JSON.stringify([...document.querySelectorAll('iframe')].map(measure));
});
"""


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, (os.environ.get("GOODSEED_CHROMIUM", ""), *BROWSERS))), None)
    assert found, "tests/browser needs Chromium: apt-get install chromium (GOODSEED_CHROMIUM can name another place)"
    return found


@pytest.fixture(scope="module", params=["light", "dark"])
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a browser measures of every mail, at every width, in one colour scheme."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    links = Links("https://jobs.example.org", Signer(("key",)))
    frames = "".join(
        f'<iframe title="{kind} {width}" width="{width}" height="900" frameborder="0"'
        f' srcdoc="{html.escape(render(make_example(kind), links).html)}"></iframe>'
        for kind in EmailType
        for width in WIDTHS
    )
    page = folder / "mails.html"
    page.write_text(f'<body style="color-scheme: light dark"><pre id="result"></pre>{frames}<script>{MEASURE}</script>')
    scheme = ["--blink-settings=preferredColorScheme=0"] if request.param == "dark" else []
    command = [_chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += [f"--user-data-dir={folder / 'profile'}", *scheme, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<pre id="result">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    result: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    assert len(result) == len(EmailType) * len(WIDTHS)
    return result


def test_no_mail_sticks_out_of_its_window(measured: list[dict[str, Any]]):
    assert [frame["name"] for frame in measured if frame["sticksOut"] > 0] == []


def test_every_word_can_be_read(measured: list[dict[str, Any]]):
    faint = {
        frame["name"]: (frame["worst"], frame["contrast"]) for frame in measured if frame["contrast"] < LEAST_CONTRAST
    }
    assert faint == {}
