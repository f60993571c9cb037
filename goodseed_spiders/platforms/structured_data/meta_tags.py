"""What a page's head says of its product: OpenGraph, product:… and Twitter tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


def read_meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The page's meta tags by name or property, lower case; of several the first that says something."""
    tags: dict[str, str] = {}
    for node in tree.css("meta[content]")[:500]:
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = (attributes.get("content") or "").strip()
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def read_meta_product(meta: dict[str, str]) -> MarkedProduct | None:
    """The product that the head tells of, or None when it tells none."""
    sale = _first(meta, "product:sale_price:amount")
    price = _first(
        meta,
        "product:price:amount",
        "og:price:amount",
        "price:amount",
        "product:price",
        "og:price",
        "twitter:data1:price",
    )
    regular = _first(
        meta, "product:original_price:amount", "og:price:standard_amount", "product:pretax_price:amount:none"
    )
    currency = _first(
        meta,
        "product:sale_price:currency",
        "product:price:currency",
        "og:price:currency",
        "price:currency",
        "product:currency",
        "pricecurrency",
    )
    availability = _first(meta, "product:availability", "og:availability")
    for number in "1234":
        label = meta.get(f"twitter:label{number}", "").lower()
        told = meta.get(f"twitter:data{number}")
        if label in ("price", "prix", "preis", "precio", "prezzo"):
            price = price or told
        elif label.startswith("availab"):
            availability = availability or told
    sku = _first(meta, "product:retailer_item_id", "product:sku", "og:sku", "sku", "product:mfr_part_no")
    is_product = meta.get("og:type", "").lower() in ("product", "og:product", "product.item", "product.group")
    if not (price or sku or availability or is_product):
        return None
    if sale and price and sale != price:
        price, regular = sale, regular or price
    offer = MarkedOffer(price=price, regular_price=regular, currency=currency, availability=availability)
    return MarkedProduct(
        source="meta",
        name=_first(meta, "og:title", "twitter:title"),
        url=meta.get("og:url"),
        sku=sku,
        image=_first(meta, "og:image:secure_url", "og:image", "twitter:image"),
        description=_first(meta, "og:description", "description"),
        offers=[offer] if price or availability else [],
    )


def _first(meta: dict[str, str], *names: str) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)
