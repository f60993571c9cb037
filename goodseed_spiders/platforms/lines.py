"""A page as the lines that a visitor reads: what stands between two breaks, in the pieces that its mark-up makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# What does not break a line.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "code", "del", "em", "font", "i", "ins", "label", "mark", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "option", "optgroup", "button", "textarea", "title", "iframe", "svg"}
)


@dataclass(slots=True)
class Line:
    """One line: its pieces of text, and the element that holds the first of them."""

    pieces: list[str] = field(default_factory=list)
    element: LexborNode | None = None

    @property
    def text(self) -> str:
        """The line as one text, with single spaces."""
        return " ".join(self.pieces)

    def add(self, text: str, node: LexborNode) -> None:
        """Go on with a piece, which a text node holds."""
        if not self.pieces:
            self.element = node.parent
        self.pieces.append(text)


def read_lines(tree: LexborHTMLParser | LexborNode) -> Iterator[Line]:
    """The lines of a page in their order, none of them empty; what scripts and buttons hold is none."""
    root = tree.root if isinstance(tree, LexborHTMLParser) else tree
    line, block = Line(), None
    for node in root.traverse(include_text=True) if root else ():
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            if not text:
                continue
            around = _find_block(node)
            if line.pieces and around.mem_id != block:
                yield line
                line = Line()
            block = around.mem_id
            if around.tag not in _UNSEEN:
                line.add(text, node)
        elif line.pieces and node.tag not in _INLINE:
            yield line
            line = Line()
    if line.pieces:
        yield line


def _find_block(node: LexborNode) -> LexborNode:
    """The element that lays out what a text is in."""
    block = node.parent or node
    while block.tag in _INLINE and block.parent is not None:
        block = block.parent
    return block
