"""Prices as shops write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.money import Money, find_decimal_sign, find_money, price_per_seed, read_money
from pipelines.normalise.text import clean

from .strategies import any_text

PRICES = {
    "65": ("65", "CAD"),
    "65.00": ("65", "CAD"),
    "$65.00": ("65", "CAD"),
    "$ 65": ("65", "CAD"),
    "65 $": ("65", "CAD"),
    "1,234.50": ("1234.50", "CAD"),
    "$1,234,567.89": ("1234567.89", "CAD"),
    "$1\u00a0298,00": ("1298", "CAD"),
    "US$59.34": ("59.34", "USD"),
    "US $65.00": ("65", "USD"),
    "$65.00 USD": ("65", "USD"),
    "USD 65": ("65", "USD"),
    "CA$ 12": ("12", "CAD"),
    "C$12": ("12", "CAD"),
    "CAD $65.00": ("65", "CAD"),
    "CDN$ 5": ("5", "CAD"),
    "AU$ 12": ("12", "AUD"),
    "A$12": ("12", "AUD"),
    "1.234,50 €": ("1234.50", "EUR"),
    "€ 1.234": ("1234", "EUR"),
    "35€99": ("35.99", "EUR"),
    "EUR 65,00": ("65", "EUR"),
    "65euros": ("65", "EUR"),
    "１２.５０ €": ("12.50", "EUR"),
    "£12.5": ("12.5", "GBP"),
    "$.75": ("0.75", "CAD"),
    "0": ("0", "CAD"),
    "65,-": ("65", "CAD"),
    "From $65": ("65", "CAD"),
    "5 Seeds - $65.00": ("65", "CAD"),
    "10% off $65": ("65", "CAD"),
    "$65.00/5 seeds": ("65", "CAD"),
    "1 299,00 kr": ("1299", "CAD"),
    "12 490 Kč": ("12490", "CZK"),
    "¥12,800": ("12800", "JPY"),
    "Rs. 1,499": ("1499", "INR"),
    "₹1,49,999.00": ("149999", "INR"),
    "R$ 1.299,90": ("1299.90", "BRL"),
    "Rp 1.250.000": ("1250000", "IDR"),
    "CHF 1'299.00": ("1299", "CHF"),
    "1.299,- zł": ("1299", "PLN"),
    "KWD 3.350": ("3.35", "KWD"),
    "Original price was: $80.00. Current price is: $65.00.": ("65", "CAD"),
}


@pytest.mark.parametrize(("text", "price"), PRICES.items(), ids=PRICES)
def test_a_text_tells_amount_and_currency(text, price):
    assert read_money(text, "CAD") == Money(Decimal(price[0]), price[1])


@pytest.mark.parametrize(
    ("text", "lowest", "currency"),
    [
        ("$65.00 – $240.00", "65", "USD"),
        ("$65.00 -$240.00", "65", "USD"),
        ("$240.00 - $65.00", "65", "USD"),
        ("$ 80 $ 65", "65", "USD"),
        ("US$ 80 US$ 65", "65", "USD"),
        ("65.00 – 240.00", "65", "USD"),
        ("65 – 240 €", "65", "EUR"),
        ("€65 – €240", "65", "EUR"),
        ("$65.00 CAD to $240.00 CAD", "65", "CAD"),
    ],
)
def test_a_range_gives_its_lowest(text, lowest, currency):
    assert read_money(text, "USD") == Money(Decimal(lowest), currency)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "free",
            "Free!",
            "N/A",
            "CAD",
            "$",
            "-5",
            "−5",
            "$-5",
            "-$5.00",
            "- $",
            "NaN",
            "Infinity",
            "1e5",
            "20%",
        ),
        *("65¢", "₲500", "₿ 5", "10000000000", "$99999999999999999999", "65.00 120.00", "\x00"),
    ],
    ids=ascii,
)
def test_what_is_no_price_is_unknown(text):
    assert read_money(text, "CAD") is None


def test_no_text_is_no_price():
    assert read_money(None, "CAD") is None


@pytest.mark.parametrize(("text", "amount"), [("59.340000", "59.34"), ("12.345", "12.35"), ("$0.005", "0.01")])
def test_more_than_two_decimals_are_rounded_half_up(text, amount):
    assert read_money(text, "CAD") == Money(Decimal(amount), "CAD")


@pytest.mark.parametrize(
    ("text", "currency", "decimal_sign", "amount"),
    [
        ("3.350", "EUR", None, "3350"),
        ("3.350", "EUR", ".", "3350"),
        ("3.350", "USD", None, "3.35"),
        ("3.350", "USD", ",", "3350"),
        ("3,350", "USD", None, "3350"),
        ("3.350", "CLP", None, "3350"),
        ("3.350", "KWD", None, "3.35"),
        ("3,350", "KWD", ".", "3350"),
    ],
)
def test_three_digits_behind_a_point_are_thousands_unless_the_currency_has_them(text, currency, decimal_sign, amount):
    assert read_money(text, currency, decimal_sign) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Was $80.00 Now $65.00", ["80.00", "65.00"]),
        ("26 – 50 €", ["26.00", "50.00"]),
        ("20% off, now £65", ["65.00"]),
        ("RM50 or Rs1,599.00", ["50.00", "1599.00"]),
        ("184,20 €HT", ["184.20"]),
        ("118, 99 TL", ["118.99"]),
        ("5 seeds in 10 packs", []),
    ],
)
def test_all_amounts_with_a_sign_are_found_in_a_text(text, amounts):
    assert [str(found.amount) for found in find_money(text, "USD")] == amounts


def test_a_page_s_prices_tell_what_parts_their_decimals():
    assert find_decimal_sign(["1.299,00 €", "12,90 €", "3.350 €"]) == ","
    assert find_decimal_sign(["$1,299.00", "$5"]) == "."
    assert find_decimal_sign(["3.350", "12"]) is None
    assert find_decimal_sign(["12.90", "12,90"]) is None


@given(any_text)
def test_found_amounts_stand_where_they_are_said_to(text):
    cleaned = clean(text) or ""
    for found in find_money(cleaned, "CAD"):
        assert 0 <= found.start < found.end <= len(cleaned)
        assert any(map(str.isdigit, cleaned[found.start : found.end]))


@given(any_text)
def test_any_text_gives_a_finite_price_or_none(text):
    money = read_money(text, "CAD")
    if money is not None:
        assert 0 <= money.amount < 10**10
        assert money.amount == money.amount.quantize(Decimal("0.01"))


@given(st.decimals(0, 999_999, places=2))
def test_every_price_comes_back(amount):
    for text in (f"${amount}", f"{amount}", f"US${amount:,}", f"CA$ {amount}", f"{amount} EUR"):
        money = read_money(text, "USD")
        assert money is not None
        assert money.amount == amount


@pytest.mark.parametrize(
    ("price", "seeds", "each"),
    [("65", 5, "13.00"), ("59.35", 10, "5.94"), ("10", 3, "3.33"), ("0.05", 10, "0.01")],
)
def test_price_per_seed_is_rounded_half_up(price, seeds, each):
    assert str(price_per_seed(Decimal(price), seeds)) == each
