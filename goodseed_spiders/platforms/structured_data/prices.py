"""Which of the amounts on a page is what the product costs now.

The heaviest of the candidates is (`price_weights`), or the lower one beside it; what is struck out there, or called
regular, is the regular price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.candidates import Candidate
from goodseed_spiders.platforms.structured_data.marks import Mark
from goodseed_spiders.platforms.structured_data.price_weights import STRUCK_OUT, total, weigh_after

ENOUGH = 2.0  # weight from which a visible price is believed without mark-up
STRONG = 3.5  # … and against mark-up that names another price

_OLD = Mark.STRUCK | Mark.DELETED
_ELSEWHERE = Mark.OTHER_PRODUCTS | Mark.FRAME


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
    if not weighed or weighed[0][0] < ENOUGH:
        called_old = _only_called_old(weighed)
        if called_old or not weighed or weighed[0][0] <= 0:
            return called_old
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
    higher = [other.amount for _, other in beside if other.amount > best.amount and _was_before(best, other)]
    return ShownPrice(best.amount, min(higher, default=None), best.currency, best.text, best_weight)


def _only_called_old(weighed: Sequence[tuple[float, Candidate]]) -> ShownPrice | None:
    """A price by the class words of an old one ("list-price"), where nothing else may be the price."""
    for weight, candidate in weighed:
        if candidate.is_old and not candidate.element.all & Mark.DELETED and weight + STRUCK_OUT >= STRONG:
            return ShownPrice(candidate.amount, None, candidate.currency, candidate.text, ENOUGH)
    return None


def _is_reduction(best: Candidate, other: Candidate) -> bool:
    """Whether of two prices beside each other the lower one is what is paid."""
    if (
        other.is_range_end
        or best.is_range_end
        or other.element.all & (_OLD | Mark.NO_PRICE | Mark.OPTION) & ~best.element.all
    ):
        return False
    if weigh_after(other.after) < 0 or words.NO_PRICE_BEFORE.search(other.before):
        return False
    own = other.element.own | other.element.around(1).own
    if own & Mark.SALE or words.NOW_WORDS.search(other.before) or best.is_regular:
        return True
    return abs(best.at.line - other.at.line) <= 1 and (
        bool(own & Mark.PRICE and best.element.all & Mark.PRICE and _comes_after(other, best))
        or _are_alone(best, other)
    )


def _was_before(best: Candidate, other: Candidate) -> bool:
    """Whether a higher amount beside the price is what was paid before."""
    told = other.is_old or other.is_regular or _are_alone(best, other) or _is_next(best, other)
    return (
        told
        and not other.element.all & Mark.NO_PRICE & ~best.element.all
        and not other.is_range_end
        and not words.NO_PRICE_BEFORE.search(other.before)
    )


def _is_next(one: Candidate, other: Candidate) -> bool:
    """Whether an amount follows another one in its box, with not a word between them."""
    return (
        one.at.line == other.at.line
        and one.element.parent is other.element.parent
        and _comes_after(other, one)
        and not other.before
    )


def _comes_after(one: Candidate, other: Candidate) -> bool:
    return (one.at.line, one.place) > (other.at.line, other.place)


def _are_alone(one: Candidate, other: Candidate) -> bool:
    """Whether two amounts without a word about either are children of one box, whose style alone tells them apart."""
    if (
        not (one.is_signed and other.is_signed)
        or one.element.parent is not other.element.parent
        or one.element is other.element
    ):
        return False
    return all(
        len(candidate.text) + 2 >= candidate.length or one.at.line == other.at.line for candidate in (one, other)
    ) and (one.at.line != other.at.line or len(one.text) + len(other.text) + 3 >= one.length)


def _are_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two amounts stand in one box, a few lines from each other, and neither among other products."""
    if abs(one.at.line - other.at.line) > 4 or (one.element.all ^ other.element.all) & _ELSEWHERE:
        return False
    around = {id(one.element.around(levels)) for levels in range(5)}
    return any(id(other.element.around(levels)) in around for levels in range(5))
