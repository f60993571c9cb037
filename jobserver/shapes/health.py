"""What the calls about the state of the whole give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from jobserver.shapes.answer import Answer


class DaemonStatusAnswer(Answer):
    """How many jobs there are, over all nodes."""

    pending: int
    running: int
    finished: int


class MemoryUsage(BaseModel):
    """Of this process, in megabytes."""

    rss: float
    peak: float


class QueueHealth(BaseModel):
    """How many jobs there are."""

    waiting: int
    delayed: int
    active: int


class WorkerHealth(BaseModel):
    """This node."""

    node: str
    pid: int
    running: int
    slots: int


class DatabaseHealth(BaseModel):
    """Whether the database answered a moment ago."""

    status: Literal["up", "down"]


class HealthAnswer(BaseModel):
    """`healthy` with 200, `unhealthy` with 503."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    status: Literal["healthy", "unhealthy"]
    uptime: Annotated[float, Field(description="Seconds.")]
    timestamp: datetime
    worker: WorkerHealth
    memory_usage: MemoryUsage
    database: DatabaseHealth
    queue: QueueHealth


class MetricsAnswer(BaseModel):
    """The sums that `?format=json` gives."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    jobs_processed: int
    jobs_failed: int
    average_processing_time: Annotated[float, Field(description="Milliseconds a job.")]
    products_scraped: int
