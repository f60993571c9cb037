"""What pages load: one style sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from twisted.web.static import File

FOLDER = Path(__file__).parents[1] / "static"


def make_static() -> File:
    """The folder, without a list of what is in it."""
    return StyleFolder(str(FOLDER))


class StyleFolder(File):
    """Files by name only."""

    def directoryListing(self) -> Any:
        """Nobody needs one."""
        return self.childNotFound
