"""What each type of mail tells: the data that its templates are given, checked before it is queued."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt, PositiveInt, StringConstraints
from pydantic.alias_generators import to_camel

from emails.types import EmailType

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\r\n\x00]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Link = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class Contents(BaseModel):
    """Data of a mail. Names may come in camelCase too; names that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True)


class PriceMove(Contents):
    """A pack that costs something else than before."""

    name: Line
    url: Link
    seeds: PositiveInt
    before: Money
    after: Money
    currency: Currency
    seller_name: Line | None = None

    @property
    def percent(self) -> Decimal:
        """By how many percent the price moved; below 0 when it fell."""
        return percent_moved(self.before, self.after)


def percent_moved(before: Decimal, after: Decimal) -> Decimal:
    """How far a price moved, in percent of what it was.

    >>> percent_moved(Decimal("60.00"), Decimal("45.00"))
    Decimal('-25.0')
    """
    return ((after - before) * 100 / before).quantize(Decimal("0.1")) if before else Decimal(0)


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


class SellerFailures(Contents):
    """How often a seller's jobs failed on a day, and the last time why."""

    seller: Line
    seller_name: Line
    failures: PositiveInt
    job_id: Line
    error_code: Line
    error_message: Words


class FailureSummary(Contents):
    """The failures of a day: sellers of which more jobs failed than a mail was sent about."""

    day: date
    sellers: tuple[SellerFailures, ...]


class UserWelcome(Contents):
    """Somebody who is new on the site; `site_url` is where the button leads, PUBLIC_URL when it is not given."""

    name: Line | None = None
    site_url: Link | None = None


class AlertConfirmation(Contents):
    """An alert that somebody asked for; `about` is the product's or strain's name."""

    alert_id: PositiveInt
    about: Line
    kinds: tuple[Line, ...]
    threshold: Decimal | None = None


class Pack(Contents):
    """A pack that can be bought; `before` is what it cost, when that was something else."""

    seeds: PositiveInt
    variant: str = ""
    price: Money
    before: Money | None = None
    currency: Currency

    @property
    def price_per_seed(self) -> Decimal:
        """Price of one seed."""
        return (self.price / self.seeds).quantize(Decimal("0.01"))

    @property
    def percent(self) -> Decimal:
        """By how many percent the price fell; above 0."""
        return -percent_moved(self.before, self.price) if self.before else Decimal(0)


class ProductNews(Contents):
    """A product that somebody asked to be told of. Without `alert_id` there is nothing to unsubscribe from."""

    alert_id: PositiveInt | None = None
    name: Line
    seller_name: Line
    url: Link
    packs: Annotated[tuple[Pack, ...], Field(min_length=1)]


class PriceDrop(ProductNews):
    """A product of which packs have become cheaper, the one that fell most first."""


class BackInStock(ProductNews):
    """A product that can be bought again."""


class SellerWeek(Contents):
    """A seller's week."""

    seller: Line
    seller_name: Line
    completed: NonNegativeInt = 0
    failed: NonNegativeInt = 0
    suspicious: NonNegativeInt = 0
    products: NonNegativeInt = 0  # listed at its end
    created: NonNegativeInt = 0
    cheaper: NonNegativeInt = 0
    dearer: NonNegativeInt = 0
    last_error: Words | None = None


class WeeklyReport(Contents):
    """A week's crawls and prices; `since` is its Monday, `until` its Sunday."""

    since: date
    until: date
    sellers: tuple[SellerWeek, ...]
    moves: tuple[PriceMove, ...] = ()  # the largest falls
    alerts: NonNegativeInt = 0  # that are confirmed
    alert_mails: NonNegativeInt = 0  # sent that week


MODELS: dict[EmailType, type[Contents]] = {
    EmailType.SCRAPE_COMPLETED: ScrapeCompleted,
    EmailType.SCRAPE_FAILED: ScrapeFailed,
    EmailType.SCRAPE_SUSPICIOUS: ScrapeSuspicious,
    EmailType.FAILURE_SUMMARY: FailureSummary,
    EmailType.USER_WELCOME: UserWelcome,
    EmailType.ALERT_CONFIRMATION: AlertConfirmation,
    EmailType.PRICE_DROP: PriceDrop,
    EmailType.BACK_IN_STOCK: BackInStock,
    EmailType.WEEKLY_REPORT: WeeklyReport,
}
_TYPES = {model: kind for kind, model in MODELS.items()}


def type_of(contents: Contents) -> EmailType:
    """The type of mail that tells this."""
    return _TYPES[type(contents)]


def read_contents(type: EmailType, data: Any) -> Contents:  # noqa: A002 (the field's name)
    """The contents of a mail from its data. Raises pydantic.ValidationError."""
    return MODELS[type].model_validate(data)
