"""Platforms are found by their names."""

from __future__ import annotations

import pytest

from goodseed_spiders.platforms.registry import UnknownPlatform, find_platform, platform_names
from goodseed_spiders.sellers import declared_sellers


@pytest.mark.parametrize("name", platform_names())
def test_a_platform_has_the_name_that_it_is_found_by(name: str):
    assert find_platform(name).platform == name


def test_every_seller_s_platform_is_known():
    assert {seller.platform for seller in declared_sellers().values()} <= set(platform_names())


def test_an_unknown_platform_names_those_that_there_are():
    with pytest.raises(UnknownPlatform, match=r"there are: .*seed_card.*did you mean structured_data\?"):
        find_platform("structureddata")
