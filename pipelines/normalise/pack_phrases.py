"""The phrases by which a text makes a pack's size explicit: "5 Seeds", "Pack of 3", "5+2 free"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .name_numbers import COUNT_WORDS, is_pack_number, to_count
from .seed_words import COUNTED_SEEDS, PIECE_STEMS, PIECES, SEED_STEMS
from .words import ANY_TYPE_WORD, END, START

MOST_SEEDS = 100_000

# Between a number and "seeds": "3 feminized seeds", "1 single seed", "10 x auto seeds".
FILLERS = rf"{ANY_TYPE_WORD}|cannabis|marijuana|weed|hemp|single|individual|loose|premium|photo|x|feminisierte[nrs]?"
PACKS = rf"pack|pk|packet|pkt|pcs?|pieces?|ct|count|{PIECES}"
PACK_STEMS = ("pack", "pk", "pc", "piece", "ct", "count", *PIECE_STEMS)
CONTAINERS = r"packs?|packets?|pkt|box|bag|set|tube|lot"
NO_SEEDS = r"(?! ?(?:different |mixed )?(?:strains?|varieties|kinds|types|packs|products|items))"

_DIGITS = r"[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9])|[0-9]{1,7}"
_NUMBER = rf"(?<![^\W_])(?<![.,#$€£/])(?<![0-9]:)(?P<count>{_DIGITS}|{'|'.join(COUNT_WORDS)})"
_MORE = r"(?P<more>[0-9]{1,5})"
_GAP = r"[ _-]?"
_FILLED = rf"(?:(?:{FILLERS}){END}[ _,/&-]{{1,3}}){{0,4}}"
_SEEDS = rf"(?:{COUNTED_SEEDS}){END}(?! (?:of )?each)"
_FREE = r"(?:free|bonus|extra|gratis)"

_SUM = re.compile(
    rf"{_NUMBER}{_GAP}{_FILLED}(?P<unit>{COUNTED_SEEDS})? ?[(\[]?(?:\+|(?P<word>plus|and|with|&)) ?"
    rf"{_MORE}{_GAP}(?P<free1>{_FREE})?{_GAP}{_FILLED}(?P<unit2>{COUNTED_SEEDS})?"
    rf"{_GAP}(?P<free2>{_FREE})?(?![^\W_])(?! ?[a-z%])[)\]]?"
)
_BUY_GET = re.compile(
    rf"{START}buy[ _-](?P<count>[0-9]{{1,5}})(?:[ _-]seeds?)?,?[ _-](?:and[ _-])?get[ _-]{_MORE}"
    rf"(?:[ _-]seeds?)?(?:[ _-](?:for[ _-])?{_FREE})?{END}(?! ?(?:packs?|%))"
)
_TIMES = re.compile(
    rf"{_NUMBER} ?(?P<by>x|packs? of|x packs? of) ?{_MORE}{_GAP}(?P<unit>{_FILLED}(?:{COUNTED_SEEDS}){END})?{NO_SEEDS}"
)
_COUNTED = re.compile(
    rf"(?:{START}(?:{CONTAINERS})[ _-]of[ _-])?"
    rf"{_NUMBER}{_GAP}(?P<filled>{_FILLED}){_SEEDS}(?:[ _-]packs?{END})?"
)
_X_SEEDS = re.compile(rf"{START}x ?(?P<count>{_DIGITS})[ _-]{_FILLED}{_SEEDS}")
_PACK_OF = re.compile(
    rf"{START}(?:{CONTAINERS})[ _-]of{_GAP}{_NUMBER}(?:[ _-]{_FILLED}(?:{COUNTED_SEEDS}))?{END}"
    rf"(?! ?(?:-|to|/|x) ?[0-9]){NO_SEEDS}"
)
_N_PACK = re.compile(rf"{_NUMBER}{_GAP}(?P<filled>{_FILLED})(?:{PACKS}){END}(?![ _-]of)")
_HAS_NUMBER = re.compile(rf"[0-9]|{'|'.join(COUNT_WORDS)}")


@dataclass(frozen=True, slots=True)
class PackPhrase:
    """A size in seeds and where it stands in the folded text."""

    seeds: int
    start: int
    end: int


def find_pack_phrases(folded: str) -> list[PackPhrase]:
    """Return the explicit pack phrases of the most telling kind in a folded text.

    >>> find_pack_phrases("blue dream - 5 seeds")
    [PackPhrase(seeds=5, start=13, end=20)]
    >>> find_pack_phrases("gelato 41 seeds, mix of 3 strains")
    []
    """
    if not _HAS_NUMBER.search(folded):
        return []
    for find, words in _FINDERS:
        if any(word in folded for word in words):
            phrases = [phrase for phrase in find(folded) if 0 < phrase.seeds <= MOST_SEEDS]
            if phrases:
                return phrases
    return []


def _find_sums(folded: str) -> Iterator[PackPhrase]:
    for match in _SUM.finditer(folded):
        is_free = match["free1"] or match["free2"]
        is_explicit = is_free or (not match["word"] and (match["unit"] or match["unit2"]))
        if is_explicit and _is_size(folded, match):
            yield PackPhrase(to_count(match["count"]) + int(match["more"]), *match.span())


def _find_offers(folded: str) -> Iterator[PackPhrase]:
    for match in _BUY_GET.finditer(folded):
        rest = folded[: match.start()] + " " * len(match[0]) + folded[match.end() :]
        yield from _find_seeds(rest)
        yield PackPhrase(to_count(match["count"]) + int(match["more"]), *match.span())


def _find_products(folded: str) -> Iterator[PackPhrase]:
    for match in _TIMES.finditer(folded):
        if (match["unit"] or "of" in match["by"]) and _is_size(folded, match):
            yield PackPhrase(to_count(match["count"]) * int(match["more"]), *match.span())


def _find_seeds(folded: str) -> Iterator[PackPhrase]:
    for match in _COUNTED.finditer(folded):
        if _is_size(folded, match):
            yield PackPhrase(to_count(match["count"]), *match.span())
    for match in _X_SEEDS.finditer(folded):
        yield PackPhrase(to_count(match["count"]), *match.span())


def _find_packs(folded: str) -> Iterator[PackPhrase]:
    for match in _PACK_OF.finditer(folded):
        yield PackPhrase(to_count(match["count"]), *match.span())
    for match in _N_PACK.finditer(folded):
        if _is_size(folded, match):
            yield PackPhrase(to_count(match["count"]), *match.span())


def _is_size(folded: str, match: re.Match[str]) -> bool:
    filled = match.groupdict().get("filled") or ""
    return is_pack_number(folded, match.start("count"), match["count"], type_follows=len(filled) > 2)


# The most telling first, each with the words of which its phrases hold one: most texts need one finder.
_FINDERS = (
    (_find_sums, ("+", "free", "bonus", "extra", "gratis")),
    (_find_offers, ("get",)),
    (_find_products, ("x", "packs of", "pack of")),
    (_find_seeds, SEED_STEMS),
    (_find_packs, (" of", "-of", "_of", *PACK_STEMS)),
)
