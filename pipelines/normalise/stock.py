"""Whether a pack can be bought, and from its packs whether a product can."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from . import stock_words
from .text import LONGEST_FACT, fold

Stock = Literal["in_stock", "out_of_stock", "limited", "backorder"]

# A word of a class list or a text: no part of "product_tag-sold-out" or "variation-availability".
_START, _END = r"(?<![\w-])", r"(?![\w-])"
_GAP = r"[ _-]?"

# WooCommerce says this beside packs that it has.
_ALSO_BACKORDERED = re.compile(r"\(?can be back-?ordered\)?|\(kann nachbestellt werden\)")
_COUNTED = re.compile(
    rf"{_START}(?P<few>only )?(?P<count>-?[0-9]{{1,6}}(?:,[0-9]{{3}})?)"
    rf" (?:more )?(?:items?|units?|packs?|seeds?|pcs)? ?(?P<what>left|remaining|in stock|available){_END}"
    rf"|{_START}(?:in )?(?:stock|qty|quantity) ?[:=(] ?(?P<number>-?[0-9]{{1,6}}){_END}"
)

# The first row that matches tells: "unavailable" before "available", "on backorder" before "available".
_WORDS: tuple[tuple[Stock, str], ...] = (
    (
        "backorder",
        rf"(?:available{_GAP})?(?:on{_GAP})?back{_GAP}orders?|back{_GAP}ordered"
        rf"|pre{_GAP}orders?|pre{_GAP}sale|made{_GAP}to{_GAP}order|{stock_words.LATER}",
    ),
    (
        "out_of_stock",
        rf"(?:temporarily )?out{_GAP}of{_GAP}stock|sold{_GAP}out|unavailable|discontinued"
        r"|no stock|none left|nothing left|reserved"
        r"|(?:not|never|no longer|isn't|not currently|currently not) (?:in stock|available)"
        r"|back (?:in stock )?soon|(?:when|once) (?:back )?(?:it's |it is )?(?:in stock|available)"
        rf"|{stock_words.GONE}",
    ),
    (
        "limited",
        rf"low{_GAP}(?:in{_GAP})?stock|limited{_GAP}(?:stock|availability|quantity|quantities|supply)"
        r"|stock low|(?:only )?(?:a )?few (?:left|remaining)"
        r"|last (?:one|few|ones|items?|packs?)(?: left)?|almost (?:gone|sold)|limited"
        rf"|{stock_words.FEW}",
    ),
    ("in_stock", rf"in{_GAP}stock|available|online{_GAP}only|in{_GAP}store{_GAP}only|{stock_words.THERE}"),
)
_STATUSES = tuple((status, re.compile(f"{_START}(?:{words}){_END}")) for status, words in _WORDS)
_BEST_FIRST: tuple[Stock, ...] = ("in_stock", "limited", "backorder", "out_of_stock")


def read_stock(text: str | None) -> Stock | None:
    """Return the stock that a class list, a schema.org word or a text tells.

    >>> read_stock("product first instock product_tag-limited"), read_stock("Only 2 left in stock")
    ('in_stock', 'limited')
    >>> read_stock("https://schema.org/PreOrder"), read_stock("0 in stock"), read_stock("Blue Dream")
    ('backorder', 'out_of_stock', None)
    """
    return None if text is None else _read_stock(text[:LONGEST_FACT])


@lru_cache(maxsize=4096)
def _read_stock(text: str) -> Stock | None:
    folded = _ALSO_BACKORDERED.sub("", fold(text))
    if counted := _COUNTED.search(folded):
        return _read_quantity(counted)
    return next((status for status, words in _STATUSES if words.search(folded)), None)


def _read_quantity(counted: re.Match[str]) -> Stock:
    if int((counted["count"] or counted["number"]).replace(",", "")) <= 0:
        return "out_of_stock"
    few = counted["few"] or counted["what"] in ("left", "remaining")
    return "limited" if few else "in_stock"


def read_product_stock(packs: Iterable[Stock | None], product: Stock | None = None) -> Stock | None:
    """Return the best stock of a product's packs; when no pack tells any, the product's own.

    >>> read_product_stock(["out_of_stock", "limited", None]), read_product_stock([None], "in_stock")
    ('limited', 'in_stock')
    """
    told = set(packs)
    return next((status for status in _BEST_FIRST if status in told), product)
