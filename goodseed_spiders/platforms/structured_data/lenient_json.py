"""JSON as pages really hold it: with comments, trailing commas, raw line ends, stray quotes, several in a row."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import chompjs
import json_repair

LONGEST = 3_000_000  # characters; longer ones are cut, which leaves nothing to read
LONGEST_REPAIRED = 150_000  # the repairer is slow, and what it has to repair was written by hand
DEEPEST = 200

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*(?:\*/)?\s*$"
)
# Within a string: what opens one follows a sign or a space, what ends one is followed by a sign.
_STRAY_QUOTE = re.compile(r'(?<=[^\s\[{:,\\])"(?!\s*(?:[,:}\]]|"[@\w]{1,40}"\s*:|$))')
_BETWEEN = re.compile(r"[\s,;]*")
_DECODER = json.JSONDecoder(strict=False)
_BRACKETS = re.compile(r"[\[{]+|[\]}]+")


def read_json(text: str) -> list[Any]:
    """The values that a text holds one after the other; empty when there is nothing to be made of it.

    >>> read_json('{"a": 1}'), read_json('// x\\n{"a": "1\\n2",}'), read_json('{"a": 1} {"b": 2}')
    ([{'a': 1}], [{'a': '1\\n2'}], [{'a': 1}, {'b': 2}])
    >>> read_json('{"name": "A 24" Monitor"}'), read_json("{{{")
    ([{'name': 'A 24" Monitor'}], [])
    """
    text = _WRAPPING.sub("", text[:LONGEST]).strip().rstrip(";")
    if not text or _is_deep(text):
        return []
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    for written in (text, _STRAY_QUOTE.sub(r'\\"', text)):
        try:
            return _read_all(written)
        except (ValueError, RecursionError):
            continue
    try:
        if len(text) > LONGEST_REPAIRED:
            return [read_script_value(text)]
        value = json_repair.loads(_STRAY_QUOTE.sub(r'\\"', text), skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError):
        return []
    return [value] if value and isinstance(value, dict | list) else []


def read_script_value(text: str) -> Any:
    """The first object or list of a script, as JavaScript writes it. Raises ValueError."""
    text = text[:LONGEST]
    try:
        start = re.search(r"[\[{]", text)
        return _DECODER.raw_decode(text, start.start())[0] if start else None
    except (ValueError, RecursionError):
        pass
    try:
        return chompjs.parse_js_object(text, loader_kwargs={"strict": False})
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _read_all(text: str) -> list[Any]:
    values, place = [], 0
    while place < len(text):
        value, place = _DECODER.raw_decode(text, place)
        values.append(value)
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
    return values


def _is_deep(text: str) -> bool:
    """Nested so deeply that readers give up, or take their time about it."""
    depth = 0
    for run in _BRACKETS.finditer(text):
        depth += (run.end() - run.start()) if text[run.start()] in "[{" else run.start() - run.end()
        if depth > DEEPEST:
            return True
    return False
