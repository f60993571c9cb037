"""The labels that shops put before a fact, and the field of a raw product that each one names."""

from __future__ import annotations

import re

FIELDS = {
    "thc": "thc",
    "thc level": "thc",
    "thc content": "thc",
    "cbd": "cbd",
    "cbd level": "cbd",
    "cbd content": "cbd",
    "type": "strain_type",
    "strain type": "strain_type",
    "cannabis type": "strain_type",
    "variety": "strain_type",
    "sex": "sex",
    "seed type": "flowering_type",
    "flowering type": "flowering_type",
    "flowering": "flowering_time",
    "flowering time": "flowering_time",
    "flowering period": "flowering_time",
    "genetics": "genetics",
    "genetics parents": "genetics",
    "strain genetics": "genetics",
    "yield": "yield_",
    "height": "height",
    "plant height": "height",
    "growing level": "difficulty",
    "growing difficulty": "difficulty",
    "difficulty": "difficulty",
    "effect": "effects",
    "effects": "effects",
    "flavour": "flavours",
    "flavours": "flavours",
    "flavor": "flavours",
    "flavors": "flavours",
    "taste": "flavours",
    "taste / flavor": "flavours",
}
_WITHOUT_COLON = re.compile(r"\s*(thc|cbd)\b[\s–—-]*(?=\S)", re.IGNORECASE)


def read_entry(text: str, label: str | None = None) -> tuple[str, str] | None:
    """The field and the value of an entry such as "CBD : 0.5-1%", or None when it names no field we know.

    `label` is the part of the text that the page itself marks as a label, where there is one.

    >>> read_entry("Growing Level : Moderate")
    ('difficulty', 'Moderate')
    >>> read_entry("THC 18-25%")
    ('thc', '18-25%')
    >>> read_entry("Flowering 8-9 weeks", label="Flowering")
    ('flowering_time', '8-9 weeks')
    >>> read_entry("Balanced Hybrid")
    """
    name, colon, value = text.partition(":")
    if not colon and label:
        name, value = label, text.strip().removeprefix(label.strip())
    field = FIELDS.get(" ".join(name.split()).lower())
    if field:
        return field, value.strip()
    if found := _WITHOUT_COLON.match(text):
        return found[1].lower(), text[found.end() :].strip()
    return None
