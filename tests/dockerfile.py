"""The Dockerfile as its steps, and what .dockerignore lets into an image: enough to do without a Docker daemon."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction: its name in capitals, and the rest on one line."""

    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        """The command of an instruction in the form of a JSON list, flags before it left out."""
        found: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return found


def read_stages(text: str) -> list[list[Step]]:
    """The steps of each stage, FROM first."""
    uncommented = re.sub(r"(?m)^\s*#.*\n", "", text)
    stages: list[list[Step]] = []
    for line in re.sub(r"\\\n\s*", "", uncommented).splitlines():
        name, _, rest = line.partition(" ")
        if name == "FROM":
            stages.append([])
        if name:
            stages[-1].append(Step(name, rest.strip()))
    return stages


def read_variables(steps: list[Step]) -> dict[str, str]:
    """What ENV sets."""
    words = [word for step in steps if step.name == "ENV" for word in shlex.split(step.rest)]
    return dict(word.split("=", 1) for word in words)


def the_step(steps: list[Step], name: str) -> Step:
    """The only step of its name."""
    (found,) = (step for step in steps if step.name == name)
    return found


def left_out(folder: str, names: list[str]) -> set[str]:
    """Which of these names in a folder .dockerignore keeps out of an image; for `shutil.copytree`."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    inside = Path(folder).relative_to(ROOT)
    return {name for name in names if any(_matches(inside / name, pattern) for pattern in patterns)}


def _matches(path: Path, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatchcase(path.name, pattern.removeprefix("**/"))
    return fnmatchcase(str(path), pattern)
