"""What the calls about the state of the whole take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field


class MetricsRequest(BaseModel):
    """What /metrics takes."""

    format: Annotated[Literal["prometheus", "json"], Field(description="`json` gives the sums alone.")] = "prometheus"
