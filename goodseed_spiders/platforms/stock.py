"""Of all that a page tells of stock, in words for its visitors and in class words, what is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import classes_of
from pipelines.normalise.stock import read_stock

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CLASSES = frozenset({"instock", "outofstock", "onbackorder"})


def choose_stock(*told: str | None) -> str | None:
    """The first of these texts that is understood; when none is, the first of all.

    >>> choose_stock("Uppselt", "stock out-of-stock"), choose_stock("Only 2 left", "instock"), choose_stock("Uppselt")
    ('stock out-of-stock', 'Only 2 left', 'Uppselt')
    """
    texts = [text for text in told if text]
    return next((text for text in texts if read_stock(text)), texts[0] if texts else None)


def tell_stock(where: LexborNode | LexborHTMLParser, *selectors: str) -> tuple[str, ...]:
    """The text and the classes of the first node with a text, by the first selector that finds one with any."""
    for selector in selectors:
        found = where.css_first(selector)
        if found and (text := " ".join(found.text(separator=" ").split())):
            return text, " ".join(classes_of(found))
    return ()


def stock_class(node: LexborNode) -> str | None:
    """WooCommerce's class word for the stock of what a node holds."""
    return next((name for name in classes_of(node) if name in _CLASSES), None)
