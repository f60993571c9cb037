"""What mails tell the operators of a crawl."""

from __future__ import annotations

from datetime import datetime

from pydantic import NonNegativeFloat, NonNegativeInt

from emails.contents.fields import Contents, Line, Words
from emails.contents.prices import PriceMove


class CrawlOfSeller(Contents):
    """Which job a mail is about."""

    job_id: Line
    seller: Line
    seller_name: Line
    finished_at: datetime


class ScrapeCompleted(CrawlOfSeller):
    """A crawl that ended well: its counters and what changed. `seconds` is what its last attempt took."""

    seconds: NonNegativeFloat = 0
    pages_done: NonNegativeInt = 0
    products_seen: NonNegativeInt = 0
    created: NonNegativeInt = 0
    updated: NonNegativeInt = 0
    unchanged: NonNegativeInt = 0
    rejected: NonNegativeInt = 0
    left_out: NonNegativeInt = 0
    errors: NonNegativeInt = 0
    held: NonNegativeInt = 0  # changes that wait for a look
    delisted: NonNegativeInt = 0
    cheaper: NonNegativeInt = 0  # packs whose price fell
    dearer: NonNegativeInt = 0
    back_in_stock: NonNegativeInt = 0  # packs
    sold_out: NonNegativeInt = 0
    moves: tuple[PriceMove, ...] = ()  # the largest
    new_products: tuple[Line, ...] = ()  # some of them


class ScrapeSuspicious(ScrapeCompleted):
    """A crawl that ended well, and something looks wrong: what, each with its numbers."""

    suspicions: tuple[Words, ...]


class FailedAttempt(Contents):
    """An attempt at a job that failed."""

    attempt: NonNegativeInt
    started_at: datetime
    seconds: NonNegativeFloat | None = None
    node: Line | None = None
    outcome: Line | None = None
    error_code: Line | None = None
    error_message: Words | None = None


class ScrapeFailed(CrawlOfSeller):
    """A job that was given up: why, what was tried, and what its log said last."""

    error_code: Line
    error_message: Words
    attempts: tuple[FailedAttempt, ...] = ()
    log_lines: tuple[str, ...] = ()
    log: Words | None = None  # where the log is, on its node
    node: Line | None = None
