"""The packs of a raw item: sizes, prices and stock put together, and what follows from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipelines.normalise.money import Money, read_money
from pipelines.normalise.packs import PackSize, find_pack, read_pack
from pipelines.normalise.stock import Stock, read_stock
from pipelines.normalise.text import clean
from pipelines.normalise.types import Sex
from pipelines.product import Pack
from pipelines.raw import as_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

# A shop that does not say whether a pack is in stock offers it all the same.
OFFERED = ("in_stock", "limited", None)
_NAMED_CURRENCY = re.compile("[A-Za-z€£]")  # more than a bare "$"
SEXES: tuple[Sex, ...] = ("feminized", "regular")


@dataclass(frozen=True, slots=True)
class _Sized:
    """A pack on its way: its size is known, its price may not be."""

    label: str
    size: PackSize
    price: Money | None
    regular_price: Money | None
    stock: Stock | None


def read_packs(
    raw: Mapping[str, Any], name: str, currency: str, stock: Stock | None
) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """The packs of an item, smallest first, and why others of it are left out, a sentence each.

    `stock` is the product's, for packs that do not tell their own. Of a price range only the lowest is
    known to belong to a pack: the smallest. `currency` is the seller's.
    """
    price_text = raw.get("price_text")
    if price_text and _NAMED_CURRENCY.search(price_text) and (shown := read_money(price_text, currency)):
        currency = shown.currency  # what the page says overrules the seller's own
    offered = [as_mapping(pack) for pack in raw.get("packs") or ()]
    sizes = [_read_size(pack) for pack in offered]
    if not offered and (size := find_pack(name)):
        offered, sizes = [{"price": price_text}], [size]
    left_out, sized = [], []
    for pack, size in zip(offered, sizes, strict=True):
        if size is None:
            left_out.append(f"pack {_label(pack)!r} has no size")
            continue
        price = _read_price(pack.get("price"), currency)
        regular = read_money(pack.get("regular_price"), currency)
        sized.append(_Sized(_label(pack), size, price, regular, _read_stock(pack) or stock))
    sized.sort(key=lambda pack: pack.size.seeds)
    if sized and not any(pack.price for pack in sized):
        sized[0] = replace(sized[0], price=_read_price(price_text, currency))
    if sized and sized[0].regular_price is None:
        sized[0] = replace(sized[0], regular_price=read_money(raw.get("regular_price_text"), currency))
    left_out += [f"pack {pack.label!r} has no price" for pack in sized if not pack.price]
    return _drop_twins(_pack(pack, pack.price) for pack in sized if pack.price), tuple(left_out)


def display_price(packs: Sequence[Pack]) -> Decimal | None:
    """The price per seed of the smallest pack in stock, bulk packs aside; None when there is none."""
    offered = [pack for pack in packs if pack.stock_status in OFFERED and not pack.bulk]
    return min(offered, key=lambda pack: (pack.seeds, pack.price)).price_per_seed if offered else None


def sex_of_packs(packs: Sequence[Pack]) -> set[Sex]:
    """The sexes that the packs are sold as; empty unless every pack tells its own."""
    if not any(pack.variant for pack in packs):
        return set()
    told = [{word for word in SEXES if word in pack.variant.split()} for pack in packs]
    return set().union(*told) if all(told) else set()


def tell_apart(packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The packs with what is the same about all of them taken out of their variants: it tells no pack from another."""
    common = set.intersection(*(set(pack.variant.split()) for pack in packs)) if packs else set()
    if not common:
        return tuple(packs)
    return tuple(
        replace(pack, variant=" ".join(word for word in pack.variant.split() if word not in common)) for pack in packs
    )


def _read_size(pack: Mapping[str, Any]) -> PackSize | None:
    """From what a visitor reads; the form's own value is the same text with its signs dropped ("5+2" is "52")."""
    label = pack.get("label")
    if label and any(sign in label for sign in "$€£"):
        return read_pack(label)  # "$50": a gift card's value, and no pack of 50
    return read_pack(label) or read_pack(pack.get("value"))


def _label(pack: Mapping[str, Any]) -> str:
    return (clean(pack.get("label")) or clean(pack.get("value")) or "")[:80]


def _read_stock(pack: Mapping[str, Any]) -> Stock | None:
    return read_stock(pack.get("stock")) or read_stock(pack.get("label"))


def _read_price(text: str | None, currency: str) -> Money | None:
    """A price that somebody would have to pay; nothing is sold for 0."""
    price = read_money(text, currency)
    return price if price and price.amount else None


def _pack(pack: _Sized, price: Money) -> Pack:
    regular = pack.regular_price
    is_reduced = regular is not None and regular.currency == price.currency and regular.amount > price.amount
    return Pack(
        seeds=pack.size.seeds,
        variant=pack.size.variant,
        price=price.amount,
        regular_price=regular.amount if regular and is_reduced else None,
        currency=price.currency,
        stock_status=pack.stock,
        bulk=pack.size.bulk,
    )


def _drop_twins(packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """One pack of a kind: of two, the one that can be bought, then the cheaper."""
    best: dict[tuple[int, str, str], Pack] = {}
    for pack in sorted(packs, key=lambda pack: (pack.stock_status not in OFFERED, pack.price)):
        best.setdefault((pack.seeds, pack.variant, pack.currency), pack)
    return tuple(sorted(best.values(), key=lambda pack: (pack.seeds, pack.variant, pack.currency)))
