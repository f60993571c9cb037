"""The truth: what a reader of the shop's pages must come to, told by the facts and never by the pages."""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from demo import flaws
from demo.addresses import locate_image, locate_product
from demo.catalogue import Catalogue
from demo.packs import Pack, rate_stock
from demo.products import Product
from demo.texts import write_dollars

CURRENCY = "USD"
_PRODUCTS_PER_PIECE = 200


def tell_truth(catalogue: Catalogue, root: str) -> Iterator[bytes]:
    """Yield the JSON of /truth.json in pieces, so that 100,000 products need not be in memory at once."""
    yield json.dumps({"day": catalogue.shelf.day, "currency": CURRENCY})[:-1].encode() + b', "products": ['
    numbers = catalogue.shelf.numbers
    for first in range(0, len(numbers), _PRODUCTS_PER_PIECE):
        piece = numbers[first : first + _PRODUCTS_PER_PIECE]
        told = json.dumps([describe(catalogue.product(number), root) for number in piece], ensure_ascii=False)
        yield (", " if first else "").encode() + told[1:-1].encode()
    yield b'], "broken": ' + json.dumps(_list_broken(catalogue, root)).encode() + b"}"


def describe(product: Product, root: str) -> dict[str, Any]:
    """Return a product as a row of facts, with its packs; money is text with two decimals."""
    return {
        "url": root + locate_product(product.slug),
        "external_id": str(product.post),
        "name": product.name,
        "strain_name": product.strain,
        "slug": product.slug,
        "image_url": root + locate_image(product.slug),
        "description": None,
        "sex": product.kind.sex,
        "flowering_type": product.kind.flowering_type,
        "fast_version": product.kind.fast_version,
        "cannabis_type": product.type.cannabis_type,
        "dominance": product.type.dominance,
        "indica_percent": product.type.indica_percent,
        "thc_min": product.thc.low,
        "thc_max": product.thc.high,
        "thc_text": product.thc.text,
        "cbd_min": product.cbd.low,
        "cbd_max": product.cbd.high,
        "cbd_text": product.cbd.text,
        "flowering_days_min": product.flowering.low,
        "flowering_days_max": product.flowering.high,
        "flowering_text": product.flowering.text,
        "difficulty": product.difficulty,
        "rating": product.rating,
        "rating_count": product.rating_count,
        "stock_status": rate_stock(product.packs),
        "display_price": _price_for_display(product.packs),
        "packs": [_describe_pack(pack) for pack in product.packs],
    }


def _describe_pack(pack: Pack) -> dict[str, Any]:
    return {
        "seeds": pack.seeds,
        "variant": "",
        "price": write_dollars(pack.price),
        "regular_price": None if pack.regular is None else write_dollars(pack.regular),
        "currency": CURRENCY,
        "price_per_seed": _price_per_seed(pack),
        "stock_status": pack.stock,
    }


def _price_per_seed(pack: Pack) -> str:
    return str((Decimal(pack.price) / pack.seeds / 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _price_for_display(packs: tuple[Pack, ...]) -> str | None:
    to_be_had = [pack for pack in packs if pack.stock in ("in_stock", "limited")]
    return _price_per_seed(to_be_had[0]) if to_be_had else None


def _list_broken(catalogue: Catalogue, root: str) -> list[dict[str, str | None]]:
    sizeless = catalogue.product(flaws.SIZELESS)
    return [
        {"url": None, "reason_word": "name"},
        {"url": root + locate_product(sizeless.slug), "reason_word": "size"},
    ]
