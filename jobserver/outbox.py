"""What the outbox of e-mails takes from outside; sending is not done here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel
from pydantic_core import to_json

from database.statements import execute
from jobserver.requests import Text

if TYPE_CHECKING:
    from sqlalchemy import Connection

ADDRESS = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+$"


class EmailRequest(BaseModel):
    """What POST /api/emails takes."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    type: Literal[
        "SCRAPE_COMPLETED",
        "SCRAPE_FAILED",
        "SCRAPE_SUSPICIOUS",
        "USER_WELCOME",
        "PRICE_DROP",
        "BACK_IN_STOCK",
        "WEEKLY_REPORT",
    ]
    recipient: Annotated[str, StringConstraints(pattern=ADDRESS, max_length=254), Field(description="One address.")]
    data: Annotated[dict[str, Any], Field(description="What its template shows.")] = {}
    dedupe_key: Annotated[
        Annotated[Text, StringConstraints(min_length=1, max_length=200)] | None,
        Field(description="The same key twice is one e-mail; ours unless given."),
    ] = None


def queue_email(connection: Connection, asked: EmailRequest) -> tuple[int, bool]:
    """The e-mail's id, and whether it is new."""
    values = {
        "type": asked.type,
        "recipient": asked.recipient,
        # PostgreSQL keeps no NUL, in JSON neither.
        "data": to_json(asked.data).decode().replace("\\u0000", ""),
        "dedupe_key": asked.dedupe_key or f"api-{uuid4().hex}",
    }
    row = execute(connection, "jobserver/queue_email", **values).one_or_none()
    if row is not None:
        return row.id, True
    return execute(connection, "jobserver/find_email", dedupe_key=values["dedupe_key"]).scalar_one(), False
