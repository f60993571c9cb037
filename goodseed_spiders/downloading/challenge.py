"""Pages that check whether their visitor is a person, in place of the page that was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.downloading.challenge_marks import CAPTCHAS, HEADERS, MARKS, SHOP_MARKS, TITLES, WALL_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

# Bytes; what is larger was made to be read.
LARGEST = 150_000
_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{1,200})", re.IGNORECASE)


def find_challenge(headers: Mapping[str, str], body: bytes) -> str | None:
    """Whose check this is ("Cloudflare", "captcha" for anybody's), or None for every other page.

    Header names are in small letters. A page of the shop is none, whatever captcha its forms have.

    >>> find_challenge({"cf-mitigated": "challenge"}, b"")
    'Cloudflare'
    >>> find_challenge({}, b"<title>Contact</title><form><div class='g-recaptcha'></div></form>") is None
    True
    """
    for name, value, owner in HEADERS:
        if name in headers and headers[name].lower().startswith(value):
            return owner
    # A shop may tell of such pages in a text; it would still be selling something.
    if len(body) > LARGEST or any(mark in body for mark in SHOP_MARKS):
        return None
    if found := next((owner for mark, owner in MARKS if mark in body), None) or _find_title(body):
        return found
    return "captcha" if any(mark in body for mark in CAPTCHAS) and _is_wall(body.lower()) else None


def _find_title(body: bytes) -> str | None:
    title = _TITLE.search(body[:20_000])
    said = title[1].decode(errors="replace").strip().lower() if title else ""
    if said.startswith("just a moment"):  # a shop's own maintenance page may be called so too
        return "Cloudflare" if b"cloudflare" in body.lower() or b"/cdn-cgi/" in body else None
    return next((owner for begin, owner in TITLES if said.startswith(begin)), None)


def _is_wall(body: bytes) -> bool:
    return any(words in body for words in WALL_WORDS)
