"""schema.org's Product as nested dictionaries, the shape of JSON-LD, made into a `MarkedProduct`."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct
from pipelines.normalise.text import fold

MOST_NODES = 20_000
DEEPEST = 30
MOST_OFFERS = 300

_PRODUCTS = frozenset(
    ("Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle", "Car", "Book")
)
_OFFERS = frozenset(("Offer", "AggregateOffer", "OfferForPurchase"))
_NOT_NEW = ("Used", "Refurbished", "Damaged")
# What lies below these belongs to other products.
_TO_OTHERS = frozenset(
    (
        "isRelatedTo",
        "isSimilarTo",
        "isAccessoryOrSparePartFor",
        "isConsumableFor",
        "itemListElement",
        "review",
        "reviews",
        "itemOffered",
    )
)


def find_products(value: Any, source: str) -> list[MarkedProduct]:
    """All products in what JSON-LD or microdata holds, in the page's order; never raises."""
    found: list[tuple[Mapping[str, Any], int]] = []
    names: dict[str, Mapping[str, Any]] = {}
    left = MOST_NODES
    stack: list[tuple[Any, int, int]] = [(value, 0, 0)]
    while stack and left:
        left -= 1
        node, deep, others = stack.pop()
        if deep > DEEPEST:
            continue
        if isinstance(node, list):
            stack += [(entry, deep + 1, others) for entry in reversed(node[:2000])]
        elif isinstance(node, Mapping):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                names.setdefault(node["@id"], node)
            inner = others
            if types_of(node) & _PRODUCTS:
                found.append((node, others))
                inner = others + 1
            stack += [
                (entry, deep + 1, inner + (name in _TO_OTHERS))
                for name, entry in reversed(list(node.items()))
                if isinstance(entry, list | Mapping) and name != "@type"
            ]
    variants = {id(variant) for node, _ in found for variant in as_list(node.get("hasVariant"))}
    return [read_product(node, source, depth, names) for node, depth in found if id(node) not in variants]


def read_product(
    node: Mapping[str, Any], source: str, depth: int = 0, names: Mapping[str, Mapping[str, Any]] | None = None
) -> MarkedProduct:
    """One Product or ProductGroup; `names` resolves references by @id."""
    names = names or {}
    rating = _first_mapping(node.get("aggregateRating"))
    product = MarkedProduct(
        source=source,
        name=text_of(node.get("name")) or text_of(node.get("title")),
        url=text_of(node.get("url")) or text_of(node.get("@id")) or _main_page(node),
        sku=text_of(node.get("sku")),
        mpn=text_of(node.get("mpn")) or text_of(node.get("model")),
        product_id=text_of(node.get("productID"))
        or text_of(node.get("productId"))
        or text_of(node.get("productGroupID")),
        image=_image(node.get("image")),
        description=text_of(node.get("description")),
        category=text_of(node.get("category")),
        rating=text_of(rating.get("ratingValue")),
        rating_count=text_of(rating.get("reviewCount")) or text_of(rating.get("ratingCount")),
        is_group=bool(node.get("hasVariant")) or "ProductGroup" in types_of(node),
        depth=depth,
    )
    product.offers = [_resolve_offer(offer, names) for offer in _offers(node.get("offers"), names)][:MOST_OFFERS]
    for entry in as_list(node.get("hasVariant"))[:MOST_OFFERS]:
        variant = _resolve(entry, names)
        if variant:
            product.offers += _variant_offers(variant, names)
    product.properties = [pair for entry in as_list(node.get("additionalProperty"))[:200] if (pair := _property(entry))]
    return product


def types_of(node: Mapping[str, Any]) -> set[str]:
    """The schema.org types of a node, without the vocabulary's address."""
    kinds = as_list(node.get("@type") or node.get("type"))
    return {kind.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1] for kind in kinds if isinstance(kind, str)}


def as_list(value: Any) -> list[Any]:
    """A value that may be alone, in a list, or not there."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str | None:
    """The text of a value: a string, a number, the first of a list, `@value` or `name` of an object."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, Mapping):
            value = next(
                (value[name] for name in ("@value", "value", "name", "@id") if value.get(name) is not None), None
            )
        else:
            break
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float):
        text = repr(value)
        return text.removesuffix(".0") if "e" not in text and "n" not in text else None
    if isinstance(value, int) and value.bit_length() > 256:
        return None
    return " ".join(html.unescape(str(value)).split()) or None


