"""The strain in a product's name, and slugs."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from .packs import strip_pack
from .text import LONGEST_FACT, clean, fold, tidy
from .words import ANY_TYPE_WORD, END, START, TYPE_STEMS

PLANT = "cannabis|marijuana|weed|hemp|pot|ganja"
GRADES = "elite|premium|classic|exclusive|limited|new|special|signature|top|legendary"
LINES = "strains?|edition|line|collection|series|version|release"

# Brackets keep a ratio (1:20), a generation (S1), (F2), (BX1) and a number that is part of the name.
_BRACKETS = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_KEPT = re.compile(r".*[0-9] ?: ?[0-9].*|(?:s|f|bx|bc|r|v|p|ibl) ?[0-9][0-9.]{0,3}|ibl|#?[0-9][0-9.]{0,4}")
_SEEDS_OF_PLANT = re.compile(rf"{START}(?:{PLANT})[ _-]seeds?{END}")
_GRADE = re.compile(rf" ?[-|,] (?:{GRADES}) (?:{LINES})$")
_TYPES = re.compile(rf"{START}(?:{ANY_TYPE_WORD})(?:[ _-](?:version|edition))?{END}")
_STRAIN = re.compile(rf"(?<=[^\W_][ -])strain{END}|(?<=[^\w ] )strain{END}")
_SEEDS_AT_END = re.compile(r"(?<=[^ -])[ -]{1,3}seeds(?= ?(?:$|[|,([]| - ))")

# Letters that are no base letter with an accent.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_APOSTROPHES = re.compile("['’‘‛ʼ`´′]")
_NO_SLUG = re.compile("[^a-z0-9]+")


def read_strain_name(name: str | None) -> str:
    """Return a product's name without types, "strain", "cannabis seeds", pack and maker; "" for no name.

    >>> read_strain_name("Auto Solomatic Strain Marijuana Seeds"), read_strain_name("O.G. Kush (Seed Maker)")
    ('Solomatic', 'O.G. Kush')
    >>> read_strain_name("CBD Hemp Star (1:20)"), read_strain_name("Auto Seeds")
    ('CBD Hemp Star (1:20)', 'Auto')
    """
    return "" if name is None else _read_strain_name(name[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_strain_name(name: str) -> str:
    name = clean(name) or ""
    folded, previous = fold(name), None
    plain = _PLAIN.fullmatch(folded)
    if plain and not _MAY_HOLD_MORE.search(plain[1]):
        return name[: plain.end(1)]
    while name != previous and _MAY_HOLD_MORE.search(folded):  # one removal may lay open the next
        previous = name
        for remove in _REMOVALS:
            shorter = remove(name, folded)
            if shorter != name and any(map(str.isalnum, shorter)):
                name, folded = shorter, fold(shorter)
    return name


def _cut(pattern: re.Pattern[str], *stems: str) -> Callable[[str, str], str]:
    """Return a function that cuts what the pattern finds in the folded text out of the text itself.

    The pattern finds nothing in a text that holds none of the stems.
    """

    def cut(name: str, folded: str) -> str:
        if not any(stem in folded for stem in stems):
            return name
        spans = [match.span() for match in pattern.finditer(folded)]
        for start, end in reversed(spans):
            name = f"{name[:start]} {name[end:]}"
        return tidy(name) if spans else name

    return cut


def _drop_makers(name: str, _folded: str) -> str:
    def judge(brackets: re.Match[str]) -> str:
        inside = fold(brackets[1] or brackets[2] or "")
        return brackets[0] if _KEPT.fullmatch(inside) else " "

    return tidy(_BRACKETS.sub(judge, name)) if "(" in name or "[" in name else name


_REMOVALS: tuple[Callable[[str, str], str], ...] = (
    lambda name, _folded: strip_pack(name),
    _drop_makers,
    _cut(_SEEDS_OF_PLANT, "seed"),
    _cut(_GRADE, *GRADES.split("|")),
    _cut(_STRAIN, "strain"),
    _cut(_SEEDS_AT_END, "seeds"),
    _cut(_TYPES, *TYPE_STEMS),
    lambda name, _folded: tidy(name),
)

# Most names: letters, then words to remove, each where it is usually found.
_PLAIN = re.compile(rf"([a-z]+(?: [a-z]+)*?)(?: strain)?(?: (?:{ANY_TYPE_WORD}))*(?: (?:{PLANT}))? seeds")
# What the removals look for, at the least.
_MAY_HOLD_MORE = re.compile(rf"[^\w ]|[0-9]|{'|'.join((*TYPE_STEMS, *GRADES.split('|'), 'seed', 'strain', 'single'))}")


def slugify(text: str | None) -> str:
    """Return the text as a part of an address: lower-case ASCII, words joined by "-"; "seed" for nothing.

    >>> slugify("Devil’s Crème #4"), slugify("!")
    ('devils-creme-4', 'seed')
    """
    lowered = _APOSTROPHES.sub("", text or "").lower().translate(_LETTERS)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode().lower()
    return _NO_SLUG.sub("-", lowered).strip("-") or "seed"
