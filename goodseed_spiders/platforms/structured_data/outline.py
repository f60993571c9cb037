"""A page as a visitor sees it: its lines of text in order, and what surrounds each piece of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodseed_spiders.platforms.structured_data.marks import Mark


@dataclass(slots=True, eq=False)
class Element:
    """An element with its class words, its own marks and those around it; `line` is where it begins."""

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
class Control:
    """A button, or what looks like one: its words, its element, and the lines that it covers."""

    element: Element
    text: str
    line: int


@dataclass(slots=True)
class Outline:
    """The visible page.

    `title` is the number of the line with the product's name, or None; `others` the number of the first line after
    it under which other products stand, or one that there is not.
    """

    lines: list[Line] = field(default_factory=list)
    title: int | None = None
    others: int = 0
    controls: list[Control] = field(default_factory=list)
    tagged: list[Element] = field(default_factory=list)
