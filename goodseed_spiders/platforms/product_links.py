"""The links of a listing that lead to product pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser


def find_product_links(tree: LexborHTMLParser, url: str, selectors: Iterable[str]) -> list[str]:
    """The absolute addresses that the first selector with any finds, each once, in the page's order."""
    for selector in selectors:
        links = (_join(url, node.attributes.get("href")) for node in tree.css(selector))
        if found := list(dict.fromkeys(filter(None, links))):
            return found
    return []


def _join(url: str, link: str | None) -> str | None:
    """None for a link that is no address, such as "http://[shop]"."""
    try:
        return urljoin(url, link) if link else None
    except ValueError:
        return None
