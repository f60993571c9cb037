"""Packs: how many seeds are sold together, and what else tells a page's packs apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .name_numbers import USUAL_SIZES, to_count
from .pack_phrases import FILLERS, MOST_SEEDS, PackPhrase, find_pack_phrases
from .seed_words import SEEDS
from .text import LONGEST_FACT, clean, fold, tidy
from .words import END, START, TYPE_WORDS, find_type_words

BULK_FROM = 100
VARIANTS = [word for word in TYPE_WORDS if word != "fast version"]

# What may stand beside a bare size.
NO_NAME = rf"{FILLERS}|{SEEDS}|pack|of|bulk|wholesale|out of stock|in stock|sold out"

_BULK = re.compile(rf"{START}(?:bulk|wholesale){END}")
_MONEY = re.compile(
    r"(?:(?<![a-z])(?:us|ca|au|[ac]) ?)?[$€£] ?[0-9][0-9.,]{0,12}"
    r"|(?<![0-9.,])[0-9][0-9.,]{0,12} ?(?:[$€£]|(?:usd|cad|aud|eur|gbp|dollars?)(?![a-z]))"
)
_SIZE = r"(?P<count>[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,7})(?![0-9.,])"
_LOOSE = (
    re.compile(rf"{START}x ?{_SIZE}{END}"),
    re.compile(rf"(?:^|[-(,] ?){_SIZE} ?x{END}"),
    re.compile(
        rf"{START}(?:{SEEDS}|packs?|pack[ _-]size|quantity|qty|size|count|amount) ?[:=(-] ?{_SIZE}{END}"
        r"(?! ?[-%/] ?[0-9])"
    ),
)
_BARE_SUM = re.compile(rf"{_SIZE} ?\+ ?(?P<more>[0-9]{{1,5}})")
_BARE = re.compile(_SIZE)
_NEGATIVE = re.compile("-[0-9]")
_NO_NAME = re.compile(rf"{START}(?:{NO_NAME}){END}")


@dataclass(frozen=True, slots=True)
class PackSize:
    """A pack of 1 to 100,000 seeds; ``variant`` is "" or words such as "feminized", in a fixed order."""

    seeds: int
    variant: str = ""
    bulk: bool = False


def read_pack(text: str | None) -> PackSize | None:
    """Return the size in the label of a pack, be it only a number; None when it tells none, or several.

    >>> read_pack("3 Feminised Seeds")
    PackSize(seeds=3, variant='feminized', bulk=False)
    >>> read_pack("5+2 free").seeds, read_pack("Gelato 41 - x5").seeds, read_pack("10-seeds").seeds
    (7, 5, 10)
    >>> read_pack("Mix of 3 strains"), read_pack("Gelato 41"), read_pack("2 for 1")
    (None, None, None)
    """
    return None if text is None else _read_pack(text[:LONGEST_FACT])


def find_pack(text: str | None) -> PackSize | None:
    """Return the size in a product's name, only where a seeds or pack word makes it explicit.

    >>> find_pack("Blue Dream Fem - 5 Seeds")
    PackSize(seeds=5, variant='feminized', bulk=False)
    >>> find_pack("Gelato 41 Seeds"), find_pack("Blue Dream 5")
    (None, None)
    """
    return None if text is None else _find_pack(text[:LONGEST_FACT])


def strip_pack(text: str | None) -> str:
    """Return a name without its explicit pack phrases; as it is when it is nothing else.

    >>> strip_pack("Wild Dream Regular Cannabis Seeds – Pack of 3")
    'Wild Dream Regular Cannabis Seeds'
    """
    name = clean((text or "")[:LONGEST_FACT]) or ""
    while phrases := find_pack_phrases(_blank_money(fold(name))):
        shorter = tidy(_cut(name, phrases))
        if not any(map(str.isalnum, shorter)):
            break
        name = shorter
    return name


@lru_cache(maxsize=4096)
def _read_pack(text: str) -> PackSize | None:
    folded = fold(text)
    priceless = _blank_money(folded)
    sizes = {phrase.seeds for phrase in find_pack_phrases(priceless)} or _read_loose(priceless)
    return _make_pack(sizes, folded)


@lru_cache(maxsize=4096)
def _find_pack(text: str) -> PackSize | None:
    folded = fold(text)
    phrases = find_pack_phrases(_blank_money(folded))
    is_all = any(phrase.end - phrase.start == len(folded) for phrase in phrases)
    if is_all and phrases[0].seeds not in USUAL_SIZES:  # the strain "1024" is sold as "1024 Feminized Seeds"
        return None
    return _make_pack({phrase.seeds for phrase in phrases}, folded)


def _read_loose(folded: str) -> set[int]:
    """Return the size in a text without a seeds or pack word: "x5", "Qty: 5", "5+2", "10 regular", "5"."""
    for pattern in _LOOSE:
        if match := pattern.search(folded):
            return {to_count(match["count"])}
    if _NEGATIVE.match(folded):
        return set()
    rest = _NO_NAME.sub(" ", folded)
    if rest.strip() == "" and "single" in folded:
        return {1}
    rest = rest.strip(" -_,:;.()[]/|*")
    if match := _BARE_SUM.fullmatch(rest):
        return {to_count(match["count"]) + int(match["more"])}
    return {to_count(match["count"])} if (match := _BARE.fullmatch(rest)) else set()


def _cut(name: str, phrases: list[PackPhrase]) -> str:
    cut_from = len(name)
    for phrase in sorted(phrases, key=lambda phrase: phrase.start, reverse=True):  # phrases may overlap
        name = f"{name[: phrase.start]} {name[min(phrase.end, cut_from) :]}"
        cut_from = phrase.start
    return name


def _make_pack(sizes: set[int], folded: str) -> PackSize | None:
    if len(sizes) != 1 or not 0 < (seeds := next(iter(sizes))) <= MOST_SEEDS:
        return None
    words = find_type_words(folded)
    variant = " ".join(word for word in VARIANTS if word in words)
    return PackSize(seeds, variant, seeds >= BULK_FROM or bool(_BULK.search(folded)))


def _blank_money(folded: str) -> str:
    return _MONEY.sub(lambda money: " " * len(money[0]), folded)
