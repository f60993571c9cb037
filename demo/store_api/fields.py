"""``_fields``: an entry trimmed to what was asked for, as WordPress trims it."""

from typing import Any

_WHOLE: dict[str, Any] = {}


def trim(entry: dict[str, Any], fields: tuple[str, ...]) -> Any:
    """Return an entry with only these fields; "prices.price" names one of an object, and never one of a list.

    >>> entry = {"id": 7, "prices": {"price": "100", "currency_code": "USD"}, "images": [{"src": "x"}]}
    >>> trim(entry, ("id", "prices.price", "images.src", "nothing"))
    {'id': 7, 'prices': {'price': '100'}, 'images': []}
    """
    return _keep(entry, _grow(fields)) if fields else entry


def _grow(fields: tuple[str, ...]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path in fields:
        node = tree
        for name in path.split("."):
            node = node.setdefault(name, {})
    return tree


def _keep(value: dict[str, Any], tree: dict[str, Any]) -> Any:
    kept: dict[str, Any] = {}
    for name, part in value.items():
        if name not in tree:
            continue
        below = tree[name]
        if below == _WHOLE or not isinstance(part, dict | list):
            kept[name] = part
        else:
            # The keys of a list are numbers to PHP, so that no name meets them.
            kept[name] = _keep(part, below) if isinstance(part, dict) else []
    # An empty object is an empty list to PHP.
    return kept or []
