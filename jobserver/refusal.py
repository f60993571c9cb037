"""What the job server says no to, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twisted.logger import Logger

from database.engine import describe, is_outage

if TYPE_CHECKING:
    from pydantic import ValidationError
    from twisted.python.failure import Failure
    from twisted.web.http import Request

log = Logger()


class Refusal(Exception):
    """A request cannot be answered as asked. The message is one line for the caller.

    `code` and `status` are what the calls under /api/ answer with; scrapyd's calls answer 200 and the message alone.
    `retry_after` is how many seconds it takes until asking again makes sense.
    """

    def __init__(
        self,
        message: str,
        code: str = "VALIDATION_ERROR",
        status: int = 400,
        field: str | None = None,
        retry_after: int | None = None,
    ):
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status
        self.field = field
        self.retry_after = retry_after


def refuse_invalid(error: ValidationError) -> Refusal:
    """The first fault, in scrapyd's words, with the field's name."""
    fault = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return Refusal(f"'{field}' parameter is required", field=field)
    if fault["type"] == "extra_forbidden":
        return Refusal(f"{field} is no parameter of this call", field=field)
    said = fault["msg"].removeprefix("Value error, ")
    return Refusal(f"{field} is invalid: {said}" if field else said, field=field or None)


def explain(failure: Failure, request: Request) -> Refusal:
    """What to tell the caller of an answer that failed; what is our own mistake goes to the log in full."""
    error = failure.value
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Exception) and is_outage(error):
        return Refusal(f"the database does not answer: {describe(error)}", "DATABASE_UNAVAILABLE", 503)
    log.failure("{path} could not be answered", failure, path=request.path.decode("ascii", "replace"))
    return Refusal("our own code failed; the server's log says how", "INTERNAL_ERROR", 500)
