"""A page as a visitor sees it: its lines of text in order, and what surrounds each piece of them.

One walk over the tree makes it. Scripts, styles, templates and what the mark-up itself hides are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntFlag, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data import words
from goodseed_spiders.platforms.structured_data.words import marks_pattern
from pipelines.normalise.currencies import CURRENCIES
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LONGEST_LINE = 2_000
MOST_NODES = 400_000
LONGEST_HEADING = 70

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NUMBERED = ("data-sku", "data-product-sku", "data-product-code")
_UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "canvas",
        "video",
        "audio",
        "select-",
    )
)
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "meta",
    )
    + ("link", "output", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr")
)
_MARKING = (
    "class",
    "id",
    "itemprop",
    "data-testid",
    "data-test",
    "data-role",
    "data-hook",
    "data-qa",
    "data-price-type",
    "name",
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[_-]+")
_DECIMALS = re.compile(r"\s*[0-9]{2}\s*")
_DECIMAL_MARKS = marks_pattern(
    "cents?|decimals?|fraction|centimes?|price-decimal|superscript|decimal-part|a-price-fraction"
)


_PART = re.compile(r"[0-9.,]+-*")


class Mark(IntFlag):
    """What an element is, by its tag and class words; an element has those of all around it too."""

    PRICE = auto()
    STRUCK = auto()
    REGULAR = auto()
    SALE = auto()
    NO_PRICE = auto()
    OTHER_PRODUCTS = auto()
    FRAME = auto()
    MAIN = auto()
    HIDDEN = auto()
    OPTION = auto()
    CART = auto()
    SKU = auto()
    LINK = auto()
    DELETED = auto()


_PATTERNS = (
    (Mark.PRICE, marks_pattern(words.PRICE_MARKS)),
    (Mark.STRUCK, marks_pattern(words.STRUCK_MARKS)),
    (Mark.REGULAR, marks_pattern(words.REGULAR_MARKS)),
    (Mark.SALE, marks_pattern(words.SALE_MARKS)),
    (Mark.NO_PRICE, marks_pattern(words.NO_PRICE_MARKS)),
    (Mark.OTHER_PRODUCTS, marks_pattern(words.OTHER_PRODUCTS_MARKS)),
    (Mark.FRAME, marks_pattern(words.PAGE_FRAME_MARKS)),
    (Mark.MAIN, marks_pattern(words.MAIN_MARKS)),
    (Mark.OPTION, marks_pattern(words.OPTION_MARKS)),
    (Mark.CART, marks_pattern(words.CART_MARKS)),
    (Mark.SKU, marks_pattern(words.SKU_MARKS)),
)
_OF_TAGS = {
    "del": Mark.DELETED,
    "s": Mark.DELETED,
    "strike": Mark.DELETED,
    "ins": Mark.SALE,
    "nav": Mark.FRAME,
    "footer": Mark.FRAME,
    "a": Mark.LINK,
    "option": Mark.OPTION,
    "select": Mark.OPTION,
}
_NO_JOIN = Mark.DELETED | Mark.STRUCK | Mark.SALE | Mark.HIDDEN
# A box around the product's own title is about the product, whatever its class words say of the page.
_NOT_AROUND_TITLE = (
    Mark.OTHER_PRODUCTS | Mark.FRAME | Mark.HIDDEN | Mark.NO_PRICE | Mark.STRUCK | Mark.SALE | Mark.OPTION
)
_NOT_AROUND_TITLE |= Mark.REGULAR | Mark.PRICE | Mark.CART | Mark.SKU | Mark.LINK | Mark.DELETED


@dataclass(slots=True, eq=False)
class Element:
    """An element with its class words (`marks`), its own marks and those around it; `line` is where it begins."""

    tag: str
    words: str
    own: Mark
    all: Mark
    parent: Element | None
    line: int
    attributes: dict[str, str | None]
    depth: int

    def around(self, levels: int) -> Element:
        """The element so many levels up, or the topmost one."""
        element = self
        for _ in range(levels):
            if element.parent is None:
                break
            element = element.parent
        return element


@dataclass(slots=True)
class Line:
    """A line of visible text; `places` and `elements` say which element each piece of it is in."""

    text: str
    places: list[int]
    elements: list[Element]

    def element_at(self, place: int) -> Element:
        """The innermost element around this place of the text."""
        return self.elements[max(0, bisect_right(self.places, place) - 1)]


@dataclass(slots=True)
class Outline:
    """The visible page.

    `title` is the number of the line with the product's name, or None; `others` the number of the first line after
    it under which other products stand, or the number of lines.
    """

    lines: list[Line] = field(default_factory=list)
    title: int | None = None
    others: int = 0
    controls: list[Control] = field(default_factory=list)
    tagged: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Control:
    """A button, or what looks like one: its words, its element, and the lines that it covers."""

    element: Element
    text: str
    line: int


def read_outline(tree: LexborHTMLParser, title: LexborNode | None) -> Outline:
    """The outline of a page whose product's name is in the node `title`."""
    writer = _Writer(title)
    root = tree.body or tree.root
    if root is not None:
        writer.walk(root)
    writer.outline.others = _find_others(writer.outline)
    return writer.outline


