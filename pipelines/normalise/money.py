"""Prices: an amount and its ISO 4217 currency."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise

from price_parser import Price

from .currencies import ANY_SIGN, CURRENCIES, POINT_CURRENCIES, SIGN, SIGN_AFTER, THREE_DECIMALS
from .text import LONGEST_FACT, fold

CENT = Decimal("0.01")
TOO_MUCH = Decimal(10) ** 10

_NUMBER = r"[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}(?:[.][0-9]{1,2})?(?![0-9])|"  # lakhs: "1,49,999.00"
_NUMBER += r"[0-9]{1,3}(?:[ .]?[0-9]{3})*[.,] [0-9]{2}(?![0-9]| ?%)|"  # decimals set apart: "118, 99"
_NUMBER += r"[0-9]{1,3}(?:[ ,.'][0-9]{3})+(?:[.,][0-9]{1,6})?|[0-9]{1,14}(?:[.,€][0-9]{1,6})?|[.][0-9]{1,4}"
_PLAIN = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,2})?")
_AMOUNT = re.compile(
    rf"(?:(?<![a-z])(?P<before>{SIGN}) ?)?(?P<minus>-)?(?(before)(?<![.,])|(?<![\w.,]))(?P<number>{_NUMBER})(?![0-9])"
    rf"(?:[.,]-+)?(?: ?(?P<after>{SIGN_AFTER})(?(before)(?! ?[0-9])))?"
    r"(?P<other> ?(?:%|¢|cents?(?![a-z]))|(?(after)(?!)|[.,]?[a-z0-9]+))?"
)
_UNCLEAR = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}")  # thousands, or three decimals?
_DECIMALS = re.compile(r"(?<![0-9])(?:[0-9]{1,3}(?:[ .,'][0-9]{3})*|[0-9]+)([.,])[0-9]{2}(?![0-9.,])")
_CODE = re.compile("[A-Z]{3}")
_ENDS_IN_AMOUNT = re.compile(rf"(?:[0-9]|{SIGN}) ?$")
_RANGE_SIGN = re.compile(r" ?(?:-|to) ?")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, not negative, and the ISO code of its currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount with its sign inside a longer text; ``start`` and ``end`` are places in that text."""

    amount: Decimal
    currency: str
    start: int
    end: int


def read_money(text: str | None, currency: str, decimal_sign: str | None = None) -> Money | None:
    """Return the price in a text, the lowest of a range, with 2 decimals (half-up).

    ``currency`` is the seller's ISO code, for a bare "$" and for no sign at all. ``decimal_sign``, where it is
    known, tells what "3.350" means; else the currency does.

    >>> read_money("$65.00 – $240.00", "CAD")
    Money(amount=Decimal('65.00'), currency='CAD')
    >>> read_money("US$59.34", "CAD").currency, read_money("1.234,50 €", "CAD").amount
    ('USD', Decimal('1234.50'))
    >>> read_money("Free", "CAD") is None
    True
    """
    return None if text is None else _read_money(text[:LONGEST_FACT], currency, decimal_sign)


def find_money(text: str, currency: str, decimal_sign: str | None = None) -> list[FoundMoney]:
    """Return the amounts of a clean text that have a currency's sign, in their order.

    >>> [(str(found.amount), found.currency) for found in find_money("Was $80.00, now £65.00 (20% off)", "USD")]
    [('80.00', 'USD'), ('65.00', 'GBP')]
    """
    folded, found = fold(text), []
    matches = [match for match in _AMOUNT.finditer(folded) if not match["other"] and not _is_negative(match, folded)]
    for match, following in pairwise([*matches, None]):
        assert match is not None
        if not _is_signed(match) and not _begins_range(folded, match, following):
            continue
        code = _currency_of(match) or currency
        amount = _read_number(match["number"], code, decimal_sign)
        if amount is not None and (money := _checked(amount, code)):
            found.append(FoundMoney(money.amount, code, match.start(), match.end()))
    return found


def find_decimal_sign(texts: Iterable[str]) -> str | None:
    """Return what parts the decimals in most of these prices, "." or ",", or None when none of them tells.

    >>> find_decimal_sign(["3.350 €", "12,90 €", "1.299,00 €"]), find_decimal_sign(["3.350"])
    (',', None)
    """
    signs = Counter(sign for text in texts for sign in _DECIMALS.findall(text))
    told = signs.most_common(2)
    return told[0][0] if told and (len(told) == 1 or told[0][1] > told[1][1]) else None


