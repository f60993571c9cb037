"""WooCommerce product pages, whatever theme draws them: name, packs, facts, stock, categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.currency import find_currency
from goodseed_spiders.platforms.facts import add_fact, add_facts
from goodseed_spiders.platforms.nodes import attribute_of, classes_of, is_picture, picture_of, text_of, texts_of
from goodseed_spiders.platforms.pruning import prune, remove_all
from goodseed_spiders.platforms.seed_card import find_card_facts, read_radio
from goodseed_spiders.platforms.woocommerce.offer import read_price, read_stock
from goodseed_spiders.platforms.woocommerce.pack_tables import TABLES, read_pack_tables
from goodseed_spiders.platforms.woocommerce.specifications import find_specifications
from goodseed_spiders.platforms.woocommerce.terms import read_categories, read_tags
from goodseed_spiders.platforms.woocommerce.variations import FORM, find_form_id, read_variations

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# Other products on the page, whose packs, prices and facts are not the product's.
_OTHERS = (
    ".related, .upsells, .up-sells, .cross-sells, ul.products, li.product, .products .product, .product-small, "
    ".product-grid-item, .e-loop-item, .wc-block-product-template, .wc-block-grid__products, .wc-block-product, "
    ".elementor-widget-woocommerce-products, .elementor-widget-woocommerce-product-related, .product_list_widget, "
    ".elementor-widget-woocommerce-product-upsell, .jet-woo-products, .widget_shopping_cart, .woocommerce-mini-cart, "
    ".cart-widget-side, .elementor-menu-cart__container, .owp-floating-bar, .woocommerce-Reviews, "
    ".wd-sticky-btn, .wd-products-nav"
)
_NAMES = (
    "h1.product_title",
    ".product_title",
    ".elementor-widget-woocommerce-product-title .elementor-heading-title",
    ".et_pb_wc_title h1",
    "h1.product-title",
    "h1.wp-block-post-title",
    "h1.entry-title",
    "h1[itemprop='name']",
    "h1",
)
# What a page must have to be a product's; a listing has a heading, too.
_SIGNS = (
    f"{FORM}, form.cart, .single_add_to_cart_button, .vartable, .pvtfw_variant_table_block, .product_title, "
    "body.single-product, .wp-block-add-to-cart-form, .specification_individual"
)
_OTHER_PAGES = (
    "body.post-type-archive-product, body.tax-product_cat, body.tax-product_tag, body.woocommerce-shop, body.archive, "
    "body.woocommerce-cart, body.woocommerce-checkout, body.woocommerce-account, body.search-results, body.error404"
)
_DESCRIPTIONS = (
    ".woocommerce-product-details__short-description",
    ".elementor-widget-woocommerce-product-short-description",
    ".elementor-widget-woocommerce-product-content",
    ".et_pb_wc_description",
    ".wp-block-post-excerpt",
    ".product-short-description",
    "#tab-description",
    ".woocommerce-Tabs-panel--description",
    "[itemprop='description']",
)
_IMAGES = (
    ".woocommerce-product-gallery__image img",
    ".woocommerce-product-gallery img",
    ".product-images img, .product-gallery img",
    "img.wp-post-image",
)
_RATINGS = (".woocommerce-product-rating .star-rating", ".wc-block-components-product-rating", ".star-rating")
_COUNTS = (".woocommerce-product-rating .count", ".woocommerce-review-link .count", ".star-rating span.rating")
_RATED = re.compile(r"(\d(?:[.,]\d+)?) out of 5")
_POST = re.compile(r"(?:product|post|postid)-(\d+)")
# WooCommerce's "N/A" and its translations.
_NO_SKU = frozenset(
    (
        "n/a",
        "na",
        "none",
        "-",
        "–",
        "n. v.",
        "n.v.",
        "n/v",
        "k.a.",
        "k. a.",
        "nd",
        "n.d.",
        "n/d",
        "nvt",
        "n.v.t.",
        "n/b",
    )
)
_NO_SKU |= {"brak danych", "b/d", "neuvedeno", "není k dispozici", "ej tillgängligt", "ikke tilgængelig", "i/t", "i/r"}


def read_product_page(tree: LexborHTMLParser, url: str) -> RawProduct | None:
    """The product of a page, or of parts of one; None when it is no product page. Takes the tree apart."""
    if tree.css_first(_OTHER_PAGES) is not None and tree.css_first("body.single-product, h1.product_title") is None:
        return None
    prune(tree, (*_NAMES, FORM, "form.cart", *_IMAGES[:1], *TABLES), _OTHERS)
    if tree.css_first(_SIGNS) is None:
        return None
    raw = RawProduct(page_url=url)
    raw.name = text_of(tree, *_NAMES)
    raw.url = attribute_of(tree, "link[rel='canonical']", "href") or url
    raw.image = picture_of(tree, *_IMAGES) or _read_meta_image(tree)
    raw.description = texts_of(tree, *_DESCRIPTIONS)
    raw.external_id, raw.sku = _read_id(tree), _read_sku(tree)
    raw.currency = find_currency(tree)
    raw.categories, raw.tags = read_categories(tree), read_tags(tree)
    radios = tree.css("input.product_variation_radio[item-price]")
    raw.packs = read_pack_tables(tree) or [read_radio(radio) for radio in radios] or read_variations(tree)
    remove_all(tree, ", ".join((".variations", *TABLES)))  # what is to be chosen is no fact
    raw.price_text, raw.regular_price_text = read_price(tree)
    raw.stock = read_stock(tree)
    raw.rating, raw.rating_count = _read_rating(tree), text_of(tree, *_COUNTS)
    for label, value in (*find_card_facts(tree), *find_specifications(tree)):
        add_fact(raw, label, value)
    add_facts(raw, tree)
    return raw


def _read_meta_image(tree: LexborHTMLParser) -> str | None:
    address = attribute_of(tree, "meta[property='og:image']", "content") or ""
    return address if is_picture(address) else None


def _read_id(tree: LexborHTMLParser) -> str | None:
    told = (
        find_form_id(tree.css_first(FORM)),
        attribute_of(tree, "input[name='product_id'], input[name='add-to-cart']", "value"),
        attribute_of(tree, "button[name='add-to-cart']", "value"),
        attribute_of(tree, ".pvtfw_variant_table_cart_btn", "data-product-id"),
    )
    marks = [name for node in tree.css("div.product, .type-product, body") for name in (*classes_of(node), node.id)]
    posts = (match[1] for mark in marks if mark and (match := _POST.fullmatch(mark)))
    return next(filter(None, told), None) or next(posts, None)


def _read_sku(tree: LexborHTMLParser) -> str | None:
    sku = text_of(tree, ".product_meta .sku", ".sku_wrapper .sku", ".sku", "[itemprop='sku']")
    sku = sku or attribute_of(tree, "[itemprop='sku'][content]", "content")
    return None if not sku or sku.lower() in _NO_SKU else sku.removeprefix("SKU:").strip()


def _read_rating(tree: LexborHTMLParser) -> str | None:
    """The average, as text or as what a screen reader says."""
    for selector in _RATINGS:
        if (stars := tree.css_first(selector)) is None:
            continue
        if told := text_of(stars, "strong.rating"):
            return told
        spoken = f"{stars.attributes.get('aria-label') or ''} {stars.text()}"
        if found := _RATED.search(spoken):
            return found[1]
    return None
