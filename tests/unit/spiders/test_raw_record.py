"""What `extract --raw` prints of a raw item, from whichever platform it comes."""

from __future__ import annotations

from goodseed_spiders.items import RawPack, RawProduct
from goodseed_spiders.raw_record import raw_record

PAGE = "https://shop.example/p"


def test_a_price_is_a_decimal_string_and_its_currency_a_code():
    raw = RawProduct(page_url=PAGE, url="/mug", name=" Mug ", price_text="1.299,90 €", regular_price_text="1.499,00 €")
    record = raw_record(raw, "USD")
    assert (record["price"], record["regular_price"], record["currency"]) == ("1299.90", "1499.00", "EUR")
    assert (record["name"], record["url"]) == ("Mug", "https://shop.example/mug")


def test_a_regular_price_that_is_not_higher_is_none():
    raw = RawProduct(page_url=PAGE, price_text="9.50", regular_price_text="9.50")
    assert raw_record(raw, "USD")["regular_price"] is None


def test_without_a_price_of_its_own_the_cheapest_pack_in_stock_is_the_price():
    packs = [
        RawPack(label="3 Seeds", price="10", stock="outofstock"),
        RawPack(label="10 Seeds", price="50", stock="instock"),
        RawPack(label="5 Seeds", price="30", regular_price="35", stock="instock"),
    ]
    record = raw_record(RawProduct(page_url=PAGE, packs=packs), "CAD")
    assert (record["price"], record["regular_price"], record["stock_status"]) == ("30.00", "35.00", "in_stock")
    assert [pack["label"] for pack in record["packs"]] == ["3 Seeds", "10 Seeds", "5 Seeds"]


def test_a_price_that_is_a_pack_s_has_the_regular_price_of_that_pack():
    packs = [RawPack(label="3 Seeds", price="21.6", regular_price="27"), RawPack(label="5 Seeds", price="41.40")]
    record = raw_record(RawProduct(page_url=PAGE, price_text="$21.60 – $171.00", packs=packs), "CAD")
    assert (record["price"], record["regular_price"]) == ("21.60", "27.00")


def test_the_prices_of_packs_have_the_form_of_the_product_s():
    packs = [
        RawPack(label="3 Seeds", price="39", regular_price="39.0"),
        RawPack(label="5 Seeds", price="21,60 €", regular_price="27"),
        RawPack(label="10 Seeds", price="ask us"),
    ]
    record = raw_record(RawProduct(page_url=PAGE, packs=packs), "EUR")
    told = [(pack["price"], pack["regular_price"]) for pack in record["packs"]]
    assert told == [("39.00", None), ("21.60", "27.00"), (None, None)]


def test_what_is_not_told_is_none():
    record = raw_record(RawProduct(page_url=PAGE), None)
    names = ("name", "url", "sku", "price", "regular_price", "currency", "stock_status")
    assert [record[name] for name in names] == [None] * 7
