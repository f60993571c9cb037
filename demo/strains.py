"""The bare names of strains, each used once."""

import re

from demo.chance import Topic, mix
from demo.words import ADJECTIVES, NOUNS, SUFFIXES

NAMES = len(ADJECTIVES) * len(NOUNS) * len(SUFFIXES)

# A prime larger than each table: stepping by it visits every name before one comes again,
# and names that follow each other share no word.
_STRIDE = 741_457


def name_strain(seed: int, number: int) -> str:
    """Return the strain name of a product number; different numbers have different names.

    >>> name_strain(7, 2) == name_strain(7, 2)
    True
    >>> name_strain(7, 2) == name_strain(7, 3)
    False
    """
    lap, place = divmod(number, NAMES)
    index = (place * _STRIDE + mix(seed, Topic.STRAIN, 0)) % NAMES
    index, suffix = divmod(index, len(SUFFIXES))
    adjective, noun = divmod(index, len(NOUNS))
    words = [ADJECTIVES[adjective], NOUNS[noun], SUFFIXES[suffix], f"No. {lap + 1}" if lap else ""]
    return " ".join(word for word in words if word)


def slugify(name: str) -> str:
    """Return a name as it stands in an address.

    >>> slugify("CBD Pilot’s Heron #4 (1:20)")
    'cbd-pilots-heron-4-1-20'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.replace("’", "").lower()).strip("-")
