"""Whatever JSON stands where a product should, it is read without an exception."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodseed_spiders.platforms.magento import graphql_entries
from goodseed_spiders.platforms.shopify import entries
from goodseed_spiders.platforms.shopify.products_json import read_data
from goodseed_spiders.platforms.woocommerce import store_entries
from tests.unit.platforms.reading import URL, read_body

NO_HURRY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
# All the names that a reader looks for, so that any value may stand in any place.
NAMES = st.sampled_from((Path(__file__).parent / "json_names.txt").read_text().split())
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["5 Seeds", "65.00", "//[", "\ud800", "-1", "1e999"])
)
JSON = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=8), max_leaves=30
)
ENTRIES = st.dictionaries(NAMES, JSON, max_size=15)


@NO_HURRY
@given(entry=ENTRIES)
def test_any_entry_of_the_store_api_is_read(entry: dict[str, Any]):
    store_entries.read_entry(entry, URL)
    for label in [*store_entries.read_pack_labels(entry).values(), None]:
        assert isinstance(store_entries.read_variation(entry, label).label, str)


@NO_HURRY
@given(entry=ENTRIES)
def test_any_entry_of_shopify_is_read(entry: dict[str, Any]):
    raw = entries.read_entry(entry, URL)
    assert all(isinstance(pack.price, str | None) for pack in raw.packs)
    read_data(json.dumps(entry).encode())


@NO_HURRY
@given(entry=ENTRIES)
def test_any_entry_of_magento_is_read(entry: dict[str, Any]):
    raw = graphql_entries.read_entry(entry, URL)
    assert all(isinstance(pack.price, str | None) for pack in raw.packs)


@pytest.mark.parametrize(
    ("platform", "page"),
    [
        ("woocommerce", "<form class='variations_form cart' data-product_variations=\"{}\"></form>"),
        ("shopify", "<body><script type='application/json'>{}</script><script>var meta = {}</script>"),
        ("magento", "<form id='product_addtocart_form'></form><script type='text/x-magento-init'>{}</script>"),
    ],
)
@NO_HURRY
@given(told=JSON | st.lists(ENTRIES, max_size=3) | ENTRIES)
def test_any_data_within_a_page_is_read(platform: str, page: str, told: Any):
    data = json.dumps(told)
    read_body(platform, page.replace("{}", escape(data) if platform == "woocommerce" else data))


@pytest.mark.parametrize("platform", ["woocommerce", "shopify", "magento"])
@pytest.mark.parametrize(
    "deep", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900, '{"jsonConfig":' * 900 + "1" + "}" * 900]
)
def test_data_that_is_nested_deeply_is_left(platform: str, deep: str):
    told = f'<script type="application/json">{deep}"price" "attributes"</script>'
    form = f"<form class='variations_form cart' data-product_variations='{deep}'></form>"
    read_body(platform, f"<h1>Deep</h1>{told}<form id='product_addtocart_form'></form>{form}")
