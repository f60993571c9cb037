"""WooCommerce product pages, whatever theme draws them: name, packs, facts, stock, categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.facts import add_fact, find_facts
from goodseed_spiders.platforms.nodes import attribute_of, classes_of, picture_of, terms_of, text_of
from goodseed_spiders.platforms.seed_card import find_card_facts, read_radio
from goodseed_spiders.platforms.woocommerce.pack_tables import read_pack_tables
from goodseed_spiders.platforms.woocommerce.specifications import find_specifications
from goodseed_spiders.platforms.woocommerce.variations import FORM, find_form_id, read_variations

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Other products on the page, whose packs, prices and facts are not the product's.
_OTHERS = (
    ".related, .upsells, .up-sells, .cross-sells, .crosssell, ul.products, li.product, .wc-block-product-template, "
    ".wc-block-grid__products, .widget_shopping_cart, .woocommerce-mini-cart, #mini-cart, nav"
)
_NAMES = ("h1.product_title", ".product_title", "h1.wp-block-post-title", "h1.entry-title", "h1")
_PRICES = (
    ".summary .price, .product-summary .price, p.price, .elementor-widget-woocommerce-product-price .price, "
    ".wp-block-woocommerce-product-price, .product_price_dfn, .price"
)
# What a page must have to be a product's; a listing has a heading, too.
_SIGNS = (
    f"{FORM}, form.cart, .single_add_to_cart_button, .vartable, .pvtfw_variant_table_block, .product_title, "
    "body.single-product, .wp-block-add-to-cart-form, .specification_individual"
)
_STOCK = (".summary .stock", ".product-summary .stock", "p.stock", ".wp-block-woocommerce-product-stock-indicator")
_DESCRIPTIONS = (
    ".woocommerce-product-details__short-description",
    ".elementor-widget-woocommerce-product-content",
    ".wp-block-post-excerpt",
)
_RATING_COUNTS = (".star-rating span.rating", ".woocommerce-review-link .count")
_IMAGES = "img.wp-post-image, .woocommerce-product-gallery__image img, .woocommerce-product-gallery img"
_POST = re.compile(r"(?:product|post|postid)-(\d+)")
_STOCK_CLASSES = frozenset({"instock", "outofstock", "onbackorder"})


def read_product_page(tree: LexborHTMLParser, url: str) -> RawProduct | None:
    """The product of a page, or of parts of one; None when it is no product page. Takes the tree apart."""
    for other in tree.css(_OTHERS):
        other.decompose()
    if tree.css_first(_SIGNS) is None:
        return None
    raw = RawProduct(page_url=url)
    raw.name = text_of(tree, *_NAMES)
    raw.url = attribute_of(tree, "link[rel='canonical']", "href") or url
    raw.image = picture_of(tree, _IMAGES) or attribute_of(tree, "meta[property='og:image']", "content")
    raw.description = text_of(tree, *_DESCRIPTIONS)
    raw.external_id = _read_id(tree)
    raw.currency = attribute_of(tree, "meta[property='product:price:currency']", "content")
    _read_terms(tree, raw)
    _read_offer(tree, raw)
    for label, value in (*find_card_facts(tree), *find_specifications(tree), *find_facts(tree)):
        add_fact(raw, label, value)
    raw.rating = text_of(tree, ".star-rating strong.rating")
    raw.rating_count = text_of(tree, *_RATING_COUNTS)
    return raw


def _read_offer(tree: LexborHTMLParser, raw: RawProduct) -> None:
    """Packs, price and stock: from a table of packs, where a plugin draws one, else from the form."""
    radios = tree.css("input.product_variation_radio[item-price]")
    raw.packs = read_pack_tables(tree) or [read_radio(radio) for radio in radios] or read_variations(tree)
    for box in tree.css(_PRICES):
        raw.price_text, raw.regular_price_text = _read_prices(box)
        if raw.price_text:
            break
    marks = [name for node in tree.css("div.product, .type-product") for name in classes_of(node)]
    raw.stock = text_of(tree, *_STOCK) or next((name for name in marks if name in _STOCK_CLASSES), None)


def _read_prices(box: LexborNode) -> tuple[str | None, str | None]:
    """What is to be paid (of several the whole range), and what it used to be when it is reduced."""
    reduced = text_of(box, "ins")
    if reduced:
        return reduced, text_of(box, "del")
    amounts = [" ".join(amount.text().split()) for amount in box.css(".woocommerce-Price-amount")]
    return " – ".join(amounts) or None, None


def _read_terms(tree: LexborHTMLParser, raw: RawProduct) -> None:
    """Categories and tags, from links and from the classes that WordPress writes."""
    for link in tree.css("a[rel='tag']"):
        is_tag = "tag" in (link.attributes.get("href") or "").lower()
        (raw.tags if is_tag else raw.categories).append(link.text(strip=True))
    for node in tree.css("div.product, .type-product"):
        raw.categories += terms_of(classes_of(node), "product_cat-")
        raw.tags += terms_of(classes_of(node), "product_tag-")


def _read_id(tree: LexborHTMLParser) -> str | None:
    told = (
        find_form_id(tree.css_first(FORM)),
        attribute_of(tree, "input[name='product_id'], input[name='add-to-cart']", "value"),
        attribute_of(tree, "button[name='add-to-cart']", "value"),
        attribute_of(tree, ".pvtfw_variant_table_cart_btn", "data-product-id"),
    )
    marks = [name for node in tree.css("div.product, .type-product, body") for name in classes_of(node)]
    posts = (match[1] for mark in marks if (match := _POST.fullmatch(mark)))
    return next(filter(None, told), None) or next(posts, None)
