"""What the calls take: one model each, from which the checks, the errors and the OpenAPI description come."""

from __future__ import annotations

import math
import signal as signals
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AliasChoices,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    StringConstraints,
)
from pydantic.alias_generators import to_camel

from jobs.new_job import JOB_ID
from jobs.states import State

LONGEST_DELAY = 366 * 24 * 3600 * 1000  # ms


def _check_text(text: str) -> str:
    """PostgreSQL keeps no NUL."""
    if "\0" in text:
        raise ValueError("it holds a NUL character")
    return text


def _read_number(value: Any) -> Any:
    """A number in scrapyd's own words when it is none."""
    number = float(value.encode()) if isinstance(value, str) else value
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _check_job_id(job_id: str) -> str:
    if not JOB_ID.fullmatch(job_id):
        raise ValueError("1 to 100 of the characters A-Z a-z 0-9 _ . - are allowed")
    return job_id


def _read_signal(given: str) -> str:
    names = {signal.name.removeprefix("SIG"): signal for signal in STOPPING}
    numbers = {str(int(signal)): name for name, signal in names.items()}
    name = numbers.get(given, given.upper().removeprefix("SIG"))
    if name not in names:
        raise ValueError(f"use one of {', '.join(names)}")
    return name


STOPPING = (signals.SIGINT, signals.SIGTERM, signals.SIGKILL)

Text = Annotated[str, AfterValidator(_check_text)]
JobId = Annotated[
    str,
    AfterValidator(_check_job_id),
    Field(
        description="The job's id; ours unless given. The same one twice is the same job.",
        json_schema_extra={"pattern": f"^{JOB_ID.pattern}$"},
    ),
]
Project = Annotated[Text, Field(description="`goodseed`; `default` is taken for it.")]
Seller = Annotated[Text, Field(description="The seller's slug.")]
Job = Annotated[Text, Field(description="The job's id.")]
Priority = Annotated[float, BeforeValidator(_read_number), Field(ge=-1e6, le=1e6)]


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
    signal: Annotated[
        str,
        AfterValidator(_read_signal),
        Field(description="INT or TERM let the crawl store what it has read, KILL does not."),
    ] = "INT"


class StatusRequest(BaseModel):
    """What status.json takes."""

    job: Job
    project: Project | None = None


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


class RetryRequest(BaseModel):
    """What retry.json takes."""

    project: Project
    job: Job


def _read_moment(value: Any) -> Any:
    """A plus sign that was not encoded has become a space."""
    return value.replace(" ", "+") if isinstance(value, str) and value[-6:-5] == " " else value


Moment = Annotated[AwareDatetime, BeforeValidator(_read_moment)]


class JobsRequest(BaseModel):
    """What jobs.json takes."""

    state: Annotated[list[State], Field(description="Only jobs in this state, or these.")] = []
    seller: Seller | None = None
    since: Annotated[Moment | None, Field(description="Made at or after this time, ISO 8601 with zone.")] = None
    until: Annotated[Moment | None, Field(description="Made before this time, ISO 8601 with zone.")] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many.")] = 100
    cursor: Annotated[Text | None, Field(description="`next` of the page before.")] = None


class SellerChange(BaseModel):
    """What seller.json takes: the seller, and at least one thing to change."""

    seller: Seller
    action: Annotated[
        Literal["pause", "resume", "hide", "show"] | None,
        Field(description="Stop or resume its crawls; hide it from the site or show it."),
    ] = None
    interval: Annotated[int | None, Field(ge=1, le=8760, description="Hours between two crawls.")] = None
    max_pages: Annotated[
        int | None, Field(ge=0, le=100_000, description="The last page to read of each source; 0 is no limit.")
    ] = None


class SourceRequest(BaseModel):
    """A listing to read instead of the seller's own."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    scraping_source_url: Annotated[Text, StringConstraints(min_length=1, max_length=2_000)]
    scraping_source_name: Annotated[Text, StringConstraints(max_length=200)] = ""
    max_page: PositiveInt | None = None


class CrawlConfig(BaseModel):
    """Which of the pages to read."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    mode: Annotated[
        Literal["manual", "auto", "batch", "test"],
        Field(description="test reads two pages, the others all."),
    ] = "manual"
    start_page: PositiveInt | None = None
    end_page: PositiveInt | None = None
    full_site_crawl: Annotated[
        bool, Field(description="Reads all, also what has not changed; startPage and endPage are set aside.")
    ] = False


class TriggerRequest(BaseModel):
    """What POST /api/scraper/trigger takes."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, validate_by_name=False)

    seller_id: Annotated[Text, Field(min_length=1, max_length=100, description="The seller's slug.")]
    job_id: Annotated[
        JobId | None, Field(description="The job's id; ours unless given. The same one is the same job.")
    ] = None
    scraping_sources: Annotated[
        list[SourceRequest],
        Field(
            validation_alias=AliasChoices("scrapingSources", "sources"),
            max_length=100,
            description="Listings on the seller's own hosts; without any, the seller's own. `sources` is taken too.",
        ),
    ] = []
    config: CrawlConfig = CrawlConfig()
    priority: Annotated[
        int | None,
        Field(
            ge=1, le=1_000_000, description="As in Bull: 1 is first, and what has none goes before all that have one."
        ),
    ] = None
    delay: Annotated[NonNegativeInt, Field(le=LONGEST_DELAY, description="Milliseconds until it may start.")] = 0


class ScraperStatusRequest(BaseModel):
    """What GET /api/scraper/status takes: one of the two."""

    job_id: Annotated[Text | None, Field(alias="jobId", description="This job.")] = None
    seller_id: Annotated[Text | None, Field(alias="sellerId", description="This seller's latest ten jobs.")] = None


class MetricsRequest(BaseModel):
    """What /metrics takes."""

    format: Annotated[Literal["prometheus", "json"], Field(description="`json` gives the sums alone.")] = "prometheus"


def stored_priority(rank: int | None) -> Decimal:
    """Bull's priority, of which none is before 1 and 1 is before 2, as ours, of which the higher is first."""
    return Decimal(-rank) if rank is not None else Decimal(0)
