"""How the demo shop writes facts: each text says what its fact says, and no more."""

import doctest
import importlib
import re

import pytest

from demo.forms import RICH_CBD, SPANS, STRONG_THC, TRACE_CBD, WEAK_THC, WHOLE_CBD
from demo.texts import Form, Span, write_flowering, write_percent

FORMS = {form for scale in (STRONG_THC, WEAK_THC, TRACE_CBD, WHOLE_CBD, RICH_CBD) for form in scale.forms}


def read_numbers(text: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text or "")]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_percent_text_tells_exactly_its_numbers(form: Form) -> None:
    percent = write_percent(form, 20.5, 25)
    told = [number for number in (percent.low, percent.high) if number is not None]
    shown = read_numbers(percent.text)
    assert shown == (told[:1] if form.shape == "exact" else told)
    assert (percent.text is None) == (form.shape == "none")


@pytest.mark.parametrize("span", sorted({span for span in SPANS if span}))
def test_a_flowering_text_tells_exactly_its_days(span: Span) -> None:
    flowering = write_flowering(span, 8)
    days = [number * span.unit for number in read_numbers(flowering.text)]
    assert (days[0], days[-1]) == (flowering.low, flowering.high)
    assert ("week" in (flowering.text or "").lower()) == (span.unit == 7)


def test_a_flowering_time_may_be_missing() -> None:
    assert write_flowering(None, 8) == (None, None, None)


@pytest.mark.parametrize(
    "name", ["addresses", "cards", "chance", "pages", "store_api.fields", "store_api.shopkeeper", "strains", "texts"]
)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    failed, attempted = doctest.testmod(importlib.import_module(f"demo.{name}"))
    assert attempted
    assert not failed
