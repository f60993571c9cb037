"""JSON as it is found in pages, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodseed_spiders.platforms.structured_data.lenient_json import read_json, read_script_value

PRODUCT = {"@type": "Product", "name": "A"}


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"Product","name":"A"}',
        '{"@type":"Product","name":"A",}',
        '{"@type":"Product","name":"A"};',
        '/* made by a plugin */ {"@type":"Product", // of ours\n "name":"A"}',
        "{'@type':'Product','name':'A'}",
        "{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;A&quot;}",
        '<!-- {"@type":"Product","name":"A"} -->',
        '//<![CDATA[\n{"@type":"Product","name":"A"}\n//]]>',
        '{"@type":"Product" "name":"A"}',
        '{"@type":"Product","name":"A"',
    ],
)
def test_what_a_person_would_read_is_read(text: str):
    assert read_json(text) == [PRODUCT]


def test_raw_line_ends_and_tabs_are_kept_in_strings():
    assert read_json('{"a":"1\n\t2"}') == [{"a": "1\n\t2"}]


def test_quotes_inside_of_a_name_end_nothing():
    assert read_json('{"name":"A 24" Monitor","sku":"X1"}') == [{"name": 'A 24" Monitor', "sku": "X1"}]


@pytest.mark.parametrize("between", ["", "\n", ",", ";\n"])
def test_several_values_in_a_row_are_all_read(between: str):
    assert read_json(f'{{"a":1}}{between}{{"b":2}}') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["", " ", "nothing", "{{{", "[" * 100_000, '{"a":' * 100_000, "\x00", "&quot;"])
def test_what_is_no_json_is_nothing(text: str):
    assert read_json(text) == []


def test_a_script_s_first_object_is_read_as_javascript_writes_it():
    assert read_script_value(" {event: 'view', items: [{price: 6.75,}]}); more()") == {
        "event": "view",
        "items": [{"price": 6.75}],
    }


@given(st.text(alphabet=st.sampled_from("{}[]\":,\\/*'ab1.&;<!-\n\x00"), max_size=80))
def test_any_text_is_read_without_an_exception(text: str):
    assert isinstance(read_json(text), list)
