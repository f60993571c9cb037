"""Magento's price boxes: the final price and the old one, as an amount and as a visitor reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import attribute_of, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BOXES = (
    ".product-info-price .price-box",
    ".product-info-main .price-box",
    ".product-shop .price-box",
    "[x-data^='initPrice']",
    ".price-box",
    ".product-info-main .price-container, .price-container",
)
_OLD = ("[data-price-type='oldPrice']", ".old-price")
# What a visitor is asked to pay: not the old price, nor that without tax.
_FINAL = (
    ".special-price [data-price-type='finalPrice']",
    "[data-price-type='finalPrice']",
    "[data-price-type='minPrice']",
    "[data-price-amount]:not([data-price-type='oldPrice']):not([data-price-type='basePrice'])",
)
_FINAL_TEXTS = (".special-price .price", ".final-price .price", ".regular-price .price", ".price-including-tax .price")
_IN_SCRIPT = re.compile(r"\binitialFinalPrice\s*:\s*([\d.]+)")
_META = "meta[property='product:price:amount']"


def read_product_price(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    """The product's own price and the one before a reduction; that of the cheapest pack, where there are several."""
    for selector in _BOXES:
        for box in tree.css(selector):
            if price := read_final_price(box):
                return price, read_old_price(box)
    for script in tree.css("script"):
        if found := _IN_SCRIPT.search(script.text()):
            return found[1], None
    return attribute_of(tree, _META, "content"), None


def read_final_price(box: LexborNode) -> str | None:
    """The price to pay, as shown, since only that tells the currency; else the bare amount."""
    for selector in _FINAL:
        found = box.css_first(selector)
        if found:
            return text_of(found, ".price") or found.text(strip=True) or found.attributes.get("data-price-amount")
    told = text_of(box, *_FINAL_TEXTS) or attribute_of(box, "meta[itemprop='price']", "content")
    if told:
        return told
    return next((text for price in box.css(".price") if (text := price.text(strip=True)) and not _is_old(price)), None)


def read_old_price(box: LexborNode) -> str | None:
    """The price before a reduction, as shown."""
    return text_of(box, *(f"{selector} .price" for selector in _OLD), *_OLD)


def read_base_price(box: LexborNode) -> str | None:
    """The amount in the shop's own currency, where the shown one is converted for the visitor by the day's rate."""
    return box.attributes.get("data-rewards-base-price") or attribute_of(
        box, "[data-rewards-base-price]", "data-rewards-base-price"
    )


def _is_old(price: LexborNode) -> bool:
    above = price.parent
    for _ in range(4):
        if above is None:
            return False
        if "old-price" in (above.attributes.get("class") or ""):
            return True
        above = above.parent
    return False
