"""Microdata in the shape of JSON-LD, read from the Lexbor tree.

Follows https://html.spec.whatwg.org/multipage/microdata.html, `itemref` left out. (extruct does the same over lxml, but
parses the page a second time, and importing it takes 0.2 s and 26 MB in every crawl.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodseed_spiders.platforms.structured_data.schema_org import find_products

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct

MOST_ITEMS = 3_000
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


def read_microdata(tree: LexborHTMLParser) -> list[MarkedProduct]:
    """The products of the page's microdata, in its order."""
    return find_products(microdata_items(tree), "microdata")


def microdata_items(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The top-level items as nested dictionaries, with `@type` as JSON-LD has it."""
    items: dict[int, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for node in tree.css("[itemscope], [itemprop]")[: MOST_ITEMS * 10]:
        attributes = node.attributes
        value: Any
        if node.mem_id in items:  # found twice, by both selectors
            continue
        if "itemscope" in attributes:
            if len(items) >= MOST_ITEMS:
                break
            value = items[node.mem_id] = {"@type": (attributes.get("itemtype") or "").split()}
            if attributes.get("itemid"):
                value["@id"] = attributes["itemid"]
        else:
            value = _value(node, attributes)
        owner = _owner(node, items) if "itemprop" in attributes else None
        if owner is None:
            if isinstance(value, dict):
                top.append(value)
            continue
        for name in (attributes.get("itemprop") or "").split():
            _add(owner, name, value)
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
