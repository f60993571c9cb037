"""Why a page could not be read, in one word that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy import exceptions
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.spidermiddlewares.httperror import HttpError

from goodseed_spiders.browser.errors import BrowserFailed, NothingAppeared
from goodseed_spiders.unread import Unread

if TYPE_CHECKING:
    from twisted.python.failure import Failure

_KINDS = {
    # Kinds of the ones below.
    NothingAppeared: "nothing shown",
    BrowserFailed: "browser",
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.CannotResolveHostError: "dns",
    exceptions.DownloadConnectionRefusedError: "connection",
    exceptions.DownloadFailedError: "connection",
    exceptions.ResponseDataLossError: "connection",
    TunnelError: "proxy",
}


def kind_of(failure: Failure) -> str:
    """What `kind_of_error` says of a request's failure."""
    assert failure.value is not None
    return kind_of_error(failure.value)


def kind_of_error(error: BaseException) -> str:
    """An HTTP status ("404"), "timeout", "dns", "tls", "connection", "proxy", the kind of an Unread, "robots.txt",
    "offsite", or the exception's name; of a page in the browser also "nothing shown", and "browser" (which failed)."""
    match error:
        case HttpError():
            return str(error.response.status)
        case Unread():
            return error.kind
        case exceptions.IgnoreRequest():
            return "robots.txt" if "robots.txt" in str(error) else "offsite"
    if _is_of_tls(error):
        return "tls"
    return next((kind for cls, kind in _KINDS.items() if isinstance(error, cls)), type(error).__name__)


def _is_of_tls(error: BaseException) -> bool:
    """Whether no secure connection could be agreed on; Twisted keeps its reasons in a list."""
    reasons = getattr(error.__cause__, "reasons", None) or ()
    return any(isinstance(reason.value, SSL.Error) for reason in reasons)