def _find_others(outline: Outline) -> int:
    start = 0 if outline.title is None else outline.title + 3
    for number, line in enumerate(outline.lines[start:], start):
        if len(line.text) <= LONGEST_HEADING and not line.elements[0].all & (Mark.LINK | Mark.FRAME):
            is_heading = line.elements[0].tag in _HEADINGS or (line.elements[0].parent and line.elements[0].parent.tag in _HEADINGS)
            if words.OTHERS_HEADINGS.match(fold(line.text)) and (is_heading or len(line.text) <= 40):
                return number
    return len(outline.lines)


class _Writer:
    def __init__(self, title: LexborNode | None):
        self.outline = Outline()
        self._title = title.mem_id if title is not None else None
        self._around_title: set[int] = set()
        while title is not None and title.tag != "-undef":
            self._around_title.add(title.mem_id)
            title = title.parent
        self._texts: list[str] = []
        self._elements: list[Element] = []
        self._open: list[tuple[Element, bool, int]] = []  # buttons: element, -, texts before
        self._in_title = False

    def walk(self, root: LexborNode) -> None:
        """Depth first, with a stack of our own: pages are nested as deeply as they like."""
        stack: list[tuple[LexborNode | None, Element | None, bool]] = [(root, None, False)]
        left = MOST_NODES
        while stack and left:
            left -= 1
            node, element, is_end = stack.pop()
            if is_end:
                assert element is not None
                self._close(element)
                continue
            assert node is not None
            following = node.next
            if following is not None and node is not root and stack is not None:
                stack.append((following, element, False))
            tag = node.tag or ""
            if tag == "-text":
                if element is not None:
                    self._write(node.text_content or "", element)
                continue
            if tag in _UNSEEN or tag.startswith(("-", "!")):
                continue
            inner = self._enter(node, tag, element)
            if inner is None:
                continue
            stack.append((None, inner, True))
            child = node.child
            if child is not None:
                stack.append((child, inner, False))
        self._end_line()

    def _enter(self, node: LexborNode, tag: str, parent: Element | None) -> Element | None:
        attributes = node.attributes
        is_title = node.mem_id == self._title
        is_around = node.mem_id in self._around_title
        if not is_around and _is_hidden(attributes):
            return None
        text = " ".join(value for name in _MARKING if (value := attributes.get(name)))
        own = _OF_TAGS.get(tag, Mark(0)) | (_classify(text) if text else Mark(0))
        if own & Mark.FRAME and own & Mark.MAIN:
            own &= ~Mark.FRAME
        if is_around:
            own &= ~_NOT_AROUND_TITLE
        if not is_around and _is_hidden_by_class(attributes.get("class")):
            own |= Mark.HIDDEN
        style = attributes.get("style")
        if style and _LINE_THROUGH.search(style):
            own |= Mark.DELETED
        around = parent.all if parent is not None else Mark(0)
        depth = parent.depth + 1 if parent is not None else 0
        if _breaks_line(tag, own, around):
            self._end_line()
        element = Element(tag, text, own, around | own, parent, len(self.outline.lines), attributes, depth)
        if is_title:
            self._end_line()
            self.outline.title = len(self.outline.lines)
        if tag in ("button", "input") or (own & Mark.CART) or attributes.get("role") == "button" or tag == "a":
            self._open.append((element, False, len(self._texts)))
        if own & Mark.SKU or any(name in attributes for name in _NUMBERED):
            self.outline.tagged.append(element)
        return element

    def _close(self, element: Element) -> None:
        if self._open and self._open[-1][0] is element:
            _, _, before = self._open.pop()
            same_line = element.line == len(self.outline.lines)
            texts = self._seen(before) if same_line else [self._text_since(element.line)]
            text = " ".join("".join(texts).split())[:200]
            if element.tag == "input":
                text = element.attributes.get("value") or ""
            label = element.attributes.get("aria-label") or element.attributes.get("title") or ""
            self.outline.controls.append(Control(element, text or label, element.line))
        if _breaks_line(element.tag, element.own, element.parent.all if element.parent else Mark(0)):
            self._end_line()

    def _seen(self, before: int) -> list[str]:
        pairs = zip(self._texts[before:], self._elements[before:], strict=True)
        return [text for text, element in pairs if not element.all & Mark.HIDDEN]

    def _text_since(self, line: int) -> str:
        return " ".join([*(line.text for line in self.outline.lines[line:]), "".join(self._texts)])[:400]

    def _write(self, text: str, element: Element) -> None:
        if not text:
            return
        if not text.strip():
            if self._texts and not self._texts[-1].endswith(" "):
                self._texts.append(" ")
                self._elements.append(element)
            return
        if self._texts:
            before, owner = self._texts[-1], self._elements[-1]
            if owner is not element and not before[-1:].isspace() and not text[:1].isspace():
                text = _join(before, text, _marks_decimals(element), (owner.all ^ element.all) & _NO_JOIN != 0)
            elif _marks_decimals(element) and _DECIMALS.fullmatch(text) and before.rstrip()[-1:].isdigit():
                text = f".{text.strip()}"
                self._texts[-1] = before.rstrip()
        self._texts.append(text)
        self._elements.append(element)

    def _end_line(self) -> None:
        if not self._texts:
            return
        line = _make_line(self._texts, self._elements)
        self._texts, self._elements = [], []
        if line is not None:
            self.outline.lines.append(line)


