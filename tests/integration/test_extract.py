"""`scrapy extract` shows what a saved page would store, needs no database and stores nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from goodseed_spiders.coverage import FACTS
from pipelines.product import COLUMNS
from tests.crawling import ROOT, SCRAPY, card, listing


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")


def _extract(*words: str, page: bytes | None = None) -> subprocess.CompletedProcess[str]:
    command = [*SCRAPY, "extract", *words]
    answer = subprocess.run(command, cwd=ROOT, input=page, capture_output=True, check=False)
    return subprocess.CompletedProcess(command, answer.returncode, answer.stdout.decode(), answer.stderr.decode())


def test_a_product_is_one_line_with_all_columns_and_its_packs():
    page = listing(card("Blue Dream", packs={5: "65", 10: "120"})).encode()
    answer = _extract("beaverseed", "-", page=page)
    assert answer.returncode == 0
    [record] = map(json.loads, answer.stdout.splitlines())
    assert set(record) == {*COLUMNS, "packs"}
    assert record["thc_min"] is record["effects"] is None
    assert record["packs"][0] == {
        "seeds": 5,
        "variant": "",
        "price": "65.00",
        "regular_price": None,
        "currency": "USD",
        "price_per_seed": "13.00",
        "stock_status": "in_stock",
    }


def test_links_are_relative_to_the_address_given(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(listing(card("Blue Dream", path="../blue/")))
    answer = _extract("beaverseed", str(page), "--url", "https://www.beaverseed.com/shop/page/2/")
    assert json.loads(answer.stdout)["url"] == "https://www.beaverseed.com/shop/page/blue/"


def test_a_rejected_item_is_a_line_with_its_reason_and_exit_code_1_when_there_is_nothing_else():
    answer = _extract("beaverseed", "-", page=listing(card("Mix", packs={0: "5"})).encode())
    assert json.loads(answer.stdout) == {
        "rejected": "no pack with a price; pack '0 Seeds' has no size",
        "url": "https://beaverseed.com/product/mix/",
    }
    assert answer.returncode == 1


def test_a_page_that_shows_a_product_twice_gives_it_once():
    answer = _extract("beaverseed", "-", page=listing(card("Twice"), card("Twice")).encode())
    assert answer.stdout.count("\n") == 1


def test_the_share_of_products_with_each_fact_is_told_on_standard_error():
    thc = '<div class="thc-lvl">THC 18%</div>'
    answer = _extract("beaverseed", "-", page=listing(card("A", extra=thc), card("B"), last=7).encode())
    assert "2 products, 0 rejected, last page 7" in answer.stderr
    assert "  thc 1/2\n" in answer.stderr
    assert all(f"  {fact} " in answer.stderr for fact in FACTS)


def test_a_pack_that_is_left_out_is_told():
    sample = '<input class="product_variation_radio" item-price="5" value="sample-pack">'
    answer = _extract("beaverseed", "-", page=listing(card("A", extra=sample)).encode())
    assert "left out of 'A': pack 'sample-pack' has no size" in answer.stderr


@pytest.mark.parametrize("page", [b"", b"\x00\xff\xfe", b"<html>", "<li class='product'>é".encode("utf-16")])
def test_a_page_without_products_exits_1_without_a_traceback(page: bytes):
    answer = _extract("beaverseed", "-", page=page)
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("beaversed", "-"), "did you mean beaverseed"),
        (("beaverseed", "no/such/file"), "FILE: 'no/such/file' cannot be read: No such file or directory"),
        (("beaverseed",), "extract takes a seller and a file"),
    ],
)
def test_a_bad_argument_is_one_line_and_exit_code_2(words: tuple[str, ...], said: str):
    answer = _extract(*words)
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert said in answer.stderr


MUG = """<html lang="en-GB"><head><title>Mug</title></head><body><h1>Mug</h1><p class="price"><del>£12.00</del>
<b>£9.50</b></p><p>SKU: M-1</p><button>Add to basket</button></body></html>"""
SEEDS = MUG.replace("Mug", "Blue Dream - 5 Feminized Seeds").replace("£", "$")


def test_a_page_of_any_goods_is_read_raw_by_a_platform():
    url = "https://shop.example/mug"
    answer = _extract("--platform", "structured_data", "--raw", "-", "--url", url, page=MUG.encode())
    assert answer.returncode == 0, answer.stderr
    [record] = map(json.loads, answer.stdout.splitlines())
    told = {name: record[name] for name in ("name", "url", "sku", "price", "regular_price", "currency", "stock_status")}
    assert told == {
        "name": "Mug",
        "url": url,
        "sku": "M-1",
        "price": "9.50",
        "regular_price": "12.00",
        "currency": "GBP",
        "stock_status": "in_stock",
    }
    assert record["packs"] == []


def test_a_page_of_a_shop_without_a_seller_is_normalised_and_validated():
    url = "https://shop.example/blue-dream"
    words = ("--platform", "structured_data", "-", "--url", url, "--currency", "cad")
    answer = _extract(*words, page=SEEDS.encode())
    [record] = map(json.loads, answer.stdout.splitlines())
    assert (record["seller"], record["strain_name"], record["sex"]) == ("shop.example", "Blue Dream", "feminized")
    [pack] = record["packs"]
    assert (pack["seeds"], pack["price"], pack["regular_price"], pack["currency"]) == (5, "9.50", "12.00", "CAD")


def test_goods_that_are_no_seeds_are_left_out_unless_raw():
    url = "https://shop.example/mug"
    answer = _extract("--platform", "structured_data", "-", "--url", url, page=MUG.encode())
    assert json.loads(answer.stdout) == {"left_out": "no seeds: Mug"}
    assert "0 products, 0 rejected, 1 left out" in answer.stderr
    assert answer.returncode == 1


def test_a_seller_s_page_can_be_printed_raw():
    answer = _extract("beaverseed", "--raw", "-", page=listing(card("Blue Dream", packs={5: "65"})).encode())
    [record] = map(json.loads, answer.stdout.splitlines())
    assert (record["name"], record["price"], record["currency"]) == ("Blue Dream", "65.00", "USD")
    assert record["packs"][0]["value"] == "5-seeds"


ABOUT = b"<html><body><h1>About us</h1><p>We like seeds.</p></body></html>"
SHOP_PAGE = b"""<html><body class='archive'><ul class='products'>
<li class='product'><a class='woocommerce-LoopProduct-link' href='/product/a/'>A</a></li>
<li class='product'><a class='woocommerce-LoopProduct-link' href='/product/b/'>B</a></li></ul></body></html>"""


@pytest.mark.parametrize("raw", [(), ("--raw",)])
@pytest.mark.parametrize(
    ("page", "said"),
    [
        (ABOUT, "no product: is this a page of the seller"),
        (SHOP_PAGE, "no product: this page leads to 2 product pages"),
    ],
)
def test_a_page_that_gives_nothing_says_so_on_standard_error(page: bytes, said: str, raw: tuple[str, ...]):
    words = ("--platform", "woocommerce", "-", "--url", "https://shop.example/shop/", *raw)
    answer = _extract(*words, page=page)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert said in answer.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--platform", "structured_date", "-", "--url", "https://a.example/"), "did you mean structured_data"),
        (("--platform", "structured_data", "-"), "--url: the page's own address is needed"),
        (
            ("--platform", "structured_data", "-", "--url", "a.example/x"),
            "--url: 'a.example/x' is not an http(s) address",
        ),
        (("--platform", "structured_data", "-", "--url", "https://"), "is not an http(s) address"),
        (("--platform", "structured_data", "--url", "https://a.example/"), "extract --platform takes a file"),
        (("--platform", "structured_data", "-", "--url", "https://a.example/", "--currency", "$"), "--currency: '$'"),
        (("beaverseed", "-", "--currency", "USD"), "--currency: a seller has its own"),
    ],
)
def test_a_bad_argument_of_a_platform_is_one_line_and_exit_code_2(words: tuple[str, ...], said: str):
    answer = _extract(*words, page=b"")
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert said in answer.stderr
