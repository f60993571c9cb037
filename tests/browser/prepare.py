"""Makes sure that there is a Chromium for the tests of tests/browser; `make test` runs it first.

Quiet when there is one. As root on Debian it installs Debian's own; elsewhere it says how, and those tests will fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from goodseed_spiders.browser.chromium import find_chromium
from goodseed_spiders.browser.errors import MissingBrowser

_UNATTENDED = {"DEBIAN_FRONTEND": "noninteractive"}


def main() -> int:
    """Always 0: tests fail by themselves where there is no browser."""
    try:
        find_chromium()
    except MissingBrowser as error:
        if _can_install():
            _install()
        else:
            print(f"tests/browser will fail: {error}", file=sys.stderr)
    return 0


def _can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None and not os.environ.get("GOODSEED_CHROMIUM")


def _install() -> None:
    print("installing chromium, which tests/browser needs …", file=sys.stderr)
    for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", *words], env=os.environ | _UNATTENDED, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
            print(f"tests/browser will fail: apt-get {words[0]}: {last}", file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(main())
