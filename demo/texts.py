"""How the shop writes a fact down.

A fact is drawn first and then written in one of many forms, and never read back from its text.
"""

from typing import Literal, NamedTuple


class Percent(NamedTuple):
    """A share of THC or CBD, in percent, with the text that the shop shows for it."""

    low: float | None
    high: float | None
    text: str | None


class Flowering(NamedTuple):
    """How long a plant flowers, in days, with the text that the shop shows for it."""

    low: int | None
    high: int | None
    text: str | None


class Form(NamedTuple):
    """One way to write a percentage, and which of its two numbers it tells."""

    shape: Literal["exact", "range", "most", "least", "word", "none"]
    pattern: str = ""


class Span(NamedTuple):
    """One way to write a flowering time: its unit in days, and whether it is a range."""

    unit: Literal[1, 7]
    is_range: bool
    pattern: str


class Type(NamedTuple):
    """One way to write what a strain is, with its meaning; a mixed one is a hybrid with a dominance."""

    text: str | None
    cannabis_type: Literal["sativa", "indica", "hybrid"] | None
    dominance: Literal["indica", "sativa", "balanced"] | None = None
    indica_percent: int | None = None


def write_percent(form: Form, low: float, high: float) -> Percent:
    """Write a share of low to high percent.

    >>> write_percent(Form("range", "{low:g}-{high:g}%"), 0.5, 1.0)
    Percent(low=0.5, high=1.0, text='0.5-1%')
    >>> write_percent(Form("most", "up to {high:g}%"), 20, 25)
    Percent(low=None, high=25, text='up to 25%')
    """
    if form.shape == "none":
        return Percent(None, None, None)
    if form.shape == "exact":
        high = low
    text = form.pattern.format(low=low, high=high)
    tells_low = form.shape in ("exact", "range", "least")
    tells_high = form.shape in ("exact", "range", "most")
    return Percent(low if tells_low else None, high if tells_high else None, text)


def write_flowering(span: Span | None, weeks: int) -> Flowering:
    """Write a flowering time that begins at so many weeks.

    >>> write_flowering(Span(7, True, "{low}-{high} weeks"), 8)
    Flowering(low=56, high=63, text='8-9 weeks')
    """
    if span is None:
        return Flowering(None, None, None)
    low = weeks * 7
    high = low + 7 if span.is_range else low
    return Flowering(low, high, span.pattern.format(low=low // span.unit, high=high // span.unit))


def write_dollars(cents: int) -> str:
    """Write an amount with its two decimals.

    >>> write_dollars(6500)
    '65.00'
    """
    return f"{cents // 100}.{cents % 100:02d}"


def write_item_price(cents: int) -> str:
    """Write an amount as WooCommerce writes it into attributes: no decimals when there are none.

    >>> write_item_price(6500), write_item_price(5525)
    ('65', '55.25')
    """
    return write_dollars(cents).removesuffix(".00")
