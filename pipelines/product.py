"""A product as it is stored: typed facts, made once by the normalising and passed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from pydantic_core import to_json

from pipelines.normalise.money import price_per_seed
from pipelines.normalise.stock import Stock


@dataclass(frozen=True, slots=True)
class Seller:
    """What the pipelines must know of a seller: its slug, the currency of a bare price, its own hosts."""

    slug: str
    currency: str
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pack:
    """One way to buy a product: so many seeds, at this price."""

    seeds: int
    variant: str
    price: Decimal
    regular_price: Decimal | None
    currency: str
    stock_status: Stock | None
    bulk: bool = False

    @property
    def price_per_seed(self) -> Decimal:
        """In the pack's currency, two decimals."""
        return price_per_seed(self.price, self.seeds)


@dataclass(frozen=True, slots=True)
class Product:
    """A product's facts, named as the columns of the table `products`; unknown is None.

    `name` and `url` are empty where the shop gave none. `left_out` says, a sentence each, which packs
    of the raw item are not among `packs`, and why.
    """

    seller: str
    url: str
    url_key: str
    external_id: str | None
    name: str
    strain_name: str
    slug: str
    image_url: str | None
    description: str | None
    sex: str | None
    flowering_type: str | None
    fast_version: bool | None
    cannabis_type: str | None
    dominance: str | None
    indica_percent: Decimal | None
    thc_min: Decimal | None
    thc_max: Decimal | None
    thc_text: str | None
    cbd_min: Decimal | None
    cbd_max: Decimal | None
    cbd_text: str | None
    flowering_days_min: int | None
    flowering_days_max: int | None
    flowering_text: str | None
    genetics: str | None
    yield_text: str | None
    height_text: str | None
    difficulty: str | None
    effects: tuple[str, ...] | None
    flavours: tuple[str, ...] | None
    rating: Decimal | None
    rating_count: int | None
    stock_status: Stock | None
    display_price: Decimal | None
    packs: tuple[Pack, ...]
    left_out: tuple[str, ...] = ()


COLUMNS = tuple(field.name for field in fields(Product) if field.name not in ("packs", "left_out"))
PACK_COLUMNS = ("seeds", "variant", "price", "regular_price", "currency", "stock_status")
_facts: Callable[[Product], tuple[Any, ...]] = attrgetter(*COLUMNS)
_pack_facts: Callable[[Pack], tuple[Any, ...]] = attrgetter(*PACK_COLUMNS)


def product_row(product: Product) -> dict[str, Any]:
    """The product's columns by name."""
    return dict(zip(COLUMNS, _facts(product), strict=True))


def pack_rows(product: Product) -> list[dict[str, Any]]:
    """The columns of its packs by name, without those that the database works out."""
    return [dict(zip(PACK_COLUMNS, _pack_facts(pack), strict=True)) for pack in product.packs]


def count_facts(product: Product) -> int:
    """How many facts are known of it, packs included."""
    return len(product.packs) + len(COLUMNS) - _facts(product).count(None)


def content_hash(product: Product) -> str:
    """A fingerprint of all facts and packs: equal means that there is nothing to write."""
    facts = to_json((_facts(product), *map(_pack_facts, product.packs)))
    return blake2b(facts, digest_size=16).hexdigest()
