"""What the calls below /api/ give, in the words of the web app."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from jobs.states import ErrorCode, Trigger


class ScraperJob(BaseModel):
    """A job in the web app's words."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    job_id: str
    seller_id: str
    status: Literal["WAITING", "DELAYED", "ACTIVE", "COMPLETED", "FAILED", "CANCELLED"]
    progress: Annotated[float, Field(description="0–100.")]
    attempt: int
    max_attempts: int
    priority: Annotated[float, Field(description="As in Bull: 1 is first, 0 is none.")]
    mode: str
    trigger: Trigger
    created_at: datetime
    run_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    duration: Annotated[int | None, Field(description="Milliseconds.")]
    current_page: int
    total_pages: int | None
    products_scraped: int
    products_saved: int
    products_updated: int
    products_unchanged: int
    rejected: int
    errors: int
    error_code: ErrorCode | None
    error_message: str | None
    suspicious: str | None
    node: str | None
    pid: int | None


class QueuedEmail(BaseModel):
    """The e-mail that waits to be sent."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    email_id: int
    is_new: Annotated[bool, Field(description="False when this dedupeKey had been queued before.")]


class RequestedAlert(BaseModel):
    """An alert that somebody has asked for. Whether it is new or confirmed is for the web app alone: anyone can ask."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    alert_id: int
    about: Annotated[str, Field(description="The name of the product or strain.")]
    kinds: list[str]
    threshold: Annotated[float, Field(description="Percent.")]
    is_new: Annotated[bool, Field(description="False when the same had been asked for before.")]
    is_confirmed: Annotated[bool, Field(description="Whether its link was followed; before that, nothing is told.")]
