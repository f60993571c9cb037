"""A crawl whose products lack what their seller promised is suspicious, and delists nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from tests.crawling import card, crawl, latest_job, listing, query, serving

pytestmark = pytest.mark.usefixtures("database")

THC = '<div class="thc-lvl">THC 20%</div>'
TYPE = '<div class="itype"><i class="elementor-icon-list-text">Indica</i></div>'


def _cards(numbers: range, facts: str = THC + TYPE, packs: dict[int, str] | None = None) -> Iterator[str]:
    return (card(f"Strain {number}", extra=facts, packs=packs) for number in numbers)


def _crawl(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    answer = crawl("demo", *words, environment={"DEMO_SHOP_URL": address})
    assert answer.returncode == 0, answer.stderr
    return answer


def test_a_fact_that_goes_missing_is_named_with_numbers_and_nothing_is_delisted():
    pages: dict[str, bytes | str] = {"/shop/": listing(*_cards(range(61)))}
    with serving(pages) as address:
        assert _crawl(address).stderr == ""
        pages["/shop/"] = listing(*_cards(range(24)), *_cards(range(24, 60), TYPE))
        answer = _crawl(address)
    told = "thc 40% of 60 products, promised 80%, 100% before"
    assert (answer.stderr, latest_job().suspicious) == (f"suspicious: {told}\n", told)
    assert latest_job().state == "completed"
    assert query("SELECT 1 FROM products WHERE delisted_at IS NOT NULL") == []


def test_a_fact_that_nobody_promised_is_held_against_what_the_seller_had_before():
    pages: dict[str, bytes | str] = {"/shop/": listing(*_cards(range(60)))}
    with serving(pages) as address:
        _crawl(address)
        pages["/shop/"] = listing(*_cards(range(42)), *_cards(range(42, 60), THC))
        _crawl(address)
    assert latest_job().suspicious == "type 70% of 60 products, 100% before"


def test_the_sentences_of_a_crawl_that_is_suspicious_for_several_reasons_are_joined():
    pages: dict[str, bytes | str] = {"/shop/": listing(*_cards(range(100)))}
    with serving(pages) as address:
        _crawl(address)
        pages["/shop/"] = listing(*_cards(range(60), TYPE, packs={5: "65.00"}))
        _crawl(address)
    assert latest_job().suspicious == (
        "thc 0% of 60 products, promised 80%, 100% before; "
        "60 of 60 products moved their price by more than 20%: these changes are held; "
        "only 60 of 100 listed products were seen: the others were left as they are"
    )


def test_products_that_have_lost_their_packs_break_a_promise_before_they_fail_the_crawl():
    no_size = [card(f"Gift {number}").replace("5-seeds", "gift").replace("5 Seeds", "Gift") for number in range(25)]
    with serving({"/shop/": listing(*_cards(range(35)), *no_size)}) as address:
        _crawl(address)
    job = latest_job()
    assert (job.rejected, job.suspicious) == (25, "pack 58% of 60 products, promised 80%")


def test_a_first_crawl_of_a_small_shop_is_held_against_the_promise():
    with serving({"/shop/": listing(*_cards(range(12), TYPE))}) as address:
        _crawl(address)
    assert latest_job().suspicious == "thc 0% of 12 products, promised 80%"


def test_a_test_of_two_pages_is_too_little_to_say():
    pages = {
        f"/shop/{f'page/{page}/' if page > 1 else ''}": listing(*_cards(range(16 * page, 16 * page + 16), ""), last=3)
        for page in (1, 2, 3)
    }
    with serving(pages) as address:
        _crawl(address, "-a", "mode=test")
    assert (latest_job().products_seen, latest_job().suspicious) == (32, None)


def test_a_product_in_several_categories_counts_once():
    pages = {"/a/": listing(*_cards(range(60))), "/b/": listing(*_cards(range(60), TYPE))}
    with serving(pages) as address:
        _crawl(address, "-a", "sources=/a/,/b/")
    assert (latest_job().products_seen, latest_job().suspicious) == (60, None)


def test_a_sold_out_product_needs_no_price():
    sold_out = (page.replace("instock", "outofstock") for page in _cards(range(60)))
    with serving({"/shop/": listing(*sold_out)}) as address:
        _crawl(address)
    assert query("SELECT DISTINCT display_price, stock_status FROM products") == [(None, "out_of_stock")]
    assert latest_job().suspicious is None
