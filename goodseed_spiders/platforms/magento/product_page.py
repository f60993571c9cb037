"""Magento product pages: grouped, configurable, bundle and simple products."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.currency import find_currency
from goodseed_spiders.platforms.facts import add_facts
from goodseed_spiders.platforms.magento.configurable import read_configurable
from goodseed_spiders.platforms.magento.gallery import read_image
from goodseed_spiders.platforms.magento.grouped import TABLE, find_base_price, read_grouped
from goodseed_spiders.platforms.magento.prices import read_product_price
from goodseed_spiders.platforms.magento.templates import open_templates
from goodseed_spiders.platforms.nodes import attribute_of, classes_of, text_of, texts_of
from goodseed_spiders.platforms.pruning import prune, remove_all
from goodseed_spiders.platforms.stock import choose_stock, tell_stock

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_OTHERS = (
    ".block.related, .block.upsell, .block.crosssell, .products-related, .products-upsell, .block-minicart, "
    ".minicart-wrapper, .products-grid, .products-list, .widget-product-grid, ol.product-items, .block.widget, nav, "
    ".prev-next-products, .product-pop, #review-form, .block.review-list"
)
_SIGNS = (
    "body.catalog-product-view, #product_addtocart_form, .product-info-main, table.grouped, "
    "#product-attribute-specs-table, .fotorama__stage, .page-title-wrapper.product, .product-item-name"
)
# Every page of Magento names its layout; a product's also says that it is one.
_OTHER_PAGES = (
    "body[class*='page-layout-']:not(.catalog-product-view), body.catalog-category-view, body.cms-index-index, "
    "body.catalogsearch-result-index, body.checkout-cart-index, body.wishlist-index-index"
)
_FORM = "#product_addtocart_form"
_NAMES = ("h1.page-title .base", "h1.page-title", ".product-name h1", "h1[itemprop='name']", "[itemprop='name']", "h1")
_DESCRIPTIONS = (
    ".product.attribute.overview .value",
    ".product.attribute.description .value",
    ".short-description .std",
    "[itemprop='description']",
    "#description .value, #description",
)
_FEW_LEFT = ".availability.only"
_STOCK = (
    ".product-info-stock-sku .stock",
    ".product-info-main .stock",
    ".stock.available",
    ".stock.unavailable",
    ".availability",
)
_SKUS = (".product.attribute.sku .value", "[itemprop='sku']", ".sku .value")
_LABELLED_SKUS = (".product-shop .sku", ".product-view .sku")  # of themes of Magento 1
_STARS = (".product-info-main .rating-result", ".product-reviews-summary .rating-result", ".rating-result")
_COUNTS = (".reviews-actions [itemprop='reviewCount']", ".reviews-actions .action.view")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")


def read_product_page(tree: LexborHTMLParser, url: str, currency: str) -> RawProduct | None:
    """The product of a page, or of parts of one; None when it is no product page. Takes the tree apart.

    `currency` is the shop's own, in which it tells base prices where it converts the shown ones.
    """
    if tree.css_first(_OTHER_PAGES) is not None:
        return None
    tree = open_templates(tree)
    categories = _read_categories(tree)
    prune(tree, (*_NAMES, _FORM, ".product-info-main", TABLE), _OTHERS)
    if tree.css_first(_SIGNS) is None:
        return None
    raw = RawProduct(page_url=url, categories=categories)
    raw.name = text_of(tree, *_NAMES)
    raw.url = attribute_of(tree, "link[rel='canonical']", "href") or url
    raw.image = read_image(tree)
    raw.description = texts_of(tree, *_DESCRIPTIONS)
    raw.external_id = attribute_of(tree, "input[name='product'][value]", "value")
    raw.sku = _read_sku(tree)
    raw.currency = find_currency(tree)
    raw.stock = choose_stock(*tell_stock(tree, _FEW_LEFT), *tell_stock(tree, *_STOCK))
    raw.packs = read_grouped(tree) or read_configurable(tree, raw.external_id)
    is_converted = find_base_price(tree)
    remove_all(tree, TABLE)
    if is_converted:
        raw.currency = currency
    else:
        raw.price_text, raw.regular_price_text = read_product_price(tree)
    add_facts(raw, tree)
    raw.rating, raw.rating_count = _read_rating(tree), text_of(tree, *_COUNTS)
    return raw


def _read_sku(tree: LexborHTMLParser) -> str | None:
    marked = attribute_of(tree, "[itemprop='sku'][content]", "content")
    sku = text_of(tree, *_SKUS) or marked or attribute_of(tree, "[data-product-sku]", "data-product-sku")
    return sku or (text_of(tree, *_LABELLED_SKUS) or "").rpartition(":")[2].strip() or None


def _read_categories(tree: LexborHTMLParser) -> list[str]:
    """The names on the way to the product, where its page shows them."""
    steps = tree.css(".breadcrumbs li")
    return [" ".join(step.text().split()) for step in steps if any("category" in name for name in classes_of(step))]


def _read_rating(tree: LexborHTMLParser) -> str | None:
    """Stars are a share of 100: "87%" is 4.35."""
    for selector in _STARS:
        if (stars := tree.css_first(selector)) is not None:
            told = _SHARE.search(f"{stars.attributes.get('title') or ''} {stars.text()}")
            return f"{float(told[1]) / 20:.2f}" if told else None
    return None
