"""The prices that a visitor sees, and which one of them is what the product costs now.

Every amount on the page is a candidate. What speaks for it and against it are reasons with weights (`weigh`), a pure
function of the candidate's surroundings; the heaviest wins, and what is struck out beside it is the regular price.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from goodseed_spiders.platforms.structured_data import words
from goodseed_spiders.platforms.structured_data.outline import Element, Line, Mark, Outline
from pipelines.normalise.money import find_decimal_sign, find_money, read_money
from pipelines.normalise.text import fold

MOST_CANDIDATES = 600
LONGEST_LINE = 400
ENOUGH = 2.0  # weight from which a visible price is believed without mark-up
STRONG = 3.5  # … and against mark-up that names another price

_OLD = Mark.STRUCK | Mark.DELETED
_ELSEWHERE = Mark.OTHER_PRODUCTS | Mark.FRAME
_NUMBER = re.compile(r"[0-9][0-9.,' ]*(?:[.,]-+)?")
_WORD_SIGN = re.compile(r"[^\W\d]{1,3}")
_RANGE = re.compile(r"\s*(?:[-–—~]|to|bis|à|a|do|–)\s*")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An amount on the page and what surrounds it; `distance` in lines from the name of the product, negative above it."""

    amount: Decimal
    currency: str
    text: str
    line: int
    place: int
    element: Element
    before: str
    after: str
    distance: int | None
    from_control: int | None
    length: int
    is_signed: bool
    is_range_end: bool = False
    is_below_others: bool = False
    agreement: float = 0.0

    @property
    def is_old(self) -> bool:
        """Whether this is what the product cost before."""
        return bool(self.element.all & _OLD) or words.WAS_WORDS.search(self.before) is not None

    @property
    def is_regular(self) -> bool:
        """Whether this is called the regular price, which is paid unless a lower one stands beside it."""
        own = self.element.own | self.element.around(1).own
        return bool(own & Mark.REGULAR) or words.REGULAR_WORDS.search(self.before) is not None


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
        if len(line.text) > LONGEST_LINE or not _has_digit(line.text):
            continue
        above = _label_above(outline.lines[number - 1], line) if number else ""
        below = outline.lines[number + 1].text if number + 1 < len(outline.lines) else ""
        distance = None if outline.title is None else number - outline.title
        from_control = min((abs(cart - number) for cart in carts), default=None)
        is_other = number >= outline.others
        found += [
            replace(candidate, is_below_others=is_other)
            for candidate in _of_line(line, number, (above, below), distance, from_control, currency, decimal_sign)
        ]
    return found


def _label_above(above: Line, line: Line) -> str:
    """The line above, folded, where it may be the label of an amount: "Was" over "$20"."""
    if len(above.text) > 40 or _has_digit(above.text):
        return ""
    element = line.elements[0]
    is_label = above.text.endswith((":", "：")) or above.elements[-1].tag in ("dt", "th", "label")
    return fold(above.text) if is_label or (element.all & above.elements[-1].all & Mark.PRICE) else ""


def page_decimal_sign(outline: Outline) -> str | None:
    """What parts decimals in this page's prices, if they tell."""
    texts = (line.text for line in outline.lines if len(line.text) < 80 and line.elements[0].all & Mark.PRICE)
    return find_decimal_sign(texts) or find_decimal_sign(
        line.text for line in outline.lines if len(line.text) < 60 and re.search(r"[$€£¥₹]|[A-Z]{3}|kr", line.text)
    )


