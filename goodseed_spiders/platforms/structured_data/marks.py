"""What an element is for, by its tag, its class words and its style."""

from __future__ import annotations

import re
from functools import lru_cache

from goodseed_spiders.platforms.structured_data import class_words as words
from goodseed_spiders.platforms.structured_data.class_words import marks_pattern

_MARKING: tuple[str, ...] = (
    "class",
    "id",
    "itemprop",
    "data-testid",
    "data-test",
    "data-role",
    "data-hook",
    "data-qa",
    "data-price-type",
)
_MARKING += ("name",)
_SHOWN = ("class", "id", "itemprop")  # of these the ones that are not there for tests of the shop's own code
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_OF_PRODUCT = re.compile(r"product(?!s)|pdp|buy|purchase", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[_-]+")
# What an element has is not what it is: "price with-list-price".
_HAS = re.compile(r"(?<![a-z0-9])(?:with|without|has)-\S*")
_DECIMAL_MARKS = marks_pattern(words.DECIMAL_MARKS)
LONGEST_MARKS = 500


class Mark:
    """What an element is, by its tag and class words; an element has those of all around it too.

    Bits of an int: an IntFlag would cost more than all the rest of the walk over a page.
    """

    PRICE = 1 << 0
    STRUCK = 1 << 1
    REGULAR = 1 << 2
    SALE = 1 << 3
    NO_PRICE = 1 << 4
    OTHER_PRODUCTS = 1 << 5
    FRAME = 1 << 6
    MAIN = 1 << 7
    HIDDEN = 1 << 8
    OPTION = 1 << 9
    CART = 1 << 10
    SKU = 1 << 11
    LINK = 1 << 12
    DELETED = 1 << 13
    SIDE = 1 << 14


_PATTERNS = (
    (Mark.PRICE, marks_pattern(words.PRICE_MARKS)),
    (Mark.STRUCK, marks_pattern(words.STRUCK_MARKS)),
    (Mark.REGULAR, marks_pattern(words.REGULAR_MARKS)),
    (Mark.SALE, marks_pattern(words.SALE_MARKS)),
    (Mark.NO_PRICE, marks_pattern(words.NO_PRICE_MARKS)),
    (Mark.OTHER_PRODUCTS, marks_pattern(words.OTHER_PRODUCTS_MARKS)),
    (Mark.FRAME, marks_pattern(words.PAGE_FRAME_MARKS)),
    (Mark.SIDE, marks_pattern(words.SIDE_MARKS)),
    (Mark.MAIN, marks_pattern(words.MAIN_MARKS)),
    (Mark.OPTION, marks_pattern(words.OPTION_MARKS)),
    (Mark.CART, marks_pattern(words.CART_MARKS)),
    (Mark.SKU, marks_pattern(words.SKU_MARKS)),
)
_ZONES = Mark.OTHER_PRODUCTS | Mark.FRAME
_OF_TAGS = {
    "del": Mark.DELETED,
    "s": Mark.DELETED,
    "strike": Mark.DELETED,
    "ins": Mark.SALE,
    "nav": Mark.FRAME,
    "footer": Mark.FRAME,
    "aside": Mark.SIDE,
    "a": Mark.LINK,
    "option": Mark.OPTION,
    "select": Mark.OPTION,
}

# A box around the product's own title is about the product, whatever its class words say of the page.
_NOT_AROUND_TITLE = (
    Mark.OTHER_PRODUCTS | Mark.FRAME | Mark.HIDDEN | Mark.NO_PRICE | Mark.STRUCK | Mark.SALE | Mark.OPTION
)
_NOT_AROUND_TITLE |= Mark.SIDE | Mark.REGULAR | Mark.PRICE | Mark.CART | Mark.SKU | Mark.LINK | Mark.DELETED


def read_marks(
    tag: str, attributes: dict[str, str | None], *, is_around_title: bool, title_words: frozenset[str] = frozenset()
) -> tuple[int, str]:
    """An element's own marks, and the words that they were read from.

    `title_words` are the words for other parts of pages that this page has around its title (`zone_words`): a
    "product-card__title" makes of "product-card__price" the product's own.
    """
    text = words_of(attributes)
    own = _OF_TAGS.get(tag, 0) | (_classify(text[:LONGEST_MARKS]) if text else 0)
    if own & Mark.FRAME and (own & Mark.MAIN or _OF_PRODUCT.search(text)):
        own &= ~Mark.FRAME  # a product's sidebar, header or banner
    if own & _ZONES and title_words and zone_words(text) <= title_words:
        own &= ~_ZONES
    if own & Mark.PRICE:
        own &= ~Mark.OPTION  # the price of the variant that is chosen
        if own & _ZONES:  # a test may call a price "productCardPrice" wherever it stands
            own &= ~_ZONES | _classify(words_of(attributes, _SHOWN)[:LONGEST_MARKS])
    if is_around_title:
        own &= ~_NOT_AROUND_TITLE
    elif _is_hidden_by_class(attributes.get("class")):
        own |= Mark.HIDDEN
    style = attributes.get("style")
    if style and _LINE_THROUGH.search(style):
        own |= Mark.DELETED
    return own, text


def words_of(attributes: dict[str, str | None], names: tuple[str, ...] = _MARKING) -> str:
    """The class words, the id and what else names an element; not classes for states and widths ("before:block")."""
    text = " ".join(value for name in names if (value := attributes.get(name)))
    return text if ":" not in text else " ".join(word for word in text.split() if ":" not in word)


@lru_cache(maxsize=4096)
def zone_words(text: str) -> frozenset[str]:
    """The words in it that stand for other products or for the page's frame."""
    folded = _fold_marks(text[:LONGEST_MARKS])
    return frozenset(match for mark, pattern in _PATTERNS if mark & _ZONES for match in pattern.findall(folded))


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether the mark-up itself keeps the element from being shown."""
    if "hidden" in attributes and attributes.get("hidden") != "until-found":
        return True
    style = attributes.get("style")
    return style is not None and _NO_DISPLAY.search(style) is not None


def marks_decimals(tag: str, text: str) -> bool:
    """Whether an element of this tag and these class words holds the decimals of an amount."""
    return tag == "sup" or _DECIMAL_MARKS.search(_fold_marks(text)) is not None


def _is_hidden_by_class(text: str | None) -> bool:
    if not text:
        return False
    return not words.HIDDEN_CLASSES.isdisjoint(text.split()) and not words.SHOWN_AGAIN.search(text)


def _fold_marks(text: str) -> str:
    return _JOINTS.sub("-", _CAMEL.sub("-", text).lower())


@lru_cache(maxsize=8192)
def _classify(text: str) -> int:
    folded = _HAS.sub("", _fold_marks(text))
    marks = 0
    for mark, pattern in _PATTERNS:
        if pattern.search(folded):
            marks |= mark
    return marks
