"""What mark-up says of a product, as typed values, from whichever kind of mark-up."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class MarkedOffer:
    """One offer. Amounts as the page writes them; `label` is what tells one variant from another."""

    price: str | None = None
    regular_price: str | None = None
    currency: str | None = None
    availability: str | None = None
    sku: str | None = None
    label: str | None = None
    url: str | None = None
    is_aside: bool = False  # not the usual one: of a used article, or for those who subscribe
    is_range: bool = False  # an AggregateOffer: `price` is its lowest


@dataclass(slots=True)
class MarkedProduct:
    """One product; `source` names the kind of mark-up."""

    source: str
    name: str | None = None
    url: str | None = None
    sku: str | None = None
    mpn: str | None = None
    product_id: str | None = None
    image: str | None = None
    description: str | None = None
    category: str | None = None
    rating: str | None = None
    rating_count: str | None = None
    offers: list[MarkedOffer] = field(default_factory=list)
    properties: list[tuple[str, str]] = field(default_factory=list)
    is_group: bool = False
    depth: int = 0  # how far inside of other products' facts it was found: related ones are
