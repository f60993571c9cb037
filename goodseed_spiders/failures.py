"""Why a page could not be read, in one word that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError

from goodseed_spiders.browser.errors import BrowserFailed, NothingAppeared

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
}


def kind_of(failure: Failure) -> str:
    """An HTTP status ("404"), "robots.txt", "offsite", "timeout", "dns", "connection", or the exception's name.

    Of a page in the browser also "nothing shown" and "browser" (which did not start, or fell over).
    """
    error = failure.value
    if isinstance(error, HttpError):
        return str(error.response.status)
    if isinstance(error, exceptions.IgnoreRequest):
        return "robots.txt" if "robots.txt" in str(error) else "offsite"
    return next((kind for cls, kind in _KINDS.items() if isinstance(error, cls)), type(error).__name__)
