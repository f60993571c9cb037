"""Who may ask what: a password on everything but what is open, and no orders from foreign pages."""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from twisted.internet.address import UNIXAddress
from twisted.web.resource import Resource

from emails.settings import email_settings
from jobserver.answers import api_error, write_json

if TYPE_CHECKING:
    from twisted.web.server import Request

    from jobserver.options import Options

SAFE_METHODS = (b"GET", b"HEAD", b"OPTIONS")
# The links of mails. Their tokens are what allows something, not who sends them or from where: mail programs post to
# them (RFC 8058), and their own pages send no Origin.
SIGNED = {(b"alerts", b"confirm"), (b"alerts", b"unsubscribe")}


class Gate(Resource):
    """Stands before all other resources."""

    def __init__(self, webroot: Resource, options: Options):
        super().__init__()
        self.webroot = webroot
        self.options = options
        self.open = {b"health", b"metrics"} if options.metrics_public else {b"health"}

    def getChildWithDefault(self, path: bytes, request: Request) -> Any:
        """The resource, or one that says why not."""
        request.setHeader(b"X-Content-Type-Options", b"nosniff")
        request.setHeader(b"Referrer-Policy", b"same-origin")
        rest: Any = request.postpath
        while not path and rest:  # scrapyd-client puts a second slash after an address that ends with one
            path = rest.pop(0)
        if not self.options.is_guarded and path not in self.open and not is_asked_by_name(request):
            said = "without a password this server answers to its own address and to PUBLIC_URL only"
            return Refused(403, "FORBIDDEN", said)
        is_signed = (path, *rest) in SIGNED
        if not is_signed and path not in self.open and not self._knows(request):
            request.setHeader(b"WWW-Authenticate", b'Basic realm="Scrapyd", charset="UTF-8"')
            return Refused(401, "UNAUTHORIZED", "a user name and a password are needed")
        if not all(map(_is_text, (path, *rest))):
            return Refused(404, "NOT_FOUND", "there is no such path")
        if not is_signed and request.method not in SAFE_METHODS and is_foreign(request):
            return Refused(403, "FORBIDDEN", "orders from pages of other sites are not taken")
        return self.webroot.getChildWithDefault(path, request)

    def _knows(self, request: Request) -> bool:
        """Whether the right name and password came along; compared in a time that tells nothing."""
        if not self.options.is_guarded:
            return True
        wanted = (self.options.username.encode(), self.options.password.get_secret_value().encode())
        given = (request.getUser(), request.getPassword())
        # Both are compared, whatever the first one says.
        matches = [hmac.compare_digest(mine, theirs) for mine, theirs in zip(wanted, given, strict=True)]
        return all(matches)


class Folder(Resource):
    """Only leads on; what is not in it is not found."""

    def getChild(self, path: bytes, request: Request) -> Any:
        """Called for what is not there, the folder itself included."""
        return Refused(404, "NOT_FOUND", "there is no such path")

    def render(self, request: Request) -> Any:
        """The folder without a slash."""
        return Refused(404, "NOT_FOUND", "there is no such path").render(request)


class Refused(Resource):
    """Answers every request, below any path, with one refusal."""

    isLeaf = True

    def __init__(self, status: int, code: str, message: str):
        super().__init__()
        self.status = status
        self.code = code
        self.message = message

    def render(self, request: Request) -> Any:
        """In the language of the path that was asked for."""
        body: dict[str, Any] = {"status": "error", "message": self.message}
        if request.path.startswith(b"/api"):
            body = api_error(self.code, self.message)
        return write_json(request, body, self.status)


def _is_text(part: bytes) -> bool:
    """Whether a part of a path can be the name of anything here."""
    try:
        return "\0" not in part.decode()
    except UnicodeDecodeError:
        return False


def is_asked_by_name(request: Request) -> bool:
    """Whether a request is meant for us; a page of another site cannot reach a socket that is a file."""
    return isinstance(request.getHost(), UNIXAddress) or is_ours(request.getHeader("host"))


def is_ours(host: str | None) -> bool:
    """Whether a Host header names this machine, an address, or PUBLIC_URL.

    A page of another site whose name leads here (DNS rebinding) is to its browser a page of ours: the name tells.

    >>> [is_ours(host) for host in ("localhost:6800", "127.0.0.1", "[::1]:6800", None, "evil.example")]
    [True, True, True, True, False]
    """
    if not host:  # no browser
        return True
    try:
        name = urlsplit(f"//{host}").hostname or ""
        ip_address(name)
    except ValueError:
        return (
            name == "localhost" or name.endswith(".localhost") or name == urlsplit(email_settings().public_url).hostname
        )
    return True


def is_foreign(request: Request) -> bool:
    """Whether a browser sent the request for a page of another site; programs say nothing of the kind."""
    site = request.getHeader("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.getHeader("origin")
    if origin is None:
        return False
    # A page cannot set X-Forwarded-Host without asking first, which nobody here answers.
    ours = {request.getHeader("host"), request.getHeader("x-forwarded-host")}
    return urlsplit(origin).netloc not in ours
