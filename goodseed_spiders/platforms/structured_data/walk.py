"""From a tree to the page's outline, in one walk.

Scripts, styles, templates and what the mark-up itself hides are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.structured_data import shop_words
from goodseed_spiders.platforms.structured_data.joining import DECIMALS, join, make_line
from goodseed_spiders.platforms.structured_data.marks import (
    Mark,
    is_hidden,
    marks_decimals,
    read_marks,
    words_of,
    zone_words,
)
from goodseed_spiders.platforms.structured_data.outline import Control, Element, Outline
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 400_000
LONGEST_HEADING = 70
LONGEST_CONTROL = 200
NEAR_TITLE = 4  # levels, the title's own among them

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE_PAGE = frozenset(("html", "body", "main"))
_NUMBERED = ("data-sku", "data-product-sku", "data-product-code")
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "canvas", "video", "audio"]
)
_INLINE = frozenset(
    [
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
        "link",
        "output",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_NO_JOIN = Mark.DELETED | Mark.STRUCK | Mark.SALE | Mark.HIDDEN


def read_outline(tree: LexborHTMLParser, title: LexborNode | None) -> Outline:
    """The outline of a page whose product's name is in the node `title`."""
    writer = _Writer(title)
    root = tree.body or tree.root
    if root is not None:
        writer.walk(root)
    writer.outline.others = _find_others(writer.outline)
    return writer.outline


def _find_others(outline: Outline) -> int:
    start = 0 if outline.title is None else outline.title + 2
    for number, line in enumerate(outline.lines[start:], start):
        if len(line.text) <= LONGEST_HEADING and not line.elements[0].all & (Mark.LINK | Mark.FRAME):
            is_heading = line.elements[0].tag in _HEADINGS or (
                line.elements[0].parent and line.elements[0].parent.tag in _HEADINGS
            )
            if shop_words.OTHERS_HEADINGS.match(fold(line.text)) and (is_heading or len(line.text) <= 40):
                return number
    return len(outline.lines) + 1


class _Writer:
    def __init__(self, title: LexborNode | None):
        self.outline = Outline()
        self._title = title.mem_id if title is not None else None
        self._around_title: set[int] = set()
        self._title_words: frozenset[str] = frozenset()
        while title is not None and title.tag != "-undef":
            self._around_title.add(title.mem_id)
            if len(self._around_title) <= NEAR_TITLE and title.tag not in _WHOLE_PAGE:
                self._title_words |= zone_words(words_of(title.attributes))
            title = title.parent
        self._texts: list[str] = []
        self._elements: list[Element] = []
        self._open: list[tuple[Element, int]] = []  # controls, and how many texts were there before

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
            if following is not None and node is not root:
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
        is_around = node.mem_id in self._around_title or tag in _WHOLE_PAGE
        if not is_around and is_hidden(attributes):
            return None
        own, text = read_marks(tag, attributes, is_around_title=is_around, title_words=self._title_words)
        around = parent.all if parent is not None else Mark(0)
        depth = parent.depth + 1 if parent is not None else 0
        if _breaks_line(tag, own, around):
            self._end_line()
        element = Element(tag, text, own, around | own, parent, len(self.outline.lines), attributes, depth)
        if is_title:
            self._end_line()
            self.outline.title = len(self.outline.lines)
        if tag in ("button", "input") or (own & Mark.CART) or attributes.get("role") == "button" or tag == "a":
            self._open.append((element, len(self._texts)))
        if own & Mark.SKU or any(name in attributes for name in _NUMBERED):
            self.outline.tagged.append(element)
        return element

    def _close(self, element: Element) -> None:
        if self._open and self._open[-1][0] is element:
            _, before = self._open.pop()
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
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        if not text.strip():
            if self._texts and not self._texts[-1].endswith(" "):
                self._texts.append(" ")
                self._elements.append(element)
            return
        if self._texts:
            before, owner = self._texts[-1], self._elements[-1]
            is_decimals = marks_decimals(element.tag, element.words)
            if owner is not element and not before[-1:].isspace() and not text[:1].isspace():
                text = join(before, text, is_decimals=is_decimals, is_apart=(owner.all ^ element.all) & _NO_JOIN != 0)
            elif is_decimals and DECIMALS.fullmatch(text) and before.rstrip()[-1:].isdigit():
                text = f".{text.strip()}"
                self._texts[-1] = before.rstrip()
        self._texts.append(text)
        self._elements.append(element)

    def _end_line(self) -> None:
        if not self._texts:
            return
        line = make_line(self._texts, self._elements)
        self._texts, self._elements = [], []
        if line is not None:
            self.outline.lines.append(line)


def _breaks_line(tag: str, own: Mark, around: Mark) -> bool:
    """Blocks do; but not inside of a price, whose sign and number may be boxes of their own."""
    if tag in _INLINE:
        return False
    return not (around & Mark.PRICE and tag in ("div", "p") and not own & (Mark.PRICE | Mark.STRUCK | Mark.SALE))
