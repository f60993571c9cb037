"""What the calls below /api/ take."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, StringConstraints
from pydantic.alias_generators import to_camel

from jobserver.requests.fields import JobId, Text

LONGEST_DELAY = 366 * 24 * 3600 * 1000  # ms


class SourceRequest(BaseModel):
    """A listing to read instead of the seller's own."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)

    scraping_source_url: Annotated[Text, StringConstraints(min_length=1, max_length=2_000)]
    scraping_source_name: Annotated[Text, StringConstraints(max_length=200)] = ""
    max_page: PositiveInt | None = None


class CrawlConfig(BaseModel):
    """Which of the pages to read."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)

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

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel, validate_by_name=False)

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


def stored_priority(rank: int | None) -> Decimal:
    """Bull's priority, of which none is before 1 and 1 is before 2, as ours, of which the higher is first."""
    return Decimal(-rank) if rank is not None else Decimal(0)
