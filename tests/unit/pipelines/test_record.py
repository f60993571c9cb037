"""What becomes of products and rejects on their way out: as JSON, as a fingerprint, once an address, kept whatever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from database.engine import transaction
from goodseed_spiders.items import RawPack, RawProduct
from jobs.attempts import start_by_hand
from pipelines.product import COLUMNS, PACK_COLUMNS, Pack, Product, content_hash, count_facts
from pipelines.record import known_facts, product_record
from pipelines.reject import Reject, Rejected, make_reject
from pipelines.store import Batch, store
from pipelines.twins import drop_twins

PACK = Pack(5, "feminized", Decimal("65.00"), Decimal("80.00"), "CAD", "in_stock")
PRODUCT = Product(
    seller="shop",
    url="https://shop.example/feminized/blue-dream/",
    url_key="/feminized/blue-dream",
    external_id="1234",
    name="Blue Dream Feminized",
    strain_name="Blue Dream",
    slug="blue-dream-feminized",
    image_url="https://shop.example/blue.jpg",
    description="A dream.",
    sex="feminized",
    flowering_type="photoperiod",
    fast_version=True,
    cannabis_type="hybrid",
    dominance="sativa",
    indica_percent=Decimal(40),
    thc_min=Decimal(18),
    thc_max=Decimal("22.5"),
    thc_text="18-22.5%",
    cbd_min=Decimal("0.1"),
    cbd_max=Decimal("0.30"),
    cbd_text="0.1-0.3%",
    flowering_days_min=56,
    flowering_days_max=63,
    flowering_text="8-9 weeks",
    genetics="Blueberry × Haze",
    yield_text="500 g/m²",
    height_text="1.5 m",
    difficulty="easy",
    effects=("Happy", "Relaxed"),
    flavours=("Berry",),
    rating=Decimal("4.50"),
    rating_count=12,
    stock_status="in_stock",
    display_price=Decimal("13.00"),
    packs=(PACK, replace(PACK, seeds=10, price=Decimal("120.00"), regular_price=None)),
)
MANDATORY = ("seller", "url", "url_key", "name", "strain_name", "slug")
BARE = replace(PRODUCT, **dict.fromkeys(set(COLUMNS) - set(MANDATORY)), packs=())


def _another(value: Any) -> Any:
    """A value of the same kind that differs a little."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, tuple):
        return (*value, "x")
    return 1 if value is None else value + 1


# The record.


def test_a_record_has_the_columns_of_the_table_and_the_packs():
    assert tuple(product_record(PRODUCT)) == (*COLUMNS, "packs")
    assert "left_out" not in product_record(replace(PRODUCT, left_out=("pack 'Sample' has no size",)))


def test_money_is_a_string_and_a_share_or_a_count_a_number():
    record = product_record(PRODUCT)
    assert record["display_price"] == "13.00"
    assert (record["thc_min"], record["thc_max"], record["cbd_max"]) == (18, 22.5, 0.3)
    assert (record["indica_percent"], record["rating"], record["rating_count"]) == (40, 4.5, 12)
    assert isinstance(record["thc_min"], int)
    assert (record["effects"], record["flavours"], record["fast_version"]) == (["Happy", "Relaxed"], ["Berry"], True)


def test_a_pack_is_recorded_with_its_price_per_seed_half_up():
    pack = replace(PACK, price=Decimal("59.35"), seeds=10, regular_price=None)
    assert product_record(replace(PRODUCT, packs=(PACK, pack)))["packs"] == [
        {
            "seeds": 5,
            "variant": "feminized",
            "price": "65.00",
            "regular_price": "80.00",
            "currency": "CAD",
            "price_per_seed": "13.00",
            "stock_status": "in_stock",
        },
        {
            "seeds": 10,
            "variant": "feminized",
            "price": "59.35",
            "regular_price": None,
            "currency": "CAD",
            "price_per_seed": "5.94",
            "stock_status": "in_stock",
        },
    ]


@pytest.mark.parametrize("product", [PRODUCT, BARE], ids=["all known", "little known"])
def test_a_record_is_json_and_comes_back_as_it_was(product: Product):
    record = product_record(product)
    assert json.loads(json.dumps(record)) == record


