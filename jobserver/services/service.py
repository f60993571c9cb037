"""What all web services share: a checked request, work in a thread, an answer or a refusal in one line of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from twisted.web.resource import Resource

from jobserver.answers import api_error, write_json
from jobserver.later import answer_later
from jobserver.refusal import Refusal, explain, refuse_invalid

if TYPE_CHECKING:
    from twisted.python.failure import Failure
    from twisted.web.http import Request

    from jobserver.webroot import Root


class Nothing(BaseModel):
    """A request without parameters."""


class Service(Resource):
    """One call, spoken as scrapyd speaks: form parameters, `{"status": "ok" | "error"}`, always HTTP 200.

    A service says what it takes and gives, and answers in a thread; database work never blocks the reactor.
    """

    verb: ClassVar[str] = "GET"
    takes: ClassVar[type[BaseModel]] = Nothing
    gives: ClassVar[type[BaseModel]] = Nothing
    is_open: ClassVar[bool] = False  # no password is asked for
    is_quick: ClassVar[bool] = False  # answered without a thread, from what is in memory
    statuses: ClassVar[tuple[int, ...]] = (200,)
    text_type: ClassVar[str | None] = None  # of an answer that is no JSON
    # Set by services after which a job may be there to start.
    wakes: ClassVar[bool] = False

    def __init__(self, root: Root):
        super().__init__()
        self.root = root

    def answer(self, asked: Any) -> Any:
        """The answer to a checked request, as what `gives` names or the mapping of it. Raises Refusal."""
        raise NotImplementedError

    def render(self, request: Request) -> Any:
        """Answer later; what cannot be understood is refused at once."""
        request.setHeader(b"Allow", self._methods.encode())
        if request.method == b"OPTIONS":
            request.setResponseCode(204)
            return b""
        try:
            self._check_method(request)
            asked = self.read(request)
        except Refusal as refusal:
            return self.refuse(request, refusal)
        if self.is_quick:
            return self.write(request, self.answer(asked))
        return answer_later(
            request,
            lambda: self.answer(asked),
            lambda answer: self._succeed(answer, request),
            lambda failure: self._fail(failure, request),
        )

    def read(self, request: Request) -> BaseModel:
        """The request's parameters. Raises Refusal."""
        return read_form(self.takes, request)

    def write(self, request: Request, answer: Any) -> bytes:
        """The text of an answer."""
        body = answer.model_dump(mode="json", by_alias=True) if isinstance(answer, BaseModel) else dict(answer)
        return write_json(request, body | {"status": "ok", "node_name": self.root.node_name})

    def refuse(self, request: Request, refusal: Refusal) -> bytes:
        """The text of a refusal."""
        return write_json(request, {"status": "error", "message": refusal.message, "node_name": self.root.node_name})

    @property
    def _methods(self) -> str:
        return f"OPTIONS, HEAD, {self.verb}"

    def _check_method(self, request: Request) -> None:
        allowed = [b"HEAD", b"OPTIONS", self.verb.encode()]
        if request.method not in (self.verb.encode(), b"HEAD" if self.verb == "GET" else b""):
            raise Refusal(f"UnsupportedMethod: Expected one of {allowed}", status=405)  # as Twisted says it for scrapyd

    def _succeed(self, answer: Any, request: Request) -> bytes:
        if self.wakes:
            self.root.poller.wake()
        return self.write(request, answer)

    def _fail(self, failure: Failure, request: Request) -> bytes:
        return self.refuse(request, explain(failure, request))


class ApiService(Service):
    """One call, spoken as the web app speaks: JSON bodies, camelCase, a fitting HTTP status."""

    statuses: ClassVar[tuple[int, ...]] = (200, 400, 401, 503)
    may_list: ClassVar[bool] = False  # whether the data may be a list of what `gives` names

    def read(self, request: Request) -> BaseModel:
        """The request's body, or its query's parameters for a GET. Raises Refusal."""
        if self.verb == "GET":
            return read_form(self.takes, request)
        assert request.content is not None
        try:
            return self.takes.model_validate_json(request.content.read())
        except ValidationError as error:
            raise refuse_invalid(error) from None

    def write(self, request: Request, answer: Any) -> bytes:
        """The text of an answer: what it gives, with 200 unless it is told as (status, data)."""
        status, data = answer if isinstance(answer, tuple) else (200, answer)
        body = {"success": status < 400, "data": data} if status < 400 else data
        return write_json(request, _dump(body), status)

    def refuse(self, request: Request, refusal: Refusal) -> bytes:
        """The text of a refusal."""
        if refusal.retry_after is not None:
            request.setHeader(b"Retry-After", str(refusal.retry_after).encode())
        return write_json(request, api_error(refusal.code, refusal.message, refusal.field), refusal.status)


def _dump(body: Any) -> Any:
    if isinstance(body, BaseModel):
        return body.model_dump(mode="json", by_alias=True)
    if isinstance(body, dict):
        return {key: _dump(value) for key, value in body.items()}
    if isinstance(body, list):
        return [_dump(value) for value in body]
    return body


def read_form(model: type[BaseModel], request: Request) -> BaseModel:
    """A request's query and form parameters as a model. Raises Refusal.

    A parameter that is given several times counts once, the first time, as in scrapyd, unless the model
    takes a list.
    """
    lists = {field.alias or name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}
    known = {field.alias or name for name, field in model.model_fields.items()}
    looks_at_all = ConfigDict(**model.model_config).get("extra") in ("allow", "forbid")
    given: dict[str, Any] = {}
    for key, values in (request.args or {}).items():
        name = key.decode("utf-8", "replace")
        if name not in known and not looks_at_all:
            continue
        texts = [_decode(name, value) for value in values]
        given[name] = texts if name in lists else texts[0]
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise refuse_invalid(error) from None


def _decode(name: str, value: bytes) -> str:
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        raise Refusal(f"{name} is invalid: {error}", field=name) from None
    if "\0" in text:
        raise Refusal(f"{name} is invalid: it holds a NUL character", field=name)
    return text
