"""The kinds of values that calls take."""

from __future__ import annotations

import math
import signal as signals
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from jobs.new_job import JOB_ID

STOPPING = (signals.SIGINT, signals.SIGTERM, signals.SIGKILL)


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


def _read_moment(value: Any) -> Any:
    """A plus sign that was not encoded has become a space."""
    return value.replace(" ", "+") if isinstance(value, str) and value[-6:-5] == " " else value


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
Priority = Annotated[float, Field(ge=-1e6, le=1e6), BeforeValidator(_read_number)]
Moment = Annotated[AwareDatetime, BeforeValidator(_read_moment)]
Signal = Annotated[
    str,
    AfterValidator(_read_signal),
    Field(description="INT or TERM let the crawl store what it has read, KILL does not."),
]
