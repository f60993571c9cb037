"""Facts with labels, wherever a product page has them: tables of two columns, lists, definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.labels import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from goodseed_spiders.items import RawProduct

LONGEST_ENTRY = 1_000
# What several entries may tell parts of; of all else the first entry is believed.
_SHARED = frozenset({"strain_type", "sex", "flowering_type", "yield_"})
_CELLS = ("th", "td")
_LISTED = "li, .elementor-icon-list-text, p"
_YIELD_PLACE = re.compile(r"\b(indoor|outdoor)s?\b", re.IGNORECASE)


def add_fact(raw: RawProduct, label: str, value: str) -> None:
    """Put a value where its label says, if that is a label we know and the value is none of an empty one.

    >>> from goodseed_spiders.items import RawProduct
    >>> raw = RawProduct("https://shop.example/")
    >>> add_fact(raw, "Indoor Yield:", "500 g/m²"), add_fact(raw, "Outdoor Yield", "600 g")
    (None, None)
    >>> raw.yield_
    'Indoor 500 g/m² / Outdoor 600 g'
    """
    entry = read_entry(f"{label.strip().rstrip(':')}: {value}"[:LONGEST_ENTRY])
    if entry is None or not entry[1]:
        return
    field, told = entry
    if field == "yield_" and (place := _YIELD_PLACE.search(label)):
        told = f"{place[1].capitalize()} {told}"
    before = getattr(raw, field)
    if not before:
        setattr(raw, field, told)
    elif field in _SHARED and told not in before:
        joined = " / " if field == "yield_" else " , "
        setattr(raw, field, f"{before}{joined}{told}")


def find_facts(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The labels and values of a page, tables first: a shop's own attributes are there."""
    for row in tree.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in _CELLS]
        if len(cells) == 2:
            yield _text(cells[0]), _text(cells[1])
    for term in tree.css("dt"):
        definition = _next_element(term)
        if definition is not None and definition.tag == "dd":
            yield _text(term), _text(definition)
    for node in tree.css(_LISTED):
        text = _text(node)
        label, colon, value = text.partition(":")
        if colon and len(text) <= LONGEST_ENTRY:
            yield label, value


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and (following.tag or "-").startswith("-"):
        following = following.next
    return following


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
