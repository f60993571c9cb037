"""The labels that shops put before a fact, and the field of a raw product that each one names."""

from __future__ import annotations

import re
from functools import lru_cache

FIELDS = {
    "thc": "thc",
    "thc level": "thc",
    "thc content": "thc",
    "total thc": "thc",
    "potency": "thc",
    "cbd": "cbd",
    "cbd level": "cbd",
    "cbd content": "cbd",
    "thc %": "thc",
    "thc range": "thc",
    "thc percentage": "thc",
    "cbd range": "cbd",
    "cbd percentage": "cbd",
    "type": "strain_type",
    "specifics": "strain_type",
    "species": "strain_type",
    "genotype": "strain_type",
    "phenotype": "strain_type",
    "plant type": "strain_type",
    "indica / sativa": "strain_type",
    "indica/sativa": "strain_type",
    "sativa / indica": "strain_type",
    "sativa/indica": "strain_type",
    "strain type": "strain_type",
    "cannabis type": "strain_type",
    "variety": "strain_type",
    "sex": "sex",
    "gender": "sex",
    "seed sex": "sex",
    "seed gender": "sex",
    "plant sex": "sex",
    "seed type": "flowering_type",
    "flowering type": "flowering_type",
    "photoperiod / autoflower": "flowering_type",
    "flowering": "flowering_time",
    "bloom time": "flowering_time",
    "indoor flowering time": "flowering_time",
    "flowering time": "flowering_time",
    "flowering period": "flowering_time",
    "flowering weeks": "flowering_time",
    "flowering days": "flowering_time",
    "genetics": "genetics",
    "genetics parents": "genetics",
    "strain genetics": "genetics",
    "lineage": "genetics",
    "parents": "genetics",
    "parentage": "genetics",
    "cross": "genetics",
    "genetic background": "genetics",
    "yield": "yield_",
    "indoor yield": "yield_",
    "yield indoor": "yield_",
    "outdoor yield": "yield_",
    "yield outdoor": "yield_",
    "yields": "yield_",
    "height": "height",
    "indoor height": "height",
    "plant height": "height",
    "growing level": "difficulty",
    "grow level": "difficulty",
    "grow difficulty": "difficulty",
    "growing difficulty": "difficulty",
    "difficulty": "difficulty",
    "effect": "effects",
    "feelings": "effects",
    "effects": "effects",
    "flavour": "flavours",
    "flavours": "flavours",
    "flavor": "flavours",
    "flavors": "flavours",
    "taste": "flavours",
    "flavour profile": "flavours",
    "flavor profile": "flavours",
    "aroma / flavour": "flavours",
    "taste / flavor": "flavours",
}
_BESIDE_THE_LABEL = re.compile(r"\([^)]*\)|%")  # "THC (%)", "Flowering Time (indoor)"
_UNITS = re.compile(r"weeks|days")
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
    >>> read_entry("Flowering Weeks (indoor): 8-9"), read_entry("THC (%) : 20")
    (('flowering_time', '8-9 weeks'), ('thc', '20'))
    >>> read_entry("Balanced Hybrid")
    """
    name, colon, value = text.partition(":")
    if not colon and label:
        name, value = label, text.strip().removeprefix(label.strip())
    name = " ".join(_BESIDE_THE_LABEL.sub(" ", name.lower()).split())
    field = FIELDS.get(name)
    if field:
        unit = _UNITS.search(name) if _BARE.fullmatch(value.strip()) else None
        return field, f"{value.strip()} {unit[0]}" if unit else value.strip()
    if found := _WITHOUT_COLON.match(text):
        return found[1].lower(), text[found.end() :].strip()
    return None
