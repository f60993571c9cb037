"""The demo shop's catalogue: the same every time, and changing by the day as promised."""

from itertools import pairwise

import pytest

from demo.catalogue import Catalogue, move_on, open_catalogue
from demo.packs import Pack, make_packs
from demo.products import Product, name_product
from demo.strains import NAMES, name_strain, slugify
from demo.words import ADJECTIVES, NOUNS, SUFFIXES

# fmt: off
KIND_WORDS = {
    "auto", "automatic", "cannabis", "cbd", "early", "fast", "fem", "feminized", "hybrid", "indica",
    "marijuana", "mostly", "pack", "photo", "pure", "regular", "sativa", "seed", "seeds", "strain",
    "thc", "version", "weed",
}
# fmt: on


def list_products(catalogue: Catalogue) -> list[Product]:
    return [catalogue.product(number) for number in catalogue.shelf.numbers]


def collect_packs(catalogue: Catalogue) -> dict[tuple[int, int], Pack]:
    return {
        (number, pack.seeds): pack for number in catalogue.shelf.numbers for pack in catalogue.shelf.find_packs(number)
    }


def test_the_same_seed_makes_the_same_shop() -> None:
    assert list_products(open_catalogue(7, 60, 0)) == list_products(open_catalogue(7, 60, 0))
    assert list_products(open_catalogue(7, 60, 0)) != list_products(open_catalogue(8, 60, 0))


def test_a_smaller_shop_is_the_beginning_of_a_larger_one() -> None:
    assert list_products(open_catalogue(7, 30, 0)) == list_products(open_catalogue(7, 60, 0))[:30]


def test_opening_on_a_day_is_the_same_as_moving_on_to_it() -> None:
    catalogue = open_catalogue(7, 240, 0)
    for _ in range(9):
        catalogue, _ = move_on(catalogue)
    assert catalogue.shelf == open_catalogue(7, 240, 9).shelf
    assert list_products(catalogue) == list_products(open_catalogue(7, 240, 9))


@pytest.mark.parametrize(("products", "prices", "turnover"), [(240, 7, 1), (4000, 110, 20), (2, 1, 1)])
def test_a_day_changes_as_much_as_promised(products: int, prices: int, turnover: int) -> None:
    before = open_catalogue(7, products, 0)
    after, changes = move_on(before)
    assert (changes.gone, changes.new) == (turnover, turnover)
    assert changes.prices_changed == pytest.approx(prices, rel=0.1)
    numbers_before, numbers_after = set(before.shelf.numbers), set(after.shelf.numbers)
    assert len(numbers_before - numbers_after) == turnover
    assert len(numbers_after - numbers_before) == turnover
    old, new = collect_packs(before), collect_packs(after)
    changed = [(old[key], new[key]) for key in old.keys() & new.keys() if old[key] != new[key]]
    assert len(changed) == changes.prices_changed
    for was, became in changed:
        assert became.price != was.price
        assert abs(became.price - was.price) <= was.price * 0.2
        assert (became.seeds, became.stock) == (was.seeds, was.stock)


def test_a_day_leaves_everything_else_where_it_was() -> None:
    before = open_catalogue(7, 240, 0)
    after, _ = move_on(before)
    moved = [pair for pair in zip(before.entries, after.entries, strict=True) if pair[0] != pair[1]]
    assert len(moved) == 1


def test_what_changed_has_the_date_of_its_day() -> None:
    before = open_catalogue(7, 240, 4)
    after, _ = move_on(before)
    for number in after.shelf.numbers:
        if number not in before.shelf.numbers or before.product(number) != after.product(number):
            assert after.date_touched(number).isoformat() == "2026-01-10"
        else:
            assert after.date_touched(number) == before.date_touched(number)


def test_an_empty_shop_has_only_the_flawed_cards() -> None:
    catalogue, changes = move_on(open_catalogue(7, 0, 0))
    assert changes == (0, 0, 0)
    assert catalogue.entries == [0, 1]


def test_sale_prices_stay_below_regular_ones_and_no_price_vanishes() -> None:
    for pack in collect_packs(open_catalogue(7, 300, 200)).values():
        assert pack.price >= 1
        assert pack.regular is None or pack.regular > pack.price


def test_seeds_are_cheaper_in_larger_packs() -> None:
    for number in range(2, 3000):
        packs = make_packs(7, number)
        assert 2 <= len(packs) <= 4
        per_seed = [(pack.regular or pack.price) / pack.seeds for pack in packs]
        assert all(small > large for small, large in pairwise(per_seed))


def test_stock_and_sales_have_their_shares() -> None:
    products = list_products(open_catalogue(7, 4000, 0))
    stocks = [[pack.stock for pack in product.packs] for product in products]
    shares = {
        "sold out": (sum(set(stock) == {"out_of_stock"} for stock in stocks), 0.08),
        "backorder": (sum("backorder" in stock for stock in stocks), 0.02),
        "one out": (sum(stock.count("out_of_stock") == 1 for stock in stocks), 0.10),
        "limited": (sum("limited" in stock for stock in stocks), 0.04),
        "sale": (sum(any(pack.regular for pack in product.packs) for product in products), 0.12),
    }
    for name, (count, share) in shares.items():
        assert count / len(products) == pytest.approx(share, rel=0.25), name


def test_names_and_slugs_are_unique() -> None:
    numbers = range(100_002)
    assert len({name_strain(7, number) for number in numbers}) == len(numbers)
    assert len({slugify(name_product(7, number)[1]) for number in numbers}) == len(numbers)
    assert NAMES > 1_000_000
    assert name_strain(7, NAMES + 5) == f"{name_strain(7, 5)} No. 2"


def test_no_word_of_a_name_says_what_kind_of_seed_it_is() -> None:
    for words in (ADJECTIVES, NOUNS, SUFFIXES):
        assert len(set(words)) == len(words)
        assert not KIND_WORDS & {part for word in words for part in word.lower().split()}
