"""What a page's scripts know of its product: Shopify's product JSON, data layers, the state of page builders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from goodseed_spiders.platforms.structured_data.lenient_json import read_json, read_script_value
from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct
from goodseed_spiders.platforms.structured_data.schema_org import text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MOST_NODES = 60_000
MOST_SCRIPTS = 200
LONGEST_SCRIPT = 2_000_000
DEEPEST = 25

_NAMES = ("name", "title", "productName", "product_name", "item_name", "displayName", "productTitle")
_SKUS: tuple[str, ...] = (
    "sku",
    "SKU",
    "Sku",
    "productSku",
    "product_sku",
    "variant_sku",
    "articleNumber",
    "itemNumber",
    "item_number",
    "skuCode",
)
_SKUS += (
    "partNumber",
    "productCode",
    "product_code",
    "styleNumber",
    "item_sku",
    "articleId",
    "productNumber",
    "code",
    "reference",
)
_IDS = ("item_id", "productId", "product_id", "productID", "id")
_PRICES = (
    "salePrice",
    "sale_price",
    "finalPrice",
    "final_price",
    "currentPrice",
    "current_price",
    "sellingPrice",
    "price",
    "priceValue",
)
_REGULAR = (
    "regularPrice",
    "regular_price",
    "listPrice",
    "list_price",
    "originalPrice",
    "original_price",
    "compare_at_price",
    "wasPrice",
    "oldPrice",
)
_CURRENCIES = ("currency", "currencyCode", "priceCurrency", "currency_code", "currencyIsoCode", "currencyISO")
_STOCK = (
    "available",
    "inStock",
    "in_stock",
    "isInStock",
    "is_in_stock",
    "availability",
    "stockStatus",
    "stock_status",
    "availableForSale",
)
_AMOUNTS = ("amount", "value", "sales", "sale", "current", "final", "centAmount", "formatted", "price", "list", "min")

_ASSIGNED = re.compile(
    r"(?:dataLayer\s*\.push\s*\(|dataLayer\s*=\s*\[?|\bmeta\s*=\s*(?=\{\"product)|(?:product|item|Product)(?:Data|Json|Info|Detail)?\s*[=:]\s*(?=\{)"
    r"|__INITIAL_STATE__\s*=|__PRELOADED_STATE__\s*=|digitalData\s*=|utag_data\s*=|ecommerce\s*[:=]\s*(?=\{)|gtag\(\s*['\"]event['\"],\s*['\"]view_item['\"],)"
)
MOST_ASSIGNED = 25


def read_state(tree: LexborHTMLParser, is_name: Callable[[str], bool]) -> list[MarkedProduct]:
    """The products with a name that `is_name` takes for this page's, most telling first."""
    found: list[MarkedProduct] = []
    for value in _values(tree):
        found += _scan(value, is_name)
    return sorted(found, key=lambda product: -_weigh(product))


def _weigh(product: MarkedProduct) -> int:
    return 2 * bool(product.sku) + bool(product.offers and product.offers[0].price) + bool(len(product.offers) > 1)


def _values(tree: LexborHTMLParser) -> Iterable[Any]:
    for script in tree.css("script:not([src])")[:MOST_SCRIPTS]:
        attributes = script.attributes
        kind = (attributes.get("type") or "").lower()
        if "ld+json" in kind:
            continue
        text = script.text()
        if len(text) > LONGEST_SCRIPT or not ("rice" in text or "sku" in text or "SKU" in text):
            continue
        if "json" in kind:
            yield from read_json(text)
            continue
        for number, match in enumerate(_ASSIGNED.finditer(text)):
            if number == MOST_ASSIGNED:
                break
            try:
                yield read_script_value(text[match.end() :])
            except ValueError:
                continue


def _scan(value: Any, is_name: Callable[[str], bool]) -> list[MarkedProduct]:
    found: list[MarkedProduct] = []
    stack: list[tuple[Any, int]] = [(value, 0)]
    left = MOST_NODES
    while stack and left:
        left -= 1
        node, depth = stack.pop()
        if depth > DEEPEST:
            continue
        if isinstance(node, list):
            stack += [(entry, depth + 1) for entry in reversed(node[:500]) if isinstance(entry, list | dict)]
        elif isinstance(node, dict):
            product = _read(node, is_name)
            if product is not None:
                found.append(product)
            stack += [(entry, depth + 1) for entry in reversed(node.values()) if isinstance(entry, list | dict)]
    return found


def _read(node: Mapping[str, Any], is_name: Callable[[str], bool]) -> MarkedProduct | None:
    variants = node.get("variants")
    shopify = [one for one in variants[:300] if isinstance(one, dict)] if isinstance(variants, list) else []
    in_cents = any(isinstance(one.get("price"), int) and ("sku" in one or "available" in one) for one in shopify)
    name = next((node[key] for key in _NAMES if isinstance(node.get(key), str)), None)
    if name is None and in_cents:  # Shopify's `meta` names only the variants
        name = text_of(shopify[0].get("name")) if len(shopify) == 1 else None
    if name is None or not is_name(name):
        return None
    sku, price = _first(node, _SKUS), _amount(_first_value(node, _PRICES))
    if not (sku or price or shopify):
        return None
    product = MarkedProduct(source="state", name=name, sku=sku, product_id=_first(node, _IDS))
    if shopify and in_cents:
        product.offers = [_shopify_offer(one) for one in shopify]
    elif price:
        product.offers = [
            MarkedOffer(
                price=price,
                regular_price=_amount(_first_value(node, _REGULAR)),
                currency=_currency(node),
                availability=_availability(_first_value(node, _STOCK)),
                sku=sku,
            )
        ]
    return product


def _shopify_offer(variant: Mapping[str, Any]) -> MarkedOffer:
    label = text_of(variant.get("public_title")) or text_of(variant.get("title")) or text_of(variant.get("name"))
    return MarkedOffer(
        price=_cents(variant.get("price")),
        regular_price=_cents(variant.get("compare_at_price")),
        availability=_availability(variant.get("available")),
        sku=text_of(variant.get("sku")),
        label=label,
        url=f"?variant={variant['id']}" if isinstance(variant.get("id"), int) else None,
    )


def _cents(value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**12:
        return None
    return f"{value // 100}.{value % 100:02}"


def _first_value(node: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((node[key] for key in keys if node.get(key) not in (None, "", [], {})), None)


def _first(node: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    value = _first_value(node, keys)
    return text_of(value) if isinstance(value, str | int) else None


def _amount(value: Any) -> str | None:
    for _ in range(3):
        if isinstance(value, Mapping):
            value = next((value[key] for key in _AMOUNTS if value.get(key) is not None), None)
    text = text_of(value) if isinstance(value, str | int | float) else None
    return text if text and any(sign.isdigit() for sign in text) and len(text) < 30 else None


def _currency(node: Mapping[str, Any]) -> str | None:
    told = _first(node, _CURRENCIES)
    price = node.get("price")
    return told or (_first(price, _CURRENCIES) if isinstance(price, Mapping) else None)


def _availability(value: Any) -> str | None:
    if isinstance(value, bool):
        return "InStock" if value else "OutOfStock"
    return text_of(value) if isinstance(value, str) else None
