"""What a Shopify page shows of a price and of what can be bought, for what its scripts do not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.nodes import attribute_of, classes_of, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SALE = (
    ".price--on-sale .price-item--sale",
    ".price__sale .price-item--sale",
    ".price ins",
    "[data-product-price].on-sale",
)
_PRICES = (
    ".price__regular .price-item--regular",
    "[data-product-price]",
    "[data-price]",
    ".product__price .money",
    ".product-single__price",
    ".product__price",
    ".price .money",
)
_OG_PRICE = "meta[property='og:price:amount'], meta[property='product:price:amount']"
_REGULAR = (
    ".price--on-sale .price__sale .price-item--regular",
    ".price--on-sale s",
    "[data-compare-price]",
    "[data-compare-at-price]",
    ".product__price--compare",
    ".product-single__price--compare",
    ".price--compare",
    ".compare-price",
    ".compare-at-price",
)
_CHOICES = "select[name='id'] option[value], form[action*='/cart/add'] select option[value]"
_RADIOS = (
    "variant-selects input[type='radio'], variant-radios input[type='radio'], variant-picker input[type='radio'], "
    "fieldset input[type='radio'][data-option-value-id]"
)
_BUTTONS = (
    "form[action*='/cart/add'] button[name='add']",
    ".product-form__submit",
    "[data-add-to-cart]",
    "form[action*='/cart/add'] [type='submit']",
)
_GONE = re.compile(r"sold out|out of stock|unavailable|notify me|coming soon", re.IGNORECASE)
_IN_CHOICE = re.compile(
    r"^(?P<label>.+?)\s+[-–—]\s+(?P<rest>[^-–—]*(?:\d|sold out|unavailable)[^-–—]*)$", re.IGNORECASE
)


def read_shown_price(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    """The price to pay, and the one that it was reduced from."""
    regular = text_of(tree, *_REGULAR)
    price = (text_of(tree, *_SALE) if regular else None) or attribute_of(tree, _OG_PRICE, "content")
    return price or text_of(tree, *_PRICES), regular


def read_choices(tree: LexborHTMLParser) -> dict[str, RawPack]:
    """The variants in the form's list, by id: "5 Seeds - $65.00 CAD", or "5 Seeds - Sold out" where it is gone."""
    choices = {}
    for option in tree.css(_CHOICES):
        text = " ".join(option.text().split())
        found = _IN_CHOICE.match(text)
        gone = "disabled" in option.attributes or bool(_GONE.search(text))
        choices[option.attributes.get("value") or ""] = RawPack(
            label=found["label"] if found else text,
            price=None if gone or found is None else found["rest"],
            stock="outofstock" if gone else "instock",
        )
    return choices


def read_options(tree: LexborHTMLParser) -> dict[str, bool]:
    """The option values to choose from, and whether the page strikes them out."""
    return {
        radio.attributes.get("value") or "": "disabled" in radio.attributes or "disabled" in classes_of(radio)
        for radio in tree.css(_RADIOS)
    }


def read_button(tree: LexborHTMLParser) -> str | None:
    """Whether the button lets one buy."""
    for selector in _BUTTONS:
        button = tree.css_first(selector)
        if button is None:
            continue
        text = button.text() or button.attributes.get("value") or ""
        return "outofstock" if _GONE.search(text) or "disabled" in button.attributes else "instock"
    return None
