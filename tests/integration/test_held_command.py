"""From a price that jumps on a page, over the list, to a person's word on it: `python -m pipelines held`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from tests.crawling import ROOT, card, crawl, latest_job, listing, query, serving


def _held(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines", "held", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


class _Shop:
    """A shop of one page, with a price for each of its products."""

    def __init__(self, prices: dict[str, str]):
        self.pages: dict[str, bytes | str] = {}
        self.reprice(prices)

    def reprice(self, prices: dict[str, str]) -> None:
        facts = (
            '<div class="thc-lvl">THC 20%</div><div class="itype"><i class="elementor-icon-list-text">Indica</i></div>'
        )
        self.pages["/shop/"] = listing(*(card(name, packs={5: price}, extra=facts) for name, price in prices.items()))

    def crawl(self) -> subprocess.CompletedProcess[str]:
        answer = crawl("demo", environment={"DEMO_SHOP_URL": self.address})
        assert answer.returncode == 0, answer.stderr
        return answer


PRICES = {f"Strain {number}": "50.00" for number in range(12)}


@pytest.fixture
def shop(database: URL) -> Iterator[_Shop]:
    """The shop after its first crawl."""
    shop = _Shop(PRICES)
    with serving(shop.pages) as shop.address:
        assert shop.crawl().stderr == ""
        yield shop


@pytest.fixture
def jumped(shop: _Shop) -> _Shop:
    """The shop after a crawl that saw two of its prices jump."""
    shop.reprice({**PRICES, "Strain 3": "5.00", "Strain 7": "500.00"})
    shop.crawl()
    return shop


def _price(name: str) -> str:
    return str(query("SELECT price FROM packs JOIN products ON id = product_id WHERE name = %(name)s", name=name)[0][0])


def test_a_crawl_says_that_a_price_is_held_and_where_to_look(shop: _Shop):
    shop.reprice({**PRICES, "Strain 3": "5.00"})
    answer = shop.crawl()
    assert "12 products (0 created, 0 updated, 11 unchanged, 1 held), 0 rejected" in answer.stdout
    assert answer.stderr == "held: see `python -m pipelines held list --seller demo`\n"
    assert (_price("Strain 3"), latest_job().suspicious) == ("50.00", None)


def test_a_price_that_moved_less_than_a_jump_is_written_by_the_end_of_the_crawl(shop: _Shop):
    shop.reprice({**PRICES, "Strain 3": "35.00"})
    assert "(0 created, 1 updated, 11 unchanged), 0 rejected" in shop.crawl().stdout
    assert _price("Strain 3") == "35.00"


def test_a_shop_that_moves_most_of_its_prices_is_suspicious_until_somebody_accepts_that(shop: _Shop):
    shop.reprice(dict.fromkeys(PRICES, "65.00"))
    said = "suspicious: 12 of 12 products moved their price by more than 20%: these changes are held\n"
    assert said in shop.crawl().stderr
    assert said in shop.crawl().stderr
    assert (_price("Strain 0"), latest_job().held) == ("50.00", 12)
    assert _held("accept", "--seller", "demo").stdout == "accepted: 12 changes\n"
    assert (_price("Strain 0"), shop.crawl().stderr) == ("65.00", "")
    assert (latest_job().unchanged, latest_job().suspicious) == (12, None)


@pytest.mark.usefixtures("jumped")
def test_the_list_tells_numbers_products_and_reasons():
    first, second = _held("list").stdout.splitlines()
    assert "demo" in first
    assert "Strain 3: the price of 5 seeds went from 50.00 to 5.00 USD (-90%)" in first
    assert "Strain 7: the price of 5 seeds went from 50.00 to 500.00 USD (+900%)" in second
    number = int(second.split()[0])
    assert _held("accept", str(number)).stdout == "accepted: 1 change\n"
    assert (_price("Strain 3"), _price("Strain 7")) == ("50.00", "500.00")
    assert _held("list", "--seller", "demo").stdout == f"{first}\n"


@pytest.mark.usefixtures("jumped")
def test_the_list_as_json_has_what_is_stored_and_what_was_read():
    first, _ = json.loads(_held("list", "--json").stdout)
    assert (first["seller"], first["name"], first["moved"], first["state"]) == ("demo", "Strain 3", 90, "held")
    assert (first["stored"]["packs"][0]["price"], first["read"]["packs"][0]["price"]) == ("50.00", "5.00")
    assert first["job_id"] == latest_job().job_id
    assert first["held_at"].endswith("+00:00")


def test_what_was_dropped_is_in_a_list_of_its_own_and_not_held_again_the_next_day(jumped: _Shop):
    assert _held("drop", "--all").stdout == "dropped: 2 changes\n"
    jumped.crawl()
    assert _held("list").stdout == "nothing is held\n"
    assert len(_held("list", "--state", "dropped").stdout.splitlines()) == 2
    assert (_price("Strain 3"), _price("Strain 7"), latest_job().held) == ("50.00", "50.00", 2)


@pytest.mark.usefixtures("jumped")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("accept",), 2, "error: say which: their numbers (ID …), --seller SELLER or --all, and only one of these\n"),
        (("drop", "1", "--all"), 2, "error: say which: "),
        (("accept", "--seller", "demo", "--all"), 2, "error: say which: "),
        (("accept", "998", "999"), 2, "error: not held (any more): 998, 999; see `python -m pipelines held list`\n"),
        (("drop", "99999999999999999999"), 2, "error: not held (any more): 99999999999999999999;"),
        (("drop", "0"), 2, "error: not held (any more): 0;"),
        (("accept", "--seller", "dmeo"), 2, "error: unknown seller 'dmeo', there are: demo\n"),
        (("list", "--seller", "x"), 2, "error: unknown seller 'x', there are: demo\n"),
        (("accept", "seven"), 2, "usage: "),
        (("list", "--state", "lost"), 2, "usage: "),
    ],
)
def test_a_wrong_choice_is_told_and_settles_nothing(words: tuple[str, ...], code: int, said: str):
    answer = _held(*words)
    assert (answer.returncode, answer.stderr[: len(said)]) == (code, said)
    assert {row.state for row in query("SELECT state FROM held")} == {"held"}


@pytest.mark.usefixtures("empty_database")
def test_a_database_without_tables_is_told_in_one_line():
    answer = _held("list")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "run `python -m database migrate`" in answer.stderr