def test_what_is_unknown_is_null_in_a_record_and_absent_from_the_known_facts():
    record = product_record(BARE)
    assert {name for name, value in record.items() if value is None} == set(COLUMNS) - set(MANDATORY)
    assert set(known_facts(record)) == {*MANDATORY, "packs"}
    assert record["thc_min"] is None


def test_the_known_facts_of_packs_leave_out_what_is_unknown_too():
    bare_pack = replace(PACK, regular_price=None, stock_status=None, variant="")
    (known,) = known_facts(product_record(replace(BARE, packs=(bare_pack,))))["packs"]
    assert set(known) == {"seeds", "variant", "price", "currency", "price_per_seed"}


def test_known_facts_keep_zero_and_false_and_leave_the_record_alone():
    record = {"rating_count": 0, "effects": [], "fast_version": False, "thc_min": None}
    assert known_facts(record) == {"rating_count": 0, "effects": [], "fast_version": False}
    assert "thc_min" in record


# The fingerprint.


def _names(owner: type, *without: str) -> list[str]:
    return [field.name for field in fields(owner) if field.name not in without]


def test_equal_products_have_equal_fingerprints():
    again = replace(PRODUCT, packs=tuple(replace(pack) for pack in PRODUCT.packs))
    assert again is not PRODUCT
    assert content_hash(again) == content_hash(PRODUCT)


@pytest.mark.parametrize("name", _names(Product, "packs", "left_out"))
def test_a_product_with_one_other_fact_has_another_fingerprint(name: str):
    value = getattr(PRODUCT, name)
    assert content_hash(replace(PRODUCT, **{name: _another(value)})) != content_hash(PRODUCT)
    assert content_hash(replace(PRODUCT, **{name: None})) != content_hash(PRODUCT)


@pytest.mark.parametrize("place", [0, 1], ids=["first pack", "last pack"])
@pytest.mark.parametrize("name", _names(Pack, "bulk"))
def test_a_product_with_one_other_fact_of_a_pack_has_another_fingerprint(name: str, place: int):
    packs = list(PRODUCT.packs)
    packs[place] = replace(packs[place], **{name: _another(getattr(packs[place], name))})
    assert content_hash(replace(PRODUCT, packs=tuple(packs))) != content_hash(PRODUCT)


def test_a_pack_more_or_less_is_another_fingerprint():
    hashes = {content_hash(replace(PRODUCT, packs=PRODUCT.packs[:count])) for count in range(3)}
    assert len(hashes) == 3


def test_a_text_that_moves_to_the_next_column_is_another_fingerprint():
    left, right = replace(BARE, yield_text="500"), replace(BARE, height_text="500")
    assert content_hash(left) != content_hash(right)


@pytest.mark.parametrize(("one", "other"), [(None, ""), (None, ()), (("a, b",), ("a", "b")), (("a",), ("a", ""))])
def test_values_that_look_alike_are_other_fingerprints(one: Any, other: Any):
    assert content_hash(replace(PRODUCT, effects=one)) != content_hash(replace(PRODUCT, effects=other))


def test_what_is_not_stored_is_no_part_of_the_fingerprint():
    bulk = tuple(replace(pack, bulk=True) for pack in PRODUCT.packs)
    assert content_hash(replace(PRODUCT, packs=bulk, left_out=("pack 'X' has no size",))) == content_hash(PRODUCT)
    assert set(COLUMNS) | {"packs", "left_out"} == set(_names(Product))
    assert set(PACK_COLUMNS) | {"bulk"} == set(_names(Pack))


# Twins.


def test_an_address_is_kept_once_and_others_in_their_order():
    other = replace(PRODUCT, url_key="/other")
    assert list(drop_twins([PRODUCT, other, PRODUCT])) == [PRODUCT.url_key, "/other"]
    assert drop_twins([]) == {}


@pytest.mark.parametrize("richer", [PRODUCT, replace(BARE, sex="regular"), replace(BARE, packs=(PACK,))])
def test_of_two_sightings_the_one_that_tells_more_stays_whichever_came_first(richer: Product):
    assert count_facts(richer) > count_facts(BARE)
    assert drop_twins([BARE, richer]) == drop_twins([richer, BARE]) == {BARE.url_key: richer}


def test_of_equal_sightings_always_the_same_stays():
    first, second = replace(PRODUCT, name="First"), replace(PRODUCT, name="Second")
    assert drop_twins([first, second]) == drop_twins([second, first])


# Rejects.


