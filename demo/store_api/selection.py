"""Which products and packs a Store API query selects, and in which order."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import cached_property
from typing import NamedTuple

from demo.catalogue import Catalogue
from demo.packs import pick_sizes
from demo.products import locate_post, name_product
from demo.store_api.query import Query


class Place(NamedTuple):
    """Where an entry comes from: a product number, and the place of one of its packs unless it is the product."""

    post: int
    number: int
    pack: int | None = None


class Selection:
    """The entries of one day's catalogue, chosen by query."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._seed = catalogue.shelf.seed

    @cached_property
    def products(self) -> list[Place]:
        """All products, by id."""
        return [Place(locate_post(number), number) for number in sorted(self._catalogue.entries)]

    @cached_property
    def packs(self) -> list[Place]:
        """All packs, by id."""
        return list(self._list_packs())

    def find(self, post: int) -> Place | None:
        """Return the product or the pack that has this id."""
        return next((place for place in (*self.products, *self.packs) if place.post == post), None)

    def select(self, query: Query) -> list[Place]:
        """Return everything that a query asks for, over all its pages, in its order."""
        places = self._choose(query)
        if query.orderby == "include" and query.include:
            rank = {post: place for place, post in enumerate(query.include)}
            return sorted(places, key=lambda place: rank[place.post])
        rank_of = self._ranks.get(query.orderby)
        if rank_of is not None:
            places.sort(key=lambda place: (rank_of(place), place.post))
        # By id they are already, which is by date too: ids are given out in the order of time.
        return places[::-1] if query.order == "desc" else places

    def _choose(self, query: Query) -> list[Place]:
        if query.type in ("simple", "grouped", "external"):
            return []
        places = self.packs if query.type == "variation" else self.products
        if query.parent:
            # Products have no parent, so that only packs can be asked for by one.
            places = [place for place in places if place.pack is not None and locate_post(place.number) in query.parent]
        if query.include:
            wanted = frozenset(query.include)
            places = [place for place in places if place.post in wanted]
        if query.exclude:
            unwanted = frozenset(query.exclude)
            places = [place for place in places if place.post not in unwanted]
        if query.after or query.before:
            places = [place for place in places if self._lies_within(place, query)]
        return list(places)

    def _lies_within(self, place: Place, query: Query) -> bool:
        # A pack counts as changed with its product: WooCommerce saves all of them when one is edited.
        dates = self._catalogue.date_touched if "modified" in query.date_column else self._catalogue.date_added
        moment = datetime.combine(dates(place.number), time(), UTC)
        return (query.after is None or moment > query.after) and (query.before is None or moment < query.before)

    def _list_packs(self) -> Iterator[Place]:
        for post, number, _ in self.products:
            for pack in range(len(pick_sizes(self._seed, number))):
                yield Place(post + 1 + pack, number, pack)

    @cached_property
    def _ranks(self) -> dict[str, Callable[[Place], str | int | float]]:
        def name(place: Place) -> str:
            return name_product(self._seed, place.number)[1].lower()

        def price(place: Place) -> int:
            packs = self._catalogue.shelf.find_packs(place.number)
            return min(pack.price for pack in packs) if place.pack is None else packs[place.pack].price

        return {
            "modified": lambda place: self._catalogue.date_touched(place.number).toordinal(),
            "title": name,
            "slug": name,
            "menu_order": name,
            "price": price,
            "rating": lambda place: float(self._catalogue.product(place.number).rating or 0),
            "comment_count": lambda place: self._catalogue.product(place.number).rating_count or 0,
        }
