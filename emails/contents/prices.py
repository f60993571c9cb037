"""Prices that moved."""

from __future__ import annotations

from decimal import Decimal

from pydantic import PositiveInt

from emails.contents.fields import Contents, Currency, Line, Link, Money


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
