"""Products to store, all different, each with three packs."""

from __future__ import annotations

from decimal import Decimal

from pipelines.product import Pack, Product


def make_products(count: int) -> list[Product]:
    return [_make_product(number) for number in range(count)]


def _make_product(number: int) -> Product:
    packs = tuple(Pack(seeds, "", Decimal(seeds * 12 + number % 17), None, "USD", "in_stock") for seeds in (5, 10, 25))
    return Product(
        seller="bench",
        url=f"https://bench.example/product/strain-{number}/",
        url_key=f"/product/strain-{number}",
        external_id=str(number),
        name=f"Strain {number} Feminized Marijuana Seeds",
        strain_name=f"Strain {number}",
        slug=f"strain-{number}-feminized-marijuana-seeds",
        image_url=f"https://bench.example/images/{number}.jpg",
        description=None,
        sex="feminized",
        flowering_type="photoperiod",
        fast_version=None,
        cannabis_type="hybrid",
        dominance="indica",
        indica_percent=None,
        thc_min=Decimal(18),
        thc_max=Decimal(25),
        thc_text="18-25%",
        cbd_min=Decimal("0.5"),
        cbd_max=Decimal(1),
        cbd_text="0.5-1%",
        flowering_days_min=56,
        flowering_days_max=63,
        flowering_text="8-9 weeks",
        genetics=None,
        yield_text=None,
        height_text=None,
        difficulty="Moderate",
        effects=None,
        flavours=None,
        rating=Decimal("4.50"),
        rating_count=number % 40,
        stock_status="in_stock",
        display_price=packs[0].price_per_seed,
        packs=packs,
    )
