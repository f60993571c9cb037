"""Sentences of mails that depend on what they tell: advice by error code, calls, wishes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from emails.types import EmailType

if TYPE_CHECKING:
    from emails.alerts import Alert
    from emails.contents.readers import AlertConfirmation

_ADVICE = {
    "RATE_LIMIT": "The shop refuses us. It is asked again at its next turn; if that goes on, crawl it less often.",
    "VALIDATION_ERROR": "The shop has changed, or the job asked for what is not there. Trying again will not help: "
    "save a page, look at it with `scrapy extract`, and mend the platform.",
    "NETWORK": "The shop could not be reached. Look at it in a browser, then at this machine's network.",
    "DATABASE": "The database stayed away. Nothing is half-written: mend it, and crawl again.",
    "CRASH": "Our own process or code failed. The log's last lines say where.",
    "STALLED": "The process was not heard of, or got nowhere, for too long. Look at its node and its log.",
}
_OTHER = "Look at the last lines of its log."

_WISHES = {
    EmailType.PRICE_DROP: "when its price falls by {} or more",
    EmailType.BACK_IN_STOCK: "when it is back in stock",
}


def advise(error_code: str) -> str:
    """What to do about a failed job."""
    return _ADVICE.get(error_code, _OTHER)


def say_retry_calls(job_id: str, public_url: str) -> list[str]:
    """The commands that give a failed job another attempt."""
    return [
        f"curl -u USER:PASSWORD {public_url}/retry.json -d project=goodseed -d job={job_id}",
        f"python -m jobs retry {job_id}",
    ]


def say_wishes(alert: AlertConfirmation | Alert) -> str:
    """What somebody wants to be told of."""
    threshold = f"{(alert.threshold or Decimal(0)).normalize():f}%"
    return " and ".join(words.format(threshold) for kind, words in _WISHES.items() if kind in alert.kinds)
