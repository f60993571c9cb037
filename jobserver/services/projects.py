"""GET /listprojects.json, /listversions.json, /listspiders.json: what can be crawled."""

from __future__ import annotations

from typing import Any

from goodseed_spiders.sellers import declared_sellers
from jobserver.projects import PROJECT, check_project
from jobserver.requests.projects import ListSpidersRequest, ProjectRequest
from jobserver.services.service import Nothing, Service
from jobserver.services.versions import check_version
from jobserver.shapes.projects import ListProjectsAnswer, ListSpidersAnswer, ListVersionsAnswer


class ListProjects(Service):
    """The one project."""

    gives = ListProjectsAnswer

    def answer(self, asked: Nothing) -> dict[str, Any]:
        """Its name."""
        return {"projects": self.root.scheduler.list_projects()}


class ListVersions(Service):
    """Versions of uploaded code."""

    takes = ProjectRequest
    gives = ListVersionsAnswer

    def answer(self, asked: ProjectRequest) -> dict[str, Any]:
        """None, unless uploading is switched on; also of a project that is not there, as scrapyd has it."""
        return {"versions": self.root.eggstorage.list(PROJECT) if asked.project == PROJECT else []}


class ListSpiders(Service):
    """The sellers, which are the spiders' names."""

    takes = ListSpidersRequest
    gives = ListSpidersAnswer

    def answer(self, asked: ListSpidersRequest) -> dict[str, Any]:
        """Known by import: nothing is started to find out."""
        check_project(asked.project)
        check_version(self.root.eggstorage, asked.version)
        return {"spiders": list(declared_sellers())}
