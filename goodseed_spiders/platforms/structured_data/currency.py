"""The currency of a page, where a sign alone does not tell it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.normalise.currencies import CURRENCIES

# What shops below these top-level domains, or in these languages' regions, are paid in.
_OF_DOMAINS = {
    "ca": "CAD",
    "au": "AUD",
    "nz": "NZD",
    "us": "USD",
    "mx": "MXN",
    "ar": "ARS",
    "cl": "CLP",
    "co": "COP",
    "uy": "UYU",
    "se": "SEK",
    "no": "NOK",
    "dk": "DKK",
    "is": "ISK",
    "uk": "GBP",
    "ch": "CHF",
    "cz": "CZK",
    "pl": "PLN",
    "hu": "HUF",
    "ro": "RON",
    "bg": "BGN",
    "jp": "JPY",
    "cn": "CNY",
    "kr": "KRW",
    "in": "INR",
    "br": "BRL",
    "tr": "TRY",
    "ru": "RUB",
    "ua": "UAH",
    "za": "ZAR",
    "sg": "SGD",
    "hk": "HKD",
    "tw": "TWD",
    "my": "MYR",
    "id": "IDR",
    "th": "THB",
    "vn": "VND",
    "ph": "PHP",
    "il": "ILS",
    "ae": "AED",
    "sa": "SAR",
    "kw": "KWD",
    "eg": "EGP",
    "ng": "NGN",
    "ke": "KES",
    "pk": "PKR",
    "rs": "RSD",
    "lk": "LKR",
    "pe": "PEN",
    **dict.fromkeys(
        ("de", "fr", "es", "it", "nl", "be", "at", "pt", "fi", "ie", "gr", "hr", "si", "sk", "ee", "lt", "lv", "lu"),
        "EUR",
    ),
}
_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP", "UYU", "SGD", "HKD", "TWD"))
_CROWNS = frozenset(("SEK", "NOK", "DKK", "ISK"))
# Currencies that share a sign which is taken for the first of them.
_SHARED = {"JPY": ("CNY",), "INR": ("PKR", "LKR", "NPR"), "GBP": ("EGP",)}
# Of languages that are spoken where one currency is paid in.
_OF_LANGUAGES = {
    "sv": "SEK",
    "nb": "NOK",
    "no": "NOK",
    "nn": "NOK",
    "da": "DKK",
    "is": "ISK",
    "pl": "PLN",
    "cs": "CZK",
    "hu": "HUF",
    "ro": "RON",
    "tr": "TRY",
    "uk": "UAH",
    "ja": "JPY",
    "ko": "KRW",
    "he": "ILS",
    "th": "THB",
    "vi": "VND",
    "id": "IDR",
}
_NO_SIGN = re.compile(r"[\d\s.,'’–—-]")
_CODE = re.compile("[A-Z]{3}")


def read_code(text: str | None) -> str | None:
    """The ISO code that mark-up means: a code, or a sign where a code should be.

    >>> read_code("usd"), read_code("€"), read_code("$"), read_code("Euro dollars")
    ('USD', 'EUR', None, None)
    """
    told = (text or "").strip().upper()
    return told if _CODE.fullmatch(told) else CURRENCIES.get(told.lower()) or None


def local_currency(url: str, language: str | None) -> str | None:
    """The currency that is likely at this address, in this language ("en-CA"); None when nothing hints at one.

    >>> [local_currency("https://a.example/", language) for language in ("en-CA", "pl", "de")]
    ['CAD', 'PLN', None]
    """
    spoken, _, region = (language or "").replace("_", "-").lower().partition("-")
    domain = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    of_region = _OF_DOMAINS.get(domain) or _OF_DOMAINS.get({"gb": "uk"}.get(region, region))
    return of_region or (None if region else _OF_LANGUAGES.get(spoken))


def read_sign(text: str, local: str | None) -> str | None:
    """The ISO code of the sign in a price, or None where it may be that of several; "¥" is the yuan in China.

    >>> read_sign("US$ 12", None), read_sign("¥12", "CNY"), read_sign("¥12", None), read_sign("$12", "CAD")
    ('USD', 'CNY', 'JPY', None)
    """
    named = CURRENCIES.get(_NO_SIGN.sub("", text.lower())) or None
    return local if named and local in _SHARED.get(named, ()) else named


def name_currency(text: str, url: str, language: str | None) -> str | None:
    """The ISO code of a price whose sign does not tell it, "$" or "kr", on this page; None when nothing does.

    >>> name_currency("$5", "https://shop.example.ca/x", None), name_currency("5 kr", "https://a.example/", "sv-SE")
    ('CAD', 'SEK')
    >>> name_currency("$5", "https://shop.example.uk/x", None)
    """
    local = local_currency(url, language)
    if "$" in text:
        return local if local in _DOLLARS else None
    if "kr" in text.lower():
        spoken = _OF_LANGUAGES.get((language or "")[:2].lower())
        return next((code for code in (local, spoken) if code in _CROWNS), None)
    return local
