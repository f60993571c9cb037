"""GET /openapi.json: what all this is, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobserver.answers import write_json
from jobserver.openapi import describe_services
from jobserver.services.service import Nothing, Service

if TYPE_CHECKING:
    from twisted.web.http import Request


class OpenApi(Service):
    """This description, OpenAPI 3.1."""

    is_quick = True

    def answer(self, asked: Nothing) -> dict[str, Any]:
        """Made from the services' own models."""
        return describe_services(self.root.services)

    def write(self, request: Request, answer: Any) -> bytes:
        """The document alone."""
        return write_json(request, answer)
