"""The shop's article number: as marked up, as labelled for visitors, or both."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data.article_numbers import is_number, shown_numbers
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct
    from goodseed_spiders.platforms.structured_data.outline import Outline

ENOUGH = 1.5
_OF_SOURCES = {"json-ld": 3.0, "microdata": 3.0, "meta": 1.6, "state": 2.0}
_MARK_UP = ("json-ld", "microdata")
_GTIN = re.compile(r"[0-9]{12,14}")


def choose_sku(outline: Outline, marked: Iterable[MarkedProduct], selected: Iterable[str], address: str) -> str | None:
    """The number with the most behind it; `selected` are those of the offer that the visitor sees."""
    weights: defaultdict[str, float] = defaultdict(float)
    spelled: dict[str, str] = {}

    def add(value: str | None, weight: float) -> None:
        value = (value or "").strip().strip(".,:;#")
        if is_number(value):
            key = fold(value)
            spelled.setdefault(key, value)
            weights[key] = max(weights[key], weight) + min(weights[key], weight) * 0.5

    for product in marked:
        add(product.sku, _OF_SOURCES[product.source])
        if product.source in _MARK_UP and not product.is_group:
            add(product.product_id, 1.2)  # not enough for an id that nothing else tells, its address for one
    for sku in selected:
        add(sku, 2.6)
    for value, weight in shown_numbers(outline):
        add(value, weight)
    folded = fold(address)
    for key in weights:
        weights[key] += 0.4 * (len(key) > 3 and key in folded) - 1.5 * bool(_GTIN.fullmatch(key))
    best = max(weights, key=lambda key: weights[key], default=None)
    return spelled[best] if best is not None and weights[best] >= ENOUGH else None
