"""What all pages share: facts read in a thread, a template, headers that let nothing foreign in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from twisted.web.resource import Resource

from jobserver.later import answer_later
from jobserver.refusal import explain

if TYPE_CHECKING:
    from twisted.python.failure import Failure
    from twisted.web.http import Request

    from jobserver.webroot import Root

POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class Page(Resource):
    """One page, read with GET."""

    template: ClassVar[str]
    policy: ClassVar[bytes] = POLICY

    def __init__(self, root: Root):
        super().__init__()
        self.root = root

    def read(self) -> dict[str, Any]:
        """What the template shows."""
        raise NotImplementedError

    def render_GET(self, request: Request) -> int:
        """Answer later."""
        return answer_later(
            request, self.read, lambda facts: self.show(request, facts), lambda failure: self._refuse(request, failure)
        )

    def show(self, request: Request, facts: dict[str, Any], template: str = "", status: int = 200) -> bytes:
        """The page's text."""
        base = request.getHeader(self.root.options.prefix_header) or ""
        text = templates().get_template(template or self.template).render(base=base, node=self.root.node_name, **facts)
        content = text.encode()
        request.setResponseCode(status)
        request.setHeader(b"Content-Type", b"text/html; charset=utf-8")
        request.setHeader(b"Content-Security-Policy", self.policy)
        request.setHeader(b"Cache-Control", b"no-store")
        request.setHeader(b"Content-Length", str(len(content)).encode())
        return content

    def _refuse(self, request: Request, failure: Failure) -> bytes:
        refusal = explain(failure, request)
        return self.show(request, {"message": refusal.message}, "refusal.html", max(refusal.status, 400))


@cache
def templates() -> Environment:
    """The templates, autoescaped; a name that is not given is an error."""
    return Environment(
        loader=PackageLoader("jobserver"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
