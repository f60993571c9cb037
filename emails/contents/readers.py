"""What mails tell the readers of the site."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PositiveInt

from emails.contents.fields import Contents, Currency, Line, Link, Money
from emails.contents.prices import percent_moved


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
