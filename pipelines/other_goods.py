"""Whether a raw item is something else than seeds."""

from __future__ import annotations

from typing import Any

from pipelines.normalise.goods import are_other_goods
from pipelines.raw import as_mapping


def is_other_goods(item: Any) -> bool:
    """Whether the item is to be left out, because its shop sells it beside seeds."""
    raw = as_mapping(item)
    packs = [as_mapping(pack) for pack in raw.get("packs") or ()]
    labels = [text for pack in packs for text in (pack.get("label"), pack.get("value")) if text]
    return are_other_goods(raw.get("name"), raw.get("categories") or (), labels)
