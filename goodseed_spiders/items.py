"""Raw items: what a page says, as text, before anybody has thought about what it means.

All fields are optional, and hold the shop's own words; `is_cut_off` says that the page
ends within the product. `pipelines.normalising` gives them
their meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RawPack:
    """One pack as offered: what a visitor reads (`label`), what the form would send (`value`)."""

    label: str | None = None
    value: str | None = None
    price: str | None = None
    regular_price: str | None = None
    stock: str | None = None


@dataclass(slots=True)
class RawProduct:
    """One product as a page shows it; `page_url` is the page's own address, for links relative to it.

    `sku` is the article number that the shop shows or marks up, `external_id` the shop software's own key.
    """

    page_url: str
    url: str | None = None
    external_id: str | None = None
    sku: str | None = None
    name: str | None = None
    image: str | None = None
    description: str | None = None
    strain_type: str | None = None
    sex: str | None = None
    flowering_type: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    thc: str | None = None
    cbd: str | None = None
    flowering_time: str | None = None
    genetics: str | None = None
    yield_: str | None = None
    height: str | None = None
    difficulty: str | None = None
    effects: str | None = None
    flavours: str | None = None
    rating: str | None = None
    rating_count: str | None = None
    stock: str | None = None
    currency: str | None = None
    price_text: str | None = None
    regular_price_text: str | None = None
    packs: list[RawPack] = field(default_factory=list)
    is_cut_off: bool = False
