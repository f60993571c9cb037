"""Pages in the shape of real shops' themes, with made-up products, read as the platform's spider reads them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.registry import find_platform
from goodseed_spiders.seller_spider import SellerSpider

PAGES = Path(__file__).parent / "pages"
URL = "https://shop.example/products/a-product"
SHOP = {"name": "shop", "homepage": "https://shop.example/", "currency": "CAD", "sources": ("/",)}


def make_spider(platform: str) -> SellerSpider:
    """A seller of a platform, of which nothing else is known."""
    return type("Shop", (find_platform(platform),), SHOP)()


def read_body(platform: str, body: str | bytes, url: str = URL) -> list[RawProduct]:
    """What a page says."""
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return make_spider(platform).read_response(HtmlResponse(url, body=data, encoding="utf-8"))[1]


def read_raw(page: Path) -> list[dict[str, Any]]:
    """The products of a page, a folder of which is named for its platform, without what they do not tell."""
    products = read_body(page.parent.name, page.read_bytes())
    return [_known(asdict(product)) for product in products]


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that are told; the page's own address and "whole" go without saying."""
    told = {name: value for name, value in fields.items() if value and name != "page_url"}
    if "packs" in told:
        told["packs"] = [{name: value for name, value in pack.items() if value} for pack in told["packs"]]
    return told
