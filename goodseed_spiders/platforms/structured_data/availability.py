"""Whether the product can be bought: by its mark-up, by the cart's button, by what the page says beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from goodseed_spiders.platforms.structured_data import shop_words as words
from goodseed_spiders.platforms.structured_data.marks import Mark
from goodseed_spiders.platforms.structured_data.outline import Control, Outline
from pipelines.normalise.stock import Stock, read_stock
from pipelines.normalise.text import fold

LONGEST_NOTE = 90
LONGEST_BUTTON = 80
NEAR = 12  # lines
_OUTSIDE = Mark.OTHER_PRODUCTS | Mark.FRAME | Mark.HIDDEN
_QUANTITY = re.compile("qty|quant|menge|anzahl|aantal|cantidad|antal|ilosc|mnozstvi|kolicina", re.IGNORECASE)
_GONE = frozenset(("sold-out", "soldout", "out-of-stock", "outofstock"))
_DISABLED = _GONE | {"disabled", "is-disabled", "btn-disabled", "button--disabled", "unavailable"}
_NO_BUTTONS = frozenset(("hidden", "radio", "checkbox", "text", "number", "search", "email"))


@dataclass(frozen=True, slots=True)
class StockFacts:
    """What a page tells of its product's stock; None where it is silent.

    `marked` is the mark-up's word; `button` is True for one that puts into the cart, False for one that says sold out;
    `is_disabled` that the cart's button cannot be pressed; `asks_quantity` that the page asks how many; `asks_to_wait`
    that it offers to tell when it is back.
    """

    marked: Stock | None
    button: bool | None
    is_disabled: bool
    asks_to_wait: bool
    says_out: bool
    says_in: bool
    says_limited: bool
    says_backorder: bool
    asks_quantity: bool = False


def decide_stock(facts: StockFacts) -> Stock | None:
    """The stock that is most likely, from all that the page tells."""
    is_vouched_for = facts.marked == "in_stock" and facts.says_in and not facts.is_disabled
    gone = facts.button is False or (facts.says_out and facts.button is not True and not is_vouched_for)
    if facts.button is None or facts.is_disabled:
        gone = gone or (facts.asks_to_wait and not facts.says_in)
    gone = gone or (facts.says_out and not facts.says_in and (facts.marked == "out_of_stock" or facts.asks_to_wait))
    if gone:
        return "out_of_stock"
    if facts.marked == "out_of_stock":
        # A button that works, and words, are truer than mark-up that was forgotten.
        return "in_stock" if facts.button and not facts.is_disabled and facts.says_in else "out_of_stock"
    if facts.says_limited or facts.marked == "limited":
        return "limited"
    if facts.marked == "backorder" or (facts.says_backorder and not facts.says_in and facts.marked is None):
        return "backorder"
    if facts.marked or facts.button or facts.says_in or (facts.asks_quantity and not facts.is_disabled):
        return facts.marked or "in_stock"
    return None


def gather_stock(outline: Outline, marked: Iterable[str | None]) -> StockFacts:
    """The facts of a page; `marked` are the mark-up's words for what is shown, the most trusted first."""
    told = next((stock for text in marked if (stock := read_stock(_bare_word(text)))), None)
    controls = [control for control in outline.controls if _is_ours(control, outline)]
    states = [(*state, control.line) for control in controls if (state := _read_control(control)) is not None]
    notes = _notes(outline)
    return StockFacts(
        marked=told,
        button=_decide_button(states),
        is_disabled=bool(states) and all(disabled for _, disabled, _ in states),
        asks_to_wait=any(words.NOTIFY_WORDS.search(fold(control.text)) for control in controls)
        or any(map(words.NOTIFY_WORDS.search, notes)),
        says_out=any(map(words.OUT_WORDS.search, notes)),
        says_in=any(map(_says_in, notes)),
        says_limited=any(map(words.LIMITED_WORDS.search, notes)),
        says_backorder=any(map(words.BACKORDER_WORDS.search, notes)),
        asks_quantity=any(map(_asks_quantity, controls)),
    )


