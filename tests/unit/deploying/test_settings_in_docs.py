"""docs/operations.md tells every setting once, with the default that the code has."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from emails.settings import EmailSettings
from goodseed_spiders import settings as crawls
from jobs.limits import Limits
from jobserver.options import VARIABLES, Options
from scheduler.retention import Retention
from tests.dockerfile import ROOT

PACKAGES = ("database", "jobs", "emails", "pipelines", "goodseed_spiders", "scheduler", "jobserver")
READ = re.compile(r"""environ(?:ment)?(?:\.get\(|\[)\s*"([A-Z][A-Z0-9_]+)"|"(GOODSEED_[A-Z0-9_]+)\"""")
# How a job server tells a crawl its run, and Playwright's own: nobody sets them for us.
NOT_OURS = {"GOODSEED_JOB", "GOODSEED_RUN", "PLAYWRIGHT_BROWSERS_PATH"}
# Told beside another, in one line.
ALIASES = {"RESEND_FROM_EMAIL", "SCRAPYD_HTTP_PORT", "SCRAPYD_BIND_ADDRESS", "GOODSEED_USERNAME", "GOODSEED_PASSWORD"}


def rows() -> list[list[str]]:
    text = (ROOT / "docs/operations.md").read_text()
    table = text[text.index("## Settings") :].split("\n## ")[1 if text.startswith("## ") else 0]
    lines = [line for line in table.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def told() -> dict[str, str]:
    """Each variable's default, as the page tells it."""
    return {name: row[-1] for row in rows() for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row[0])}


def read_by_the_code() -> set[str]:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {name for path in files for found in READ.findall(path.read_text()) for name in found if name}


def of_models() -> set[str]:
    ours = {f"GOODSEED_{name.upper()}" for model in (Limits, Retention) for name in model.model_fields}
    ours |= {name.upper() for name in EmailSettings.model_fields}
    ours |= {f"GOODSEED_{name.upper()}" for name in Options.model_fields if name not in VARIABLES}
    return ours | {names[0] for names in VARIABLES.values()}


def test_every_variable_that_the_code_reads_is_told():
    assert read_by_the_code() | of_models() <= set(told()) | NOT_OURS | ALIASES


def test_no_variable_is_told_that_nothing_reads():
    known = read_by_the_code() | of_models() | {"TEST_DATABASE_URL", "SENTRY_ENVIRONMENT", "SENTRY_RELEASE"}
    assert set(told()) <= known


def test_each_is_told_once():
    names = Counter(name for row in rows() for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row[0]))
    assert names.total() == len(names)


def numbers() -> list[tuple[str, float]]:
    found: list[tuple[str, object]] = [
        (f"GOODSEED_{name.upper()}", value) for model in (Limits(), Retention()) for name, value in model
    ]
    found += [(f"GOODSEED_{name.upper()}", value) for name, value in Options() if name not in VARIABLES]
    of_crawls = ("LONGEST_RETRY_AFTER", "BROWSER_PATIENCE", "DATABASE_PATIENCE")
    found += [(f"GOODSEED_{name}", getattr(crawls, name)) for name in of_crawls]
    return [(name, value) for name, value in found if isinstance(value, (int, float)) and not isinstance(value, bool)]


@pytest.mark.parametrize(("name", "value"), numbers())
def test_its_default_is_that_of_the_code(name: str, value: float):
    assert Decimal(told()[name]) == Decimal(str(value))


def test_switches_are_told_as_the_code_has_them():
    options = Options()
    switches = {"GOODSEED_METRICS_PUBLIC": options.metrics_public, "GOODSEED_HOUSEKEEPING": options.housekeeping}
    assert {name: told()[name] == "on" for name in switches} == switches


def test_the_file_of_the_job_server_says_the_same():
    lines = Path(ROOT / "scrapyd.conf").read_text().splitlines()
    given = dict(re.split(r"\s*=\s*", line, maxsplit=1) for line in lines if re.match(r"[a-z_]+\s*=\s*\S", line))
    for name, value in numbers():
        option = name.removeprefix("GOODSEED_").lower()
        assert option not in given or float(given[option]) == value
