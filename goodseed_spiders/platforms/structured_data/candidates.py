"""The amounts that a visitor sees on a page, each with what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.marks import Mark
from pipelines.normalise.money import find_decimal_sign, find_money, read_money
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from goodseed_spiders.platforms.structured_data.outline import Element, Line, Outline

MOST_CANDIDATES = 600
LONGEST_LINE = 400  # characters; in longer ones nobody looks for the price
LONGEST_LABEL = 40
LONGEST_BARE = 12  # digits and signs of an amount without a currency
LONGEST_AROUND_BARE = 25
NEAR = 3  # levels up to which class words are about the amount
MOST_AGREEMENT = 3.0

_NUMBER = re.compile(r"[0-9](?:[0-9']|[.,](?!-)| (?=[0-9]{3}(?![0-9])))*(?:[.,]-+)?")
_LETTERS = re.compile(r"[^\W\d]{1,3}")
_RANGE = re.compile(r"\s*(?:[-–—~]|to|bis|à|a|do)\s*")
_MAY_BE_MONEY = re.compile(r"[$€£¥₹]|[A-Z]{3}|kr")


class Surroundings(NamedTuple):
    """Where a line stands: distances in lines, from the product's name (negative above it) and the cart's button."""

    line: int
    above: str
    below: str
    from_title: int | None
    from_control: int | None
    is_below_others: bool


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An amount on the page: `text` as written at `place` of its line, folded text `before` and `after` it.

    `currency` is empty where the sign does not tell; `agreement` is what mark-up that names the same amount adds.
    """

    amount: Decimal
    currency: str
    text: str
    place: int
    element: Element
    before: str
    after: str
    length: int
    at: Surroundings
    is_signed: bool = True
    is_range_end: bool = False
    agreement: float = 0.0

    @property
    def is_old(self) -> bool:
        """Whether this is what the product cost before."""
        near = (self.element.around(levels).own for levels in range(NEAR + 1))
        is_marked = self.element.all & Mark.DELETED or any(own & Mark.STRUCK for own in near)
        return bool(is_marked) or words.WAS_WORDS.search(self.before) is not None

    @property
    def is_regular(self) -> bool:
        """Whether this is called the regular price, which is paid unless a lower one stands beside it."""
        own = self.element.own | self.element.around(1).own
        return bool(own & Mark.REGULAR) or words.REGULAR_WORDS.search(self.before) is not None


class _Amount(NamedTuple):
    amount: Decimal
    currency: str
    start: int
    end: int
    is_signed: bool


def find_candidates(outline: Outline, currency: str, decimal_sign: str | None) -> list[Candidate]:
    """All amounts of the page that have a currency's sign, and bare ones in elements that are marked as prices."""
    carts = [
        control.line
        for control in outline.controls
        if control.element.own & Mark.CART or words.CART_WORDS.search(fold(control.text))
    ]
    found: list[Candidate] = []
    for number, line in enumerate(outline.lines):
        if len(found) >= MOST_CANDIDATES:
            break
        if len(line.text) > LONGEST_LINE or not any(map(str.isdigit, line.text)):
            continue
        amounts = list(_signed(line, currency, decimal_sign)) or list(_bare(line, currency, decimal_sign))
        if amounts:
            found += _candidates(line, amounts, _survey(outline, number, carts))
    return found


def page_decimal_sign(outline: Outline) -> str | None:
    """What parts decimals in this page's prices, if they tell."""
    texts = (line.text for line in outline.lines if len(line.text) < 80 and line.elements[0].all & Mark.PRICE)
    return find_decimal_sign(texts) or find_decimal_sign(
        line.text for line in outline.lines if len(line.text) < 60 and _MAY_BE_MONEY.search(line.text)
    )


def agree(candidates: Iterable[Candidate], told: Sequence[tuple[Decimal, float]]) -> list[Candidate]:
    """The candidates with what mark-up adds to each; `told` are the amounts that it names, and their weights."""
    return [
        replace(
            candidate,
            agreement=min(MOST_AGREEMENT, sum(weight for amount, weight in told if amount == candidate.amount)),
        )
        for candidate in candidates
    ]


