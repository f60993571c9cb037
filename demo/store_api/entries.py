"""The entries of the Store API: a product, and a pack as an entry of its own."""

from collections.abc import Iterator
from html import escape
from typing import Any

from demo.addresses import locate_image
from demo.cards import Card, Option, name_category
from demo.packs import Pack, Stock, rate_stock
from demo.products import Product
from demo.texts import write_dollars
from demo.truth import CURRENCY

PACK_ATTRIBUTE = "Pack Size"
_PACK_TAXONOMY = "pa_pack-size"
_PACK_ATTRIBUTE_ID = 3
# The ids of terms, which posts and terms number separately.
_FIRST_TERM = 30
_AVAILABILITY: dict[Stock, tuple[str, str]] = {
    "in_stock": ("", "in-stock"),
    "limited": ("Only {left} left in stock", "in-stock"),
    "backorder": ("Available on backorder", "available-on-backorder"),
    "out_of_stock": ("Out of stock", "out-of-stock"),
}


def write_product(card: Card, root: str) -> dict[str, Any]:
    """Return the entry of a product; it has its packs' ids, and of their prices only the lowest and the highest."""
    product, url = card.product, card.url or ""
    name = _write_name(card)
    stock = rate_stock(product.packs)
    return {
        "id": product.post,
        "name": name,
        "slug": product.slug if card.url else "",
        "parent": 0,
        "type": "variable",
        "variation": "",
        "permalink": url,
        "sku": str(product.post),
        "short_description": "",
        "description": "",
        "on_sale": any(pack.regular for pack in product.packs),
        **_write_prices(product.packs, is_range=True),
        "average_rating": product.rating or "0",
        "review_count": product.rating_count or 0,
        "images": _write_images(card, root),
        "categories": [_write_term(slug, "product_cat", root) for slug in product.kind.categories],
        "tags": [_write_term(slug, "product_tag", root) for slug in card.tags],
        "brands": [],
        "attributes": [_write_pack_attribute(card), *_list_facts(product)],
        "variations": [
            {"id": option.post, "attributes": [{"name": PACK_ATTRIBUTE, "value": option.value}]}
            for option in card.options
        ],
        "grouped_products": [],
        "has_options": True,
        "is_purchasable": True,
        **_write_stock(stock, None, "" if stock in ("in_stock", "limited") else None),
        "add_to_cart": _write_button("Select options", f"Select options for &ldquo;{name}&rdquo;", url),
        "extensions": {},
    }


def write_pack(card: Card, option: Option, root: str) -> dict[str, Any]:
    """Return the entry of one pack of a product: ``type`` is "variation"."""
    product, pack = card.product, option.pack
    name, term = _write_name(card), _name_size(option)
    url = f"{card.url}?attribute_{_PACK_TAXONOMY}={option.value}" if card.url else ""
    is_sold = pack.stock != "out_of_stock"
    words, link = ("Add to cart", "Add to cart:") if is_sold else ("Read more", "Read more about")
    button = f"{url}&#038;variation_id={option.post}&#038;add-to-cart={product.post}" if url else ""
    return {
        "id": option.post,
        "name": name,
        "slug": f"{product.slug}-{option.value}" if card.url else "",
        "parent": product.post,
        "type": "variation",
        "variation": f"{PACK_ATTRIBUTE}: {term}",
        "permalink": url,
        "sku": f"{product.post}-{option.value}",
        "short_description": "",
        "description": "",
        "on_sale": pack.regular is not None,
        **_write_prices((pack,), is_range=False),
        "average_rating": "0",
        "review_count": 0,
        "images": _write_images(card, root),
        "categories": [],
        "tags": [],
        "brands": [],
        "attributes": [],
        "variations": [],
        "grouped_products": [],
        "has_options": False,
        "is_purchasable": True,
        **_write_stock(pack.stock, pack.left),
        "add_to_cart": _write_button(words, f"{link} &ldquo;{name} &#8211; {term}&rdquo;", button),
        "extensions": {},
    }


