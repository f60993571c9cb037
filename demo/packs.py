"""Packs: how many seeds, at what price, and whether they are to be had. Money is in cents."""

from random import Random
from typing import Literal, NamedTuple

from demo.chance import Topic, draw, mix

Stock = Literal["in_stock", "limited", "backorder", "out_of_stock"]

PACK_SETS = ((5, 10), (3, 5), (3, 7), (5, 10, 25), (5, 10, 25), (3, 5, 10), (5, 7, 10), (3, 5, 10, 25))

# What each seed costs beside one of a pack of three, in percent: the larger the pack, the cheaper its seeds.
BULK = {3: 100, 5: 93, 7: 88, 10: 80, 25: 66}

# How a product is stocked, and how many products in a thousand are.
_STOCK_SHARES = (
    (80, "sold_out"),
    (100, "backorder"),
    (200, "one_out"),
    (230, "one_limited"),
    (240, "all_limited"),
)
_ON_SALE = 0.12


class Pack(NamedTuple):
    """One pack of a product; ``regular`` is None unless it is on sale, ``left`` unless few are left."""

    seeds: int
    price: int
    regular: int | None
    stock: Stock
    left: int | None = None


def pick_sizes(seed: int, number: int) -> tuple[int, ...]:
    """Return the pack sizes of a product number, in seeds, smallest first."""
    return PACK_SETS[mix(seed, Topic.SIZES, number) % len(PACK_SETS)]


def make_packs(seed: int, number: int) -> tuple[Pack, ...]:
    """Return the packs of a product as they are on its first day."""
    random = draw(seed, Topic.PACKS, number)
    sizes = pick_sizes(seed, number)
    stocks = _draw_stocks(random, len(sizes))
    regulars = _draw_prices(random, sizes)
    discounts = _draw_discounts(random, len(sizes))
    packs = []
    for seeds, regular, discount, (stock, left) in zip(sizes, regulars, discounts, stocks, strict=True):
        price = regular * (100 - discount) // 100
        packs.append(Pack(seeds, price, regular if discount else None, stock, left))
    return tuple(packs)


def _draw_stocks(random: Random, count: int) -> list[tuple[Stock, int | None]]:
    place, chosen, left = random.random() * 1000, random.randrange(count), random.randint(1, 4)
    way = next((name for limit, name in _STOCK_SHARES if place < limit), "in_stock")
    if way == "sold_out":
        return [("out_of_stock", None)] * count
    if way == "backorder":
        return [("backorder", None)] * count
    if way == "all_limited":
        return [("limited", left)] * count
    stocks: list[tuple[Stock, int | None]] = [("in_stock", None)] * count
    if way == "one_out":
        stocks[chosen] = ("out_of_stock", None)
    elif way == "one_limited":
        stocks[chosen] = ("limited", left)
    return stocks


def _draw_prices(random: Random, sizes: tuple[int, ...]) -> list[int]:
    per_seed = random.randrange(700, 1700, 25)
    ending = random.choice((0, 0, 0, -1, -50))
    return [round(seeds * per_seed * BULK[seeds] / 10_000) * 100 + ending for seeds in sizes]


def _draw_discounts(random: Random, count: int) -> list[int]:
    if random.random() >= _ON_SALE:
        return [0] * count
    discount, whole, only = (
        random.choice((10, 15, 20, 25, 30)),
        random.random() < 0.5,
        random.randrange(count),
    )
    return [discount if whole or place == only else 0 for place in range(count)]


def rate_stock(packs: tuple[Pack, ...]) -> Stock:
    """Return the stock of a whole product: the best that one of its packs has."""
    stocks = {pack.stock for pack in packs}
    ways: tuple[Stock, ...] = ("in_stock", "limited", "backorder")
    return next((way for way in ways if way in stocks), "out_of_stock")
