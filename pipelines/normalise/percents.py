"""The grammar of percent texts: bounds, ranges and the labels beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

AT_MOST = (
    r"up to|less than|lower than|no more than|not more than|at most|under|below|within"
    r"|max(?:imum)?\.?(?: of)?|<=?|≤|⩽"
)
OPEN_START = r"from|starting at|min(?:imum)?\.?(?: of)?"  # may go on to an upper end: "from 15% to 20%"
AT_LEAST = r"more than|greater than|higher than|upwards? of|at least|over|above|>=?|≥|⩾"
OR_LESS = r"max(?:imum)?|or less|or lower"
OR_MORE = r"\+|plus|or more|or higher|and up|and above|and over|min(?:imum)?"
LABELS = r"thc|cbd|thc[av]|cbd[av]|cb[gnc]|terpenes?|indica|sativa|ruderalis"
NUMBERED = ("level", "type", "grade", "no", "number", "step", "phase", "strain")  # "Level 3" is no percent

_NUMBER = r"(?:[0-9]{1,3}(?:[.,][0-9]{1,12})?|\.[0-9]{1,12})"
_ENDED = r"(?![0-9]|[.,][0-9])"
_PERCENT = r" ?(?:%|percent|per cent|pct)"
_SIMPLE = re.compile(rf"({_NUMBER}) ?%?(?: ?(?:-|to) ?({_NUMBER}))? ?%?")
_TOKEN = re.compile(
    rf"(?<![a-z])(?P<label>{LABELS})(?![a-z])"
    rf"|(?:(?<![a-z])(?:(?P<most>{AT_MOST})|(?P<start>{OPEN_START})|(?P<least>{AT_LEAST})|(?P<between>between))"
    rf"[: ]{{0,2}})?(?<![\w.,#])(?P<minus>(?<![\w%])-(?! ))?"
    rf"(?P<first>{_NUMBER}){_ENDED}(?P<sign1>{_PERCENT})?"
    rf"(?: ?(?:-|to|\(?up to|(?(between)and|-)) ?(?:max\.? )?(?P<second>{_NUMBER}){_ENDED})?"
    rf"(?: ?\(?(?P<plus>\+))?(?P<sign2>{_PERCENT})?"
    rf"(?: ?\(?(?:(?P<less>{OR_LESS})|(?P<more>{OR_MORE}))(?![a-z])(?!\.?:? ?[0-9]))?"
    r"|(?P<gap>[;|/·•&]|,(?![0-9])|(?<![a-z])(?:and|with)(?![a-z]))"
)
_COUNTS_SOMETHING = re.compile(r" ?(?:/|of ?[0-9]|(?!(?:thc|cbd|and|with|in|indoors?|outdoors?)(?![a-z]))[a-z])")


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest percent; a side that the text does not tell is None."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One range in a text, and whether a percent sign stands with it."""

    range: Range
    has_sign: bool


def read_simple_range(folded: str) -> Range | None:
    """Return the range of a text that is nothing but one: "17%", "18-25", "0,3%".

    >>> read_simple_range("15 to 20%")
    Range(low=Decimal('15'), high=Decimal('20'))
    """
    match = _SIMPLE.fullmatch(folded)
    return _order(_to_percent(match[1]), _to_percent(match[2] or match[1])) if match else None


def read_percent_tokens(folded: str) -> Iterator[str | Quantity | None]:
    """Yield a folded text's labels (as words), quantities, and None for what parts its clauses.

    >>> list(read_percent_tokens("thc over 20%, cbd"))  # doctest: +NORMALIZE_WHITESPACE
    ['thc', Quantity(range=Range(low=Decimal('20'), high=None), has_sign=True), None, 'cbd']
    """
    for match in _TOKEN.finditer(folded):
        if match["first"] is None:
            yield match["label"]
            continue
        has_sign = bool(match["sign1"] or match["sign2"])
        if has_sign or not _is_count(folded, match):
            yield Quantity(_read_range(match), has_sign)


def _is_count(folded: str, match: re.Match[str]) -> bool:
    before = folded[: match.start("first")].rstrip(" :#")
    return (
        before.endswith("/")
        or before[-12:].rpartition(" ")[2] in NUMBERED
        or bool(_COUNTS_SOMETHING.match(folded, match.end()))
    )


def _read_range(match: re.Match[str]) -> Range:
    first = _to_percent(match["first"])
    if match["minus"]:
        return Range(-first, -first)
    if match["second"]:
        second = _to_percent(match["second"])
        if match["most"]:
            return Range(None, max(first, second))
        return Range(min(first, second), None) if match["least"] else _order(first, second)
    if match["most"] or match["less"]:
        return Range(None, first)
    if match["least"] or match["start"] or match["plus"] or match["more"]:
        return Range(first, None)
    return Range(first, first)


def _order(first: Decimal, second: Decimal) -> Range:
    return Range(first, second) if first <= second else Range(second, first)


def _to_percent(number: str) -> Decimal:
    whole, _, decimals = number.replace(",", ".").partition(".")
    percent = Decimal(f"{whole or 0}.{decimals}")
    return percent.quantize(Decimal("0.01"), ROUND_HALF_UP) if len(decimals) > 2 else percent