def _survey(outline: Outline, number: int, carts: Sequence[int]) -> Surroundings:
    lines = outline.lines
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    return Surroundings(
        line=number,
        above=_label_above(lines[number - 1], lines[number]) if number else "",
        # A unit may have a box of its own: "£7.00" over "/ kg".
        below=fold(below) if below[:1] in tuple("/(*") and len(below) < LONGEST_LABEL else "",
        from_title=None if outline.title is None else number - outline.title,
        from_control=min((abs(cart - number) for cart in carts), default=None),
        is_below_others=number >= outline.others,
    )


def _label_above(above: Line, line: Line) -> str:
    """The line above, folded, where it may be the label of an amount: "Was" over "$20"."""
    if len(above.text) > LONGEST_LABEL or any(map(str.isdigit, above.text)):
        return ""
    is_label = above.text.endswith((":", "：")) or above.elements[-1].tag in ("dt", "th", "label")
    are_prices = line.elements[0].all & above.elements[-1].all & Mark.PRICE
    return fold(above.text) if is_label or are_prices else ""


def _candidates(line: Line, amounts: Sequence[_Amount], at: Surroundings) -> Iterator[Candidate]:
    folded, end = fold(line.text), 0
    for order, one in enumerate(amounts):
        between = folded[end : one.start]
        rises = order > 0 and one.amount > amounts[order - 1].amount
        yield Candidate(
            amount=one.amount,
            currency=one.currency,
            text=line.text[one.start : one.end],
            place=one.start,
            element=line.element_at(_first_digit(folded, one)),
            before=(_label(between.strip(), order) or (at.above if order == 0 else ""))[-60:],
            after=folded[one.end : one.end + 40].strip() or (at.below if order == len(amounts) - 1 else ""),
            length=len(line.text),
            at=at,
            is_signed=one.is_signed,
            is_range_end=rises and _RANGE.fullmatch(between) is not None,
        )
        end = one.end


def _label(between: str, order: int) -> str:
    """What is said before an amount; that it is without tax is said after the one before it, unless a colon follows."""
    return between if order == 0 or between.endswith(":") else words.WITHOUT_TAX.sub("", between).strip()


def _signed(line: Line, currency: str, decimal_sign: str | None) -> Iterator[_Amount]:
    for found in find_money(line.text, currency, decimal_sign):
        text, element = line.text[found.start : found.end], line.element_at(found.start)
        if not _is_word(text, found.currency, currency, element):
            yield _Amount(found.amount, found.currency, found.start, found.end, is_signed=True)


def _is_word(text: str, code: str, currency: str, element: Element) -> bool:
    """Whether the sign is a word or a unit on this page: "5 ft" where nobody pays in forints, "le 12" in French."""
    sign = _LETTERS.search(text)
    if sign is None or code == currency or any(mark in text for mark in "$€£¥"):
        return False
    is_likely = not currency and element.all & Mark.PRICE and len(sign[0]) > 1
    return not (sign[0] == code or is_likely)


def _bare(line: Line, currency: str, decimal_sign: str | None) -> Iterator[_Amount]:
    """An amount without a sign, alone on its line or after a label, in an element that is marked as a price."""
    folded = fold(line.text)
    for match in _NUMBER.finditer(folded):
        element, text = line.element_at(match.start()), match[0].strip(" .,'")
        marked = element.own | element.around(1).own
        if not marked & Mark.PRICE or element.all & (Mark.NO_PRICE | Mark.OPTION) or len(text) > LONGEST_BARE:
            continue
        before, after = folded[: match.start()], folded[match.end() :].strip()
        if after[:1] in tuple("%x") or before[-1:] in tuple("-("):
            continue
        money = read_money(text, currency, decimal_sign)
        if money is not None and money.amount and len(before.strip() + after) <= LONGEST_AROUND_BARE:
            yield _Amount(money.amount, currency, match.start(), match.end(), is_signed=False)


def _first_digit(text: str, one: _Amount) -> int:
    return next((place for place in range(one.start, one.end) if text[place : place + 1].isdigit()), one.start)
