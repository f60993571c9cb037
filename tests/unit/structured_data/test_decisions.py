"""The decisions of the page reader, as tables from facts to values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.platforms.structured_data.amounts import read_marked_amount
from goodseed_spiders.platforms.structured_data.article_numbers import shown_numbers
from goodseed_spiders.platforms.structured_data.availability import StockFacts, decide_stock, gather_stock
from goodseed_spiders.platforms.structured_data.candidates import agree, find_candidates
from goodseed_spiders.platforms.structured_data.outline import Outline
from goodseed_spiders.platforms.structured_data.price_weights import total
from goodseed_spiders.platforms.structured_data.prices import ShownPrice, choose_shown
from goodseed_spiders.platforms.structured_data.reader import choose_price
from goodseed_spiders.platforms.structured_data.walk import read_outline

SILENT = StockFacts(None, None, False, False, False, False, False, False)


def _outline(page: str) -> Outline:
    tree = LexborHTMLParser(f"<body><h1>Tea Pot</h1>{page}</body>")
    return read_outline(tree, tree.css_first("h1"))


def _shown(page: str) -> tuple[str, str | None] | None:
    price = choose_shown(find_candidates(_outline(page), "USD", None))
    return (str(price.amount), str(price.regular) if price.regular else None) if price else None


@pytest.mark.parametrize(
    ("page", "price"),
    [
        ('<p class="price">$20.00</p>', ("20.00", None)),
        ('<p class="price"><del>$20.00</del> <ins>$15.00</ins></p>', ("15.00", "20.00")),
        ('<p class="price"><span class="old-price">$20</span> <span>$15</span></p>', ("15.00", "20.00")),
        ('<div class="price">Was $20.00 Now $15.00</div>', ("15.00", "20.00")),
        ('<div class="price"><span>Regular price</span> $20.00</div>', ("20.00", None)),
        ('<p class="price">$20.00</p><p class="price">or 4 payments of $5.00</p>', ("20.00", None)),
        ('<p class="price">$20.00</p><p class="unit-price">$2.00 / 100 g</p>', ("20.00", None)),
        ("<p>Free shipping over $50.00</p><p>$20.00</p>", ("20.00", None)),
        ("<p>$20.00</p><p>Save $5.00</p>", ("20.00", None)),
        (
            "<p>$20.00</p><h2>You may also like</h2><p class='price'>$9.00</p><p class='price'>$8.00</p>",
            ("20.00", None),
        ),
        ('<div class="price"><span>$</span><span>20</span><sup>50</sup></div>', ("20.50", None)),
        ('<p class="price">$20.00 - $40.00</p>', ("20.00", None)),
        ('<p class="price">24.90</p>', ("24.90", None)),
        ('<div class="before:absolute md:hidden price">$20.00</div>', ("20.00", None)),
        (
            '<div class="retail-site"><div><div><div><p class="price">$20.00</p></div></div></div></div>',
            ("20.00", None),
        ),
        ('<p class="list-price">$20.00</p>', ("20.00", None)),
        ('<div class="variation-price price">$20.00</div>', ("20.00", None)),
        ('<div class="product-sidebar"><p class="price">$20.00</p></div>', ("20.00", None)),
        ('<nav><span class="price">$20.00</span></nav>', None),
        ("<p>Since 1999, 20 cups</p>", None),
        ('<p class="price__retail-price">$20.00</p><p class="reco_price">$9.00</p>', ("20.00", None)),
        ('<p class="price">Now $20.00 <s>$25.00</s> $5.00/qt</p>', ("20.00", "25.00")),
        ('<p class="price">$20.00</p><p class="price">Leden: $15.00</p>', ("20.00", None)),
        ('<p class="price">$20.00</p><p class="price">Prix adhérents : $15.00</p>', ("20.00", None)),
        (
            '<p class="price with-list-price">$20.00</p><p><span class="list-price">$25.00</span></p>',
            ("20.00", "25.00"),
        ),
        ('<p class="price">$20.00 Ekskl. moms: $16.00</p>', ("20.00", None)),
        ('<p class="price">$16.00 ex VAT $20.00 inc VAT</p>', ("20.00", None)),
        ("<p>Excl. VAT: $16.00</p><p>Incl. VAT: $20.00</p>", ("20.00", None)),
        ('<p class="price">2 000,-</p><p class="price">1 500,- bez DPH</p>', ("2000.00", None)),
        (
            '<p class="price">$20.00</p><p class="price">Lowest price within 30 days: <s>$25</s></p>'
            '<p class="price">Was <s>$30</s></p>',
            ("20.00", "30.00"),
        ),
        ('<table><tr><th class="price">Preis:</th><td class="unit-price">$20.00</td></tr></table>', ("20.00", None)),
        ('<p class="price">￥2,000</p><p class="price">2ポイント(￥500相当)</p>', ("2000.00", None)),
        ('<p class="price">$20.00</p><p class="price">dont éco-participation : $15.00</p>', ("20.00", None)),
        ('<p class="price">$20.00</p><div class="carousel"><p class="price">$9.00</p></div>', ("20.00", None)),
        (
            '<p class="price">$30.00</p><p class="price final" data-testid="productCardPrice">$20.00</p>',
            ("20.00", "30.00"),
        ),
    ],
)
def test_the_price_to_pay_now_is_chosen(page: str, price: tuple[str, str | None] | None):
    assert _shown(page) == price


def test_agreement_with_mark_up_is_a_reason_and_a_line_through_it_outweighs_it():
    found = find_candidates(_outline("<p class='price'><del>$20.00</del> <b>$15.00</b></p>"), "USD", None)
    twenty, fifteen = agree(found, [(Decimal("20.00"), 2.5)])
    assert twenty.agreement == 2.5
    assert total(fifteen) > total(twenty)


def _price(weight: float) -> ShownPrice:
    return ShownPrice(Decimal(15), None, "USD", "$15", weight)


@pytest.mark.parametrize(
    ("shown", "marked", "visible", "amount"),
    [
        (_price(2.5), [], {15}, 15),
        (_price(1.0), [], {15}, None),
        (_price(1.0), [20], {15, 20}, 20),
        (_price(4.0), [20], {15, 20}, 15),
        (_price(4.0), [20], {15}, 20),
        (_price(5.0), [20], {15}, 15),
        (_price(1.0), [15], {15}, 15),
        (_price(1.0), [1500], {15}, 15),
        (None, [20], set(), 20),
        (None, [], set(), None),
    ],
)
def test_a_shown_price_needs_more_weight_where_mark_up_names_another(shown, marked, visible, amount):
    prices = [(Decimal(price), None, "json-ld") for price in marked]
    reading = choose_price(shown, prices, set(map(Decimal, visible)))
    assert (reading.amount if reading else None) == amount


@pytest.mark.parametrize(
    ("facts", "stock"),
    [
        ({}, None),
        ({"marked": "in_stock"}, "in_stock"),
        ({"button": True}, "in_stock"),
        ({"button": False}, "out_of_stock"),
        ({"button": False, "marked": "in_stock"}, "out_of_stock"),
        ({"marked": "out_of_stock"}, "out_of_stock"),
        ({"marked": "out_of_stock", "button": True, "says_in": True}, "in_stock"),
        ({"says_out": True}, "out_of_stock"),
        ({"says_out": True, "button": True}, "in_stock"),
        ({"asks_to_wait": True}, "out_of_stock"),
        ({"asks_to_wait": True, "button": True}, "in_stock"),
        ({"is_disabled": True, "says_in": True}, "in_stock"),
        ({"button": True, "says_limited": True}, "limited"),
        ({"marked": "backorder", "button": True}, "backorder"),
    ],
)
def test_the_stock_is_decided_from_all_that_the_page_tells(facts, stock):
    values = {name: getattr(SILENT, name) for name in StockFacts.__slots__} | facts
    assert decide_stock(StockFacts(**values)) == stock


@pytest.mark.parametrize(
    ("note", "stock"),
    [
        ("Sold out. Available again in May", "out_of_stock"),
        ("Wann ist der Artikel wieder lieferbar?", "out_of_stock"),
        ("We weten niet wanneer dit weer leverbaar is", "out_of_stock"),
        ("予定数の販売を終了しました", "out_of_stock"),
        ("SOLD", "out_of_stock"),
        ("Sofort lieferbar", "in_stock"),
    ],
)
def test_a_promise_that_it_will_be_there_again_does_not_say_that_it_is_there(note: str, stock: str):
    assert decide_stock(gather_stock(_outline(f"<p>{note}</p>"), ["InStock"] if stock == "in_stock" else [])) == stock


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("<p>SKU: AB-12</p>", "AB-12"),
        ("<p>SKU AB-12</p>", "AB-12"),
        ("<p>Item # 4711</p>", "4711"),
        ("<dl><dt>Artikelnummer</dt><dd>4711-B</dd></dl>", "4711-B"),
        ("<p>Brand: Oak | Ref. 1234/567</p>", "1234/567"),
        ("<p>Kod produktu <b>KSK-SPK-M</b></p>", "KSK-SPK-M"),
        ('<span class="sku">AB-12</span>', "AB-12"),
        ('<div><span class="sku">ID</span><span class="code">4711</span></div>', "4711"),
        ('<input type="hidden" name="sku" value="AB-12">', "AB-12"),
        ('<input type="hidden" name="ASIN" value="B01LKJH7">', "B01LKJH7"),
        ("<table><tr><th>ASIN</th><td>B01LKJH7</td></tr></table>", "B01LKJH7"),
        ("<p>Promo code: SAVE10</p>", None),
        ("<p>The model of 1999 was better</p>", None),
        ("<p>White</p><h2>Related products</h2><p>SKU: AB-12</p>", None),
    ],
)
def test_a_labelled_number_is_the_article_number(page: str, number: str | None):
    found = [value for value, _ in shown_numbers(_outline(page))]
    assert found[:1] == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "currency", "shown", "amount"),
    [
        ("1299.90", "USD", (), "1299.90"),
        ("1,299.90", "USD", (), "1299.90"),
        ("1.299,90", "EUR", (), "1299.90"),
        ("3.350", "EUR", (), "3350.00"),
        ("3.350", "USD", (), "3.35"),
        ("3.350", "USD", ("3350.00",), "3350.00"),
        ("3.350", "EUR", ("3.35",), "3.35"),
        ("$12.00", "USD", (), "12.00"),
        ("12.990000", "USD", (), "12.99"),
        ("0", "USD", (), None),
        ("-5", "USD", (), None),
        ("free", "USD", (), None),
        (None, "USD", (), None),
    ],
)
def test_an_amount_in_mark_up_means_what_the_page_shows(text, currency, shown, amount):
    read = read_marked_amount(text, currency, set(map(Decimal, shown)))
    assert (str(read) if read is not None else None) == amount
