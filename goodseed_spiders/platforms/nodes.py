"""Looking into a page's tree: the text or an attribute of the first node that a selector finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# The real address first: `src` may hold a placeholder. Of a srcset the first address is taken.
PICTURE_ATTRIBUTES = (
    "data-large_image",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-srcset",
    "src",
    "srcset",
)


def text_of(node: LexborNode | LexborHTMLParser, *selectors: str) -> str | None:
    """The text of the first node found, with single spaces, by the first selector that finds one with any."""
    for selector in selectors:
        found = node.css_first(selector)
        if found and (text := " ".join(found.text().split())):
            return text
    return None


def attribute_of(node: LexborNode | LexborHTMLParser, selector: str, name: str) -> str | None:
    """The attribute of the first node found."""
    found = node.css_first(selector)
    return found.attributes.get(name) if found else None


def classes_of(node: LexborNode) -> list[str]:
    """The node's classes."""
    return (node.attributes.get("class") or "").split()


def terms_of(classes: list[str], prefix: str) -> list[str]:
    """The terms that WordPress writes into classes: "product_cat-feminized-seeds" is "feminized seeds"."""
    return [name.removeprefix(prefix).replace("-", " ") for name in classes if name.startswith(prefix)]


def picture_of(node: LexborNode | LexborHTMLParser, selector: str) -> str | None:
    """The address of a picture: lazy loading leaves a placeholder in `src`, a noscript twin may have it."""
    for picture in node.css(selector):
        for name in PICTURE_ATTRIBUTES:
            address = picture.attributes.get(name)
            if address and not address.startswith("data:") and "placeholder" not in address:
                return address.split()[0] if name.endswith("srcset") else address
    return None