def _of_line(
    line: Line,
    number: int,
    neighbours: tuple[str, str],
    distance: int | None,
    from_control: int | None,
    currency: str,
    decimal_sign: str | None,
) -> Iterable[Candidate]:
    folded = fold(line.text)
    if len(folded) != len(line.text):
        folded = line.text.lower()
    amounts = [
        (one.amount, one.currency, one.start, one.end, True) for one in find_money(line.text, currency, decimal_sign)
    ]
    amounts = [
        one for one in amounts if not _is_word(line.text[one[2] : one[3]], one[1], currency, line.element_at(one[2]))
    ]
    if not amounts:
        amounts = list(_bare(line, folded, currency, decimal_sign))
    end = 0
    for order, (amount, code, start, stop, is_signed) in enumerate(amounts):
        before = folded[end:start].strip() or (
            fold(neighbours[0])[-40:] if order == 0 and len(neighbours[0]) < 60 else ""
        )
        after = folded[stop : stop + 40].strip() or (
            fold(neighbours[1])[:40]
            if order == len(amounts) - 1 and len(neighbours[1]) < 40 and neighbours[1][:1] in "/(*"
            else ""
        )
        is_range_end = order > 0 and amount > amounts[order - 1][0] and _RANGE.fullmatch(folded[end:start]) is not None
        element = line.element_at(_first_digit(folded, start, stop))
        yield Candidate(
            amount,
            code,
            line.text[start:stop],
            number,
            start,
            element,
            before[-60:],
            after,
            distance,
            from_control,
            len(line.text),
            is_signed,
            is_range_end,
        )
        end = stop


def _bare(
    line: Line, folded: str, currency: str, decimal_sign: str | None
) -> Iterable[tuple[Decimal, str, int, int, bool]]:
    """An amount without a sign, alone on its line or after a label, in an element that is marked as a price."""
    for match in _NUMBER.finditer(folded):
        element = line.element_at(match.start())
        marked = element.own | (element.parent.own if element.parent else Mark(0))
        text = match[0].strip(" .,'")
        if not marked & Mark.PRICE or element.all & (Mark.NO_PRICE | Mark.OPTION) or not 1 <= len(text) <= 12:
            continue
        if folded[match.end() : match.end() + 2].strip()[:1] in ("%", "x") or folded[
            max(0, match.start() - 1) : match.start()
        ] in ("-", "("):
            continue
        rest = (folded[: match.start()] + folded[match.end() :]).strip()
        money = read_money(text, currency, decimal_sign)
        if money is not None and money.amount and len(rest) <= 25:
            yield money.amount, currency, match.start(), match.end(), False
            return


def _is_word(text: str, code: str, currency: str, element: Element) -> bool:
    """Whether the sign is a word or a unit on this page: "5 ft" where nobody pays in forints, "le 12" in French."""
    sign = _WORD_SIGN.search(text)
    if sign is None or code == currency or any(mark in text for mark in "$€£¥"):
        return False
    return not (sign[0] == code or (currency == "" and element.all & Mark.PRICE and len(sign[0]) > 1))


def _first_digit(text: str, start: int, end: int) -> int:
    return next((place for place in range(start, end) if text[place].isdigit()), start)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def weigh(candidate: Candidate) -> list[tuple[str, float]]:
    """What speaks for (positive) and against this being the price to pay now."""
    marks, own = (
        candidate.element.all,
        candidate.element.own | candidate.element.around(1).own | candidate.element.around(2).own,
    )
    reasons = [
        ("agrees with the mark-up", candidate.agreement),
        ("marked as a price", 2.0 * bool(own & Mark.PRICE) or 1.0 * bool(marks & Mark.PRICE)),
        ("has a currency's sign", 0.5 if candidate.is_signed else -0.5),
        ("among the product's facts", 1.0 * bool(marks & Mark.MAIN)),
        ("marked as reduced", 1.0 * bool(own & Mark.SALE and marks & Mark.PRICE)),
        ("called regular", -0.7 * candidate.is_regular),
        ("struck out", -6.0 * candidate.is_old),
        ("marked as something else", -4.0 * bool(own & Mark.NO_PRICE) or -2.0 * bool(marks & Mark.NO_PRICE)),
        ("among other products", -5.0 * bool(marks & Mark.OTHER_PRODUCTS)),
        ("under a heading of other products", -3.0 * candidate.is_below_others),
        ("in the page's frame", -4.0 * bool(marks & Mark.FRAME)),
        ("hidden", -3.0 * bool(marks & Mark.HIDDEN)),
        ("an option's", -1.5 * bool(marks & Mark.OPTION) - 1.5 * (candidate.element.tag == "option")),
        ("inside of a link", -2.5 * bool(marks & Mark.LINK)),
        ("words before it", _weigh_words(candidate)),
        ("words after it", _weigh_after(candidate.after)),
        ("upper end of a range", -1.5 * candidate.is_range_end),
        ("in a long text", -2.0 * (candidate.length > 120) or -0.7 * (candidate.length > 60)),
        ("place on the page", _weigh_place(candidate.distance)),
        ("beside the cart's button", _weigh_control(candidate.from_control)),
        ("nothing to pay", -6.0 * (candidate.amount == 0)),
    ]
    return [(reason, weight) for reason, weight in reasons if weight]