def _says_in(note: str) -> bool:
    return bool(words.IN_WORDS.search(note)) and not (words.OUT_WORDS.search(note) or words.NOTIFY_WORDS.search(note))


def _decide_button(states: list[tuple[bool | None, bool, int]]) -> bool | None:
    """What the buttons say together: a button for the cart counts more than one that is sold out, unless far below it.

    Sizes that are sold out are buttons too; and far below are the buttons of other products.
    """
    carts = [line for says, _, line in states if says]
    gone = [line for says, _, line in states if says is False]
    if carts and gone:
        return carts[0] - gone[0] <= NEAR
    return True if carts else False if gone else None


def _asks_quantity(control: Control) -> bool:
    attributes = control.element.attributes
    if (attributes.get("type") or "text").lower() not in ("text", "number", "tel") or "disabled" in attributes:
        return False
    return (
        control.element.tag == "input"
        and _QUANTITY.search(attributes.get("name") or attributes.get("id") or "") is not None
    )


def _bare_word(text: str | None) -> str | None:
    """schema.org's word with its parts apart: "InStock", "http://schema.org/SoldOut", "in stock", "oos"."""
    word = (text or "").rstrip("/").rsplit("/", 1)[-1].strip()
    return {
        "oos": "out of stock",
        "instoreonly": "in stock",
        "onlineonly": "in stock",
        "preorder": "pre-order",
        "presale": "pre-order",
    }.get(word.lower(), word) or None


def _is_ours(control: Control, outline: Outline) -> bool:
    marks = control.element.all
    if marks & _OUTSIDE & ~Mark.HIDDEN or (marks & Mark.HIDDEN and not control.element.own & Mark.CART):
        return False
    if control.element.tag == "a" and not control.element.own & Mark.CART and control.line < (outline.title or 0):
        return False  # the way to the cart
    return control.line < outline.others and (outline.title is None or -25 <= control.line - outline.title <= 250)


def _read_control(control: Control) -> tuple[bool | None, bool] | None:
    """Whether a control puts into the cart (True) or says that it cannot (False), and whether it is disabled."""
    element, text = control.element, fold(control.text)
    kind = (element.attributes.get("type") or "").lower()
    if len(text) > LONGEST_BUTTON or element.all & Mark.HIDDEN or kind in _NO_BUTTONS:
        return None
    is_cart = bool(element.own & Mark.CART)
    if element.own & Mark.OPTION and not is_cart:
        return None
    classes = set((element.attributes.get("class") or "").lower().split())
    is_button = element.tag in ("button", "input")
    says_cart = words.CART_WORDS.search(text) or (is_cart and text and (is_button or element.tag == "a"))
    if words.OUT_WORDS.search(text) and (is_button or is_cart):
        return False, True
    if not says_cart or words.NOTIFY_WORDS.search(text):
        return None
    is_disabled = "disabled" in element.attributes or element.attributes.get("aria-disabled") == "true"
    is_disabled = is_disabled or not _DISABLED.isdisjoint(classes)
    return (False if not _GONE.isdisjoint(classes) else None if is_disabled else True), is_disabled


def _notes(outline: Outline) -> list[str]:
    """Short lines about the product, folded; not an option's."""
    title = outline.title if outline.title is not None else 0
    notes = []
    for line in outline.lines[max(0, title - 6) : min(title + 120, outline.others)]:
        marks = line.elements[0].all
        if (
            len(line.text) <= LONGEST_NOTE
            and not marks & (_OUTSIDE | Mark.LINK)
            and not _is_option(marks, line.elements[0].tag)
        ):
            notes.append(fold(line.text))
    return notes


def _is_option(marks: Mark, tag: str) -> bool:
    return bool(marks & Mark.OPTION) and tag in ("option", "label", "li", "a", "button", "span", "input")
