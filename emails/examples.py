"""A made-up mail of each type, to look at: `python -m scheduler emails --preview TYPE`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from emails.contents import read_contents
from emails.contents.fields import Contents
from emails.types import EmailType

_ENDED = datetime(2026, 3, 9, 4, 31, tzinfo=UTC)
_JOB = {"job_id": "northernseeds-20260309T041200-1f3a9c2e", "seller": "northernseeds", "seller_name": "Northern Seeds"}
_JOB |= {"finished_at": _ENDED.isoformat()}


def _move(name: str, seeds: int, before: str, after: str, seller: str | None = None) -> dict[str, Any]:
    url = f"https://shop.example/product/{name.lower().replace(' ', '-')}/"
    move = {"name": name, "url": url, "seeds": seeds, "before": before, "after": after, "currency": "USD"}
    return move | ({"seller_name": seller} if seller else {})


def _pack(seeds: int, price: str, before: str | None = None) -> dict[str, Any]:
    return {"seeds": seeds, "price": price, "currency": "USD"} | ({"before": before} if before else {})


def _attempt(number: int, minute: str, pages: int) -> dict[str, Any]:
    attempt = {"attempt": number, "started_at": f"2026-03-09T04:{minute}:00Z", "seconds": 95.0 + number}
    why = {"error_code": "NETWORK", "error_message": f"{pages} pages could not be read"}
    return {**attempt, "node": "worker-1:6800", "outcome": "failed", **why}


_COMPLETED = {
    **_JOB,
    "seconds": 1134.0,
    "pages_done": 42,
    "products_seen": 612,
    "created": 7,
    "updated": 31,
    "unchanged": 574,
    "rejected": 2,
    "delisted": 4,
    "cheaper": 18,
    "dearer": 9,
    "back_in_stock": 5,
    "sold_out": 3,
    "moves": [
        _move("Blue Lantern", 10, "89.00", "62.30"),
        _move("Harbour Haze", 5, "55.00", "44.00"),
        _move("Quiet Orchard", 25, "180.00", "199.00"),
    ],
    "new_products": ["Amber Coast Auto", "First Frost", "Lemon Terrace"],
}
_FAILED = {
    **_JOB,
    "error_code": "NETWORK",
    "error_message": "9 of 11 pages could not be read (7 × timeout, 2 × dns)",
    "node": "worker-1:6800",
    "log": "logs/goodseed/northernseeds/northernseeds-20260309T041200-1f3a9c2e.log",
    "attempts": [_attempt(1, "12", 7), _attempt(2, "19", 8), _attempt(3, "28", 9)],
    "log_lines": [
        "04:30:58 WARNING Retrying <GET https://shop.example/shop/page/7/> (failed 2 times): timeout",
        "04:31:28 ERROR Gave up <GET https://shop.example/shop/page/7/> (failed 3 times): timeout",
        "04:31:29 INFO failed: 2 pages, 31 products, 9 errors",
    ],
}


def _week(name: str, *counts: int, error: str | None = None) -> dict[str, Any]:
    columns = ("completed", "failed", "products", "created", "cheaper", "dearer")
    week = {"seller": name.lower().replace(" ", ""), "seller_name": name, **dict(zip(columns, counts, strict=True))}
    return week | ({"last_error": error, "suspicious": 1} if error else {})


_DATA: dict[EmailType, dict[str, Any]] = {
    EmailType.SCRAPE_COMPLETED: _COMPLETED,
    EmailType.SCRAPE_SUSPICIOUS: {
        **_COMPLETED,
        "suspicions": [
            "thc: 41% of the products have it, 85% are promised",
            "12 of 612 products held: their price moved by more than 60%",
        ],
    },
    EmailType.SCRAPE_FAILED: _FAILED,
    EmailType.FAILURE_SUMMARY: {
        "day": date(2026, 3, 8).isoformat(),
        "sellers": [
            {"seller": "northernseeds", "seller_name": "Northern Seeds", "failures": 4, "job_id": "northernseeds-8"}
            | {"error_code": "NETWORK", "error_message": "9 of 11 pages could not be read (7 × timeout, 2 × dns)"},
            {"seller": "oldmill", "seller_name": "Old Mill Genetics", "failures": 2, "job_id": "oldmill-7"}
            | {"error_code": "RATE_LIMIT", "error_message": "12 of 14 pages could not be read (12 × 403)"},
        ],
    },
    EmailType.USER_WELCOME: {"name": "Robin"},
    EmailType.ALERT_CONFIRMATION: {
        "alert_id": 12,
        "about": "Blue Lantern",
        "kinds": ["PRICE_DROP", "BACK_IN_STOCK"],
        "threshold": "5",
    },
    EmailType.PRICE_DROP: {
        "alert_id": 12,
        "name": "Blue Lantern Feminized",
        "seller_name": "Northern Seeds",
        "url": "https://shop.example/product/blue-lantern/",
        "packs": [_pack(10, "62.30", "89.00"), _pack(5, "39.00", "49.00"), _pack(25, "149.00", "165.00")],
    },
    EmailType.BACK_IN_STOCK: {
        "alert_id": 12,
        "name": "Harbour Haze Auto",
        "seller_name": "Old Mill Genetics",
        "url": "https://shop.example/product/harbour-haze/",
        "packs": [_pack(3, "33.00"), _pack(5, "49.50"), _pack(10, "89.00")],
    },
    EmailType.WEEKLY_REPORT: {
        "since": date(2026, 3, 2).isoformat(),
        "until": date(2026, 3, 8).isoformat(),
        "sellers": [
            _week("Northern Seeds", 5, 2, 612, 7, 58, 21, error="NETWORK: 9 of 11 pages could not be read"),
            _week("Old Mill Genetics", 7, 0, 340, 0, 12, 4),
            _week("Harbour Seed Bank", 7, 0, 1208, 26, 140, 77),
        ],
        "moves": [
            _move("Blue Lantern", 10, "89.00", "62.30", "Northern Seeds"),
            _move("Harbour Haze", 5, "55.00", "44.00", "Old Mill Genetics"),
        ],
        "alerts": 148,
        "alert_mails": 61,
    },
}


def make_example(type: EmailType) -> Contents:  # noqa: A002 (the field's name)
    """Made-up contents of a type.

    >>> make_example(EmailType.USER_WELCOME)
    UserWelcome(name='Robin', site_url=None)
    """
    return read_contents(type, _DATA[type])
