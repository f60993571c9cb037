"""The written shares of indica, sativa and ruderalis."""

import re
from dataclasses import dataclass
from decimal import Decimal

MOST_TOGETHER = 102  # percent: shops round each share up

# "THC 20%" is no share, on whichever side its number stands.
_NUMBERS = r"[0-9]{1,3}(?:[.,][0-9]{1,4})?(?: ?%? ?(?:-|to) ?[0-9]{1,3}(?:[.,][0-9]{1,4})?)? ?%"
_LABEL = r"(?<![a-z])(?:thc[av]?|cbd[av]?|cb[gnc]|cannabidiol)(?![a-z])"
_KIND = r"(indica|sativa|ruderalis|rudelaris)"
_CANNABINOID = re.compile(
    rf"(?<![0-9.,]){_NUMBERS} ?{_LABEL}(?=[ ,:;/|]{{0,3}}{_NUMBERS} ?{_KIND})"
    rf"|{_LABEL}(?: (?:content|levels?))?[ :-]{{0,3}}{_NUMBERS}"
    rf"|(?<![0-9.,]){_NUMBERS} ?{_LABEL}(?![ :-]{{0,3}}[0-9])"
)
_SHARE = r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]{1,2})?)"
_NUMBER_FIRST = re.compile(rf"(?:(?<![0-9.,])([0-9]{{1,3}}) ?%? ?(?:-|to) ?)?{_SHARE} ?%[ -]?(?:of )?{_KIND}")
_KIND_FIRST = re.compile(
    rf"(?<![a-z]){_KIND}[ :=(-]{{0,3}}{_SHARE}(?: ?%? ?(?:-|to) ?([0-9]{{1,3}}))? ?(%|(?=[/,) ]|$))"
)
_SPLIT = r"(?<![0-9.,/])([0-9]{1,3}) ?%? ?[/:-] ?([0-9]{1,3})(?![0-9.,/]) ?%?"
_KINDS = r"(indica|sativa) ?(?:[/:&,-]|and|to|x)? ?(indica|sativa)"
_SPLIT_FIRST = re.compile(rf"{_SPLIT} ?\(?{_KINDS}")
_SPLIT_LAST = re.compile(rf"{_KINDS}[ :=(-]{{0,3}}{_SPLIT}")
_SPLIT_OF_ONE = re.compile(
    rf"{_SPLIT} (indica|sativa)|(indica|sativa)(?:[ -]dom[a-z]*)?(?: hybrid)?[ :(-]{{0,3}}{_SPLIT}"
)
_HALVES = re.compile(r"(?<![0-9.,/])50 ?%? ?[/:-] ?50(?![0-9.,/])")


@dataclass(frozen=True, slots=True)
class Shares:
    """Percent of each; what the text does not number is None."""

    indica: Decimal | None = None
    sativa: Decimal | None = None
    ruderalis: Decimal | None = None


def drop_cannabinoids(folded: str) -> str:
    """Return the folded text without its THC and CBD percents.

    >>> drop_cannabinoids("indica, thc 22%")
    'indica,  '
    """
    return _CANNABINOID.sub(" ", folded) if "thc" in folded or "cb" in folded else folded


def read_shares(folded: str) -> Shares | None:
    """Return the shares in a folded text; None when it has none that can be true together.

    A range ("60-70% indica") is no share.

    >>> read_shares("65% sativa 25% indica 10% ruderalis")
    Shares(indica=Decimal('25'), sativa=Decimal('65'), ruderalis=Decimal('10'))
    >>> read_shares("indica/sativa 60/40").indica, read_shares("75% indica 75% sativa")
    (Decimal('60'), None)
    """
    pairs = _find_pairs(folded)
    if not pairs:
        return None
    numbers = {kind: Decimal(number.replace(",", ".")) for kind, number in reversed(pairs)}
    ruderalis = numbers.get("ruderalis", numbers.get("rudelaris"))
    shares = Shares(numbers.get("indica"), numbers.get("sativa"), ruderalis)
    is_possible = max(numbers.values()) <= 100 and sum(numbers.values()) <= MOST_TOGETHER
    return shares if is_possible else None


def _find_pairs(folded: str) -> list[tuple[str, str]]:
    if split := _SPLIT_FIRST.search(folded):
        return [(split[3], split[1]), (split[4], split[2])] if _is_whole(split[1], split[2]) else []
    if split := _SPLIT_LAST.search(folded):
        return [(split[1], split[3]), (split[2], split[4])] if _is_whole(split[3], split[4]) else []
    number_first = [(kind, number) for low, number, kind in _NUMBER_FIRST.findall(folded) if not low]
    kind_first = _find_behind_kinds(folded)
    pairs = kind_first if len(kind_first) > len(number_first) else number_first
    if not pairs and (split := _SPLIT_OF_ONE.search(folded)):
        first, second, kind = (split[1], split[2], split[3]) if split[3] else (split[5], split[6], split[4])
        if _is_whole(first, second) and int(first) >= int(second):
            return [(kind, first)]
    if not pairs and _HALVES.search(folded):
        return [("indica", "50"), ("sativa", "50")]
    return pairs


def _find_behind_kinds(folded: str) -> list[tuple[str, str]]:
    """Return the pairs of "Indica 60%"; without a percent sign only when they make up a whole."""
    found = [(kind, number, sign) for kind, number, high, sign in _KIND_FIRST.findall(folded) if not high]
    signed = [(kind, number) for kind, number, sign in found if sign]
    if signed or len(found) != 2 or not all(number.isdigit() for _, number, _ in found):
        return signed
    return [(kind, number) for kind, number, _ in found] if _is_whole(found[0][1], found[1][1]) else []


def _is_whole(first: str, second: str) -> bool:
    return int(first) + int(second) == 100
