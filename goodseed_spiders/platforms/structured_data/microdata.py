"""Microdata and RDFa in the shape of JSON-LD, read from the Lexbor tree.

Follows https://html.spec.whatwg.org/multipage/microdata.html, `itemref` left out, and https://www.w3.org/TR/rdfa-lite/
without its prefixes. (extruct does the same over lxml, but parses the page a second time, and importing it takes 0.2 s
and 26 MB in every crawl.)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from goodseed_spiders.platforms.structured_data.schema_org import find_products

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct

MOST_ITEMS = 3_000
_NAME_ONLY = re.compile(r".*[:/#]")
LONGEST_VALUE = 5_000
_ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
}
_ADDRESSES |= {"source": "src", "track": "src", "video": "src", "object": "data"}


class Syntax(NamedTuple):
    """The attributes by which mark-up makes an element an item, names its type and address, and is a property."""

    scope: str
    type: str
    address: str
    property: str


MICRODATA = Syntax("itemscope", "itemtype", "itemid", "itemprop")
RDFA = Syntax("typeof", "typeof", "resource", "property")


def read_microdata(tree: LexborHTMLParser) -> list[MarkedProduct]:
    """The products of the page's microdata and RDFa, each in its order."""
    items = marked_items(tree, MICRODATA)
    if tree.css_first("[typeof]") is not None:
        items += marked_items(tree, RDFA)
    return find_products(items, "microdata")


def marked_items(tree: LexborHTMLParser, syntax: Syntax) -> list[dict[str, Any]]:
    """The top-level items as nested dictionaries, with `@type` as JSON-LD has it."""
    items: dict[int, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for node in tree.css(f"[{syntax.scope}], [{syntax.property}]")[: MOST_ITEMS * 10]:
        attributes = node.attributes
        value: Any
        if node.mem_id in items:  # found twice, by both selectors
            continue
        if syntax.scope in attributes:
            if len(items) >= MOST_ITEMS:
                break
            value = items[node.mem_id] = {"@type": (attributes.get(syntax.type) or "").split()}
            if attributes.get(syntax.address):
                value["@id"] = attributes[syntax.address]
        else:
            value = _value(node, attributes)
        owner = _owner(node, items) if syntax.property in attributes else None
        if owner is None:
            if isinstance(value, dict):
                top.append(value)
            continue
        for name in (attributes.get(syntax.property) or "").split():
            _add(owner, _NAME_ONLY.sub("", name), value)
    return top


def _owner(node: LexborNode, items: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    around = node.parent
    for _ in range(200):
        if around is None:
            return None
        if around.mem_id in items:
            return items[around.mem_id]
        around = around.parent
    return None


def _add(owner: dict[str, Any], name: str, value: Any) -> None:
    before = owner.get(name)
    if before is None:
        owner[name] = value
    elif isinstance(before, list) and name != "@type":
        before.append(value)
    elif name != "@type":
        owner[name] = [before, value]


def _value(node: LexborNode, attributes: dict[str, str | None]) -> str:
    tag = node.tag or ""
    content = attributes.get("content")
    if content is not None:
        return content[:LONGEST_VALUE]
    if tag in _ADDRESSES:
        return (attributes.get(_ADDRESSES[tag]) or node.text())[:LONGEST_VALUE]
    if tag in ("data", "meter"):
        return (attributes.get("value") or node.text())[:LONGEST_VALUE]
    if tag == "time" and attributes.get("datetime"):
        return (attributes["datetime"] or "")[:LONGEST_VALUE]
    if tag == "input":
        return (attributes.get("value") or "")[:LONGEST_VALUE]
    return node.text()[:LONGEST_VALUE]