def _join(before: str, text: str, marks_decimals: bool, is_apart: bool) -> str:
    """What follows a text of another element without white space: glued where both are parts of one amount.

    Signs, whole numbers, points and decimals often are elements of their own; all else stands apart on the screen.
    """
    if is_apart:
        return f" {text}"
    ends_in_digit, number = before[-1:].isdigit(), text.strip()
    if ends_in_digit and _DECIMALS.fullmatch(text) and not re.search(r"[.,][0-9]{1,2}$", before):
        return f".{number}" if marks_decimals or len(before) > 1 else text
    is_amount = ends_in_digit or before[-1:] in ".,"
    if is_amount and (number[:1] in ".," or number[:1].isdigit()) and _PART.fullmatch(number):
        return text
    if (_is_sign(before) and number[:1].isdigit()) or (ends_in_digit and _is_sign(text)):
        return text
    return f" {text}"


def _is_sign(text: str) -> bool:
    return "".join(text.lower().split()) in CURRENCIES


def _marks_decimals(element: Element) -> bool:
    return element.tag == "sup" or _DECIMAL_MARKS.search(_fold_marks(element.words)) is not None


def _make_line(texts: list[str], elements: list[Element]) -> Line | None:
    """The line with single spaces; its places are those of the tidied text."""
    parts, places, owners, length = [], [], [], 0
    for text, element in zip(texts, elements, strict=True):
        tidied = " ".join(text.split())
        if (not parts or parts[-1][-1:] != " ") and text[:1].isspace() and parts:
            tidied = f" {tidied}"
        if text[-1:].isspace() and tidied.strip():
            tidied += " "
        if parts and parts[-1][-1:] == " ":
            tidied = tidied.lstrip(" ")
        if not tidied:
            continue
        parts.append(tidied)
        places.append(length)
        owners.append(element)
        length += len(tidied)
        if length > LONGEST_LINE:
            break
    whole = "".join(parts).rstrip()[:LONGEST_LINE]
    return Line(whole, places, owners) if whole.strip() else None


def _breaks_line(tag: str, own: Mark, around: Mark) -> bool:
    """Blocks do; but not inside of a price, whose sign and number may be boxes of their own."""
    if tag in _INLINE:
        return False
    return not (around & Mark.PRICE and tag in ("div", "p") and not own & (Mark.PRICE | Mark.STRUCK | Mark.SALE))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes and attributes.get("hidden") != "until-found":
        return True
    style = attributes.get("style")
    return style is not None and _NO_DISPLAY.search(style) is not None


def _is_hidden_by_class(text: str | None) -> bool:
    if not text:
        return False
    return not words.HIDDEN_CLASSES.isdisjoint(text.split()) and not words.SHOWN_AGAIN.search(text)


def _fold_marks(text: str) -> str:
    return _JOINTS.sub("-", _CAMEL.sub("-", text).lower())


@lru_cache(maxsize=8192)
def _classify(text: str) -> Mark:
    folded = _fold_marks(text[:500])
    marks = Mark(0)
    for mark, pattern in _PATTERNS:
        if pattern.search(folded):
            marks |= mark
    return marks
