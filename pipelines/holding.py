"""Price jumps: which changes are believed, which wait until the whole shop was compared, which are held for a look.

The move of a product is the largest move of a pack that was sold before and is sold now: the same seeds, variant
and currency, and the change in percent of the price that is stored. Where a currency is on both sides and has no
pack in common (5 seeds have become 1 seed: another offer, or a size misread), it is the move of the price per
seed of its smallest pack. Prices in different currencies are never compared: a shop that converts
has not changed its prices. What goes in and out of stock moves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Percent: a product that moved by more is held, whatever the others did.
JUMP = 60
# Percent: when more of a seller's products than `SHIFT_SHARE` moved by more than `SHIFT`, all of those are held.
SHIFT = 20
SHIFT_SHARE = 30
# Of fewer products a share says nothing: three of five on sale are a sale.
LEAST_COMPARED = 10


class Priced(Protocol):
    """A pack, read or stored."""

    @property
    def seeds(self) -> int: ...
    @property
    def variant(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def price(self) -> Decimal: ...


class Verdict(StrEnum):
    """What is done about a change."""

    WRITE = "write"
    WAIT = "wait"  # until the crawl has compared all products
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Move:
    """By how much the price of a product moved, in percent, up or down, and the sentence that says so."""

    percent: Decimal
    sentence: str

    @property
    def size(self) -> Decimal:
        """Without its direction."""
        return abs(self.percent)


def measure_move(stored: Sequence[Priced], read: Sequence[Priced]) -> Move | None:
    """The move of a product, from the packs that are stored and those that were read; None without a comparison."""
    before = {(pack.seeds, pack.variant, pack.currency): pack for pack in stored if pack.price}
    common = [(before[key], pack) for pack in read if (key := (pack.seeds, pack.variant, pack.currency)) in before]
    moves = [_move_of_pack(*pair) for pair in common]
    in_common = {pack.currency for pack, _ in common}
    moves += _moves_of_smallest(before.values(), [pack for pack in read if pack.currency not in in_common])
    return max(moves, key=lambda move: move.size, default=None)


def judge_move(move: Move | None) -> Verdict:
    """What is done about a change, from the move that is in it.

    >>> judge_move(Move(Decimal("-60"), "")), judge_move(Move(Decimal("60.1"), "")), judge_move(None)
    (<Verdict.WAIT: 'wait'>, <Verdict.HOLD: 'hold'>, <Verdict.WRITE: 'write'>)
    """
    if move is None or move.size <= SHIFT:
        return Verdict.WRITE
    return Verdict.HOLD if move.size > JUMP else Verdict.WAIT


def is_shift(*, moved: int, compared: int) -> bool:
    """Whether so many of a seller's prices moved at once that it is more likely misread than on sale.

    `moved` counts the products that moved by more than `SHIFT` percent, among those `compared`.

    >>> is_shift(moved=30, compared=100), is_shift(moved=31, compared=100), is_shift(moved=5, compared=5)
    (False, True, False)
    """
    return compared >= LEAST_COMPARED and moved * 100 > compared * SHIFT_SHARE


def describe_shift(*, moved: int, compared: int) -> str:
    """The sentence for the job whose seller's changes are held.

    >>> describe_shift(moved=81, compared=200)
    '81 of 200 products moved their price by more than 20%: these changes are held'
    """
    return f"{moved} of {compared} products moved their price by more than {SHIFT}%: these changes are held"


def _move_of_pack(before: Priced, now: Priced) -> Move:
    percent = _change(before.price, now.price)
    return Move(
        percent,
        f"the price of {_name(now)} went from {before.price:.2f} to {now.price:.2f} {now.currency} ({_told(percent)})",
    )


def _moves_of_smallest(stored: Iterable[Priced], read: Iterable[Priced]) -> Iterator[Move]:
    """For each currency on both sides the move of the price per seed of its smallest pack."""
    before, now = _smallest(stored), _smallest(read)
    for currency in before.keys() & now.keys():
        old, new = (pack.price / pack.seeds for pack in (before[currency], now[currency]))
        percent = _change(old, new)
        yield Move(
            percent,
            f"the price per seed went from {old:.2f} ({_name(before[currency])}) to {new:.2f} {currency} "
            f"({_name(now[currency])}; {_told(percent)}), and no pack is sold as before",
        )


def _smallest(packs: Iterable[Priced]) -> dict[str, Priced]:
    """The smallest pack of each currency, the cheaper of two."""
    smallest: dict[str, Priced] = {}
    for pack in sorted(packs, key=lambda pack: (pack.seeds, pack.price)):
        smallest.setdefault(pack.currency, pack)
    return smallest


def _change(before: Decimal, now: Decimal) -> Decimal:
    return (now - before) * 100 / before


def _told(percent: Decimal) -> str:
    return f"{f'{percent:+.1f}'.removesuffix('.0')}%"


def _name(pack: Priced) -> str:
    return f"{pack.seeds} {'seed' if pack.seeds == 1 else 'seeds'}{pack.variant and f' ({pack.variant})'}"
