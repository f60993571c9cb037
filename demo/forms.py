"""The tables of forms that texts are written in; one that stands twice is written twice as often."""

from typing import NamedTuple

from demo.texts import Form, Span, Type

_NONE = Form("none")


class Scale(NamedTuple):
    """Where a percentage lies, in steps from a lowest to a highest one, and how it may be written."""

    lowest: int
    highest: int
    steps_per_percent: int
    widest: int
    forms: tuple[Form, ...]


_EXACT = Form("exact", "{low:g}%")
_RANGE = Form("range", "{low:g}-{high:g}%")
_RANGES = (
    _RANGE,
    Form("range", "{low:g}%-{high:g}%"),
    Form("range", "{low:g}% – {high:g}%"),
    Form("range", "{low:g} to {high:g}%"),
)
_TO = Form("range", "{low:g}% to {high:g}%")
_BARE = Form("exact", "{low:g}")
_LOW = Form("word", "Low")

STRONG_THC = Scale(
    lowest=12,
    highest=30,
    steps_per_percent=1,
    widest=6,
    forms=(
        *(_EXACT,) * 6,
        *_RANGES * 3,
        *(_RANGE,) * 4,
        Form("exact", "{low:.2f}%"),
        Form("most", "up to {high:g}%"),
        Form("most", "Up to {high:g}%"),
        Form("least", "over {low:g}%"),
        Form("least", "{low:g}%+"),
        Form("word", "High"),
        Form("word", "Very High"),
        _NONE,
    ),
)
WEAK_THC = Scale(
    lowest=0,
    highest=120,
    steps_per_percent=100,
    widest=60,
    forms=(_EXACT, _EXACT, _BARE, _BARE, _TO, _RANGE, Form("most", "<{high:g}%"), _LOW, Form("word", "low")),
)
TRACE_CBD = Scale(
    lowest=1,
    highest=10,
    steps_per_percent=10,
    widest=5,
    forms=(*(_EXACT,) * 6, *(_RANGE,) * 5, _TO, Form("most", "<{high:g}%"), _BARE, _LOW, _LOW, _NONE, _NONE),
)
WHOLE_CBD = Scale(
    lowest=0,
    highest=2,
    steps_per_percent=1,
    widest=1,
    forms=(_EXACT, _EXACT, Form("most", "<{high:g}%"), Form("exact", "{low:.2f}%")),
)
RICH_CBD = Scale(
    lowest=600,
    highest=2000,
    steps_per_percent=100,
    widest=300,
    forms=(
        _EXACT,
        _RANGE,
        _TO,
        Form("exact", "{low:.2f}%"),
        Form("most", "up to {high:g}%"),
        Form("word", "High"),
    ),
)

SPANS: tuple[Span | None, ...] = (
    *(Span(7, True, "{low}-{high} weeks"),) * 8,
    *(Span(7, True, "{low} to {high} weeks"),) * 2,
    Span(7, True, "{low} – {high} Weeks"),
    *(Span(7, False, "{low} weeks"),) * 2,
    *(Span(1, True, "{low}-{high} days"),) * 3,
    Span(1, True, "{low} – {high} days"),
    *(None,) * 3,
)

TYPES = (
    *(Type("Indica Dominant Hybrid", "hybrid", "indica"),) * 6,
    *(Type("Sativa Dominant Hybrid", "hybrid", "sativa"),) * 5,
    *(Type("Balanced Hybrid", "hybrid", "balanced"),) * 4,
    *(Type("Indica", "indica"),) * 3,
    *(Type("Sativa", "sativa"),) * 3,
    *(Type("Mostly Sativa", "hybrid", "sativa"), Type("Mostly Indica", "hybrid", "indica")) * 2,
    Type("60% Indica / 40% Sativa", "hybrid", "indica", 60),
    Type("75% Indica / 25% Sativa", "hybrid", "indica", 75),
    Type("30% Indica / 70% Sativa", "hybrid", "sativa", 30),
    Type("50% Indica / 50% Sativa", "hybrid", "balanced", 50),
    Type(None, None),
)

DIFFICULTIES = ("Easy", "Moderate", "Moderate", "Difficult", None, None, None)
