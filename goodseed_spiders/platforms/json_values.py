"""JSON from strangers: parsed without an exception, and looked into without trust in its shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DECODER = json.JSONDecoder()


def parse_json(text: str | bytes | None) -> Any:
    """The value of a JSON text; None when it is none, or nested too deeply.

    >>> parse_json('{"a": 1}'), parse_json("{a: 1}"), parse_json("[" * 100_000)
    ({'a': 1}, None, None)
    """
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def parse_json_at(text: str, start: int) -> Any:
    """The value that begins at a place of a text, whatever follows it; None when none does.

    >>> parse_json_at('var meta = {"a": 1}; go()', 11)
    {'a': 1}
    """
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def find_objects(told: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, however deep, the outer ones first."""
    waiting = [told]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)


def object_in(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object of this name; an empty one where there is none."""
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def objects_in(entry: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in the list, or in the object, of this name."""
    value = entry.get(name)
    listed = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [part for part in listed if isinstance(part, dict)]


def text_in(entry: Mapping[str, Any], *names: str) -> str | None:
    """The first of these values that is a text with something in it, or a number, as text.

    >>> text_in({"id": 7, "sku": " "}, "sku", "id"), text_in({"name": None}, "name")
    ('7', None)
    """
    for name in names:
        value = entry.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        if (text := str(value)).strip():
            return text
    return None


def texts_in(entry: Mapping[str, Any], name: str, key: str) -> list[str]:
    """The texts of this key in the objects of a list: the names of categories."""
    return [text for part in objects_in(entry, name) if (text := text_in(part, key))]
