"""What `make test` does before the tests: quiet where there is a browser, else it installs one or says how."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import prepare

APT = """#!/bin/sh
echo "$@" >> {folder}/asked
case "$1" in install) printf '#!/bin/sh\\n' > {folder}/chromium && /bin/chmod +x {folder}/chromium;; esac
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all programs of a machine that has none yet, where one is root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.delenv("GOODSEED_CHROMIUM", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


def _add(machine: Path, name: str, text: str) -> None:
    (machine / name).write_text(text)
    (machine / name).chmod(0o755)


def test_where_there_is_a_browser_nothing_is_said(machine: Path, capfd: pytest.CaptureFixture[str]):
    _add(machine, "chromium", "#!/bin/sh\n")
    assert prepare.main() == 0
    assert capfd.readouterr() == ("", "")


def test_as_root_on_debian_it_is_installed(machine: Path, capfd: pytest.CaptureFixture[str]):
    _add(machine, "apt-get", APT.format(folder=machine))
    assert prepare.main() == 0
    assert prepare.find_chromium() == str(machine / "chromium")
    asked = (machine / "asked").read_text().splitlines()
    assert asked == ["update -qq", "install -qq -y --no-install-recommends chromium"]
    assert capfd.readouterr().err == "installing chromium, which tests/browser needs …\n"


def test_an_installation_that_fails_gives_its_reason(machine: Path, capfd: pytest.CaptureFixture[str]):
    _add(machine, "apt-get", "#!/bin/sh\necho 'E: no network' >&2\nexit 100\n")
    assert prepare.main() == 0
    assert "tests/browser will fail: apt-get update: E: no network" in capfd.readouterr().err


@pytest.mark.usefixtures("machine")
def test_elsewhere_a_line_says_how(capfd: pytest.CaptureFixture[str]):
    assert prepare.main() == 0
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "tests/browser will fail" in said
    assert "`apt-get install chromium`" in said
