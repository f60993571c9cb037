"""The one project that is served, and the name that scrapyd's recipes use for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobserver.refusal import Refusal

if TYPE_CHECKING:
    from scrapyd import Config

PROJECT = "goodseed"
ALIASES = ("default",)


def check_project(name: str | None) -> None:
    """Raises Refusal unless it is our project, or none is named."""
    if name is not None and name not in (PROJECT, *ALIASES):
        raise Refusal(f"project '{name}' not found", field="project")


class Scheduler:
    """What scrapyd's own services ask for the projects' names."""

    def __init__(self, config: Config):
        self.config = config

    def list_projects(self) -> list[str]:
        """The projects' names."""
        return [PROJECT]

    def update_projects(self) -> None:
        """scrapyd asks for it after an upload of code; the names stay."""
