"""A product can be stored, or one sentence says why not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from goodseed_spiders.items import RawPack, RawProduct
from pipelines.normalising import normalise
from pipelines.product import Pack, Product, Seller
from pipelines.validate import find_fault

SELLER = Seller("shop", "CAD", frozenset({"www.shop.example", "shop.example"}))
GOOD = normalise(
    RawProduct(
        page_url="https://shop.example/list/",
        url="/blue-dream/",
        name="Blue Dream Feminized Seeds",
        packs=[RawPack("5 Seeds", price="$65.00")],
    ),
    SELLER,
)


def _address(length: int) -> str:
    start = "https://shop.example/"
    return start + "a" * (length - len(start))


def _packed(price: str, seeds: int = 5, currency: str = "CAD") -> Product:
    return replace(GOOD, packs=(Pack(seeds, "", Decimal(price), None, currency, "in_stock"),))


@pytest.mark.parametrize(
    "product",
    [
        GOOD,
        replace(GOOD, name="a" * 300),
        replace(GOOD, url=_address(2000)),
        replace(GOOD, url="https://www.shop.example:8443/p/"),
        _packed("0.01"),
        _packed("50000", seeds=50),
        _packed("1000", seeds=1),
        replace(GOOD, left_out=("pack 'Sample' has no size",)),
        replace(GOOD, description=None, display_price=None, stock_status=None),
    ],
    ids=["good", "long name", "long address", "www, port", "cheap", "dear", "dear seed", "left out", "little known"],
)
def test_what_has_a_name_an_address_and_a_pack_with_a_price_can_be_stored(product: Product):
    assert find_fault(product, SELLER) is None


@pytest.mark.parametrize(
    ("product", "fault"),
    [
        (replace(GOOD, name=""), "no name"),
        (replace(GOOD, name="a" * 301), "name of 301 characters, at most 300 are believable"),
        (replace(GOOD, url=""), "no address"),
        (replace(GOOD, url=_address(2001)), "address of 2001 characters, at most 2000 are believable"),
        (
            replace(GOOD, url="https://other.example/p/"),
            "address on other.example, which is not one of the seller's hosts (shop.example, www.shop.example)",
        ),
        (
            replace(GOOD, url="https://evil.example/https://shop.example/"),
            "address on evil.example, which is not one of the seller's hosts (shop.example, www.shop.example)",
        ),
        (
            replace(GOOD, url="https://shop.example.evil.example/p/"),
            "address on shop.example.evil.example, which is not one of the seller's hosts"
            " (shop.example, www.shop.example)",
        ),
        (replace(GOOD, packs=()), "no pack with a price"),
        (
            replace(GOOD, packs=(), left_out=("pack 'Sample' has no size", "pack '10' has no price")),
            "no pack with a price; pack 'Sample' has no size; pack '10' has no price",
        ),
        (
            replace(GOOD, packs=(), left_out=tuple(f"pack '{n}' has no price" for n in range(1, 8))),
            "no pack with a price; pack '1' has no price; pack '2' has no price; pack '3' has no price; "
            "pack '4' has no price; pack '5' has no price",
        ),
        (_packed("0.00"), "price absurd: 0.00 CAD for 5 seeds"),
        (_packed("-1.00"), "price absurd: -1.00 CAD for 5 seeds"),
        (_packed("50000.01", seeds=1000, currency="USD"), "price absurd: 50000.01 USD for 1000 seeds"),
        (_packed("1000.01", seeds=1), "price absurd: 1000.01 CAD for 1 seeds"),
        (_packed("5000.10", seeds=5), "price absurd: 5000.10 CAD for 5 seeds"),
    ],
)
def test_a_fault_is_one_sentence_with_what_was_found(product: Product, fault: str):
    assert find_fault(product, SELLER) == fault


def test_one_absurd_pack_among_good_ones_is_a_fault():
    absurd = _packed("99999").packs
    assert find_fault(replace(GOOD, packs=GOOD.packs + absurd), SELLER) == "price absurd: 99999 CAD for 5 seeds"


def test_the_name_is_looked_at_before_the_address_and_the_address_before_the_packs():
    worst = replace(GOOD, name="", url="", packs=())
    faults = [find_fault(worst, SELLER), find_fault(replace(worst, name="X"), SELLER)]
    assert faults == ["no name", "no address"]
    assert find_fault(replace(worst, name="X", url=GOOD.url), SELLER) == "no pack with a price"


def test_a_seller_without_hosts_has_no_product():
    nobody = replace(SELLER, hosts=frozenset())
    assert find_fault(GOOD, nobody) == "address on shop.example, which is not one of the seller's hosts ()"
