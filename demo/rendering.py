"""Templates, and the shell that stands around every page."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.words import ADJECTIVES, NOUNS

_TEMPLATES = Path(__file__).parent / "templates"


class _Marks(NamedTuple):
    # Control characters, which no page has, so that splitting at them is safe.
    title: str = "\x01"
    address: str = "\x02"
    main: str = "\x03"
    kind: str = "\x04"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )


def render(template: str, **facts: Any) -> str:
    """Return a template of this package, filled in."""
    return _templates().get_template(template).render(**facts)


class Shell:
    """The head, menu, footer and scripts of every page: some 70 KB, rendered once for a shop."""

    def __init__(self, root: str) -> None:
        self._text = render("shell.html", root=root, nouns=NOUNS, adjectives=ADJECTIVES, marks=_Marks())

    def wrap(self, title: str, address: str, main: str, kind: str = "archive post-type-archive") -> bytes:
        """Return a whole page; ``kind`` is what WordPress's classes say that it is of."""
        marks = _Marks()
        filled = self._text.replace(marks.kind, kind)
        filled = filled.replace(marks.title, escape(title))
        filled = filled.replace(marks.address, escape(address))
        return filled.replace(marks.main, main).encode()
