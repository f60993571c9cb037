"""What the queue's calls take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from jobs.states import State
from jobserver.requests.fields import Job, JobId, Moment, Priority, Project, Seller, Signal, Text


class ScheduleRequest(BaseModel):
    """What schedule.json takes; further parameters are the crawl's own arguments (`max_pages`, `mode` …)."""

    model_config = ConfigDict(extra="allow")

    project: Project
    spider: Seller
    version: Annotated[Text | None, Field(alias="_version", description="A version of uploaded code.")] = None
    jobid: Annotated[
        JobId | None, Field(description="The job's id; ours unless given. The same one is the same job.")
    ] = None
    priority: Annotated[Priority, Field(description="Higher first.")] = 0
    setting: Annotated[
        list[Text],
        Field(
            description="`NAME=value`, as often as needed: DOWNLOAD_DELAY, CLOSESPIDER_*, LOG_LEVEL, HTTPCACHE_ENABLED."
        ),
    ] = []
    duplicate: Annotated[
        Literal["refuse", "allow"],
        Field(description="`allow` queues the seller though it waits or runs already."),
    ] = "refuse"

    @property
    def arguments(self) -> dict[str, str]:
        """The crawl's own arguments."""
        return dict(self.model_extra or {})


class CancelRequest(BaseModel):
    """What cancel.json takes."""

    project: Project
    job: Job
    signal: Signal = "INT"


class StatusRequest(BaseModel):
    """What status.json takes."""

    job: Job
    project: Project | None = None


class RetryRequest(BaseModel):
    """What retry.json takes."""

    project: Project
    job: Job


class JobsRequest(BaseModel):
    """What jobs.json takes."""

    model_config = ConfigDict(extra="forbid")  # a misspelt filter would list everything

    state: Annotated[list[State], Field(description="Only jobs in this state, or these.")] = []
    seller: Seller | None = None
    since: Annotated[Moment | None, Field(description="Made at or after this time, ISO 8601 with zone.")] = None
    until: Annotated[Moment | None, Field(description="Made before this time, ISO 8601 with zone.")] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many.")] = 100
    cursor: Annotated[Text | None, Field(description="`next` of the page before.")] = None
