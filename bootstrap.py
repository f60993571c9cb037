"""Makes .venv with everything at the versions of uv.lock, from nothing but Python 3.11 and the network.

`make setup` runs it. A machine that has uv uses that; elsewhere uv is installed into .venv first. Debian
splits pip out of Python, so where the venv module cannot install pip, pip's own wheel is fetched from PyPI.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path
from urllib.parse import urljoin

VENV = Path(".venv")
INDEX = "https://pypi.org/simple/"


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (this is what finds out)
        return complain(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12 …")
    try:
        uv = shutil.which("uv") or install_uv()
        sync = [uv, "sync", "--quiet", "--frozen", "--all-extras", "--compile-bytecode", "--python", sys.executable]
        environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV), "UV_NO_MANAGED_PYTHON": "1"}
        if Path("/etc/ssl/certs/ca-certificates.crt").exists():
            environment.setdefault("UV_SYSTEM_CERTS", "1")  # a company's own authority is known to the system only
        subprocess.run(sync, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError) as error:
        return complain(f".venv could not be made: {error} (is PyPI reachable?)")
    return 0


def install_uv() -> str:
    """The path of uv, installed into .venv."""
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        venv.create(VENV, with_pip=False, clear=True)
        with tempfile.TemporaryDirectory() as folder:
            wheel = fetch_pip(Path(folder))
            pip = [VENV / "bin" / "python", wheel / "pip"]
            subprocess.run([*pip, "install", "-qq", "uv"], check=True)
    return str(uv)


def fetch_pip(folder: Path) -> Path:
    """PyPI's newest pip as a wheel, which runs without being installed."""
    listing = urljoin(INDEX, "pip/")
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    with urllib.request.urlopen(urllib.request.Request(listing, headers=accept), timeout=60) as answer:
        files = json.load(answer)["files"]
    wheels = {version_of(file["filename"]): file for file in files if file["filename"].endswith("-none-any.whl")}
    newest = wheels[max(wheels)]
    wheel = folder / newest["filename"]
    with urllib.request.urlopen(urljoin(listing, newest["url"]), timeout=60) as answer:
        wheel.write_bytes(answer.read())
    return wheel


def version_of(filename: str) -> tuple[int, ...]:
    """The numbers of a wheel's version; of one that is not a plain release, none."""
    parts = filename.split("-")[1].split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def complain(message: str) -> int:
    print(f"setup: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
