"""Whether a product can be stored, and if not, why."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.normalise.links import host_of

if TYPE_CHECKING:
    from pipelines.product import Product, Seller

LONGEST_NAME = 300
LONGEST_ADDRESS = 2000
# Dearer than any seed ever sold: a misread price.
HIGHEST_PRICE = Decimal(50_000)
HIGHEST_PRICE_PER_SEED = Decimal(1_000)
NO_PACK = "no pack with a price"


def find_fault(product: Product, seller: Seller) -> str | None:
    """One sentence on what is wrong with a product, or None when it can be stored."""
    if not product.name:
        return "no name"
    if len(product.name) > LONGEST_NAME:
        return f"name of {len(product.name)} characters, at most {LONGEST_NAME} are believable"
    return _fault_of_address(product, seller) or _fault_of_packs(product)


def _fault_of_address(product: Product, seller: Seller) -> str | None:
    if not product.url:
        return "no address"
    if len(product.url) > LONGEST_ADDRESS:
        return f"address of {len(product.url)} characters, at most {LONGEST_ADDRESS} are believable"
    host = host_of(product.url)
    if host not in seller.hosts:
        return f"address on {host}, which is not one of the seller's hosts ({', '.join(sorted(seller.hosts))})"
    return None


def _fault_of_packs(product: Product) -> str | None:
    if not product.packs:
        return "; ".join((NO_PACK, *product.left_out[:5]))
    for pack in product.packs:
        if not 0 < pack.price <= HIGHEST_PRICE or pack.price_per_seed > HIGHEST_PRICE_PER_SEED:
            return f"price absurd: {pack.price} {pack.currency} for {pack.seeds} seeds"
    return None
