"""What a seller promises: the share of its products that have a fact. A crawl far below it was misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodseed_spiders.coverage import FACTS
from pipelines.packing import OFFERED

if TYPE_CHECKING:
    from pipelines.product import Product

# The fact that a product has a pack with a price at all; without one it is rejected.
PACK = "pack"
# Points of a percentage below a promise, or below what was there before, that are still believed.
SLACK = 20
# Of fewer products a share says nothing, unless they are all that the shop has.
LEAST_READ = 50
LEAST_OF_ALL = 10


@dataclass(frozen=True, slots=True)
class History:
    """What a seller had before the crawl: how many listed products, and in percent which share has each fact."""

    listed: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How many products a crawl has read, by the facts that they have; `packless` ones are not among `products`."""

    products: int = 0
    packless: int = 0
    known: Mapping[str, int] = field(default_factory=dict)

    def share(self, fact: str) -> tuple[float, int]:
        """In percent, the share of products that have a fact, and of how many; at least one was read."""
        if fact == PACK:
            count = self.products + self.packless
            return 100 * self.products / count, count
        return 100 * self.known.get(fact, 0) / self.products, self.products


class Sightings:
    """Counts products as they come, each once: of several sightings of one it is enough that one tells a fact."""

    def __init__(self, facts: Iterable[str]):
        self.packless = 0
        self._facts = tuple(dict.fromkeys(facts))
        # Of an address only what tells it apart, of its facts a bit each: a large shop's would take much memory.
        self._known: dict[int, int] = {}

    def add(self, product: Product) -> None:
        """Count a sighting."""
        key, known = hash(product.url_key), 0
        for place, fact in enumerate(self._facts):
            known |= has_fact(product, fact) << place
        self._known[key] = self._known.get(key, 0) | known

    def sum_up(self) -> Reading:
        """What was read until now."""
        counts = Counter(self._known.values())
        known = {
            fact: sum(count for bits, count in counts.items() if bits >> place & 1)
            for place, fact in enumerate(self._facts)
        }
        return Reading(len(self._known), self.packless, known)


def has_fact(product: Product, fact: str) -> bool:
    """Whether a product has a fact of `FACTS`. What is sold out needs no price: none of its packs has one to show."""
    if fact == PACK:
        return True  # or it would have been rejected
    if fact == "price" and product.stock_status not in OFFERED:
        return True
    return any(getattr(product, column) is not None for column in FACTS[fact])


def find_flaw(promise: Mapping[str, float]) -> str | None:
    """What is wrong with a promise as a seller's class gives it, or None."""
    for fact, percent in promise.items():
        if fact not in FACTS and fact != PACK:
            return f"promise names {fact!r}, there are: {PACK}, {', '.join(FACTS)}"
        if not 0 <= percent <= 100:
            return f"promise[{fact!r}] is {percent}, it must be a percentage from 0 to 100"
    return None


def find_doubts(reading: Reading, promise: Mapping[str, float], history: History, *, is_complete: bool) -> list[str]:
    """For each fact that far fewer products have than was promised, or than had it before, a sentence.

    None of a crawl that read few products: a test of two pages, or one that found hardly anything changed.
    `is_complete` says that it saw all that the shop lists.
    """
    is_most = reading.products * 2 >= history.listed
    is_enough = reading.products >= LEAST_READ or (is_complete and is_most and reading.products >= LEAST_OF_ALL)
    if not is_enough:
        return []
    # Some products are no sample of the others: those that changed may well be of one kind.
    before = history.shares if is_most and history.listed >= LEAST_OF_ALL else {}
    facts = dict.fromkeys([*promise, *before])
    doubts = (_doubt(fact, reading, promise.get(fact), before.get(fact)) for fact in facts)
    return [doubt for doubt in doubts if doubt]


def _doubt(fact: str, reading: Reading, promised: float | None, before: float | None) -> str | None:
    share, count = reading.share(fact)
    against = []
    if promised is not None and share < promised - SLACK:
        against.append(f"promised {promised:.0f}%")
    if before is not None and share < before - SLACK:
        against.append(f"{before:.0f}% before")
    return f"{fact} {int(share)}% of {count} products, {', '.join(against)}" if against else None
