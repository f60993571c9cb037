"""What all answers of scrapyd's kind have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

# scrapyd's own way to write a time: local, without zone.
LocalTime = Annotated[str, Field(description="Local time of the node, `YYYY-MM-DD HH:MM:SS.ffffff`.")]


LogUrl = Annotated[str | None, Field(description="Where its latest log is; null when that is not on this node.")]


class Answer(BaseModel):
    """What every answer of scrapyd's kind holds; errors have `"status": "error"` and `message` instead."""

    status: Literal["ok"] = "ok"
    node_name: Annotated[str, Field(description="Host and port of the node that answers.")] = ""
