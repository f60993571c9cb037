"""Facts with labels, wherever a product page has them: tables, definitions, lists, paragraphs, boxes side by side."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.fact_signs import may_be
from goodseed_spiders.platforms.labels import LONGEST_LABEL, is_label, is_question, read_labelled
from goodseed_spiders.platforms.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from goodseed_spiders.items import RawProduct
    from goodseed_spiders.platforms.lines import Line

LONGEST_ENTRY = 1_000
# What several entries may tell parts of; of all else the first entry is believed.
_SHARED = frozenset({"strain_type", "sex", "flowering_type", "yield_"})
_CELLS = ("th", "td")
_YIELD_PLACE = re.compile(r"\b(indoor|outdoor)s?\b", re.IGNORECASE)
_BETWEEN_ENTRIES = re.compile(r"\s*[|•·;✓✔]\s*|\s+/\s+(?=(?:THC|CBD)\b)|,\s+(?=(?:THC|CBD)\s*:)")
_DASH = re.compile(r"\s[–—-]\s|(?<=[A-Za-z)])\s?[–—]\s?")
_BARE = re.compile(
    r"(?P<label>(?:thc|cbd)(?: (?:content|levels?))?)\s+"
    r"(?P<value>(?:up to |about |over |under |around )?[<>~≈±]?\s?\d.{0,30})",
    re.IGNORECASE,
)

_BARE_BEFORE = re.compile(r"(?P<value>[<>~≈±]?\d[\d.,\s–-]*%)\s(?P<label>thc|cbd)", re.IGNORECASE)

# Without any of these a text that is longer than a label has none.
_MAY_BE = re.compile(r"[:|•·;–—]|\s-\s|thc|cbd", re.IGNORECASE)


def add_facts(raw: RawProduct, tree: LexborHTMLParser) -> None:
    """Put what a page tells with a label where it belongs."""
    for label, value in find_facts(tree):
        add_fact(raw, label, value)


def add_fact(raw: RawProduct, label: str, value: str) -> None:
    """Put a value where its label says, if that is a label we know and the value is none of an empty one.

    >>> from goodseed_spiders.items import RawProduct
    >>> raw = RawProduct("https://shop.example/")
    >>> add_fact(raw, "Indoor Yield:", "500 g/m²"), add_fact(raw, "Outdoor Yield", "600 g")
    (None, None)
    >>> raw.yield_
    'Indoor 500 g/m² / Outdoor 600 g'
    """
    entry = read_labelled(label, value[:LONGEST_ENTRY])
    if entry is None or not entry[1]:
        return
    field, told = entry
    if field == "yield_" and (place := _YIELD_PLACE.search(label)):
        told = f"{place[1].capitalize()} {told}"
    before = getattr(raw, field)
    if not before:
        setattr(raw, field, told)
    elif field in _SHARED and told not in before and len(before) < LONGEST_ENTRY:
        joined = " / " if field == "yield_" else " , "
        setattr(raw, field, f"{before}{joined}{told}")


def find_facts(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The labels and values of a page, tables first: a shop's own attributes are there."""
    for table in tree.css("table"):
        yield from _read_table(table)
    for term in tree.css("dt"):
        definition = _next_element(term)
        if definition is not None and definition.tag == "dd":
            yield _text(term), _text(definition)
    for line in read_lines(tree):
        yield from _read_line(line)


def _read_table(table: LexborNode) -> Iterator[tuple[str, str]]:
    """Rows of a label and its value, or of several; or a row of labels above one of values."""
    rows = [[_text(cell) for cell in row.iter() if cell.tag in _CELLS] for row in table.css("tr")]
    for labels, values in pairwise(rows):
        if len(labels) > 1 and len(labels) == len(values) and all(map(is_label, labels[:2])):
            yield from zip(labels, values, strict=True)
    for cells in rows:
        if len(cells) % 2 == 0 and not all(map(is_label, cells[:2])):
            yield from zip(cells[::2], cells[1::2], strict=True)


def _read_line(line: Line) -> Iterator[tuple[str, str]]:
    """The entries of a line: "THC: 20%", "THC – 20% | CBD – 1%", a label and its value in two pieces."""
    text = line.text
    if len(text) > LONGEST_ENTRY or (len(text) > LONGEST_LABEL and not _MAY_BE.search(text)):
        return
    if is_label(text) or is_question(text):
        if line.element is not None and (value := _find_beside(line.element, text)):
            yield text, value
        return
    parts = _BETWEEN_ENTRIES.split(text)
    entries = [entry for part in parts if (entry := _split_entry(part))]
    if entries and (len(entries) > 1 or len(parts) == 1):
        yield from entries
    elif entry := _split_entry(text) or _split_pieces(line.pieces):
        yield entry


def _split_entry(text: str) -> tuple[str, str] | None:
    """The label and the value that a colon or a dash sets apart, if the label is one."""
    label, colon, value = text.partition(":")
    if colon and (is_label(label) or is_question(label)):
        return label, value
    if (dash := _DASH.search(text[: LONGEST_LABEL + 5])) and is_label(text[: dash.start()]):
        value = text[dash.end() :]
        return (text[: dash.start()], value) if may_be(text[: dash.start()], value) else None
    if bare := _BARE.fullmatch(text.strip()) or _BARE_BEFORE.fullmatch(text.strip()):
        return bare["label"], bare["value"]
    return None


def _split_pieces(pieces: list[str]) -> tuple[str, str] | None:
    """A label that its mark-up sets apart: a bold one, or one in a span of its own, which may come last."""
    first, *rest = pieces
    value = " ".join(rest)
    if (is_label(first) or is_question(first)) and may_be(first, value):
        return first, value
    return (value, first) if len(rest) == 1 and is_label(value) and may_be(value, first) else None


def _find_beside(element: LexborNode, label: str) -> str | None:
    """The value of a label that fills a box: what the next box holds, or the one before, if there are but two."""
    box = element
    while (around := box.parent) is not None and around.tag != "body" and _is_all(around, label):
        box = around
    following, before = _next_element(box), _previous_element(box)
    if following is not None:
        value = _text(following)
    elif before is not None and _previous_element(before) is None:
        value = _text(before)
    else:
        return None
    return value if may_be(label, value) and not is_label(value) else None


def _is_all(node: LexborNode, text: str) -> bool:
    """Whether a node holds this text and no other; not looked at when it is large."""
    held = node.text(separator=" ", strip=True)
    return len(held) < LONGEST_LABEL * 3 and " ".join(held.split()) == text


def _next_element(node: LexborNode) -> LexborNode | None:
    following = node.next
    while following is not None and (following.tag or "-").startswith("-"):
        following = following.next
    return following


def _previous_element(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and (before.tag or "-").startswith("-"):
        before = before.prev
    return before


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
