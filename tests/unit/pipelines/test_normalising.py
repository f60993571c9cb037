"""What a page says becomes facts, in a stated order of trust, and nothing that a page can say stops a crawl."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodseed_spiders.items import RawPack, RawProduct
from pipelines.item_pipelines import read_product
from pipelines.normalising import LONGEST_FACT, normalise
from pipelines.product import Product, Seller, content_hash
from pipelines.record import product_record
from pipelines.reject import Rejected
from pipelines.validate import find_fault

SELLER = Seller("shop", "CAD", frozenset({"shop.example"}))
PAGE = "https://shop.example/list/page/2/"
SURROGATE = "\ud800"


def _raw(**told: Any) -> RawProduct:
    return RawProduct(**{"page_url": PAGE, "url": "/p/", "name": "Blue Dream", "packs": [_pack()], **told})


def _pack(label: str = "5 Seeds", price: str = "$65.00") -> RawPack:
    return RawPack(label=label, price=price)


def _read(**told: Any) -> Product:
    return normalise(_raw(**told), SELLER)


def test_a_whole_item_becomes_a_product():
    product = _read(
        url="/feminized-seeds/blue-dream/?utm_source=x",
        external_id=" 1234 ",
        name="Blue Dream Strain Feminized Marijuana Seeds",
        image="/pictures/blue.jpg",
        strain_type="75% Indica / 25% Sativa",
        thc="18-22%",
        cbd="<1%",
        flowering_time="8-9 weeks",
        effects="Happy, Relaxed",
        rating="4.5",
        rating_count="(12)",
        stock="In stock",
    )
    assert (product.seller, product.external_id) == ("shop", "1234")
    assert product.url == "https://shop.example/feminized-seeds/blue-dream/"
    assert product.url_key == "/feminized-seeds/blue-dream"
    assert product.image_url == "https://shop.example/pictures/blue.jpg"
    assert (product.strain_name, product.slug) == ("Blue Dream", "blue-dream-strain-feminized-marijuana-seeds")
    assert (product.sex, product.cannabis_type, product.dominance) == ("feminized", "hybrid", "indica")
    assert product.indica_percent == 75
    assert (product.thc_min, product.thc_max, product.thc_text) == (18, 22, "18-22%")
    assert (product.cbd_min, product.cbd_max, product.cbd_text) == (None, 1, "<1%")
    assert (product.flowering_days_min, product.flowering_days_max) == (56, 63)
    assert (product.effects, product.flavours) == (("Happy", "Relaxed"), None)
    assert (product.rating, product.rating_count) == (Decimal("4.50"), 12)
    assert (product.stock_status, product.display_price) == ("in_stock", Decimal("13.00"))
    assert [(pack.seeds, pack.price, pack.currency) for pack in product.packs] == [(5, Decimal("65.00"), "CAD")]


@pytest.mark.parametrize("told", [{}, {"thc": "20%", "tags": ["Auto"], "rating": "4"}, {"packs": [], "name": None}])
def test_a_plain_dict_is_read_as_an_item_is(told: dict[str, Any]):
    assert normalise(asdict(_raw(**told)), SELLER) == normalise(_raw(**told), SELLER)


@pytest.mark.parametrize("item", [{}, {"packs": None, "categories": None, "tags": None}, RawProduct(page_url="")])
def test_an_empty_item_is_a_product_of_which_nothing_is_known(item: Any):
    product = normalise(item, SELLER)
    assert (product.name, product.strain_name, product.url, product.url_key) == ("", "", "", "")
    assert (product.seller, product.slug, product.packs, product.left_out) == ("shop", "seed", (), ())
    told = {"seller", "name", "strain_name", "slug", "url", "url_key", "packs", "left_out"}
    assert {getattr(product, field.name) for field in fields(Product) if field.name not in told} == {None}


# Types: the field, then the name, the categories, the tags, the address, the packs.

LEVELS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("field", {"sex": "Feminized"}, {"sex": "Regular"}),
    ("name", {"name": "Blue Dream Feminized"}, {"name": "Blue Dream Regular"}),
    ("categories", {"categories": ["Shop", "Feminized Seeds"]}, {"categories": ["Shop", "Regular Seeds"]}),
    ("tags", {"tags": ["feminized"]}, {"tags": ["regular"]}),
    ("address", {"url": "/feminized-seeds/blue-dream/"}, {"url": "/regular-seeds/blue-dream/"}),
    ("packs", {"packs": [_pack("5 Feminized Seeds")]}, {"packs": [_pack("5 Regular Seeds")]}),
]


@pytest.mark.parametrize("trusted", range(len(LEVELS)), ids=[level[0] for level in LEVELS])
def test_the_sex_is_believed_from_the_first_that_tells_it(trusted: int):
    told = dict(LEVELS[trusted][1])
    for _, _, otherwise in LEVELS[trusted + 1 :]:
        told |= otherwise
    assert _read(**told).sex == "feminized"


@pytest.mark.parametrize("trusted", range(4), ids=[level[0] for level in LEVELS[:4]])
def test_the_flowering_type_is_believed_from_the_first_that_tells_it(trusted: int):
    ways: list[dict[str, Any]] = [
        {"flowering_type": "{}"},
        {"name": "Blue Dream {}"},
        {"categories": ["{} Seeds"]},
        {"tags": ["{}"]},
        {"url": "/{}-seeds/blue-dream/"},
    ]
    told: dict[str, Any] = {}
    for place, way in enumerate(ways[trusted:]):
        word = "autoflower" if place == 0 else "photoperiod"
        told |= {
            field: [text.format(word) for text in value] if isinstance(value, list) else value.format(word)
            for field, value in way.items()
        }
    assert _read(**told).flowering_type == "autoflower"


def test_each_fact_of_type_has_its_own_first_source():
    product = _read(sex="Feminized", name="Blue Dream Auto", categories=["Indica", "Regular"], tags=["Sativa"])
    assert (product.sex, product.flowering_type, product.cannabis_type) == ("feminized", "autoflower", "indica")


@pytest.mark.parametrize(
    "told",
    [
        {"strain_type": "Feminized, Hybrid"},
        {"flowering_type": "Feminized Photoperiod"},
        {"sex": "female", "strain_type": None},
    ],
)
def test_a_field_of_type_may_tell_another_type(told: dict[str, Any]):
    assert _read(**told).sex == "feminized"


def test_two_categories_that_contradict_each_other_leave_it_to_the_tags():
    product = _read(categories=["Feminized Seeds", "Regular Seeds"], tags=["Regular"])
    assert product.sex == "regular"


@pytest.mark.parametrize("url", ["/feminized-blue-dream/", "/blue-dream/feminized/", "/"])
def test_the_last_part_of_an_address_is_the_products_own_and_no_category(url: str):
    assert _read(url=url, name="Blue Dream").sex is None


def test_what_stands_in_the_query_of_an_address_is_no_category():
    product = _read(url="/p?from=/feminized-seeds/auto/list")
    assert (product.sex, product.flowering_type) == (None, None)


def test_packs_sold_as_both_sexes_overrule_every_other_word():
    product = _read(sex="Feminized", packs=[_pack("5 Feminized Seeds"), _pack("5 Regular Seeds", "$50")])
    assert product.sex is None
    assert [pack.variant for pack in product.packs] == ["feminized", "regular"]


def test_packs_of_which_one_tells_no_sex_tell_none():
    assert _read(packs=[_pack("5 Feminized Seeds"), _pack("10 Seeds", "$90")]).sex is None


# THC and CBD: each from its field, or from the other's when its own is empty.


@pytest.mark.parametrize(
    ("told", "thc", "cbd"),
    [
        (("20%", "1%"), (20, 20, "20%"), (1, 1, "1%")),
        (("THC 20%, CBD 1%", None), (20, 20, "THC 20%, CBD 1%"), (1, 1, "THC 20%, CBD 1%")),
        ((None, "THC 18-22%, CBD <1%"), (18, 22, "THC 18-22%, CBD <1%"), (None, 1, "THC 18-22%, CBD <1%")),
        ((" \u200b", "THC 18%, CBD 1%"), (18, 18, "THC 18%, CBD 1%"), (1, 1, "THC 18%, CBD 1%")),
        (("THC 20%, CBD 1%", "Low"), (20, 20, "THC 20%, CBD 1%"), (None, None, "Low")),
        (("Very High", "THC 18%, CBD 1%"), (None, None, "Very High"), (1, 1, "THC 18%, CBD 1%")),
        (("CBD 12%", None), (None, None, "CBD 12%"), (12, 12, "CBD 12%")),
        (("20%", None), (20, 20, "20%"), (None, None, None)),
        ((None, "1:16"), (None, None, None), (None, None, "1:16")),
        (("67%", None), (None, None, "67%"), (None, None, None)),
        ((None, None), (None, None, None), (None, None, None)),
    ],
)
def test_potency_is_read_from_its_own_field_and_from_the_others_when_that_is_empty(
    told: tuple[str | None, str | None], thc: tuple[Any, ...], cbd: tuple[Any, ...]
):
    product = _read(thc=told[0], cbd=told[1])
    assert (product.thc_min, product.thc_max, product.thc_text) == thc
    assert (product.cbd_min, product.cbd_max, product.cbd_text) == cbd


# The rest.


@pytest.mark.parametrize(
    ("rating", "count", "read"),
    [
        ("5.00", "0", (None, 0)),
        ("Rated 5 out of 5", "0 reviews", (None, 0)),
        ("4.5", "12", (Decimal("4.50"), 12)),
        ("4.5", None, (Decimal("4.50"), None)),
        ("4.5", "no reviews yet", (Decimal("4.50"), None)),
        ("0", "3", (None, 3)),
        (None, "3", (None, 3)),
    ],
)
def test_a_rating_that_nobody_gave_is_none(rating: str | None, count: str | None, read: tuple[Any, Any]):
    product = _read(rating=rating, rating_count=count)
    assert (product.rating, product.rating_count) == read


@pytest.mark.parametrize(
    ("page", "url", "absolute"),
    [
        (PAGE, "/p/", "https://shop.example/p/"),
        (PAGE, "p/", "https://shop.example/list/page/2/p/"),
        (PAGE, "../p/", "https://shop.example/list/page/p/"),
        (PAGE, "?p=7", "https://shop.example/list/page/2/?p=7"),
        (PAGE, "//shop.example/p/", "https://shop.example/p/"),
        (PAGE, "http://shop.example/p/#reviews", "https://shop.example/p/"),
        (PAGE, "javascript:void(0)", ""),
        (PAGE, "", ""),
        (PAGE, None, ""),
        ("", "/p/", ""),
        ("", "https://shop.example/p/", "https://shop.example/p/"),
    ],
)
def test_an_address_is_relative_to_its_page(page: str, url: str | None, absolute: str):
    assert _read(page_url=page, url=url).url == absolute


FACTS = {
    "external_id": "external_id",
    "thc": "thc_text",
    "cbd": "cbd_text",
    "flowering_time": "flowering_text",
    "genetics": "genetics",
    "yield_": "yield_text",
    "height": "height_text",
    "difficulty": "difficulty",
}


@pytest.mark.parametrize(("field", "column"), FACTS.items())
def test_of_a_text_beside_a_fact_the_first_500_characters_are_kept(field: str, column: str):
    assert LONGEST_FACT == 500
    assert getattr(_read(**{field: "x" * 500}), column) == "x" * 500
    assert getattr(_read(**{field: "  " + "x" * 501}), column) == "x" * 500
    assert getattr(_read(**{field: "x" * 499 + " y"}), column) == "x" * 499
    assert getattr(_read(**{field: " \u200b "}), column) is None


def test_names_and_descriptions_are_kept_whole():
    product = _read(name="a" * 600, description="b" * 60_000)
    assert (len(product.name), len(product.description or "")) == (600, 60_000)


@pytest.mark.parametrize(
    ("told", "currency"), [(None, "CAD"), ("", "CAD"), ("EUR", "EUR"), ("usd", "USD"), (" USD ", "USD")]
)
def test_a_price_without_a_sign_is_in_the_items_currency_or_else_the_sellers(told: str | None, currency: str):
    assert [pack.currency for pack in _read(currency=told, packs=[_pack(price="65")]).packs] == [currency]


@pytest.mark.parametrize("told", ["Canadian dollars", "A\x00", SURROGATE, "?"])
def test_a_currency_that_is_no_code_is_not_believed(told: str):
    assert {pack.currency for pack in _read(currency=told).packs} <= {"CAD"}


def test_an_item_that_our_own_code_fails_on_is_rejected_with_the_error():
    with pytest.raises(Rejected) as caught:
        read_product({"page_url": PAGE, "url": "/p/", "name": 5}, SELLER)
    reject = caught.value.reject
    assert reject.reason.startswith("could not be read: AttributeError: ")
    assert (reject.url, reject.url_key, reject.raw["name"]) == ("https://shop.example/p/", "/p", 5)


@pytest.mark.parametrize("url", [5, ["/p/"], {"href": "/p/"}, b"/p/"], ids=repr)
def test_an_item_whose_address_is_no_text_is_rejected_too(url: Any):
    with pytest.raises(Rejected):
        read_product({"page_url": PAGE, "url": url, "name": "Blue Dream"}, SELLER)


@pytest.mark.parametrize("told", [{"url": "?p=1"}, {"url": "p/"}, {"url": "https://shop.example/p/", "image": "a.png"}])
def test_a_page_address_with_a_lone_surrogate_neither_breaks_nor_costs_a_product(told: dict[str, str]):
    product = read_product(_raw(page_url=f"https://shop.example/{SURROGATE}/", **told), SELLER)
    assert product.url.isascii()


ANY = st.text(st.characters(), max_size=40)
WORDS = (
    "5 10 0 47 1,000 ½ % - – / : , ( ) + < x seeds Seed pack of free Fem Auto Regular Fast Version Indica Sativa "
    "Hybrid mostly dominant THC CBD up to over Low weeks days Indoor $65.00 US$ € 4.5 stars reviews in stock "
    "sold out only left https://shop.example /p/ ?p=1 # \x00 \ud800 \u200b"
)
SHOP_WORDS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=8).map(" ".join)
TEXT = st.none() | ANY | SHOP_WORDS
PACKS = st.lists(
    st.just(_pack()) | st.builds(RawPack, **{field.name: TEXT for field in fields(RawPack)}),
    max_size=3,
)
USUAL = {"page_url": st.just(PAGE), "url": st.just("/p/"), "name": st.just("Blue Dream - 5 Seeds")}
LISTS = {"categories": st.lists(ANY | SHOP_WORDS, max_size=3), "tags": st.lists(ANY, max_size=3), "packs": PACKS}
ITEMS = st.builds(
    RawProduct,
    **{field.name: LISTS.get(field.name, USUAL.get(field.name, st.nothing()) | TEXT) for field in fields(RawProduct)},
)


def _stored(item: RawProduct) -> dict[str, Any]:
    """What would go to the database: the product, which must be without fault, or the reject, with its reason."""
    try:
        product = read_product(item, SELLER)
    except Rejected as rejected:
        return asdict(rejected.reject)
    assert find_fault(product, SELLER) is None
    return {"reason": "none", "hash": content_hash(product), **product_record(product)}


@settings(max_examples=300, deadline=None)
@given(ITEMS)
@example(_raw(page_url=f"https://shop.example/{SURROGATE}/", url="?p=1"))
@example(_raw(currency=SURROGATE))
@example(_raw(currency="\x00"))
@example(RawProduct(page_url=SURROGATE))
@example(_raw(name="a\x00" * 50_000, packs=[]))
def test_any_text_in_any_field_gives_a_storable_product_or_a_storable_reject(item: RawProduct):
    stored = _stored(item)
    assert stored["reason"]
    written = json.dumps(stored, ensure_ascii=False)
    assert written.encode("utf-8")  # no lone surrogate
    assert "\\u0000" not in written.replace("\\\\", "")
