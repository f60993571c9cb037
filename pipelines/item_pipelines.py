"""The first two steps of every crawl's items: normalise, validate."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pipelines.normalising import normalise
from pipelines.other_goods import is_other_goods
from pipelines.page import PageRead, PagesUnchanged
from pipelines.product import Product, Seller
from pipelines.raw import as_mapping
from pipelines.reject import LeftOut, Rejected, make_reject
from pipelines.validate import find_fault

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class NormaliseAndValidate:
    """Turns a raw item into a product that can be stored, or drops it as a reject with its reason."""

    def __init__(self, seller: Seller):
        self.seller = seller

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: Any = crawler.spider
        return cls(Seller(spider.name, spider.currency, spider.hosts))

    def process_item(self, item: Any) -> Product | PageRead | PagesUnchanged:
        """The product; raises Rejected, and LeftOut for what is no seeds. What is known of a page passes as it is."""
        if isinstance(item, PageRead | PagesUnchanged):
            return item
        return read_product(item, self.seller)


def read_product(item: Any, seller: Seller) -> Product:
    """Normalise and validate one raw item.

    Raises Rejected, also for an item that our own code fails on, and LeftOut for an item that is no seeds.
    """
    try:
        product = normalise(item, seller)
        if is_other_goods(item):
            raise LeftOut(product.name)
        fault = find_fault(product, seller)
        if as_mapping(item).get("is_cut_off"):
            fault = "its page is cut off, and may end within it"
    except LeftOut:
        raise
    except Exception as error:
        logger.exception("An item could not be normalised; it is kept among the rejects")
        raise Rejected(make_reject(item, f"could not be read: {type(error).__name__}: {error}")) from error
    if fault:
        raise Rejected(make_reject(item, fault))
    return product
