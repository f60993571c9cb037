"""Product pages of any shop, by what they say in mark-up and to their visitors."""

from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.reader import read_product_page

__all__ = ["read_linked_data", "read_product_page"]
