"""How the shop moves on from one day to the next: prices change, products go, new ones come."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import NamedTuple

from demo.chance import Topic, draw
from demo.packs import Pack, make_packs, pick_sizes

# Numbers 0 and 1 are the two flawed cards (see demo.flaws): they are not sold, and never change.
FIRST_NUMBER = 2

PRICES_CHANGED = 0.01
PRODUCTS_TURNED_OVER = 0.005


@dataclass(frozen=True)
class Shelf:
    """What stands in the shop on one day: product numbers in the listing's order, and what changed since.

    ``repriced`` has the packs of every product of which a price ever changed, ``touched`` the day on which a
    product last changed or came in (the others: day 0).
    """

    seed: int
    day: int
    numbers: list[int]
    next_number: int
    repriced: dict[int, tuple[Pack, ...]] = field(default_factory=dict)
    touched: dict[int, int] = field(default_factory=dict)

    def find_packs(self, number: int) -> tuple[Pack, ...]:
        """Return the packs of a product as they are on this day."""
        return self.repriced.get(number) or make_packs(self.seed, number)


class Changes(NamedTuple):
    """What one day changed."""

    prices_changed: int
    gone: int
    new: int


def open_shelf(seed: int, products: int) -> Shelf:
    """Return the shop's first day."""
    numbers = list(range(FIRST_NUMBER, FIRST_NUMBER + products))
    return Shelf(seed, 0, numbers, FIRST_NUMBER + products)


def advance(shelf: Shelf) -> tuple[Shelf, Changes]:
    """Return the next day and what it changed; a day follows from the one before it and from nothing else."""
    day = shelf.day + 1
    random = draw(shelf.seed, Topic.DAY, day)
    numbers, gone = _turn_over(shelf, random)
    repriced = {number: packs for number, packs in shelf.repriced.items() if number not in gone}
    touched = {number: then for number, then in shelf.touched.items() if number not in gone}
    next_number = shelf.next_number + len(gone)
    touched.update((number, day) for number in range(shelf.next_number, next_number))
    changed = _draw_packs(shelf, [number for number in shelf.numbers if number not in gone], random)
    for number, place in changed:
        packs = list(repriced.get(number) or make_packs(shelf.seed, number))
        packs[place] = _reprice(packs[place], random)
        repriced[number] = tuple(packs)
        touched[number] = day
    return (
        Shelf(shelf.seed, day, numbers, next_number, repriced, touched),
        Changes(len(changed), len(gone), len(gone)),
    )


def _turn_over(shelf: Shelf, random: Random) -> tuple[list[int], set[int]]:
    # A new product takes the place of one that went, so that a day leaves most listing pages as they were:
    # a crawl's conditional requests have something to find.
    numbers = list(shelf.numbers)
    count = _count_turnover(len(numbers))
    places = random.sample(range(len(numbers)), count)
    gone = {numbers[place] for place in places}
    for new, place in enumerate(places, start=shelf.next_number):
        numbers[place] = new
    return numbers, gone


def _count_turnover(products: int) -> int:
    return min(max(1, round(products * PRODUCTS_TURNED_OVER)), products)


def find_day_added(shelf: Shelf, number: int) -> int:
    """Return the day on which a product came in."""
    products = len(shelf.numbers)
    newer = number - FIRST_NUMBER - products
    # As many come as go, so that every day has the same count of new numbers.
    return 0 if newer < 0 else newer // _count_turnover(products) + 1


def _draw_packs(shelf: Shelf, numbers: list[int], random: Random) -> list[tuple[int, int]]:
    ends = list(accumulate(len(pick_sizes(shelf.seed, number)) for number in numbers))
    if not ends:
        return []
    drawn = random.sample(range(ends[-1]), max(1, round(ends[-1] * PRICES_CHANGED)))
    owners = [(index, bisect_right(ends, index)) for index in drawn]
    return [(numbers[owner], index - (ends[owner - 1] if owner else 0)) for index, owner in owners]


def _reprice(pack: Pack, random: Random) -> Pack:
    lowest, highest = -(-pack.price * 4 // 5), pack.price * 6 // 5
    # One draw from all but the present price; below 5 cents there is no other one within the bounds.
    price = random.randint(lowest, max(lowest, highest - 1))
    if price >= pack.price:
        price += 1
    regular = pack.regular if pack.regular is not None and pack.regular > price else None
    return pack._replace(price=price, regular=regular)
