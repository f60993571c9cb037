"""A seller whose class declares what cannot be used is told so, by the attribute's name."""

from __future__ import annotations

from typing import Any

import pytest

from goodseed_spiders.arguments import Source
from goodseed_spiders.attributes import find_wrong_attribute
from goodseed_spiders.discovery import Listings, Sitemap
from goodseed_spiders.platforms.seed_card import SeedCardSpider
from goodseed_spiders.sellers import UnknownSeller, declared_sellers, find_seller

GOOD = {"name": "trial", "homepage": "https://trial.example/", "currency": "CAD", "sources": ("/shop/",)}


def _seller(**attributes: Any) -> type[SeedCardSpider]:
    return type("Trial", (SeedCardSpider,), {**GOOD, **attributes})


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"ways": (Sitemap, Listings)},
        {"ways": [Listings]},
        {"sources": (Source(url="/shop/", max_page=3),)},
        {"browser": True, "appears": "main .product, li[class*='card' i]"},
    ],
)
def test_what_can_be_used_is_not_complained_of(attributes: dict[str, Any]):
    assert find_wrong_attribute(_seller(**attributes)) is None


@pytest.mark.parametrize("slug", declared_sellers())
def test_every_seller_of_ours_can_be_used(slug: str):
    assert find_wrong_attribute(declared_sellers()[slug]) is None


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("homepage", "foo", "homepage 'foo' is not an http(s) address"),
        ("homepage", None, "homepage None is not an http(s) address"),
        ("currency", "dollars", "currency 'dollars' is no ISO 4217 code such as 'USD'"),
        ("currency", "usd", "currency 'usd' is no ISO 4217 code"),
        ("currency", None, "currency None is no ISO 4217 code"),
        ("sources", "/shop/", "sources '/shop/' are no paths"),
        ("sources", (), "sources () are no paths"),
        ("ways", (), "ways () are no ways to find products, such as (Sitemap, Listings)"),
        ("ways", ("sitemap",), "ways ('sitemap',) are no ways"),
        ("ways", Sitemap, "are no ways"),
        ("ways", (dict,), "are no ways"),
        ("browser", "yes", "browser 'yes' is neither True nor False"),
        ("browser", 1, "browser 1 is neither True nor False"),
        ("appears", "a[", "appears 'a[' is no CSS selector"),
        ("appears", None, "appears None is no CSS selector"),
        ("delay", 3, "delay 3 is not a pair of seconds"),
        ("promise", {"price": 900}, "promise['price'] is 900"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_the_attribute(attribute: str, value: object, said: str):
    flaw = find_wrong_attribute(_seller(**{attribute: value})) or ""
    assert flaw.startswith(attribute)
    assert said in flaw
    assert "\n" not in flaw


def test_such_a_seller_cannot_be_crawled(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(declared_sellers()["demo"], "ways", ())
    with pytest.raises(UnknownSeller, match=r"seller 'demo' cannot be crawled: its ways \(\) are no ways"):
        find_seller("demo")
