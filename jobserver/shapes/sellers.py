"""What the sellers' calls give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from jobserver.shapes.answer import Answer


class SellerShape(BaseModel):
    """A seller, as an operator may have changed it."""

    slug: str
    name: str
    homepage_url: str
    platform: str
    currency: str
    is_active: Annotated[bool, Field(description="Whether the site shows it.")]
    is_paused: Annotated[bool, Field(description="Whether its crawls are stopped.")]
    crawl_interval_hours: int
    max_pages: Annotated[int | None, Field(description="The last page to read of each source; null is no limit.")]
    last_crawled_at: datetime | None
    last_status: str | None
    products: Annotated[int, Field(description="Listed now.")]


class SellersAnswer(Answer):
    """All sellers."""

    sellers: list[SellerShape]


class SellerAnswer(Answer):
    """The seller as it is now."""

    seller: SellerShape
