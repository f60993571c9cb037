"""Product pages of any shop, by what they say in mark-up and to their visitors.

How to recognise such a shop: it runs none of the software that is known here, and its product pages carry JSON-LD,
microdata or OpenGraph, or at least a price beside a name.
"""

from goodseed_spiders.platforms.structured_data.gaps import fill_gaps
from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.reader import read_product_page
from goodseed_spiders.platforms.structured_data.spider import StructuredDataSpider

__all__ = ["StructuredDataSpider", "fill_gaps", "read_linked_data", "read_product_page"]
