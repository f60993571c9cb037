"""Which Chromium to use, and how it is started."""

from __future__ import annotations

import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodseed_spiders.browser.errors import MissingBrowser

if TYPE_CHECKING:
    from collections.abc import Iterator

# The shell first: it starts faster and takes two thirds of the memory.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
INSTALL = "`apt-get install chromium` or `playwright install chromium` (GOODSEED_CHROMIUM can name another place)"
EXTRA = "`pip install 'goodseed-workers[browser]'`"

_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pictures are not even asked for: each request that is refused one by one is a round trip through the driver.
    "--blink-settings=imagesEnabled=false",
)
_OWN_BUILDS = "chromium*-*/*/*"
_OWN_NAMES = frozenset({"chrome", "headless_shell", "chrome-headless-shell"})


def find_chromium() -> str:
    """The path of the browser: GOODSEED_CHROMIUM, else one on PATH, else Playwright's own. Raises MissingBrowser."""
    if find_spec("scrapy_playwright") is None:
        raise MissingBrowser(f"pages of this seller need a browser, and scrapy-playwright is not installed: {EXTRA}")
    if named := os.environ.get("GOODSEED_CHROMIUM"):
        if found := shutil.which(named):
            return found
        raise MissingBrowser(f"GOODSEED_CHROMIUM is {named!r}, and there is no such program: {INSTALL}")
    found = next(filter(None, map(shutil.which, NAMES)), None) or next(_own_builds(), None)
    if found is None:
        raise MissingBrowser(f"pages of this seller need Chromium, and there is none: {INSTALL}")
    return found


def launch_options(path: str) -> dict[str, Any]:
    """How Playwright is to start the browser at this path."""
    return {
        "executable_path": path,
        "args": list(_ARGUMENTS),
        "chromium_sandbox": _may_be_sandboxed(),
        # A crawl that is told to stop finishes its pages first, and closes the browser itself.
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
    }


def _may_be_sandboxed() -> bool:
    # Chromium refuses to sandbox itself as root, and cannot where the kernel forbids user namespaces.
    return os.geteuid() != 0 and os.environ.get("GOODSEED_CHROMIUM_SANDBOX", "on") != "off"


def _own_builds() -> Iterator[str]:
    """What `playwright install` has installed, newest first."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    builds = [path for path in folder.glob(_OWN_BUILDS) if path.name in _OWN_NAMES and os.access(path, os.X_OK)]
    return map(str, sorted(builds, key=_build_number, reverse=True))


def _build_number(path: Path) -> int:
    found = re.search(r"-(\d+)$", path.parents[1].name)
    return int(found[1]) if found else 0
