"""Facts beside icons: `.specification_individual` blocks, of which the icon tells what the text means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Words of an icon's alternative text or file name, and the label that they stand for; the first found counts.
ICONS = (
    ("strain type", "strain type"),
    ("seed type", "flowering type"),
    ("gender", "sex"),
    ("genetics", "genetics"),
    ("indoor yield", "indoor yield"),
    ("outdoor yield", "outdoor yield"),
    ("yield", "yield"),
    ("flower", "flowering time"),
    ("height", "height"),
    ("effect", "effects"),
    ("flavo", "flavours"),
    ("difficulty", "difficulty"),
    ("thc", "thc"),
    ("cbd", "cbd"),
)
_WORDS = re.compile(r"[^a-z]+")


def find_specifications(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The labels and values of the blocks whose icon is known, each label once."""
    told = set()
    for block in tree.css(".specification_individual"):
        label = next(filter(None, map(read_icon, _describe_icons(block))), None)
        value = text_of(block, ".specification_individual_text")
        if label and value and label not in told:
            told.add(label)
            yield label, value


def read_icon(description: str) -> str | None:
    """The label that an icon stands for, by its alternative text or its file name.

    >>> read_icon("thc/cbd"), read_icon("icbd_ico"), read_icon("Outdoor-Yield-1.jpg"), read_icon("indoor/outdoor")
    ('thc', 'cbd', 'outdoor yield', None)
    """
    words = _WORDS.sub(" ", description.lower())
    return next((label for word, label in ICONS if word in words), None)


def _describe_icons(block: LexborNode) -> Iterator[str]:
    for icon in block.css("img"):
        attributes = icon.attributes
        yield attributes.get("alt") or ""
        for name in ("data-src", "src"):
            yield (attributes.get(name) or "").rpartition("/")[2]
