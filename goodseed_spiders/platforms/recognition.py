"""Which software a shop runs, by what its pages carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that pages of a platform carry: found by a selector, or anywhere in the page's text."""

    platform: str
    reason: str
    selector: str | None = None
    text: str | None = None


# In the order of trust: of a WooCommerce shop whose cards tell everything, the cards are read.
SIGNS = (
    Sign(
        "seed_card",
        "cards of the seed card theme, whose pack buttons have prices",
        "input.product_variation_radio[item-price]",
    ),
    Sign("woocommerce", "WooCommerce's variations form", "form.variations_form"),
    Sign("woocommerce", "WooCommerce's classes", "body.woocommerce, body.woocommerce-no-js, .woocommerce"),
    Sign("woocommerce", "files of the plugin WooCommerce", text="/plugins/woocommerce/"),
    Sign("woocommerce", "blocks of WooCommerce", "[data-block-name^='woocommerce/'], [class*='wc-block-']"),
    Sign("shopify", "files of Shopify's network", text="cdn.shopify.com"),
    Sign("shopify", "Shopify's scripts", text="Shopify.shop"),
    Sign("magento", "Magento's scripts (text/x-magento-init)", "script[type='text/x-magento-init']"),
    Sign("magento", "Magento's classes", "body.catalog-product-view, body.catalog-category-view, body.cms-index-index"),
    Sign("structured_data", "a product in microdata", "[itemtype*='schema.org/Product']"),
    Sign("structured_data", "a product in JSON-LD", text='"Product"'),
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """The platform of a shop, and why it is taken for that."""

    platform: str
    reasons: tuple[str, ...]


def recognise(tree: LexborHTMLParser, body: str) -> Recognition | None:
    """The platform that a page's first sign tells, with all that speaks for it; None when there is none."""
    found = [sign for sign in SIGNS if _is_there(sign, tree, body)]
    if not found:
        return None
    platform = found[0].platform
    return Recognition(platform, tuple(sign.reason for sign in found if sign.platform == platform))


def prefer(before: Recognition | None, now: Recognition | None) -> Recognition | None:
    """Of what two pages of one shop told, the platform that tells more."""
    told = [recognition for recognition in (before, now) if recognition]
    order = [sign.platform for sign in SIGNS]
    return min(told, key=lambda recognition: order.index(recognition.platform), default=None)


def _is_there(sign: Sign, tree: LexborHTMLParser, body: str) -> bool:
    if sign.selector:
        return tree.css_first(sign.selector) is not None
    return sign.text is not None and sign.text in body
