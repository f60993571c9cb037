"""Sativa, indica or hybrid: from shares when they are written, else from words."""

import re
from decimal import Decimal
from typing import Literal

from .shares import Shares, drop_cannabinoids, read_shares
from .words import END, START

CannabisType = Literal["sativa", "indica", "hybrid"]
Dominance = Literal["indica", "sativa", "balanced"]
CannabisFacts = tuple[CannabisType | None, Dominance | None, Decimal | None]

BEFORE_THE_STRONGER = (
    "mostly|mainly|predominantly|predominately|primarily|largely|slightly|dominant|dominantly|heavily|strongly"
    "|more|almost(?: all| pure| entirely)?|nearly(?: pure)?|dominance:?|leans?|leaning|tends to"
)
BEHIND_THE_STRONGER = "domina[a-z]*|dom|leaning|leaner|heavy|biased|forward|based"
OF_BOTH = "parts|mix|blend|split|indica|sativa|amounts?|balanced"
EVEN = "balanced|even|evenly|equal|equally"

_NUMBERED = re.compile(r"[0-9] ?%|[0-9] ?[/:-] ?[0-9]|(?:indica|sativa)[ :=(-]{1,3}[0-9]")
_KIND = re.compile(rf"{START}(?P<kind>indica|sativa|hybrid)s?{END}")
_MIXED = re.compile(rf"{START}(?:ruderalis|rudelaris){END}|[0-9] ?%? ?(?:-|to) ?[0-9]{{1,3}} ?%[ -]?(?:indica|sativa)")
_STRONGER = (
    re.compile(rf"{START}(?P<kind>indica|sativa)s?[ _-](?:{BEHIND_THE_STRONGER}){END}"),
    re.compile(rf"{START}(?:{BEFORE_THE_STRONGER})[ _-](?:an? |towards? |to )?(?P<kind>indica|sativa)s?{END}"),
)
_HYBRID_OF_ONE = re.compile(
    rf"{START}(?:indica|sativa)[ _-]hybrids?{END}|{START}hybrid[ _:(-]{{1,3}}(?:indica|sativa){END}"
)
_EVEN = re.compile(
    rf"{START}(?:{EVEN})(?:[ _-](?:{OF_BOTH}))?[ _-](?:hybrid|indica|sativa)"
    rf"|hybrid[ _:,(-]{{1,3}}(?:{EVEN}){END}"
)


def read_cannabis_type(folded: str) -> CannabisFacts:
    """Return the type, the dominance and the percent of indica that a folded text tells.

    >>> read_cannabis_type("75% indica / 25% sativa"), read_cannabis_type("mostly sativa")
    (('hybrid', 'indica', Decimal('75')), ('hybrid', 'sativa', None))
    """
    if not any(kind in folded for kind in ("indica", "sativa", "hybrid")):
        return None, None, None
    kinds = {match["kind"] for match in _KIND.finditer(folded)}
    if not kinds:
        return None, None, None
    if _NUMBERED.search(folded):
        folded = drop_cannabinoids(folded)
        if shares := read_shares(folded):
            return _judge_shares(shares)
    return _judge_words(folded, kinds)


def _judge_words(folded: str, kinds: set[str]) -> CannabisFacts:
    stronger = _find_stronger(folded)
    if len(kinds) == 2 and "hybrid" in kinds and _HYBRID_OF_ONE.search(folded):
        stronger = stronger or kinds
    if stronger and not {"indica", "sativa"} <= stronger:
        return "hybrid", "indica" if "indica" in stronger else "sativa", None
    if _EVEN.search(folded):
        return "hybrid", "balanced", None
    if len(kinds) > 1 or "hybrid" in kinds or _MIXED.search(folded):
        return "hybrid", None, None
    return "indica" if "indica" in kinds else "sativa", None, None


def _find_stronger(folded: str) -> set[str]:
    found = ({match["kind"] for match in words.finditer(folded)} for words in _STRONGER)
    return next((kinds for kinds in found if kinds), set())


def _judge_shares(shares: Shares) -> CannabisFacts:
    indica, sativa = shares.indica, shares.sativa
    if indica is None and sativa is None:
        return None, None, None
    rest = 100 - (shares.ruderalis or 0)
    if indica is None and sativa is not None:
        indica_share = rest - sativa
        known = indica_share if shares.ruderalis is None else None
    else:
        indica_share = known = indica or Decimal(0)
    sativa_share = rest - indica_share if sativa is None else sativa
    if 100 in (indica_share, sativa_share):
        return "indica" if indica_share == 100 else "sativa", None, known
    if indica_share == sativa_share:
        return "hybrid", "balanced", known
    return "hybrid", "indica" if indica_share > sativa_share else "sativa", known
