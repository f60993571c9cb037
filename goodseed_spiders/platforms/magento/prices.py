"""Magento's price boxes: the final price and the old one, as an amount and as a visitor reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import attribute_of, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_OLD = ("[data-price-type='oldPrice']", ".old-price")
# What a visitor is asked to pay: not the old price, nor that without tax.
_FINAL = (
    ".special-price [data-price-type='finalPrice']",
    "[data-price-type='finalPrice']",
    "[data-price-type='minPrice']",
    "[data-price-amount]:not([data-price-type='oldPrice']):not([data-price-type='basePrice'])",
)


def read_final_price(box: LexborNode) -> str | None:
    """The price to pay, as shown, since only that tells the currency; else the bare amount."""
    for selector in _FINAL:
        found = box.css_first(selector)
        if found:
            return text_of(found, ".price") or found.text(strip=True) or found.attributes.get("data-price-amount")
    return text_of(box, ".special-price .price", ".price")


def read_old_price(box: LexborNode) -> str | None:
    """The price before a reduction, as shown."""
    return text_of(box, *(f"{selector} .price" for selector in _OLD), *_OLD)


def read_base_price(box: LexborNode) -> str | None:
    """The amount in the shop's own currency, where the shown one is converted for the visitor by the day's rate."""
    return box.attributes.get("data-rewards-base-price") or attribute_of(
        box, "[data-rewards-base-price]", "data-rewards-base-price"
    )
