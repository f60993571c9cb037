"""What can go wrong with a page in a browser, beside what can go wrong with any page."""

from __future__ import annotations

from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError


class MissingBrowser(Exception):
    """There is no browser to be had; the message is one line that says how to install it."""


class NothingAppeared(DownloadTimeoutError):
    """The page was there in time, and what it is to show was not."""


class BrowserFailed(DownloadFailedError):
    """The browser did not start, or fell over."""
