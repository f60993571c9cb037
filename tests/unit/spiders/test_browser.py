"""Which browser is used, what its pages may load, and which sources need it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from goodseed_spiders.arguments import Source
from goodseed_spiders.browser.blocking import is_unwanted
from goodseed_spiders.browser.chromium import find_chromium, launch_options
from goodseed_spiders.browser.errors import BrowserFailed, MissingBrowser
from goodseed_spiders.browser.translating import translate
from goodseed_spiders.platforms.seed_card import SeedCardSpider

SHOP = frozenset({"shop.example", "www.shop.example"})


class Shop(SeedCardSpider):
    name = "shop"
    seller_name = "Shop"
    homepage = "https://www.shop.example/"
    currency = "CAD"
    sources = ("/seeds/", Source(url="/app/", browser=True, max_page=3))


class AppShop(Shop):
    name = "appshop"
    sources: ClassVar = ("/seeds/",)
    browser = True


def _program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser: programs go to bin/, Playwright's own to playwright/."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv("GOODSEED_CHROMIUM", raising=False)
    return tmp_path


def test_the_browser_that_was_named_comes_before_all_others(machine: Path, monkeypatch: pytest.MonkeyPatch):
    _program(machine / "bin", "chromium")
    named = _program(machine / "elsewhere", "my-chrome")
    monkeypatch.setenv("GOODSEED_CHROMIUM", str(named))
    assert find_chromium() == str(named)


def test_the_leaner_shell_comes_before_the_whole_browser_and_chromium_before_chrome(machine: Path):
    chrome = _program(machine / "bin", "google-chrome")
    assert find_chromium() == str(chrome)
    chromium = _program(machine / "bin", "chromium")
    assert find_chromium() == str(chromium)
    shell = _program(machine / "bin", "chromium-headless-shell")
    assert find_chromium() == str(shell)


def test_playwrights_newest_own_is_taken_where_none_is_on_the_path(machine: Path):
    for build in ("chromium-999", "chromium-1200"):
        _program(machine / "playwright" / build / "chrome-linux", "chrome")
    assert find_chromium() == str(machine / "playwright" / "chromium-1200" / "chrome-linux" / "chrome")


@pytest.mark.usefixtures("machine")
def test_a_machine_without_a_browser_is_told_how_to_get_one():
    with pytest.raises(MissingBrowser, match="`apt-get install chromium` or `playwright install chromium`"):
        find_chromium()


def test_a_project_without_the_extra_is_told_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("goodseed_spiders.browser.chromium.find_spec", lambda _: None)
    with pytest.raises(MissingBrowser, match=r"pip install 'goodseed-workers\[browser\]'"):
        find_chromium()


@pytest.mark.parametrize(
    ("user", "setting", "is_sandboxed"), [(0, "on", False), (1000, "on", True), (1000, "off", False)]
)
def test_the_browser_is_sandboxed_unless_it_cannot_be(
    monkeypatch: pytest.MonkeyPatch, user: int, setting: str, *, is_sandboxed: bool
):
    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setenv("GOODSEED_CHROMIUM_SANDBOX", setting)
    assert launch_options("/usr/bin/chromium")["chromium_sandbox"] is is_sandboxed


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.shop.example/a.jpg", "image"),
        ("https://www.shop.example/a.woff2", "font"),
        ("https://www.shop.example/a.mp4", "media"),
        ("https://www.shop.example/seen", "ping"),
        ("https://www.googletagmanager.com/gtm.js?id=GTM-1", "script"),
        ("https://region1.google-analytics.com/g/collect", "fetch"),
        ("https://www.shop.example/matomo/matomo.js", "script"),
        ("https://www.youtube.example/embed/1", "document"),
        ("http://169.254.169.254/latest/meta-data/", "fetch"),
        ("http://10.0.0.1/", "xhr"),
        ("http://[::1]:8500/v1/kv", "fetch"),
        ("http://localhost:9200/", "fetch"),
        ("http://[broken/", "fetch"),
    ],
)
def test_what_tells_no_facts_is_not_loaded(url: str, kind: str):
    assert is_unwanted(url, kind, SHOP)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.shop.example/app/", "document"),
        ("https://www.shop.example/app/cards/1.json", "fetch"),
        ("https://www.shop.example/theme.css", "stylesheet"),
        ("https://cdn.example/theme.js", "script"),
        ("https://notgoogle-analytics.com/theme.js", "script"),
        ("https://api.search.example/products", "xhr"),
    ],
)
def test_what_draws_the_products_is_loaded(url: str, kind: str):
    assert not is_unwanted(url, kind, SHOP)


def test_a_shop_on_this_machine_may_turn_to_itself():
    assert not is_unwanted("http://127.0.0.1:8900/app/cards/1.json", "fetch", frozenset({"127.0.0.1"}))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PlaywrightTimeout("Timeout 8000ms exceeded."), DownloadTimeoutError),
        (PlaywrightError("Page.goto: net::ERR_TIMED_OUT at https://x/"), DownloadTimeoutError),
        (PlaywrightError("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://x/"), CannotResolveHostError),
        (PlaywrightError("Page.goto: net::ERR_CONNECTION_REFUSED at https://x/"), DownloadConnectionRefusedError),
        (PlaywrightError("Page.goto: net::ERR_CERT_DATE_INVALID at https://x/"), DownloadFailedError),
        (PlaywrightError("Page crashed"), BrowserFailed),
    ],
)
def test_the_browsers_errors_become_scrapys(error: PlaywrightError, kind: type[Exception]):
    assert type(translate(error)) is kind


def test_a_source_in_a_sellers_file_is_a_path_or_a_source():
    assert Shop.declared_sources() == [
        Source(url="https://www.shop.example/seeds/", name="seeds"),
        Source(url="https://www.shop.example/app/", name="app", max_page=3, browser=True),
    ]


def test_a_source_needs_the_browser_when_its_row_or_the_sellers_file_says_so():
    shop = Shop()
    plain, app = (Source(url=source.url) for source in shop.declared_sources())
    assert not shop.needs_browser(plain)
    assert shop.needs_browser(app)
    assert shop.needs_browser(Source(url=plain.url, browser=True))


def test_all_sources_of_a_seller_that_needs_a_browser_do():
    shop = AppShop()
    assert [source.browser for source in shop.declared_sources()] == [True]
    assert shop.needs_browser(Source(url="https://www.shop.example/other/"))
