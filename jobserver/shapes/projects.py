"""What the calls about projects and their code give."""

from __future__ import annotations

from jobserver.shapes.answer import Answer


class ListProjectsAnswer(Answer):
    """The one project."""

    projects: list[str]


class ListVersionsAnswer(Answer):
    """Versions of uploaded code: none, unless that is switched on."""

    versions: list[str]


class ListSpidersAnswer(Answer):
    """The sellers."""

    spiders: list[str]
