"""Finding what a shop sells. A way is one way to find it; a platform names its ways, fewest requests first."""

from goodseed_spiders.discovery.listings import Listings
from goodseed_spiders.discovery.sitemap import Sitemap
from goodseed_spiders.discovery.way import Way

__all__ = ["Listings", "Sitemap", "Way"]