def _offers(value: Any, names: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for entry in as_list(value)[:MOST_OFFERS]:
        offer = _resolve(entry, names)
        if not offer:
            continue
        inner = [one for one in as_list(offer.get("offers")) if isinstance(one, Mapping)]
        own = any(offer.get(name) not in (None, "") for name in ("price", "lowPrice", "priceSpecification"))
        if own or not inner:
            yield offer
        yield from (one for one in inner[:MOST_OFFERS])


def _resolve_offer(offer: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> MarkedOffer:
    sale, regular, currency = _specified(offer.get("priceSpecification"), names)
    low = text_of(offer.get("lowPrice"))
    own = text_of(offer.get("price"))
    item = _first_mapping(offer.get("itemOffered"))
    return MarkedOffer(
        price=own or low or sale,
        regular_price=regular,
        currency=text_of(offer.get("priceCurrency")) or currency,
        availability=text_of(offer.get("availability")),
        sku=text_of(offer.get("sku")) or text_of(item.get("sku")),
        label=text_of(offer.get("name")) or text_of(item.get("name")),
        url=text_of(offer.get("url")),
        is_aside=_is_aside(offer),
        is_range=own is None and low is not None and text_of(offer.get("highPrice")) not in (None, low),
    )


def _is_aside(offer: Mapping[str, Any]) -> bool:
    condition = text_of(offer.get("itemCondition")) or ""
    return any(word in condition for word in _NOT_NEW) or bool(
        words.SUBSCRIPTION.search(fold(text_of(offer.get("name")) or ""))
    )


def _specified(value: Any, names: Mapping[str, Mapping[str, Any]]) -> tuple[str | None, str | None, str | None]:
    """What is paid, the list price it was before, and the currency, of priceSpecification."""
    sale = regular = currency = None
    for entry in as_list(value)[:20]:
        node = _resolve(entry, names)
        if not node:
            continue
        kind = (text_of(node.get("priceType")) or "").rsplit("/", 1)[-1]
        price = text_of(node.get("price")) or text_of(node.get("minPrice"))
        currency = currency or text_of(node.get("priceCurrency"))
        if "UnitPriceSpecification" in types_of(node) and node.get("referenceQuantity") and kind != "SalePrice":
            continue
        if kind in ("ListPrice", "StrikethroughPrice", "SRP", "MSRP", "RegularPrice"):
            regular = regular or price
        else:
            sale = price if kind == "SalePrice" or sale is None else sale
    return sale, regular, currency


def _variant_offers(variant: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> list[MarkedOffer]:
    told = [text_of(variant.get(name)) for name in ("size", "color", "name")]
    offers = [_resolve_offer(offer, names) for offer in _offers(variant.get("offers"), names)]
    for offer in offers:
        offer.sku = text_of(variant.get("sku")) or offer.sku
        offer.label = next(filter(None, told), None) or offer.label
        offer.url = offer.url or text_of(variant.get("url")) or text_of(variant.get("@id"))
    return offers


def _property(entry: Any) -> tuple[str, str] | None:
    if not isinstance(entry, Mapping):
        return None
    name, value = text_of(entry.get("name")), text_of(entry.get("value"))
    unit = text_of(entry.get("unitText")) or ""
    return (name, f"{value}{unit}") if name and value else None


def _resolve(entry: Any, names: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    if isinstance(entry, str):
        return names.get(entry, {})
    if not isinstance(entry, Mapping):
        return {}
    reference = entry.get("@id")
    if len(entry) == 1 and isinstance(reference, str):
        return names.get(reference, {})
    return entry


def _first_mapping(value: Any) -> Mapping[str, Any]:
    return next((entry for entry in as_list(value) if isinstance(entry, Mapping)), {})


def _main_page(node: Mapping[str, Any]) -> str | None:
    return text_of(node.get("mainEntityOfPage"))


def _image(value: Any) -> str | None:
    told = (
        (entry.get("contentUrl") or entry.get("url") or entry.get("@id")) if isinstance(entry, Mapping) else entry
        for entry in as_list(value)
    )
    return next(filter(None, map(text_of, told)), None)
