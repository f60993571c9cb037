"""A WooCommerce product's own price and stock, as its page shows them beside the button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import classes_of, text_of
from goodseed_spiders.platforms.stock import choose_stock, stock_class, tell_stock
from goodseed_spiders.platforms.structured_data.marks import is_hidden

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# In this order: the template of WooCommerce, page builders, blocks, and then whatever theme.
_PRICES = (
    "p.price",
    ".elementor-widget-woocommerce-product-price .price",
    ".et_pb_wc_price .price",
    ".wp-block-woocommerce-product-price",
    ".summary .price, .entry-summary .price, .product-summary .price",
    ".product_price_dfn",
    ".price",
)
# Amounts that nobody pays: per unit, without tax, of the lowest price in 30 days, for a screen reader.
_NOT_THE_PRICE = frozenset(
    {"woocommerce-price-suffix", "price-unit", "price-per-unit", "unit-price", "screen-reader-text"}
)
_STOCK = (
    ".summary .stock",
    ".product-summary .stock",
    "p.stock",
    ".wc-block-components-product-stock-indicator",
    ".wp-block-woocommerce-product-stock-indicator",
    ".stock",
    ".out-of-stock-label, .out-of-stock, .sold-out-label",
)
_BUTTON = ".single_add_to_cart_button, form.cart button"
_GONE = re.compile(r"out of stock|sold out|unavailable|notify me", re.IGNORECASE)


def read_price(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    """What is to be paid (of several prices the whole range), and what it used to be when it is reduced."""
    for selector in _PRICES:
        for box in tree.css(selector):
            if not _NOT_THE_PRICE.isdisjoint(classes_of(box)):
                continue
            price, regular = read_price_box(box)
            if price:
                return price, regular
    return None, None


def read_price_box(box: LexborNode) -> tuple[str | None, str | None]:
    """The price that a box shows, and the one that it shows struck through."""
    now: list[str] = []
    before: list[str] = []
    for amount in box.css(".woocommerce-Price-amount") or box.css(".amount"):
        above = list(_above(amount, box))
        if any(is_hidden(node.attributes) or not _NOT_THE_PRICE.isdisjoint(classes_of(node)) for node in above):
            continue
        struck = any(node.tag in ("del", "s", "strike") for node in above)
        (before if struck else now).append(" ".join(amount.text().split()))
    if now:
        return " – ".join(now), " – ".join(before) or None
    if before:
        return None, None
    text = text_of(box, "ins") or " ".join(box.text().split())
    return (text, text_of(box, "del") if text_of(box, "ins") else None) if re.search(r"\d", text) else (None, None)


def read_stock(tree: LexborHTMLParser) -> str | None:
    """What the shop writes beside the button, what its classes say, or what the button itself does."""
    button = text_of(tree, _BUTTON)
    return choose_stock(
        *tell_stock(tree, *_STOCK),
        *map(stock_class, tree.css("div.product, .type-product")),
        button if button and _GONE.search(button) else None,
    )


def _above(node: LexborNode, box: LexborNode) -> list[LexborNode]:
    """The node and what it is in, up to its box."""
    path = [node]
    above = node.parent
    while above is not None and above.mem_id != box.mem_id:
        path.append(above)
        above = above.parent
    return path
