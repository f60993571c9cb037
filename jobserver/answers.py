"""How answers are written: scrapyd's way (a line of JSON), and the web app's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic_core import to_jsonable_python

if TYPE_CHECKING:
    from twisted.web.http import Request


def write_json(request: Request, body: object, status: int = 200) -> bytes:
    """Set the headers of a JSON answer; its text, spaced as scrapyd's own and ended by a newline."""
    content = json.dumps(to_jsonable_python(body)).encode() + b"\n"
    request.setResponseCode(status)
    request.setHeader(b"Content-Type", b"application/json")
    request.setHeader(b"Content-Length", str(len(content)).encode())
    request.setHeader(b"Cache-Control", b"no-store")
    return content


def api_error(code: str, message: str, field: str | None = None) -> dict[str, Any]:
    """The body of an error under /api/."""
    error = {"code": code, "message": message} | ({"field": field} if field else {})
    return {"success": False, "error": error}
