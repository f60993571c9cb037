"""Labels before facts: which field of a raw product one names, and what the text after it says."""

from __future__ import annotations

import re
from functools import lru_cache

from goodseed_spiders.platforms.label_table import FIELDS, YES_OR_NO

LONGEST_LABEL = 40
_BESIDE_THE_LABEL = re.compile(r"\([^)]*\)|%")  # "THC (%)", "Flowering Time (indoor)"
_UNITS = re.compile(r"weeks|days|wochen|tage|semaines|jours|semanas|d[ií]as|settimane|giorni|weken|dagen")
_BARE = re.compile(r"\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?")
_WITHOUT_COLON = re.compile(r"\s*(thc|cbd)\b[\s–—-]*(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=4096)
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
    if told := read_labelled(name, value):
        return told
    if found := _WITHOUT_COLON.match(text):
        return found[1].lower(), text[found.end() :].strip()
    return None


def read_labelled(label: str, value: str) -> tuple[str, str] | None:
    """The field that a label names, and what the value says of it; None when it is no label that we know.

    >>> read_labelled("Flowering Weeks (indoor):", "8-9"), read_labelled("THC (%)", "20")
    (('flowering_time', '8-9 weeks'), ('thc', '20'))
    >>> read_labelled("Autoflowering", "No"), read_labelled("Shipping", "8-9 days")
    (('flowering_type', 'Photoperiod'), None)
    """
    name, value = fold_label(label), value.strip()
    if field := FIELDS.get(name):
        unit = _UNITS.search(label.lower()) if _BARE.fullmatch(value) else None
        return field, f"{value} {unit[0]}" if unit else value
    if (asked := YES_OR_NO.get(name)) and (answer := value.lower().rstrip(".")) in ("yes", "no"):
        field, yes, no = asked
        return field, yes if answer == "yes" else no
    return None


def is_label(text: str) -> bool:
    """Whether a text is nothing but a label that we know.

    >>> is_label("THC Content:"), is_label("THC: 20%")
    (True, False)
    """
    return len(text) <= LONGEST_LABEL and fold_label(text) in FIELDS


def is_question(text: str) -> bool:
    """Whether a text is a label that is answered with yes or no: "Feminized" may as well be a value.

    >>> is_question("Autoflowering:"), is_label("Autoflowering:")
    (True, False)
    """
    return len(text) <= LONGEST_LABEL and fold_label(text) in YES_OR_NO


@lru_cache(maxsize=4096)
def fold_label(label: str) -> str:
    """A label as the table has it."""
    if len(label) > LONGEST_LABEL * 2:
        return ""
    return " ".join(_BESIDE_THE_LABEL.sub(" ", label.lower()).split()).rstrip(" :–—-.").lstrip("•–—-* ")
