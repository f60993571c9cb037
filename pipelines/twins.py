"""Two sightings of one product: a shop lists it in several categories, or twice on its home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.product import content_hash, count_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.product import Product


def drop_twins(products: Iterable[Product]) -> dict[str, Product]:
    """One product an address, by url_key: the sighting that tells more.

    Of two that tell as much it is always the same one, whichever came first: a product must not change with
    the order in which pages happen to arrive.
    """
    best: dict[str, Product] = {}
    for product in products:
        twin = best.get(product.url_key)
        if twin is None or _rank(product) > _rank(twin):
            best[product.url_key] = product
    return best


def _rank(product: Product) -> tuple[int, str]:
    return count_facts(product), content_hash(product)
