"""Packs and seed facts of a page: from variants, additional properties and tables of labelled facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.labels import read_entry
from pipelines.normalise.packs import find_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodseed_spiders.items import RawProduct
    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct
    from goodseed_spiders.platforms.structured_data.outline import Outline

MOST_PACKS = 100
LONGEST_ENTRY = 200


def add_facts(raw: RawProduct, marked: Sequence[MarkedProduct], outline: Outline) -> None:
    """Fill the packs and the fields that `platforms.labels` knows, where the page tells them."""
    raw.packs = _packs(raw, marked)
    raw.categories = [product.category for product in marked if product.category][:1]
    for field, value in _entries(marked, outline):
        if value and not getattr(raw, field):
            setattr(raw, field, value)


def _packs(raw: RawProduct, marked: Sequence[MarkedProduct]) -> list[RawPack]:
    """The variants of the source that names most of them; one offer alone is the product, and may tell its size."""
    most = max((product.offers for product in marked), key=len, default=[])
    if len(most) < 2:
        label = next((offer.label for offer in most if find_pack(offer.label)), None)
        if not label or not raw.price_text:
            return []
        return [RawPack(label=label, price=raw.price_text, regular_price=raw.regular_price_text, stock=raw.stock)]
    return [
        RawPack(label=offer.label, price=offer.price, regular_price=offer.regular_price, stock=offer.availability)
        for offer in most[:MOST_PACKS]
        if offer.label and offer.price and not offer.is_range
    ]


def _entries(marked: Iterable[MarkedProduct], outline: Outline) -> Iterator[tuple[str, str]]:
    for product in marked:
        for name, value in product.properties:
            if entry := read_entry(f"{name}: {value}"[:LONGEST_ENTRY]):
                yield entry
    lines = outline.lines
    for number, line in enumerate(lines[:3000]):
        if outline.title is not None and number < outline.title:
            continue
        tag = line.elements[0].tag
        if line.text.endswith(":") or tag in ("th", "dt"):
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            text = f"{line.text.rstrip(' :')}: {below}"
        else:
            text = line.text
        if len(text) <= LONGEST_ENTRY and ":" in text and (entry := read_entry(text)):
            yield entry
