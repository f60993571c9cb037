"""Flavours, effects and other lists of words."""

import re
from functools import lru_cache

from .text import LONGEST_FACT, clean

MOST_ENTRIES = 30
LONGEST_ENTRY = 80  # a longer one is a sentence, not a flavour

_SEPARATOR = re.compile(r"[,;|/•·\n\r，；｜／]")
_LAST_SEPARATOR = re.compile(r"\s(?:and|&)\s|^\s*(?:and|&)\s", re.IGNORECASE)


def split_words(text: str | None) -> tuple[str, ...]:
    """Return the entries of a list in their order, each once whatever its case; at most 30 of 80 characters.

    >>> split_words("Citrus, Earthy, citrus, Sweet and Spicy.")
    ('Citrus', 'Earthy', 'Sweet', 'Spicy')
    >>> split_words("Sweet & Sour, Pine")
    ('Sweet & Sour', 'Pine')
    """
    return () if text is None else _split_words(text[: LONGEST_FACT * 4])


@lru_cache(maxsize=4096)
def _split_words(text: str) -> tuple[str, ...]:
    parts = [part for part in _SEPARATOR.split(text) if clean(part)]
    if parts:
        parts[-1:] = _LAST_SEPARATOR.split(parts[-1])
    entries: dict[str, str] = {}
    for part in parts:
        entry = (clean(part) or "").strip(" .")
        if entry and len(entry) <= LONGEST_ENTRY:
            entries.setdefault(entry.casefold(), entry)
    return tuple(entries.values())[:MOST_ENTRIES]
