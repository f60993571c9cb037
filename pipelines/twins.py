"""Two sightings of one product: a shop lists it in several categories, or twice on its home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.product import count_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.product import Product


def drop_twins(products: Iterable[Product]) -> dict[str, Product]:
    """One product an address, by url_key: the sighting that tells more, of equals the first."""
    best: dict[str, Product] = {}
    for product in products:
        twin = best.get(product.url_key)
        if twin is None or count_facts(product) > count_facts(twin):
            best[product.url_key] = product
    return best
