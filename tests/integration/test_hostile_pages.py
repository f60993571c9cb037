"""Bad pages are rejects with reasons, and the rest of a crawl is unharmed."""

from __future__ import annotations

import pytest

from tests.crawling import card, crawl_pages, latest_job, listing, query, serving

pytestmark = pytest.mark.usefixtures("database")

GOOD = [card(f"Good {number}", number=number) for number in range(3)]


def _crawl(*bad: str | bytes) -> None:
    """Crawl a listing of one good page and bad ones after it."""
    last = len(bad) + 1
    pages: dict[str, str | bytes] = {"/shop/": listing(*GOOD, last=last)}
    pages |= {f"/shop/page/{number}/": page for number, page in enumerate(bad, start=2)}
    with serving(pages) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert answer.returncode == 0, answer.stderr
    assert "Traceback" not in answer.stderr


def _names() -> list[str]:
    return [row.name for row in query("SELECT name FROM products ORDER BY name")]


def _reasons() -> list[str]:
    return [row.reason for row in query("SELECT reason FROM rejects ORDER BY reason")]


def test_empty_and_cut_off_pages_cost_nothing_but_themselves():
    whole = listing(card("Whole"), card("Cut off"))
    _crawl("", whole[: whole.index("Cut off") + 3], "<li class='product'")
    assert _names()[:3] == ["Good 0", "Good 1", "Good 2"]
    assert "Whole" in _names()
    assert latest_job().pages_done == 4


def test_a_page_that_is_not_text_counts_as_an_error():
    _crawl(b"\x00\x01\x02\xff" * 1000, b"\x89PNG\r\n\x1a\n" + bytes(1000))
    assert _names() == ["Good 0", "Good 1", "Good 2"]
    assert latest_job().errors == 2


def test_a_page_in_another_encoding_than_it_says_is_read_as_far_as_possible():
    _crawl(listing(card("Devil’s Crème")).encode("cp1252", "replace"), listing(card("Wide")).encode("utf-16"))
    assert any(name.startswith("Devil") for name in _names())


def test_scripts_and_sql_in_texts_are_texts():
    name = "Robert'); DROP TABLE products;--"
    _crawl(listing(card(f"{name}<script>alert(1)</script>", path="/product/robert/")))
    assert any(stored.startswith(name) for stored in _names())


def test_control_characters_and_surrogates_are_dropped():
    _crawl(listing(card("Blue\x00\x1b Dream&#0;&#xD800;", path="/product/blue/")))
    assert next(name for name in _names() if name.startswith("Blue")).isprintable()


def test_absurd_names_and_prices_are_rejected_with_a_reason_and_kept():
    _crawl(
        listing(
            card("N" * 100_000, path="/product/n/"), card("Dear", packs={5: "99999999"}), card("Free", packs={5: "0"})
        )
    )
    reasons = _reasons()
    assert reasons[0].startswith("name of 100000 characters")
    assert reasons[1] == "no pack with a price; pack '5 Seeds' has no price"
    assert reasons[2].startswith("price absurd: 99999999.00")
    kept = query("SELECT raw->>'name' AS name FROM rejects WHERE reason LIKE 'name of%%'")
    assert kept[0].name == "N" * 2000


def test_a_product_that_links_to_another_host_is_rejected():
    _crawl(listing(card("Elsewhere", path="https://evil.example/product/x/")))
    assert _reasons()[0].startswith("address on evil.example, which is not one of the seller's hosts")


def test_a_page_of_ten_megabytes_is_read():
    filler = f"<p>{'x' * 1000}</p>" * 10_000
    _crawl(listing(filler, card("Behind all that")))
    assert "Behind all that" in _names()


def test_more_rejects_than_products_fail_the_crawl():
    bad = [card(f"Bad {number}", packs={0: "5"}) for number in range(4)]
    with serving({"/shop/": listing(*GOOD, *bad)}) as address:
        answer = crawl_pages(f"{address}/shop/")
    assert answer.returncode == 1
    assert "VALIDATION_ERROR: 4 of 7 items were rejected" in answer.stderr
    assert len(_reasons()) == 4