def _write_name(card: Card) -> str:
    # WordPress writes typographic signs as numbers, in JSON too.
    return escape(card.product.name).replace("’", "&#8217;") if card.url else ""


def _name_size(option: Option) -> str:
    return f"{option.label} Seeds" if option.label.isdecimal() else option.label


def _write_prices(packs: tuple[Pack, ...], *, is_range: bool) -> dict[str, Any]:
    prices = [pack.price for pack in packs]
    lowest, highest = min(prices), max(prices)
    regular = min(pack.regular or pack.price for pack in packs)
    ends = {"min_amount": str(lowest), "max_amount": str(highest)}
    return {
        "prices": {
            "price": str(lowest),
            "regular_price": str(regular),
            "sale_price": str(lowest),
            "price_range": ends if is_range and lowest != highest else None,
            "currency_code": CURRENCY,
            "currency_symbol": "$",
            "currency_minor_unit": 2,
            "currency_decimal_separator": ".",
            "currency_thousand_separator": ",",
            "currency_prefix": "$",
            "currency_suffix": "",
        },
        "price_html": " &ndash; ".join(_write_amount(price) for price in sorted({lowest, highest})),
    }


def _write_amount(cents: int) -> str:
    sign = '<span class="woocommerce-Price-currencySymbol">&#036;</span>'
    return f'<span class="woocommerce-Price-amount amount">{sign}{write_dollars(cents)}</span>'


def _write_images(card: Card, root: str) -> list[dict[str, Any]]:
    stem = card.image.rpartition("/")[2].removesuffix(".jpg")
    return [
        {
            "id": card.product.post + 5,
            "src": card.image,
            "thumbnail": root + locate_image(stem, "300x437"),
            "srcset": card.srcset,
            "sizes": "(max-width: 687px) 100vw, 687px",
            "name": stem,
            "alt": card.product.name if card.url else "",
        }
    ]


def _write_term(slug: str, taxonomy: str, root: str) -> dict[str, Any]:
    return {
        "id": _FIRST_TERM + sum(slug.encode()) % 1000,
        "name": name_category(slug),
        "slug": slug,
        "link": f"{root}/shop/?{taxonomy}={slug}",
    }


def _write_pack_attribute(card: Card) -> dict[str, Any]:
    return {
        "id": _PACK_ATTRIBUTE_ID,
        "name": PACK_ATTRIBUTE,
        "taxonomy": _PACK_TAXONOMY,
        "has_variations": True,
        "terms": [
            {"id": _FIRST_TERM + option.pack.seeds, "name": _name_size(option), "slug": option.value}
            for option in card.options
        ],
    }


def _list_facts(product: Product) -> Iterator[dict[str, Any]]:
    facts = {
        "THC": product.thc.text,
        "CBD": product.cbd.text,
        "Flowering Time": product.flowering.text,
        "Strain Type": product.type.text,
        "Growing Level": product.difficulty,
    }
    for name, text in facts.items():
        if text is not None:
            term = {"id": 0, "name": text, "slug": text}
            yield {"id": 0, "name": name, "taxonomy": None, "has_variations": False, "terms": [term]}


def _write_stock(stock: Stock, left: int | None, style: str | None = None) -> dict[str, Any]:
    text, usual_style = _AVAILABILITY[stock]
    return {
        "is_in_stock": stock != "out_of_stock",
        "is_on_backorder": stock == "backorder",
        "low_stock_remaining": left,
        "stock_availability": {
            "text": text.format(left=left) if style is None else "",
            "class": usual_style if style is None else style,
        },
        "sold_individually": False,
    }


def _write_button(text: str, description: str, url: str) -> dict[str, Any]:
    return {
        "text": text,
        "description": description,
        "url": url,
        "single_text": "Add to cart",
        "minimum": 1,
        "maximum": 9999,
        "multiple_of": 1,
    }
