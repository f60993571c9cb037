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
    if is_apart:
        return f" {text}"
    ends_in_digit, number = before[-1:].isdigit(), text.strip()
    if ends_in_digit and DECIMALS.fullmatch(text) and not _ENDS_IN_DECIMALS.search(before):
        if not is_decimals and len(before) == 1:
            return text
        return f",{number}" if _ENDS_IN_POINT_GROUP.search(before) else f".{number}"
    if is_decimals and ((DECIMALS.fullmatch(text) and _ENDS_IN_EURO.search(before)) or _EURO_CENTS.fullmatch(number)):
        return number  # "249€95"
    is_amount = ends_in_digit or before[-1:] in ".,"
    if is_amount and (number[:1] in ".," or number[:1].isdigit()) and _PART.fullmatch(number):
        return text
    if (_is_sign(before) and number[:1].isdigit()) or (ends_in_digit and _is_sign(text)):
        return text
    return f" {text}"


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
