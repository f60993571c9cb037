"""Pages that fail in the browser count as what they are, and are closed all the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from demo.process import Shop, running_shop
from tests.browser.corner import crawl_with_statistics
from tests.crawling import ROOT, latest_job

QUICK = ("-s", "DOWNLOAD_TIMEOUT=12", "-s", "BROWSER_PATIENCE=5", "-s", "RETRY_ENABLED=False")


@pytest.fixture
def shop(database: URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with running_shop(products=150) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        yield shop


def test_every_way_to_fail_is_told_apart_and_closes_its_page(shop: Shop, tmp_path: Path):
    shop.fault("/app/cards/2.json", 500)
    shop.fault("/app/cards/3.json", delay=60)
    shop.fault("/app/page/4/", delay=60)
    shop.fault("/app/page/5/", 0, times=-1)  # Chromium itself asks again
    shop.fault("/app/page/6/", 404)
    log = tmp_path / "crawl.log"
    done, counted = crawl_with_statistics(log, *QUICK)
    assert done.returncode == 0  # five of ten pages
    told = log.read_text(encoding="utf-8")
    kinds = {2: "nothing shown", 3: "nothing shown", 4: "timeout", 5: "connection", 6: "404"}
    for page, kind in kinds.items():
        assert f"/app/page/{page}/ could not be read: {kind}" in told
    assert latest_job().errors == 5
    assert counted["playwright/page_count"] == counted["playwright/page_count/closed"] == 10
    assert counted["browser/pages_left_open"] == 0


def test_a_shop_whose_scripts_draw_nothing_any_more_has_changed(shop: Shop, tmp_path: Path):
    shop.fault("/app/cards/1.json", 500, times=-1)
    done, _ = crawl_with_statistics(tmp_path / "crawl.log", *QUICK)
    assert done.returncode == 1
    assert "VALIDATION_ERROR: the pages show no products in the browser (1 × nothing shown)" in done.stderr


def test_a_request_that_is_given_up_leaves_no_page_behind(shop: Shop):
    command = [sys.executable, "-m", "tests.browser.giving_up"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "0 left of one that was open\n0 left of one that was to be opened\n", done.stderr


def test_a_browser_that_does_not_start_is_named_as_the_reason(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOODSEED_CHROMIUM", "/bin/false")
    done, _ = crawl_with_statistics(tmp_path / "crawl.log", *QUICK)
    assert done.returncode == 1
    assert "CRASH: the browser failed; see the log (1 × browser)" in done.stderr
    assert latest_job().error_code == "CRASH"
