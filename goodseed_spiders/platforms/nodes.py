"""Looking into a page's tree: the text or an attribute of the first node that a selector finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# The full size first, then the real address of a lazy one: `src` may hold a placeholder.
PICTURE_ATTRIBUTES = ("data-large_image", "data-zoom-image", "data-src", "data-lazy-src", "data-original", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"placeholder|/(?:blank|spacer|pixel|transparent|lazy|loader|loading|1x1)[\w-]*\.(?:gif|png|svg)"
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)
# A file that WordPress or Shopify has made smaller; a set beside it may hold a larger one.
_RESIZED = re.compile(r"-\d{2,4}x\d{2,4}\.\w+$|_\d{2,4}x(?:\d{2,4})?(?:@2x)?\.\w|[?&]width=\d")
_WIDTH = re.compile(r"(\S+)\s+(\d{1,5})w")


def find_all(node: LexborNode | LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The nodes found, each once, in the page's order: `css` brings one twice that two parts of a selector find."""
    return list({found.mem_id: found for found in node.css(selector)}.values())


def text_of(node: LexborNode | LexborHTMLParser, *selectors: str) -> str | None:
    """The text of the first node found, with single spaces, by the first selector that finds one with any."""
    for selector in selectors:
        found = node.css_first(selector)
        if found and (text := " ".join(found.text().split())):
            return text
    return None


def texts_of(node: LexborNode | LexborHTMLParser, *selectors: str) -> str | None:
    """As `text_of`, for a text of several paragraphs: these are kept apart."""
    for selector in selectors:
        found = node.css_first(selector)
        if found and (text := " ".join(found.text(separator=" ").split())):
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


def picture_of(node: LexborNode | LexborHTMLParser, *selectors: str) -> str | None:
    """The address of the first picture that is no placeholder, in its full size where the page tells that."""
    for selector in selectors:
        for picture in node.css(selector):
            for address in _addresses(picture):
                if is_picture(address):
                    return address
    return None


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture to show, and of no stand-in.

    >>> is_picture("/full.jpg"), is_picture("/woocommerce-placeholder.png"), is_picture("data:image/gif;base64,R0")
    (True, False, False)
    """
    return bool(address) and not address.startswith("data:") and not _PLACEHOLDER.search(address.lower())


def _addresses(picture: LexborNode) -> Iterator[str]:
    attributes = picture.attributes
    yield attributes.get("data-large_image") or ""
    link = picture.parent
    if link is not None and link.tag == "a" and _PICTURE_FILE.search(target := link.attributes.get("href") or ""):
        yield target
    plain = [address for name in PICTURE_ATTRIBUTES if (address := attributes.get(name))]
    yield from (address for address in plain if not _RESIZED.search(address))
    sets = [found for name in _SETS for found in _WIDTH.findall(attributes.get(name) or "")]
    if sets:
        yield max(sets, key=lambda found: int(found[1]))[0]
    yield from plain
    for name in _SETS:
        yield (attributes.get(name) or " ").split(" ")[0]


def parse_part(html: str) -> LexborHTMLParser:
    """The tree of a piece of HTML, whatever characters it holds."""
    return LexborHTMLParser(html.encode("utf-8", "replace"))


def text_of_html(html: str) -> str | None:
    """The text of a piece of HTML, with single spaces; None when it has none.

    >>> text_of_html("<p>5 in&nbsp;stock</p>")
    '5 in stock'
    """
    return " ".join(parse_part(html).text(separator=" ").split()) or None
