"""The peer of bench.crawl: a spider of the demo shop as a tutorial would write it, with parsel."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response


class PlainSpider(Spider):
    name = "plain"

    async def start(self) -> AsyncIterator[Request]:
        yield Request(f"{os.environ['DEMO_SHOP_URL'].rstrip('/')}/shop/", callback=self.parse_first)

    def parse_first(self, response: Response) -> Iterator[Any]:
        numbers = response.css(".jet-filters-pagination__item::attr(data-value)").re(r"^\d+$")
        for number in range(2, max(map(int, numbers)) + 1):
            yield response.follow(f"page/{number}/", callback=self.parse_page)
        yield from self.read_cards(response)

    def parse_page(self, response: Response) -> Iterator[Any]:
        yield from self.read_cards(response)

    def read_cards(self, response: Response) -> Iterator[dict[str, Any]]:
        for card in response.css("li.product"):
            url = card.css("h3.prod_titles a::attr(href)").get()
            if url is None:
                continue
            yield {
                "url": response.urljoin(url),
                "name": card.css("h3.prod_titles a::text").get(),
                "image": card.css("figure.main_img img::attr(data-src)").get(),
                "strain_type": card.css(".itype .elementor-icon-list-text::text").get(),
                "thc": card.css(".thc-lvl::text").get(),
                "facts": card.css(".custom-acf-prod .elementor-icon-list-text").xpath("string()").getall(),
                "rating": card.css(".star-rating strong.rating::text").get(),
                "rating_count": card.css(".star-rating span.rating::text").get(),
                "packs": [
                    {"seeds": pack.re_first(r'value="(\d+)-seeds"'), "price": pack.attrib["item-price"]}
                    for pack in card.css("input.product_variation_radio[item-price]")
                ],
            }
