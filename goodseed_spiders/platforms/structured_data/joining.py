"""How texts of neighbouring elements come together on the screen: glued, apart, or with a point between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.outline import Line
from pipelines.normalise.currencies import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodseed_spiders.platforms.structured_data.outline import Element

LONGEST_LINE = 2_000
DECIMALS = re.compile(r"\s*[0-9]{2}\s*")
_ENDS_IN_DECIMALS = re.compile(r"[.,][0-9]{1,2}$")
_ENDS_IN_EURO = re.compile(r"[0-9] ?€$")
_ENDS_IN_POINT_GROUP = re.compile(r"[0-9]\.[0-9]{3}$")
_EURO_CENTS = re.compile(r"€ ?[0-9]{2}")
_PART = re.compile(r"[0-9.,]+-*")


def join(before: str, text: str, *, is_decimals: bool, is_apart: bool) -> str:
    """What follows a text of another element without white space: glued where both are parts of one amount.

    Signs, whole numbers, points and decimals often are elements of their own; all else stands apart on the screen.
    """
    number = text.strip()
    if not is_apart:
        if before[-1:].isdigit() and DECIMALS.fullmatch(text) and not _ENDS_IN_DECIMALS.search(before):
            return _decimals(before, number) if is_decimals or len(before) > 1 else text
        if is_decimals and _are_euro_cents(before, number):
            return number
        if _continues(before, number) or _meets_sign(before, number):
            return text
    return f" {text}"


def _decimals(before: str, number: str) -> str:
    return f",{number}" if _ENDS_IN_POINT_GROUP.search(before) else f".{number}"


def _are_euro_cents(before: str, number: str) -> bool:
    """What shops write as "249€95", the sign before or among the raised part."""
    return bool((DECIMALS.fullmatch(number) and _ENDS_IN_EURO.search(before)) or _EURO_CENTS.fullmatch(number))


def _continues(before: str, number: str) -> bool:
    """Whether both are parts of one number: "1", ".", "299", ",", "90"."""
    is_amount = before[-1:].isdigit() or before[-1:] in (".", ",")
    return is_amount and _PART.fullmatch(number) is not None


def _meets_sign(before: str, number: str) -> bool:
    return (_is_sign(before) and number[:1].isdigit()) or (before[-1:].isdigit() and _is_sign(number))


def make_line(texts: Sequence[str], elements: Sequence[Element]) -> Line | None:
    """The line with single spaces; its places are those of the tidied text."""
    parts: list[str] = []
    places: list[int] = []
    owners: list[Element] = []
    length = 0
    for text, element in zip(texts, elements, strict=True):
        tidied = " ".join(text.split())
        if (not parts or parts[-1][-1:] != " ") and text[:1].isspace() and parts:
            tidied = f" {tidied}"
        if text[-1:].isspace() and tidied.strip():
            tidied += " "
        if parts and parts[-1][-1:] == " ":
            tidied = tidied.lstrip(" ")
        if not tidied:
            continue
        parts.append(tidied)
        places.append(length)
        owners.append(element)
        length += len(tidied)
        if length > LONGEST_LINE:
            break
    whole = "".join(parts).rstrip()[:LONGEST_LINE]
    return Line(whole, places, owners) if whole.strip() else None


def _is_sign(text: str) -> bool:
    return "".join(text.lower().split()) in CURRENCIES