def read_currency(text: str | None, currency: str) -> str:
    """Return the ISO code that a text is, else ``currency``, the seller's own.

    >>> read_currency(" usd ", "CAD"), read_currency("dollars", "CAD")
    ('USD', 'CAD')
    """
    code = (text or "").strip().upper()
    return code if _CODE.fullmatch(code) else currency


def price_per_seed(price: Decimal, seeds: int) -> Decimal:
    """Return price ÷ seeds in the price's currency, 2 decimals half-up; ``seeds`` is at least 1.

    >>> price_per_seed(Decimal("59.35"), 10)
    Decimal('5.94')
    """
    return (price / seeds).quantize(CENT, ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def _read_money(text: str, currency: str, decimal_sign: str | None) -> Money | None:
    folded = fold(text)
    if _PLAIN.fullmatch(folded):
        return _checked(Decimal(folded), currency)
    matches = [match for match in _AMOUNT.finditer(folded) if not match["other"]]
    if any(_is_negative(match, folded) for match in matches):
        return None
    signed = [match for match in matches if _is_signed(match)]
    if not signed:
        if ANY_SIGN.search(folded):
            return None  # a currency that is not known here
        if any(not _are_linked(folded, *pair) for pair in pairwise(matches)):
            return None  # two numbers and no sign: nothing says which is the price
        return _lowest(matches, currency, decimal_sign)
    told = next((code for match in signed if (code := _currency_of(match))), currency)
    same = [match for match in signed if (_currency_of(match) or told) == told]
    return _lowest([*_first_of_range(folded, matches, same[0]), *same], told, decimal_sign)


def _is_signed(match: re.Match[str]) -> bool:
    return bool(match["before"] or match["after"] or "€" in match["number"])


def _currency_of(match: re.Match[str]) -> str:
    if "€" in match["number"]:  # "35€99"
        return "EUR"
    signs = ((match[side] or "").replace(" ", "") for side in ("after", "before"))
    return next((code for sign in signs if (code := CURRENCIES.get(sign))), "")


def _is_negative(match: re.Match[str], folded: str) -> bool:
    """Tell a minus from the dash of a range or between words ("$65 -$240", "5 Seeds - $65")."""
    if match["minus"]:
        return bool(match["before"]) or not _ENDS_IN_AMOUNT.search(folded[: match.start()][-12:])
    before = folded[: match.start()][-12:]
    return before.endswith("-") and not _ENDS_IN_AMOUNT.search(before[:-1])


def _are_linked(folded: str, first: re.Match[str], second: re.Match[str]) -> bool:
    end = second.start("number")
    return bool(_RANGE_SIGN.fullmatch(folded[first.end() : end]))


def _first_of_range(folded: str, matches: list[re.Match[str]], second: re.Match[str]) -> list[re.Match[str]]:
    place = matches.index(second)
    return [matches[place - 1]] if place and _begins_range(folded, matches[place - 1], second) else []


def _begins_range(folded: str, first: re.Match[str], second: re.Match[str] | None) -> bool:
    """Tell the "65" of "65 – 240 €", which has no sign of its own."""
    return second is not None and not second["before"] and _is_signed(second) and _are_linked(folded, first, second)


def _lowest(matches: list[re.Match[str]], currency: str, decimal_sign: str | None) -> Money | None:
    numbers = (_read_number(match["number"], currency, decimal_sign) for match in matches)
    amounts = [amount for amount in numbers if amount is not None]
    return _checked(min(amounts), currency) if amounts else None


def _read_number(number: str, currency: str, decimal_sign: str | None) -> Decimal | None:
    separator = None  # price-parser's to find out
    if "," in number and "." in number:
        separator = max(",.", key=number.rfind)
    elif one := _UNCLEAR.fullmatch(number):
        # Nobody writes three decimals but where they are paid; a point parts them where it never parts thousands.
        is_decimal = one[1] == (decimal_sign or ".") and (
            currency in THREE_DECIMALS or (currency in POINT_CURRENCIES and one[1] == ".")
        )
        separator = one[1] if is_decimal else None
    elif currency in POINT_CURRENCIES and number.count(".") == 1:
        separator = "."
    amount: Decimal | None = Price.fromstring(
        number.replace(", ", ",").replace(". ", "."), decimal_separator=separator
    ).amount
    return amount


def _checked(amount: Decimal, currency: str) -> Money | None:
    if not 0 <= amount < TOO_MUCH:
        return None
    return Money(amount.quantize(CENT, ROUND_HALF_UP), currency)
