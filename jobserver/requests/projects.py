"""What the calls about projects and their code take."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from jobserver.requests.fields import Project, Text


class ProjectRequest(BaseModel):
    """What listversions.json takes."""

    project: Project


class MaybeProjectRequest(BaseModel):
    """What listjobs.json takes."""

    project: Project | None = None


class ListSpidersRequest(BaseModel):
    """What listspiders.json takes."""

    project: Project
    version: Annotated[Text | None, Field(alias="_version", description="A version of uploaded code.")] = None
