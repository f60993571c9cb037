"""An image as its Dockerfile makes it, below a folder of this machine, and containers of it without Docker.

Root gets a process 1 and a user of its own, as in a container; others get what they may have.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.dockerfile import ROOT, Step, left_out, read_stages, read_variables, the_step

IS_ROOT = os.geteuid() == 0
PLACES = ("/app", "/opt/goodseed", "/data")


@dataclass(frozen=True)
class Image:
    """What was built; `root` stands for the image's `/`."""

    root: Path
    steps: list[Step]

    @cached_property
    def variables(self) -> dict[str, str]:
        """What a process of a container finds in its environment."""
        found = {name: place(self.root, value) for name, value in read_variables(self.steps).items()}
        return found | {"PATH": found["PATH"].replace("$PATH", os.environ["PATH"]), "HOME": str(self.root / "data")}

    @property
    def user(self) -> int:
        """The number of the user who runs it."""
        return int(the_step(self.steps, "USER").rest)

    def command(self, name: str) -> list[str]:
        """That of ENTRYPOINT, CMD or HEALTHCHECK."""
        return [place(self.root, word) for word in the_step(self.steps, name).words]

    def as_user(self) -> list[str]:
        """What to put before a command."""
        return ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"] if IS_ROOT else []

    def check_health(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the health check as Docker does."""
        command = [*self.as_user(), *self.command("HEALTHCHECK")]
        return subprocess.run(
            command, cwd=self.root / "app", env=self.variables | variables, capture_output=True, text=True, check=False
        )


@dataclass
class Container:
    """A container that runs, or has run."""

    process: subprocess.Popen[bytes]
    log: Path
    home: Path

    @property
    def first(self) -> int:
        """Its process 1, by the number that it has outside."""
        if not IS_ROOT:
            return self.process.pid
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return int(children.split()[0])

    def stop(self) -> int:
        """`docker stop`; its exit code."""
        os.kill(self.first, signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        """`docker kill`: all of its processes are gone."""
        if IS_ROOT:
            os.kill(self.first, signal.SIGKILL)
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
            with suppress(OSError):
                database = (self.home / "postgres/data/postmaster.pid").read_text().splitlines()[0]
                os.kill(int(database), signal.SIGKILL)
        self.process.wait(60)


def place(root: Path, text: str) -> str:
    """A text of the Dockerfile with its folders below ours."""
    for folder in PLACES:
        text = text.replace(folder, f"{root}{folder}")
    return text


def build(root: Path) -> Image:
    """Do what the Dockerfile does, but for what needs Debian's packages and users."""
    building, final = read_stages((ROOT / "Dockerfile").read_text())
    shutil.copytree(ROOT, root / "app", ignore=left_out)
    environment = {name: place(root, value) for name, value in read_variables(building).items()}
    environment |= {"UV_PYTHON": str(find_python()), "PATH": search_path()}
    for step in building:
        if step.name == "RUN" and step.rest.startswith("uv "):
            subprocess.run(step.rest, shell=True, cwd=root / "app", env=os.environ | environment, check=True)
    image = Image(root, final)
    (root / "data").mkdir()
    if IS_ROOT:
        os.chown(root / "data", image.user, image.user)
        user = f"goodseed:x:{image.user}:{image.user}::{root / 'data'}:/bin/sh\n"
        (root / "passwd").write_text(Path("/etc/passwd").read_text() + user)
    return image


def search_path() -> str:
    """Where programs are; uv may only be in this checkout's environment."""
    return f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"


def find_python() -> Path:
    """A Python that the image's user may run too; root's own may lie in root's home."""
    named = [Path(sys.base_prefix, "bin/python3"), *Path("/usr").glob("bin/python3.1?")]
    fitting = (path.resolve() for path in named if path.exists())
    return next(path for path in fitting if not IS_ROOT or all(map(is_open, path.parents)))


def is_open(folder: Path) -> bool:
    """Whether everybody may walk through it."""
    return bool(folder.stat().st_mode & stat.S_IXOTH)


@contextmanager
def running(image: Image, log: Path, *command: str, **variables: str) -> Iterator[Container]:
    """A container of an image, which is killed at the end if it is still there."""
    words = [*image.as_user(), *image.command("ENTRYPOINT"), *(command or image.command("CMD"))]
    if IS_ROOT:
        passwd = ["sh", "-c", 'mount --bind "$0" /etc/passwd && exec "$@"', str(image.root / "passwd")]
        words = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", *passwd, *words]
    environment = image.variables | variables
    with log.open("ab") as out:
        process = subprocess.Popen(
            words, cwd=image.root / "app", env=environment, stdout=out, stderr=out, start_new_session=True
        )
    container = Container(process, log, Path(environment["GOODSEED_HOME"]))
    try:
        yield container
    finally:
        if process.poll() is None:
            container.kill()
