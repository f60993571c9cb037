"""What speaks for an amount on a page being the price to pay now, and against it: reasons with weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.marks import Mark

if TYPE_CHECKING:
    from goodseed_spiders.platforms.structured_data.candidates import Candidate


STRUCK_OUT = 6.0


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
        ("struck out", -STRUCK_OUT * candidate.is_old),
        ("marked as something else", -4.0 * bool(own & Mark.NO_PRICE) or -2.0 * bool(marks & Mark.NO_PRICE)),
        ("among other products", -5.0 * bool(marks & Mark.OTHER_PRODUCTS)),
        ("under a heading of other products", -3.0 * candidate.at.is_below_others),
        ("in the page's frame", -4.0 * bool(marks & Mark.FRAME)),
        ("beside the page's main part", -1.5 * bool(marks & Mark.SIDE)),
        ("hidden", -3.0 * bool(marks & Mark.HIDDEN)),
        ("an option's", -1.5 * bool(marks & Mark.OPTION) - 1.5 * (candidate.element.tag == "option")),
        ("inside of a link", -2.5 * bool(marks & Mark.LINK)),
        ("words before it", _weigh_words(candidate)),
        ("words after it", weigh_after(candidate.after)),
        ("upper end of a range", -1.5 * candidate.is_range_end),
        ("in a long text", -2.0 * (candidate.length > 120) or -0.7 * (candidate.length > 60)),
        ("place on the page", _weigh_place(candidate.at.from_title)),
        ("beside the cart's button", _weigh_control(candidate.at.from_control)),
        ("nothing to pay", -6.0 * (candidate.amount == 0)),
    ]
    return [(reason, weight) for reason, weight in reasons if weight]


def _weigh_words(candidate: Candidate) -> float:
    if words.NO_PRICE_BEFORE.search(candidate.before):
        return -4.0
    return 1.5 * bool(words.NOW_WORDS.search(candidate.before))


def weigh_after(after: str) -> float:
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
    return sum(weight for _, weight in weigh(candidate)) - candidate.at.line * 0.002
