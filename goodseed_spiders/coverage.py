"""How many of some products have each fact: what tells whether a seller is read well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.product import Product

# The facts as people name them, and the columns that hold them; one of several is enough.
FACTS = {
    "price": ("display_price",),
    "stock": ("stock_status",),
    "sex": ("sex",),
    "flowering_type": ("flowering_type",),
    "type": ("cannabis_type",),
    "thc": ("thc_min", "thc_max", "thc_text"),
    "cbd": ("cbd_min", "cbd_max", "cbd_text"),
    "flowering": ("flowering_days_min", "flowering_days_max", "flowering_text"),
    "image": ("image_url",),
    "rating": ("rating",),
    "difficulty": ("difficulty",),
    "genetics": ("genetics",),
    "yield": ("yield_text",),
    "height": ("height_text",),
    "effects": ("effects",),
    "flavours": ("flavours",),
    "description": ("description",),
}


def count_coverage(products: Iterable[Product]) -> dict[str, int]:
    """For each fact, how many of the products have it."""
    listed = list(products)
    return {
        fact: sum(any(getattr(product, column) is not None for column in columns) for product in listed)
        for fact, columns in FACTS.items()
    }
