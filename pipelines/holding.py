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
    """By how much the price of a product moved, in percent, up or down, and the two packs that were compared."""

    percent: Decimal
    before: Priced
    now: Priced

    @property
    def size(self) -> Decimal:
        """Without its direction."""
        return abs(self.percent)

    @property
    def sentence(self) -> str:
        """What moved, with the numbers."""
        before, now = self.before, self.now
        told = f"{f'{self.percent:+.1f}'.removesuffix('.0')}%"
        if _key(before) == _key(now):
            return f"the price of {_name(now)} went from {before.price:.2f} to {now.price:.2f} {now.currency} ({told})"
        return (
            f"the price per seed went from {before.price / before.seeds:.2f} ({_name(before)}) to "
            f"{now.price / now.seeds:.2f} {now.currency} ({_name(now)}; {told}), and no pack is sold as before"
        )


def measure_move(stored: Sequence[Priced], read: Sequence[Priced]) -> Move | None:
    """The move of a product, from the packs that are stored and those that were read; None without a comparison."""
    before = {_key(pack): pack for pack in stored if pack.price}
    common = [(before[key], pack) for pack in read if (key := _key(pack)) in before]
    moves = [Move(_change(old.price, new.price), old, new) for old, new in common]
    in_common = {pack.currency for pack, _ in common}
    others = [pack for pack in read if pack.currency not in in_common]
    if others:
        moves += _moves_of_smallest(before.values(), others)
    return max(moves, key=lambda move: move.size, default=None)


def judge_move(move: Move | None) -> Verdict:
    """What is done about a change, from the move that is in it.

    Nothing to compare is nothing to doubt.
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


def _moves_of_smallest(stored: Iterable[Priced], read: Iterable[Priced]) -> Iterator[Move]:
    """For each currency on both sides the move of the price per seed of its smallest pack."""
    before, now = _smallest(stored), _smallest(read)
    for currency in before.keys() & now.keys():
        old, new = before[currency], now[currency]
        yield Move(_change(old.price / old.seeds, new.price / new.seeds), old, new)


def _smallest(packs: Iterable[Priced]) -> dict[str, Priced]:
    """The smallest pack of each currency, the cheaper of two."""
    smallest: dict[str, Priced] = {}
    for pack in sorted(packs, key=lambda pack: (pack.seeds, pack.price)):
        smallest.setdefault(pack.currency, pack)
    return smallest


def _key(pack: Priced) -> tuple[int, str, str]:
    return pack.seeds, pack.variant, pack.currency


def _change(before: Decimal, now: Decimal) -> Decimal:
    return (now - before) * 100 / before


def _name(pack: Priced) -> str:
    return f"{pack.seeds} {'seed' if pack.seeds == 1 else 'seeds'}{pack.variant and f' ({pack.variant})'}"
