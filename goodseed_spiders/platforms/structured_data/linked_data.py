"""JSON-LD: the products in a page's `application/ld+json` scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.lenient_json import read_json
from goodseed_spiders.platforms.structured_data.schema_org import find_products

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct

MOST_SCRIPTS = 60
_SCRIPTS = 'script[type*="ld+json" i]'


def read_linked_data(tree: LexborHTMLParser) -> list[MarkedProduct]:
    """The products of the page's JSON-LD, in its order; the related ones among them have a `depth` above 0."""
    values = []
    for script in tree.css(_SCRIPTS)[:MOST_SCRIPTS]:
        text = script.text()
        if "roduct" in text or "ffer" in text:
            values += read_json(text)
    return find_products(values, "json-ld") if values else []
