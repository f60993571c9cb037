"""A seed card is read whatever is around it, missing from it or broken in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.seed_card import find_cards, read_card

URL = "https://shop.example/shop/"
TITLE = '<h3 class="prod_titles"><a href="/{0}/">{0}</a></h3>'


def _read(page: str) -> list[RawProduct]:
    return [read_card(card, URL) for card in find_cards(LexborHTMLParser(page))]


def test_parts_without_a_card_are_one_product_a_title():
    page = f'<div><div>{TITLE.format("a")}<div class="thc-lvl">THC 1%</div></div><div>{TITLE.format("b")}</div></div>'
    assert [(raw.name, raw.thc) for raw in _read(page)] == [("a", "1%"), ("b", None)]


def test_category_tiles_are_no_products():
    assert _read('<ul><li class="product product-category"><h3>Autos</h3></li></ul>') == []


def test_a_card_without_a_title_is_kept_so_that_it_is_rejected_with_a_reason():
    assert [raw.name for raw in _read('<li class="product"></li>')] == [None]


def test_a_lazy_picture_is_the_real_one():
    lazy = '<img src="data:image/gif;base64,x"><noscript><img src="/real.jpg"></noscript>'
    assert _read(f'<li class="product"><figure class="main_img">{lazy}</figure></li>')[0].image == "/real.jpg"


def test_an_entry_without_a_colon_is_the_type_only_when_no_box_names_it():
    entry = '<span class="elementor-icon-list-text">{}</span>'
    boxed = f'<li class="product">{entry.format("New")}<div class="itype">{entry.format("Sativa")}</div></li>'
    bare = f'<li class="product">{entry.format("Climate: any")}{entry.format("Indica")}</li>'
    assert [_read(page)[0].strain_type for page in (boxed, bare)] == ["Sativa", "Indica"]


def test_a_disabled_radio_is_out_of_stock_and_a_hint_beside_it_is_kept():
    radio = '<div class="variation_val"><input class="product_variation_radio" item-price="9" {}>{}</div>'
    page = f'<li class="product">{radio.format("disabled", "")}{radio.format("", "<i>only 2 left</i>")}</li>'
    assert [pack.stock for pack in _read(page)[0].packs] == ["outofstock", "only 2 left"]


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from('<>/="-:% abcTHC5é\x00\ud800'), max_size=300))
def test_any_text_inside_and_around_a_card_is_read_without_an_exception(noise: str):
    noise = noise.encode("utf-8", "replace").decode()
    _read(noise)
    _read(
        f'<li class="product {noise}">{noise}{TITLE.format(noise)}<span class="elementor-icon-list-text">{noise}</span>'
    )


def _packs(page: str) -> list[str | None]:
    return [pack.stock for pack in _read(f'<li class="product">{page}</li>')[0].packs]


def test_every_way_to_say_that_a_pack_cannot_be_bought_is_understood():
    radio = '<div class="variation_val {box}"><input class="product_variation_radio {own}" {more}></div>'
    ways = [{"box": "outofstock"}, {"own": "outofstock"}, {"box": "disabled"}, {"more": 'aria-disabled="true"'}]
    pages = [radio.format(**{"box": "", "own": "", "more": "", **way}) for way in ways]
    assert [_packs(page) for page in pages] == [["outofstock"]] * 4


def test_a_radio_inside_its_label_is_read_with_the_text_beside_it():
    raw = _read(
        '<li class="product"><label><input class="product_variation_radio" value="5-2-free">5+2 free</label></li>'
    )
    assert raw[0].packs[0].label == "5+2 free"


def test_a_label_that_only_its_element_marks_is_a_label():
    entry = '<span class="elementor-icon-list-text"><b>Flowering</b> 8-9 weeks</span>'
    assert _read(f'<li class="product">{entry}</li>')[0].flowering_time == "8-9 weeks"


def test_all_entries_in_the_box_for_types_are_types():
    entry = '<span class="elementor-icon-list-text">{}</span>'
    box = "".join(entry.format(word) for word in ("Indica", "Feminized", "Autoflower"))
    assert (
        _read(f'<li class="product"><div class="itype">{box}</div></li>')[0].strain_type
        == "Indica , Feminized , Autoflower"
    )


def test_a_placeholder_is_not_the_picture_when_the_real_one_is_in_a_set():
    picture = '<figure class="main_img"><img src="/blank.gif" data-srcset="/real.jpg 230w, /small.jpg 64w"></figure>'
    assert _read(f'<li class="product">{picture}</li>')[0].image == "/real.jpg"
