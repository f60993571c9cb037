"""The corner that only a browser can read: a listing whose pages hold no product until a script has drawn them.

The script fetches the cards as JSON, waits a moment, and puts them in, with their pictures. The page brings along what
shops bring along and a crawler has no use for: a picture, a font, a film and a tracker.
"""

import json
import re
from collections.abc import Callable

from demo.addresses import APP, locate_app_cards, locate_app_page
from demo.answers import Answer, answer_page
from demo.catalogue import Catalogue
from demo.pages import fill_listing
from demo.rendering import Shell, render

DRAWING_DELAY = 150  # milliseconds between the answer and the cards

_PAGE = re.compile(rf"{APP}(?:page/([1-9]\d{{0,6}})/)?")
_CARDS = re.compile(rf"{APP}cards/([1-9]\d{{0,6}})\.json")
_FONT, _FILM, _TRACKER = "/fonts/demo.woff2", "/media/garden.mp4", "/matomo.js"
_TRACKER_SCRIPT = b'new Image().src = "/matomo.php?idsite=1&url=" + encodeURIComponent(location.href);\n'
_ALONGSIDE = {
    _FONT: ("font/woff2", b"wOF2"),
    _FILM: ("video/mp4", b"\x00\x00\x00\x18ftypmp42"),
    _TRACKER: ("text/javascript; charset=utf-8", _TRACKER_SCRIPT),
    "/matomo.php": ("image/gif", b"GIF89a"),
}


def answer_corner(catalogue: Catalogue, path: str, shell: Shell, root: str) -> Answer | None:
    """Return what a path of this corner is answered with, or None when it is none of its own."""
    if path in _ALONGSIDE:
        content_type, body = _ALONGSIDE[path]
        return answer_page(body, content_type)
    draw: Callable[[Catalogue, int, Shell, str], Answer] = _draw_page
    found = _PAGE.fullmatch(path)
    if found is None:
        draw, found = _draw_cards, _CARDS.fullmatch(path)
    if found is None:
        return None
    page = int(found[1] or 1)
    return draw(catalogue, page, shell, root) if page <= catalogue.pages else None


def _draw_page(_: Catalogue, page: int, shell: Shell, root: str) -> Answer:
    main = render(
        "app.html",
        cards=locate_app_cards(page),
        delay=DRAWING_DELAY,
        picture="/images/garden.jpg",
        font=_FONT,
        film=_FILM,
        tracker=_TRACKER,
    )
    return answer_page(shell.wrap(f"All seeds, page {page}", root + locate_app_page(page), main))


def _draw_cards(catalogue: Catalogue, page: int, _: Shell, root: str) -> Answer:
    body = json.dumps({"page": page, "pages": catalogue.pages, "html": fill_listing(catalogue, page, root)})
    return answer_page(body.encode(), "application/json; charset=utf-8")