def _reject(**told: Any) -> Reject:
    item = RawProduct(**{"page_url": "https://shop.example/list/", "url": "/p/?utm_source=x", **told})
    return make_reject(item, "no name")


def test_a_reject_knows_the_address_and_the_key_of_its_product():
    reject = _reject()
    assert (reject.url, reject.url_key, reject.reason) == ("https://shop.example/p/", "/p", "no name")


@pytest.mark.parametrize("url", [None, "", "javascript:void(0)"])
def test_a_reject_without_an_address_of_its_own_names_its_page_and_no_key(url: str | None):
    reject = _reject(url=url)
    assert (reject.url, reject.url_key) == ("https://shop.example/list/", None)


def test_the_raw_item_is_kept_as_the_spider_read_it():
    raw = _reject(name=" Blue  Dream ", tags=["a"], packs=[RawPack("5 Seeds", price="$65")]).raw
    assert (raw["name"], raw["url"], raw["tags"], raw["thc"]) == (" Blue  Dream ", "/p/?utm_source=x", ["a"], None)
    assert raw["packs"] == [
        {"label": "5 Seeds", "value": None, "price": "$65", "regular_price": None, "stock": None},
    ]


@pytest.mark.parametrize(("reason", "kept"), [("", "no reason given"), (" a \x00 b ", "a b"), ("\ud800", None)])
def test_a_reason_is_always_a_storable_sentence(reason: str, kept: str | None):
    assert make_reject({"url": "/p/"}, reason).reason == (kept or "no reason given")


def test_the_exception_that_drops_an_item_carries_its_reject():
    reject = _reject()
    assert (Rejected(reject).reject, str(Rejected(reject))) == (reject, "no name")


@pytest.fixture
def connection(database: object) -> Iterator[Connection]:
    with transaction() as made:
        made.exec_driver_sql(
            "INSERT INTO sellers (slug, name, homepage_url, platform, currency)"
            " VALUES ('shop', 'Shop', 'https://shop.example/', 'seed_card', 'CAD')"
        )
        yield made


@pytest.mark.parametrize(
    ("told", "field", "kept"),
    [
        ({"name": "Blue\x00 Dream"}, "name", "Blue Dream"),
        ({"name": "Blue\ud800 Dream\udfff"}, "name", "Blue Dream"),
        ({"name": "a" * 100_000}, "name", "a" * 2_000),
        ({"name": "\x00" * 100_000 + "a"}, "name", "a"),
        ({"name": "Grün 🌱 \\u0000 \"'"}, "name", "Grün 🌱 \\u0000 \"'"),
        ({"tags": ["a\x00", "\ud83d"]}, "tags", ["a", ""]),
        ({"url": "/\ud800\x00"}, "url", "/"),
        ({"page_url": "\ud800\x00 list", "url": None}, "page_url", " list"),
        ({"url": "/" + "a" * 100_000}, "url", "/" + "a" * 1_999),
    ],
    ids=["NUL", "surrogates", "long", "long NUL", "unusual", "list", "address", "page", "long address"],
)
def test_whatever_a_shop_wrote_the_database_keeps_the_reject(
    connection: Connection, told: dict[str, Any], field: str, kept: Any
):
    run = start_by_hand(connection, "shop", {})
    store(connection, run, Batch(rejects=[_reject(**told)]))
    row = connection.execute(text("SELECT raw, reason, job_id FROM rejects")).one()
    assert (row.raw[field], row.reason, row.job_id) == (kept, "no name", run.job_id)


@pytest.mark.parametrize(
    "raw",
    [
        {"price": Decimal("65.00"), "n": float("nan"), "m": float("inf")},
        {"key\x00\ud800": {1: (2, {3})}},
        {"deep": [[[[[[[[[[[[[[[[[[[[[[[["x"]]]]]]]]]]]]]]]]]]]]]]]]},
        {"object": object(), "bytes": b"\x00\xff"},
    ],
    ids=["numbers", "keys", "deep", "objects"],
)
def test_a_plain_dict_of_anything_is_kept_too(connection: Connection, raw: dict[Any, Any]):
    run = start_by_hand(connection, "shop", {})
    tally = store(connection, run, Batch(rejects=[make_reject({"url": "/p/", **raw}, "no name")]))
    assert tally.rejected == connection.execute(text("SELECT count(*) FROM rejects")).scalar_one() == 1
