"""The settings that a job may bring along."""

from __future__ import annotations

import pytest

from goodseed_spiders.arguments import BadArgument
from goodseed_spiders.overrides import read_overrides, split_settings
from goodseed_spiders.sellers import find_seller

POLITE, DEMO = find_seller("beaverseed"), find_seller("demo")


def test_what_is_on_the_list_is_taken():
    given = {"DOWNLOAD_DELAY": "10.0", "CLOSESPIDER_PAGECOUNT": "3", "LOG_LEVEL": "debug", "HTTPCACHE_ENABLED": "True"}
    taken = {"DOWNLOAD_DELAY": "10", "CLOSESPIDER_PAGECOUNT": "3", "LOG_LEVEL": "DEBUG", "HTTPCACHE_ENABLED": "1"}
    assert read_overrides(given, POLITE) == taken


@pytest.mark.parametrize("name", ["ITEM_PIPELINES", "EXTENSIONS", "LOG_FILE", "JOBDIR", "log_level", "", "USER_AGENT"])
def test_what_is_not_on_the_list_is_refused_by_name(name: str):
    with pytest.raises(BadArgument, match=f"setting: '{name}' cannot be set"):
        read_overrides({name: "x"}, POLITE)


def test_the_delay_may_be_longer_than_the_sellers_own_and_never_shorter():
    with pytest.raises(BadArgument, match="DOWNLOAD_DELAY 1 is under the seller's own 2"):
        read_overrides({"DOWNLOAD_DELAY": "1"}, POLITE)
    assert read_overrides({"DOWNLOAD_DELAY": "0"}, DEMO) == {"DOWNLOAD_DELAY": "0"}


@pytest.mark.parametrize("value", ["", "x", "-1", "nan", "inf", "1e9"])
def test_a_delay_that_is_none_is_refused(value: str):
    with pytest.raises(BadArgument, match="DOWNLOAD_DELAY cannot be"):
        read_overrides({"DOWNLOAD_DELAY": value}, DEMO)


def test_settings_are_pairs():
    assert split_settings(["A=1", "B=x=y"]) == {"A": "1", "B": "x=y"}
    with pytest.raises(BadArgument, match="'NAME' is not NAME=value"):
        split_settings(["NAME"])
