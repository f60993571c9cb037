"""Amounts as mark-up writes them, which should have a point and no thousands, and do not always."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from pipelines.normalise.currencies import POINT_CURRENCIES, THREE_DECIMALS
from pipelines.normalise.money import CENT, TOO_MUCH, read_money

_PLAIN = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2}|\.[0-9]{4,12})?")
_UNCLEAR = re.compile(r"([0-9]{1,3})[.,]([0-9]{3})")


def read_marked_amount(
    text: str | None, currency: str, shown: Collection[Decimal], decimal_sign: str | None = None
) -> Decimal | None:
    """The amount that mark-up means; `shown` are the amounts on the page, which tell what "3.350" is.

    >>> read_marked_amount("1299.9", "USD", ()), read_marked_amount("1.299,90", "EUR", ())
    (Decimal('1299.90'), Decimal('1299.90'))
    >>> read_marked_amount("3.350", "USD", {Decimal("3350.00")}), read_marked_amount("3.350", "KWD", ())
    (Decimal('3350.00'), Decimal('3.35'))
    """
    text = (text or "").strip()
    if not text or len(text) > 60:
        return None
    if _PLAIN.fullmatch(text):
        return _checked(Decimal(text))
    if unclear := _UNCLEAR.fullmatch(text):
        thousands, decimals = (
            _checked(Decimal(unclear[1] + unclear[2])),
            _checked(Decimal(f"{unclear[1]}.{unclear[2]}")),
        )
        if (thousands in shown) != (decimals in shown):
            return thousands if thousands in shown else decimals
        sign = text[len(unclear[1])]
        is_decimal = currency in THREE_DECIMALS or (
            sign == "." and decimal_sign != "," and currency in POINT_CURRENCIES
        )
        return decimals if is_decimal else thousands
    money = read_money(text, currency, decimal_sign)
    return money.amount or None if money else None


def _checked(amount: Decimal) -> Decimal | None:
    return amount.quantize(CENT, ROUND_HALF_UP) if 0 < amount < TOO_MUCH else None
