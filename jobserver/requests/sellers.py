"""What the sellers' calls take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from jobserver.requests.fields import Seller


class SellerChange(BaseModel):
    """What seller.json takes: the seller, and at least one thing to change."""

    model_config = ConfigDict(extra="forbid")

    seller: Seller
    action: Annotated[
        Literal["pause", "resume", "hide", "show"] | None,
        Field(description="Stop or resume its crawls; hide it from the site or show it."),
    ] = None
    interval: Annotated[int | None, Field(ge=1, le=8760, description="Hours between two crawls.")] = None
    max_pages: Annotated[
        int | None, Field(ge=0, le=100_000, description="The last page to read of each source; 0 is no limit.")
    ] = None
