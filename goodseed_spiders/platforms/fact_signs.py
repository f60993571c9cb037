"""Signs that a text is the value of a fact: what stands beside a label without a colon may be anything."""

from __future__ import annotations

import re

from goodseed_spiders.platforms.labels import read_labelled

LONGEST_VALUE = 80
_SENTENCE = re.compile(
    r"[a-z]{3,}[.!?](?:\s|$)|\b(?:this|these|that|is|are|was|you|your|we|our|it|its|will|can|has)\b", re.IGNORECASE
)
_LEVEL = r"\b(?:very|low|medium|moderate|mid|high|trace|extreme)\b"
_ANY = re.compile(r"[^\W_]")
_SIGNS = {
    field: re.compile(words, re.IGNORECASE)
    for field, words in {
        "thc": rf"\d|{_LEVEL}",
        "cbd": rf"\d|{_LEVEL}",
        "flowering_time": r"\d",
        "yield_": rf"\d|{_LEVEL}",
        "height": rf"\d|{_LEVEL}|\b(?:short|tall|small|big|large|compact)\b",
        "strain_type": r"indica|sativa|hybrid|ruderalis|fem|regular|auto|photo|indoor|outdoor",
        "sex": r"\bfem|\breg|\bmale|both",
        "flowering_type": r"auto|photo|fem|reg|fast",
        "difficulty": r"easy|moderate|medium|hard|difficult|beginner|intermediate|advanced|expert|low|high|novice",
    }.items()
}


def may_be(label: str, value: str) -> bool:
    """Whether a text can be what a label announces: short, no sentence, and with a sign of such a fact.

    >>> may_be("THC", "20-22%"), may_be("THC", "Add to cart"), may_be("Genetics", "Skunk x Haze")
    (True, False, True)
    >>> may_be("Effects", "This strain makes you happy.")
    False
    """
    entry = read_labelled(label, value)
    if entry is None or len(value) > LONGEST_VALUE or _SENTENCE.search(value):
        return False
    return bool(_SIGNS.get(entry[0], _ANY).search(value))
