"""Stars on Shopify's pages: the theme's own, and those of the apps that collect reviews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# An app's box, and the attributes in which it has the average and the count.
_APPS = (
    (".jdgm-prev-badge", "data-average-rating", "data-number-of-reviews"),
    (".loox-rating", "data-rating", "data-raters"),
    (".stamped-product-reviews-badge, .stamped-badge", "data-rating", "data-count"),
    (".rivyo-badge, [data-rating][data-reviews]", "data-rating", "data-reviews"),
)
_SPOKEN = re.compile(r"(\d(?:\.\d+)?) out of 5")


def read_ratings(tree: LexborHTMLParser) -> tuple[str | None, str | None]:
    """The average, of 5, and how many gave one."""
    for selector, average, count in _APPS:
        box = tree.css_first(selector)
        if box is not None and (told := box.attributes.get(average)):
            return told, box.attributes.get(count)
    stars = tree.css_first(".rating[aria-label]")
    spoken = _SPOKEN.search(stars.attributes.get("aria-label") or "") if stars else None
    return (spoken[1], text_of(tree, ".rating-count [aria-hidden]", ".rating-count")) if spoken else (None, None)
