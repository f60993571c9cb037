"""The storefront: which answer belongs to which path."""

import re
from base64 import b64decode
from functools import lru_cache

from demo import pages, sitemaps
from demo.addresses import SHOP, SITEMAP
from demo.answers import TEXT, XML, Answer, answer_missing, answer_page, redirect
from demo.catalogue import Catalogue, move_on
from demo.corner import answer_corner
from demo.days import Changes
from demo.rendering import Shell, render
from demo.store_api.shopkeeper import ROOT_PATH, Shopkeeper

_PAGES_KEPT = 128

# One grey pixel: every picture of the shop.
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////"
    "////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A"
    "fwD/2Q=="
)


class Storefront:
    """A shop that answers paths, on the day that its catalogue is at."""

    def __init__(self, catalogue: Catalogue, root: str, crawl_delay: float | None = None) -> None:
        self.catalogue = catalogue
        self.root = root
        self._shell = Shell(root)
        self._robots = render("robots.txt", root=root, sitemap=SITEMAP, crawl_delay=crawl_delay).encode()
        self._shopkeeper = Shopkeeper(catalogue, root)
        self._draw_once = lru_cache(maxsize=_PAGES_KEPT)(self._draw)

    def answer(self, path: str, query: str = "") -> Answer:
        """Return what a path is answered with; only the Store API reads the query."""
        if path.startswith(ROOT_PATH):
            return self._shopkeeper.answer(path, query)
        return self._draw_once(path)

    def move_on(self) -> Changes:
        """Go to the next day."""
        self.catalogue, changes = move_on(self.catalogue)
        self._shopkeeper = Shopkeeper(self.catalogue, self.root)
        self._draw_once.cache_clear()
        return changes

    def _draw(self, path: str) -> Answer:
        if answer := self._draw_file(path) or self._draw_page(path):
            return answer
        if not path.endswith("/") and self._draw_page(f"{path}/"):
            return redirect(f"{self.root}{path}/")
        return answer_missing(pages.draw_missing(self._shell, self.root))

    def _draw_file(self, path: str) -> Answer | None:
        if path == "/robots.txt":
            return answer_page(self._robots, TEXT)
        if path.startswith("/images/") and path.endswith(".jpg"):
            return answer_page(JPEG, "image/jpeg")
        return self._draw_sitemap(path) if path.endswith(".xml") else None

    def _draw_page(self, path: str) -> Answer | None:
        if path == "/":
            body = pages.draw_home(self.catalogue, self._shell, self.root)
            return answer_page(body, modified=self.catalogue.time_changed(pages.list_slides(self.catalogue)))
        if found := re.fullmatch(rf"{SHOP}(?:page/([1-9]\d{{0,6}})/)?", path):
            page = int(found[1] or 1)
            if page <= self.catalogue.pages:
                body = pages.draw_listing(self.catalogue, page, self._shell, self.root)
                return answer_page(body, modified=self.catalogue.time_changed(self.catalogue.list_numbers(page)))
        if found := re.fullmatch(r"/product/([a-z0-9-]+)/", path):
            product = self.catalogue.find(found[1])
            if product is not None:
                body = pages.draw_product(product, self._shell, self.root)
                return answer_page(body, modified=self.catalogue.time_changed([product.number]))
        return answer_corner(self.catalogue, path, self._shell, self.root)

    def _draw_sitemap(self, path: str) -> Answer | None:
        if path == SITEMAP:
            body = sitemaps.draw_index(self.catalogue, self.root)
            return answer_page(body, XML, self.catalogue.time_changed(self.catalogue.entries))
        found = re.fullmatch(r"/product-sitemap([1-9]\d{0,3})?\.xml", path)
        numbers = sitemaps.list_portion(self.catalogue, int(found[1] or 1)) if found else None
        if numbers is None:
            return None
        return answer_page(
            sitemaps.draw_sitemap(self.catalogue, numbers, self.root), XML, self.catalogue.time_changed(numbers)
        )
