"""The catalogue: everything that the shop shows on one day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from demo import flaws
from demo.days import Changes, Shelf, advance, find_day_added, open_shelf
from demo.products import Product, make_product, name_product
from demo.strains import slugify

CARDS_PER_PAGE = 16
FIRST_DATE = date(2026, 1, 5)


@dataclass(frozen=True)
class Catalogue:
    """One day of the shop. It never changes: the next day is another catalogue."""

    shelf: Shelf

    def product(self, number: int) -> Product:
        """Return a product as it is on this day."""
        made = make_product(self.shelf.seed, number)
        packs = self.shelf.repriced.get(number)
        return replace(made, packs=packs) if packs else made

    @cached_property
    def entries(self) -> list[int]:
        """The product numbers in the listing's order, the two flawed ones included."""
        return flaws.insert_flawed(self.shelf.numbers)

    @property
    def pages(self) -> int:
        """How many listing pages there are."""
        return -(-len(self.entries) // CARDS_PER_PAGE)

    def list_page(self, page: int) -> list[Product]:
        """Return the products of a listing page (the first is 1)."""
        return [self.product(number) for number in self.list_numbers(page)]

    def list_numbers(self, page: int) -> list[int]:
        """Return the product numbers of a listing page (the first is 1)."""
        first = (page - 1) * CARDS_PER_PAGE
        return self.entries[first : first + CARDS_PER_PAGE]

    def find(self, slug: str) -> Product | None:
        """Return the product with this slug, unless it is not (or no longer) here."""
        number = self._numbers_by_slug.get(slug)
        return None if number is None else self.product(number)

    def date_touched(self, number: int) -> date:
        """Return the date on which a product last changed."""
        return FIRST_DATE + timedelta(days=self.shelf.touched.get(number, 0))

    def time_changed(self, numbers: Iterable[int]) -> datetime | None:
        """Return the moment of the latest change among these products; a day begins at 0:00 UTC."""
        latest = max(map(self.date_touched, numbers), default=None)
        return None if latest is None else datetime.combine(latest, time(), UTC)

    def date_added(self, number: int) -> date:
        """Return the date on which a product came in."""
        return FIRST_DATE + timedelta(days=find_day_added(self.shelf, number))

    @cached_property
    def _numbers_by_slug(self) -> dict[str, int]:
        # Built when the first product page is asked for, which a crawl of the listing never does.
        linked = (number for number in self.entries if number != flaws.NAMELESS)
        return {slugify(name_product(self.shelf.seed, number)[1]): number for number in linked}


def open_catalogue(seed: int, products: int, day: int) -> Catalogue:
    """Return the catalogue of a shop on a day, reached step by step as POST /next-day does."""
    catalogue = Catalogue(open_shelf(seed, products))
    for _ in range(day):
        catalogue, _ = move_on(catalogue)
    return catalogue


def move_on(catalogue: Catalogue) -> tuple[Catalogue, Changes]:
    """Return the next day's catalogue and what changed."""
    shelf, changes = advance(catalogue.shelf)
    return Catalogue(shelf), changes
