"""The shop's article number: as marked up, as labelled for visitors, or both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data import words
from goodseed_spiders.platforms.structured_data.outline import Mark, Outline
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct

ENOUGH = 1.5
LONGEST_LINE = 160

_VALUE = r"(?P<value>[\w][\w./+*-]{0,38}(?: [\w./-]{1,20}){0,2}?)"
_LABELLED = tuple(
    re.compile(
        rf"(?:^|[|•·,;(\[] ?|(?<=[a-z0-9)]) )(?:{label.pattern})(?P<colon> ?[:：#№]+| ?(?:nr|no|num)\.?:| ?[-–](?= )|(?= ))\s*#?{_VALUE}\s*(?=$|[|•·,;)\]]| [a-z ]{{3,25}}[:：]|\s+-\s)"
    )
    for label in words.SKU_LABELS
)
_LABELS = tuple(re.compile(rf"(?:{label.pattern}) ?[:：#.]*") for label in words.SKU_LABELS)
_ALONE = re.compile(r"#?([\w][\w./+*-]{0,38}(?: [\w./-]{1,20}){0,2})")
_TOKEN = re.compile(r"#?([\w][\w./+*-]{1,38})")
_GTIN = re.compile(r"[0-9]{12,14}")
_NOTHING = frozenset(
    ("n/a", "na", "none", "null", "undefined", "sku", "-", "false", "true", "0", "default", "default title")
)
_OUTSIDE = Mark.OTHER_PRODUCTS | Mark.FRAME | Mark.LINK
_FIELDS = ("sku", "product_sku", "productsku", "data-sku", "data-product-sku", "data-product-code")


def choose_sku(outline: Outline, marked: Iterable[MarkedProduct], selected: Iterable[str], address: str) -> str | None:
    """The number with the most behind it; `selected` are those of the offer that the visitor sees."""
    weights: defaultdict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}

    def add(value: str | None, weight: float) -> None:
        value = (value or "").strip().strip(".,:;#")
        if is_number(value):
            key = fold(value)
            spelled.setdefault(key, value)
            weights[key] = max(weights[key], weight) + min(weights[key], weight) * 0.5

    for product in marked:
        add(product.sku, {"json-ld": 3.0, "microdata": 3.0, "meta": 1.6, "state": 2.0}.get(product.source, 1.6))
    for sku in selected:
        add(sku, 2.6)
    for value, weight in shown_numbers(outline):
        add(value, weight)
    folded = fold(address)
    for key in weights:
        weights[key] += 0.4 * (len(key) > 3 and key in folded) - 1.5 * bool(_GTIN.fullmatch(key))
    best = max(weights, key=lambda key: weights[key], default=None)
    return spelled[best] if best is not None and weights[best] >= ENOUGH else None


def is_number(value: str) -> bool:
    """Whether a text may be an article number: short, few words, and a digit or a code in it.

    >>> [is_number(text) for text in ("AB-1234", "SKU", "a red shirt", "KBD-BLK")]
    [True, False, False, True]
    """
    if not 1 < len(value) <= 60 or fold(value) in _NOTHING or value.count(" ") > 3:
        return False
    return any(map(str.isdigit, value)) or (value.upper() == value and " " not in value and value.isascii())


def shown_numbers(outline: Outline) -> list[tuple[str, float]]:
    """What the page labels as a number for visitors, or marks by its class words, with how much that weighs."""
    found: list[tuple[str, float]] = []
    lines = outline.lines
    for number, line in enumerate(lines):
        element = line.elements[0]
        if len(line.text) > LONGEST_LINE or element.all & _OUTSIDE or number >= outline.others:
            continue
        folded = fold(line.text)
        if len(folded) != len(line.text):
            continue
        weight = _weigh_place(number, outline) + 0.5 * bool(element.all & Mark.MAIN)
        for group, (labelled, label) in enumerate(zip(_LABELLED, _LABELS, strict=True)):
            sure = (3.2, 1.5)[group] + weight
            if match := labelled.search(folded):
                value = line.text[match.start("value") : match.end("value")]
                if any(map(str.isdigit, value)) or ((match["colon"].strip() or "sku" in match[0]) and value.isupper()):
                    found.append((value, sure + 0.5 * ("sku" in match[0])))
                    break
            if label.fullmatch(folded) and number + 1 < len(lines):
                below = lines[number + 1].text
                if (alone := _ALONE.fullmatch(below)) and is_number(below):
                    found.append((alone[1], sure + 0.3 * ("sku" in folded)))
                    break
        if element.all & Mark.SKU and (alone := _TOKEN.fullmatch(line.text)) and any(map(str.isdigit, line.text)):
            found.append((alone[1], 2.4 + weight))
    return found + _fields(outline)


def _fields(outline: Outline) -> list[tuple[str, float]]:
    """Numbers in attributes: of the cart's form, of elements marked as article numbers."""
    found: list[tuple[str, float]] = []
    for element in [*outline.tagged, *(control.element for control in outline.controls)]:
        if element.all & (_OUTSIDE & ~Mark.LINK) or element.line >= outline.others:
            continue
        attributes = element.attributes
        for name in _FIELDS:
            if value := attributes.get(name):
                found.append((value, 1.8))
        if element.tag in ("input", "meta", "data"):
            value = attributes.get("value") or attributes.get("content")
            told = (attributes.get("name") or attributes.get("itemprop") or "").lower()
            if value and told in _FIELDS:
                found.append((value, 2.0))
    return found


def _weigh_place(number: int, outline: Outline) -> float:
    if outline.title is None:
        return 0.0
    distance = number - outline.title
    if distance < -6:
        return -1.5
    return 0.4 if distance <= 40 else 0.0 if distance <= 150 else -0.7