def _weigh_words(candidate: Candidate) -> float:
    if words.NO_PRICE_BEFORE.search(candidate.before):
        return -4.0
    return 1.5 * bool(words.NOW_WORDS.search(candidate.before))


def _weigh_after(after: str) -> float:
    if words.WITHOUT_TAX.search(after):
        return -2.0
    return -4.0 * bool(words.NO_PRICE_AFTER.search(after))


def _weigh_place(distance: int | None) -> float:
    if distance is None:
        return 0.0
    if distance < 0:
        return 0.0 if distance >= -8 else -2.0
    steps = ((12, 1.5), (30, 1.0), (60, 0.0), (120, -1.0))
    return next((weight for limit, weight in steps if distance <= limit), -2.5)


def _weigh_control(lines: int | None) -> float:
    if lines is None:
        return 0.0
    return 1.0 if lines <= 6 else 0.5 if lines <= 15 else 0.0


def total(candidate: Candidate) -> float:
    """The sum of its reasons; of equals the earlier wins."""
    return sum(weight for _, weight in weigh(candidate)) - candidate.line * 0.002


def agree(candidates: Iterable[Candidate], told: Sequence[tuple[Decimal, float]]) -> list[Candidate]:
    """The candidates with what mark-up that names the same amount adds to each; `told` are amounts and their weights."""
    return [
        replace(candidate, agreement=min(3.0, sum(weight for amount, weight in told if amount == candidate.amount)))
        for candidate in candidates
    ]


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """The price that the page shows, the regular one beside it, and how sure that is (`weight`)."""

    amount: Decimal
    regular: Decimal | None
    currency: str
    text: str
    weight: float


def choose_shown(candidates: Sequence[Candidate]) -> ShownPrice | None:
    """The heaviest candidate, or the reduced price beside it; None on a page without any."""
    weighed = sorted(((total(candidate), candidate) for candidate in candidates), key=lambda entry: -entry[0])
    if not weighed or weighed[0][0] <= 0:
        return None
    best_weight, best = weighed[0]
    beside = [(weight, other) for weight, other in weighed if other is not best and _are_beside(best, other)]
    reduced = [
        other
        for weight, other in beside
        if best.amount * Decimal("0.2") <= other.amount < best.amount
        and weight - other.agreement > min(1.5, best_weight - best.agreement - 2.5)
        and weight > 0
        and _is_reduction(best, other)
    ]
    if reduced:
        lower = min(reduced, key=lambda candidate: candidate.amount)
        return ShownPrice(lower.amount, best.amount, lower.currency, lower.text, best_weight)
    higher = [
        other.amount
        for _, other in beside
        if other.amount > best.amount and (other.is_old or other.is_regular) and not other.is_range_end
    ]
    return ShownPrice(best.amount, min(higher, default=None), best.currency, best.text, best_weight)


def _is_reduction(best: Candidate, other: Candidate) -> bool:
    """Whether of two prices beside each other the lower one is what is paid."""
    if (
        other.is_range_end
        or best.is_range_end
        or other.element.all & (_OLD | Mark.NO_PRICE | Mark.OPTION) & ~best.element.all
    ):
        return False
    if _weigh_after(other.after) < 0 or words.NO_PRICE_BEFORE.search(other.before):
        return False
    own = other.element.own | other.element.around(1).own
    told = bool(own & Mark.SALE) or bool(words.NOW_WORDS.search(other.before)) or best.is_regular
    return told or (
        abs(best.line - other.line) <= 1
        and bool(own & Mark.PRICE)
        and bool(best.element.all & Mark.PRICE)
        and other.place + other.line * 1000 > best.place + best.line * 1000
    )


def _are_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two amounts stand in one box, a few lines from each other, and neither among other products."""
    if abs(one.line - other.line) > 4 or (one.element.all ^ other.element.all) & _ELSEWHERE:
        return False
    around = {id(one.element.around(levels)) for levels in range(5)}
    return any(id(other.element.around(levels)) in around for levels in range(5))
