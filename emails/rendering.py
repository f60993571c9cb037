"""From a mail's contents to its subject, text and HTML, by the templates of its type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from emails import words
from emails.contents import type_of
from emails.contents.fields import Contents
from emails.contents.readers import AlertConfirmation, ProductNews
from emails.signing import Purpose, Signer
from emails.types import EmailType

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the links of mails lead: the public address of the job server, and what signs them."""

    public_url: str
    signer: Signer

    def make(self, purpose: Purpose, alert_id: int) -> str:
        """The address that does one thing to one alert."""
        return f"{self.public_url}/alerts/{purpose}?{urlencode({'token': self.signer.sign(purpose, alert_id)})}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail as its reader gets it. `unsubscribe_url` is None for what is no alert."""

    type: EmailType
    subject: str
    text: str
    html: str
    unsubscribe_url: str | None = None


def render(contents: Contents, links: Links) -> Rendered:
    """Fill in the templates of a mail."""
    kind = type_of(contents)
    unsubscribe_url = confirm_url = None
    if isinstance(contents, ProductNews) and contents.alert_id:
        unsubscribe_url = links.make(Purpose.UNSUBSCRIBE, contents.alert_id)
    if isinstance(contents, AlertConfirmation):
        confirm_url = links.make(Purpose.CONFIRM, contents.alert_id)
    values = {
        "it": contents,
        "public_url": links.public_url,
        "unsubscribe_url": unsubscribe_url,
        "confirm_url": confirm_url,
    }
    text = _environment().get_template(f"{kind.lower()}.txt")
    subject = "".join(text.blocks["subject"](text.new_context(values)))
    html = _environment().get_template(f"{kind.lower()}.html").render(values, subject=" ".join(subject.split()))
    return Rendered(kind, " ".join(subject.split()), _tidy(text.render(values)), html, unsubscribe_url)


def _tidy(text: str) -> str:
    """Text without spaces at the ends of its lines and without more than one empty line."""
    lines: list[str] = []
    for line in map(str.rstrip, text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"money": say_money, "duration": say_duration, "day": say_day, "moment": say_moment}
    environment.filters |= {"count": say_count, "percent": say_percent}
    environment.filters |= {"advice": words.advise, "retry_calls": words.say_retry_calls, "wishes": words.say_wishes}
    return environment


_SIGNS = {"USD": "$", "CAD": "CA$", "EUR": "€", "GBP": "£", "AUD": "A$"}


def say_money(amount: Decimal, currency: str) -> str:
    """An amount as people read it.

    >>> say_money(Decimal("1234.5"), "EUR"), say_money(Decimal(65), "CHF")
    ('€1,234.50', 'CHF 65.00')
    """
    return f"{_SIGNS.get(currency, currency + ' ')}{amount:,.2f}"


def say_percent(share: Decimal) -> str:
    """A share without needless digits.

    >>> say_percent(Decimal("25.0")), say_percent(Decimal("-7.5"))
    ('25%', '−7.5%')
    """
    return f"{share:f}".removesuffix(".0").replace("-", "−") + "%"


def say_count(number: int, noun: str, plural: str | None = None) -> str:
    """A number and what is counted.

    >>> say_count(1, "page"), say_count(1240, "page"), say_count(0, "try", "tries")
    ('1 page', '1,240 pages', '0 tries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def say_duration(seconds: float) -> str:
    """A time span in its two largest units.

    >>> say_duration(42.4), say_duration(754), say_duration(7260)
    ('42 s', '12 min 34 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def say_day(day: date) -> str:
    """A day.

    >>> say_day(date(2026, 3, 9))
    '9 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def say_moment(moment: datetime) -> str:
    """A moment, in UTC.

    >>> say_moment(datetime(2026, 3, 9, 7, 5, tzinfo=UTC))
    '9 March 2026, 07:05 UTC'
    """
    moment = moment.astimezone(UTC)
    return f"{say_day(moment)}, {moment:%H:%M} UTC"
