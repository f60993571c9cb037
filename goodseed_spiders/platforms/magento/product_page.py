"""Magento product pages: grouped, configurable and simple products."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.facts import add_fact, find_facts
from goodseed_spiders.platforms.magento.packs import find_base_price, read_configurable, read_grouped
from goodseed_spiders.platforms.magento.prices import read_final_price, read_old_price
from goodseed_spiders.platforms.nodes import attribute_of, picture_of, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_OTHERS = (
    ".block.related, .block.upsell, .block.crosssell, .products-related, .products-upsell, .block-minicart, "
    ".minicart-wrapper, .products-grid, .products-list, .widget-product-grid, ol.product-items, .block.widget, nav"
)
_SIGNS = (
    "body.catalog-product-view, #product_addtocart_form, .product-info-main, table.grouped, "
    "#product-attribute-specs-table, .fotorama__stage, .page-title-wrapper.product, .product-item-name"
)
_IMAGES = ".fotorama__active img, .fotorama__stage img, .gallery-placeholder img, .product.media img"
_GALLERY_IMAGE = re.compile(r'"(?:full|img)"\s*:\s*"([^"]+)"')
_STOCK = (".product-info-main .stock", ".stock.available", ".stock.unavailable")


def read_product_page(tree: LexborHTMLParser, url: str, currency: str) -> RawProduct | None:
    """The product of a page, or of parts of one; None when it is no product page. Takes the tree apart.

    `currency` is the shop's own, in which it tells base prices where it converts the shown ones.
    """
    for other in tree.css(_OTHERS):
        other.decompose()
    if tree.css_first(_SIGNS) is None:
        return None
    raw = RawProduct(page_url=url)
    raw.name = text_of(tree, "h1.page-title .base", "h1.page-title", "[itemprop='name']", "h1")
    raw.url = attribute_of(tree, "link[rel='canonical']", "href") or url
    raw.image = picture_of(tree, _IMAGES) or _read_gallery(tree)
    raw.description = text_of(tree, ".product.attribute.overview .value", ".product.attribute.description .value")
    raw.external_id = attribute_of(tree, "input[name='product']", "value")
    raw.currency = attribute_of(tree, "meta[property='product:price:currency']", "content")
    raw.stock = text_of(tree, *_STOCK)
    raw.packs = read_grouped(tree) or read_configurable(tree)
    if find_base_price(tree):
        raw.currency = currency
    elif box := tree.css_first(".product-info-main .price-box, .product-info-price .price-box, .price-box"):
        raw.price_text, raw.regular_price_text = read_final_price(box), read_old_price(box)
    for label, value in find_facts(tree):
        add_fact(raw, label, value)
    raw.rating = _read_rating(tree)
    raw.rating_count = text_of(tree, ".reviews-actions [itemprop='reviewCount']", ".reviews-actions .action.view")
    return raw


def _read_gallery(tree: LexborHTMLParser) -> str | None:
    """The first picture of the gallery's script, which draws it in a browser."""
    for script in tree.css("script[type='text/x-magento-init']"):
        if "mage/gallery" in (text := script.text()) and (found := _GALLERY_IMAGE.search(text)):
            return found[1].replace("\\/", "/")
    return attribute_of(tree, "meta[property='og:image']", "content")


def _read_rating(tree: LexborHTMLParser) -> str | None:
    """Stars are a share of 100: "87%" is 4.35."""
    told = text_of(tree, ".product-reviews-summary .rating-result") or ""
    share = re.search(r"(\d{1,3}(?:\.\d+)?)\s*%", told)
    return f"{float(share[1]) / 20:.2f}" if share else None
