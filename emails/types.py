"""The types of mails: the one place that names them."""

from __future__ import annotations

from enum import StrEnum


class EmailType(StrEnum):
    """What a mail tells of, and to whom."""

    SCRAPE_COMPLETED = "SCRAPE_COMPLETED"  # a crawl has ended well; to the operators
    SCRAPE_FAILED = "SCRAPE_FAILED"  # a job was given up, the first of its seller that day; to the operators
    SCRAPE_SUSPICIOUS = "SCRAPE_SUSPICIOUS"  # a crawl has ended well, and something looks wrong; to the operators
    FAILURE_SUMMARY = "FAILURE_SUMMARY"  # the failures of a day of which no mail was sent; to the operators
    USER_WELCOME = "USER_WELCOME"  # somebody is new on the site
    ALERT_CONFIRMATION = "ALERT_CONFIRMATION"  # somebody asked for alerts: is it you?
    PRICE_DROP = "PRICE_DROP"  # a price has fallen; to who asked for it
    BACK_IN_STOCK = "BACK_IN_STOCK"  # a product is sold again; to who asked for it
    WEEKLY_REPORT = "WEEKLY_REPORT"  # the week's crawls and prices; to the operators


ALERTS = frozenset({EmailType.PRICE_DROP, EmailType.BACK_IN_STOCK})
