"""Where there is no Chromium a crawl that needs it says so in one line, and asks the shop for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from demo.process import Shop, running_shop
from tests.browser.corner import crawl_corner, list_paths
from tests.crawling import crawl, latest_job


@pytest.fixture
def shop(database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop, and a machine on which no program can be found."""
    with running_shop(products=20) as shop:
        monkeypatch.setenv("DEMO_SHOP_URL", shop.url)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
        monkeypatch.delenv("GOODSEED_CHROMIUM", raising=False)
        yield shop


def test_the_crawl_fails_at_its_start_with_a_line_that_says_how_to_install_it(shop: Shop):
    done = crawl_corner("-s", "LOG_LEVEL=CRITICAL")
    assert done.returncode == 1
    assert done.stderr == (
        "error: failed: CRASH: pages of this seller need Chromium, and there is none: `apt-get install chromium` or"
        " `playwright install chromium` (GOODSEED_CHROMIUM can name another place)\n"
    )
    assert list_paths(shop) == []
    job = latest_job()
    assert (job.state, job.error_code, job.pages_done) == ("failed", "CRASH", 0)


def test_a_crawl_that_needs_no_browser_does_not_miss_it(shop: Shop):
    assert crawl("demo").returncode == 0


def test_a_named_browser_that_is_not_there_is_named(shop: Shop):
    done = crawl_corner("-s", "LOG_LEVEL=CRITICAL", environment={"GOODSEED_CHROMIUM": "/opt/none/chrome"})
    assert done.returncode == 1
    assert "GOODSEED_CHROMIUM is '/opt/none/chrome', and there is no such program" in done.stderr
