"""The limits of jobs come from the environment."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jobs.limits import BadLimit, Limits, read_limits

ROOT = Path(__file__).parents[3]


def test_nothing_set_or_empty_is_the_defaults():
    assert read_limits({}) == read_limits({"GOODSEED_MAX_PROC": " "}) == Limits()


def test_a_variable_sets_its_limit_and_no_other():
    assert read_limits({"GOODSEED_IDLE_MINUTES": "7.5", "MAX_PROC": "9"}) == Limits(idle_minutes=7.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAX_PROC", "0"), ("MAX_PROC", "many"), ("MAX_JOBS_PER_MINUTE", "-1"), ("SILENT_SECONDS", "nan")],
)
def test_what_cannot_be_used_is_named_in_one_line(name: str, value: str):
    with pytest.raises(BadLimit, match=rf"^GOODSEED_{name}: [^\n]*{value}'$"):
        read_limits({f"GOODSEED_{name}": value})


def test_every_limit_is_documented_with_its_default():
    text = (ROOT / "docs" / "operations.md").read_text()
    for name, field in Limits.model_fields.items():
        (row,) = re.findall(rf"^\| `GOODSEED_{name.upper()}` \| .+ \| (\S+) \|$", text, re.MULTILINE)
        assert float(row) == field.default, name
