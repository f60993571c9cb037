"""What somebody wants to be mailed: a mail that is not in the outbox yet."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from emails.addresses import Address
from emails.contents import read_contents, type_of
from emails.contents.fields import Contents
from emails.types import EmailType


class BadEmail(ValueError):
    """A mail that cannot be queued; `field` names what is wrong, and the message is one line that begins with it."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True)
class NewEmail:
    """A mail to queue. The second one of a dedupe key is silently the first."""

    recipient: str
    contents: Contents
    dedupe_key: str

    @property
    def type(self) -> EmailType:
        """The type of mail that tells its contents."""
        return type_of(self.contents)


class EmailRequest(BaseModel):
    """A mail as the web app asks for it. Without a `dedupeKey` each request is a mail of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True)

    type: EmailType
    recipient: Address
    data: dict[str, Any] = Field(default_factory=dict)
    dedupe_key: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")] | None = None


def read_new_email(body: Any) -> NewEmail:
    """The mail of a request's body, as `EmailRequest` and the model of its type's data say. Raises BadEmail."""
    try:
        request = EmailRequest.model_validate(body)
    except ValidationError as error:
        raise _explain(error) from None
    try:
        contents = read_contents(request.type, request.data)
    except ValidationError as error:
        raise _explain(error, "data") from None
    key = request.dedupe_key or token_hex(16)
    return NewEmail(request.recipient, contents, f"{request.type}:asked:{key}")


def _explain(error: ValidationError, *within: str) -> BadEmail:
    fault = error.errors()[0]
    path = ".".join(map(str, (*within, *fault["loc"]))) or "body"
    return BadEmail(path, fault["msg"].removeprefix("Value error, "))
