"""The web app's cached pages are dropped by clean-up, and after a crawl that changed something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from pipelines.__main__ import main
from pipelines.cached_pages import CacheUnavailable, drop_cached_pages, drop_pages_after
from pipelines.reviewing import find_changes
from scheduler.cleanup import clean_up
from tests.crawling import card, crawl_pages, listing, serving
from tests.redis_server import redis_server
from tests.selling import add_seller, crawl_once, product


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with redis_server() as made:
        yield made


@pytest.fixture
def cache(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    monkeypatch.setenv("REDIS_URL", address)
    with Redis.from_url(address, decode_responses=True) as server:
        server.flushall()
        yield server


def test_all_product_pages_go_and_nothing_else_does(cache: Redis):
    cache.mset({f"cache:products:{number}": "page" for number in range(3000)})
    cache.mset({"cache:sellers:1": "page", "session:cache:products:1": "mine"})
    assert drop_cached_pages() == 3000
    assert sorted(cache.keys()) == ["cache:sellers:1", "session:cache:products:1"]


@pytest.mark.usefixtures("database")
def test_clean_up_drops_them_and_says_how_many(cache: Redis):
    cache.mset({"cache:products:a": "page", "cache:products:b": "page"})
    assert clean_up(dry_run=True).facts["removed"]["cached_pages"] == 2
    assert clean_up().facts["removed"]["cached_pages"] == 2
    assert cache.dbsize() == 0


@pytest.mark.usefixtures("database")
def test_a_redis_that_is_away_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDIS_URL", "redis://:secret@127.0.0.1:9/0")
    done = clean_up()
    assert done.trouble is not None and "the cached pages stay" in done.trouble
    assert "secret" not in done.trouble


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:6379", "redis://:secret@host:port/0"])
def test_an_address_that_is_none_is_said_without_it(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDIS_URL", address)
    with pytest.raises(CacheUnavailable, match="REDIS_URL") as caught:
        drop_cached_pages()
    assert "secret" not in str(caught.value)


def test_without_a_redis_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert drop_cached_pages() == 0


@pytest.mark.usefixtures("database")
def test_only_a_job_that_changed_something_drops_them(cache: Redis):
    add_seller()
    changed, unchanged = crawl_once(product()), crawl_once(product())
    cache.set("cache:products:a", "page")
    assert drop_pages_after(unchanged.job_id) == 0
    assert drop_pages_after(changed.job_id) == 1


@pytest.mark.usefixtures("database")
def test_a_crawl_drops_them_when_it_has_changed_something(cache: Redis):
    with serving({"/shop/": listing(card("Fresh Strain"))}) as shop:
        cache.set("cache:products:a", "page")
        assert crawl_pages(f"{shop}/shop/").returncode == 0
        assert cache.dbsize() == 0
        cache.set("cache:products:a", "page")
        assert crawl_pages(f"{shop}/shop/").returncode == 0
        assert cache.dbsize() == 1


@pytest.mark.usefixtures("database")
def test_they_are_dropped_when_a_held_price_is_accepted_and_stay_when_it_is_not(cache: Redis):
    add_seller()
    crawl_once(*(product("50.00", number=number) for number in range(3)))
    crawl_once(*(product(price, number=number) for number, price in enumerate(("5.00", "4.00", "50.00"))))
    cache.set("cache:products:1", "page")
    first, second = (change.id for change in find_changes(None, "held"))
    assert main(["held", "drop", str(first)]) == 0
    assert cache.dbsize() == 1
    assert main(["held", "accept", str(second)]) == 0
    assert cache.dbsize() == 0
