"""What a page labels as an article number for its visitors, or marks by its class words and attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.marks import Mark
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodseed_spiders.platforms.structured_data.outline import Outline

LONGEST_LINE = 160
LONGEST_BARE = 45  # characters of a line in which a label needs no colon
MOST_LINES = 5_000

_VALUE = r"(?P<value>\w[\w./+*-]{0,38}(?: (?=[^ ]*[0-9])[\w./-]{1,20}){0,2})(?![\w])"
_LEAD = r"(?P<lead>^|[|•·,;(\[/] ?|(?<=[a-z0-9)]) )"
_COLON = r"(?: ?[:：#№]+| ?(?:nr|no|num)\.?:| ?[-–](?= )|(?= ))"
_LABELLED = tuple(re.compile(rf"{_LEAD}(?:{label.pattern}){_COLON}\s*#?{_VALUE}") for label in words.SKU_LABELS)
# Before "code" these make it the code of something else.
_OTHER_CODES = re.compile(
    r"(?:promo\w*|coupon|discount|voucher|zip|post(?:al)?|gift|dress|bar|qr|area|country|use|enter|security|colou?r|hs"
    r"|tariff|energy|size) $"
)
_LABELS = tuple(re.compile(rf"(?:{label.pattern}) ?[:：#.]*") for label in words.SKU_LABELS)
_ALONE = re.compile(r"#?([\w][\w./+*-]{0,38}(?: [\w./-]{1,20}){0,2})")
_TOKEN = re.compile(r"(?:[^\W\d_]{1,20}[.:]? )?#?([\w][\w./+*-]{1,38})")  # what class words mark may have any label
_NOTHING = frozenset(
    ("n/a", "na", "none", "null", "undefined", "sku", "-", "false", "true", "0", "default", "default title")
)
_SURE = (3.2, 1.5)  # of each kind of label
_OUTSIDE = Mark.OTHER_PRODUCTS | Mark.FRAME | Mark.LINK
_FIELDS = ("sku", "asin", "product_sku", "productsku", "data-sku", "data-product-sku", "data-product-code")


class ShownNumber(NamedTuple):
    """A text that may be the article number, and how much that weighs."""

    value: str
    weight: float


def is_number(value: str) -> bool:
    """Whether a text may be an article number: short, few words, and a digit or a code in it.

    >>> [is_number(text) for text in ("AB-1234", "SKU", "a red shirt", "KBD-BLK")]
    [True, False, False, True]
    """
    if not 1 < len(value) <= 60 or fold(value) in _NOTHING or value.count(" ") > 3:
        return False
    return any(map(str.isdigit, value)) or (value.upper() == value and " " not in value and value.isascii())


def shown_numbers(outline: Outline) -> list[ShownNumber]:
    """All that the page shows as its product's article numbers, in its order."""
    found: list[ShownNumber] = []
    for number, line in enumerate(outline.lines[: min(outline.others, MOST_LINES)]):
        element = line.elements[0]
        if len(line.text) > LONGEST_LINE or element.all & _OUTSIDE:
            continue
        weight = _weigh_place(number, outline) + 0.5 * bool(element.all & Mark.MAIN)
        below = outline.lines[number + 1].text if number + 1 < len(outline.lines) else ""
        if labelled := _labelled(line.text, below):
            found.append(ShownNumber(labelled.value, labelled.weight + weight))
        if element.all & Mark.SKU and (alone := _TOKEN.fullmatch(line.text)) and _has_digit(alone[1]):
            found.append(ShownNumber(alone[1], 2.4 + weight))
    return [*found, *_attributes(outline)]


def _labelled(text: str, below: str) -> ShownNumber | None:
    """The number behind a label, or on the line below one that stands alone."""
    folded = fold(text)
    for sure, labelled, label in zip(_SURE, _LABELLED, _LABELS, strict=True):
        match = labelled.search(folded)
        if match and _is_label(match, folded):
            value = text[match.start("value") : match.end("value")]
            is_told = _has_colon(match, folded) or "sku" in match[0] or "-" in value
            if _has_digit(value) or (is_told and value.isupper()):
                return ShownNumber(value, sure + 0.5 * ("sku" in match[0]))
        if label.fullmatch(folded) and (alone := _ALONE.fullmatch(below)) and is_number(below):
            return ShownNumber(alone[1], sure + 0.3 * ("sku" in folded))
    return None


def _is_label(match: re.Match[str], folded: str) -> bool:
    """Whether the label is one: at the start of its line, or with a colon, and not that of another kind of code."""
    if _OTHER_CODES.search(folded[: match.end("lead")]):
        return False
    return _has_colon(match, folded) or (match["lead"] != " " and len(folded) <= LONGEST_BARE)


def _has_colon(match: re.Match[str], folded: str) -> bool:
    return any(sign in folded[match.end("lead") : match.start("value")] for sign in ":：#№")


def _attributes(outline: Outline) -> Iterator[ShownNumber]:
    """Numbers of the cart's form, and of elements that are marked as article numbers."""
    for element in [*outline.tagged, *(control.element for control in outline.controls)]:
        if element.all & (_OUTSIDE & ~Mark.LINK) or element.line >= outline.others:
            continue
        attributes = element.attributes
        yield from (ShownNumber(value, 1.8) for name in _FIELDS if (value := attributes.get(name)))
        if element.tag in ("input", "meta", "data"):
            value = attributes.get("value") or attributes.get("content")
            if value and (attributes.get("name") or attributes.get("itemprop") or "").lower() in _FIELDS:
                yield ShownNumber(value, 2.0)


def _weigh_place(number: int, outline: Outline) -> float:
    if outline.title is None:
        return 0.0
    distance = number - outline.title
    if distance < -6:
        return -1.5
    return 0.4 if distance <= 40 else 0.0 if distance <= 150 else -0.7


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
