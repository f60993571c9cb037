"""Raw items as mappings, whatever their class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itemadapter import ItemAdapter


def as_mapping(item: Any) -> Mapping[str, Any]:
    """The fields of an item by name: of a dict, a dataclass, or any class that itemadapter knows."""
    if isinstance(item, dict):
        return item
    names = getattr(item, "__dataclass_fields__", None)
    if names is not None:  # ItemAdapter would look them up anew for every field
        return {name: getattr(item, name) for name in names}
    return ItemAdapter(item)
