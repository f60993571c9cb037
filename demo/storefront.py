"""The storefront: which answer belongs to which path."""

import re
from base64 import b64decode
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from demo import pages, sitemaps
from demo.addresses import SHOP, SITEMAP
from demo.catalogue import Catalogue, move_on
from demo.days import Changes
from demo.rendering import Shell, render

_PAGES_KEPT = 128
_HTML, _XML, _TEXT = "text/html; charset=utf-8", "text/xml; charset=utf-8", "text/plain; charset=utf-8"

# One grey pixel: every picture of the shop.
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////"
    "////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A"
    "fwD/2Q=="
)


class Answer(NamedTuple):
    """A response before it meets HTTP."""

    status: int
    content_type: str
    body: bytes
    etag: str
    location: str | None = None


def _answer(body: bytes, content_type: str = _HTML, status: int = 200, location: str | None = None) -> Answer:
    return Answer(status, content_type, body, f'"{blake2b(body, digest_size=10).hexdigest()}"', location)


class Storefront:
    """A shop that answers paths, on the day that its catalogue is at."""

    def __init__(self, catalogue: Catalogue, root: str, crawl_delay: float | None = None) -> None:
        self.catalogue = catalogue
        self.root = root
        self._shell = Shell(root)
        self._robots = render("robots.txt", root=root, sitemap=SITEMAP, crawl_delay=crawl_delay).encode()
        self.answer = lru_cache(maxsize=_PAGES_KEPT)(self._draw)

    def move_on(self) -> Changes:
        """Go to the next day."""
        self.catalogue, changes = move_on(self.catalogue)
        self.answer.cache_clear()
        return changes

    def _draw(self, path: str) -> Answer:
        if path == "/":
            return _answer(pages.draw_home(self.catalogue, self._shell, self.root))
        if path == "/robots.txt":
            return _answer(self._robots, _TEXT)
        if path.startswith("/images/") and path.endswith(".jpg"):
            return _answer(JPEG, "image/jpeg")
        if path.endswith(".xml"):
            return self._draw_sitemap(path) or self._miss()
        if not path.endswith("/") and self._draw_page(f"{path}/"):
            return _answer(b"", status=301, location=f"{self.root}{path}/")
        return self._draw_page(path) or self._miss()

    def _draw_page(self, path: str) -> Answer | None:
        if found := re.fullmatch(rf"{SHOP}(?:page/([1-9]\d{{0,6}})/)?", path):
            page = int(found[1] or 1)
            if page <= self.catalogue.pages:
                return _answer(pages.draw_listing(self.catalogue, page, self._shell, self.root))
        elif found := re.fullmatch(r"/product/([a-z0-9-]+)/", path):
            product = self.catalogue.find(found[1])
            if product is not None:
                return _answer(pages.draw_product(product, self._shell, self.root))
        return None

    def _draw_sitemap(self, path: str) -> Answer | None:
        if path == SITEMAP:
            return _answer(sitemaps.draw_index(self.catalogue, self.root), _XML)
        found = re.fullmatch(r"/product-sitemap([1-9]\d{0,3})?\.xml", path)
        body = sitemaps.draw_sitemap(self.catalogue, int(found[1] or 1), self.root) if found else None
        return None if body is None else _answer(body, _XML)

    def _miss(self) -> Answer:
        return _answer(pages.draw_missing(self._shell, self.root), status=404)
