"""Taking away what a product page shows of other things: other products, the cart, menus, reviews."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_FRAME = (
    "header, footer, nav, #header, #footer, #masthead, #colophon, #main-header, #main-footer, #site-header, "
    ".site-header, .site-footer, .page-header, .page-footer, .widget, .widget-area, #secondary, .breadcrumb, "
    ".breadcrumbs, [role='dialog'], dialog, [itemprop='review'], #reviews, #comments, .comment-list, .commentlist, "
    "#review-list, .review-items, #product-review-container, .jdgm-review-widget, #judgeme_product_reviews, "
    ".spr-reviews, .yotpo-main-widget, .loox-reviews"
)
# Parts of the classes and ids that themes and plugins give to such boxes.
_WORDS = (
    "related",
    "upsell",
    "up-sell",
    "cross-sell",
    "crosssell",
    "recommend",
    "recently",
    "also-like",
    "bought-together",
    "mini-cart",
    "minicart",
    "mini_cart",
    "cart-drawer",
    "cartdrawer",
    "side-cart",
    "cart-notification",
    "product-nav",
    "products-nav",
    "prev-next",
    "next-prev",
    "prevnext",
    "product-pagination",
    "sticky-add-to-cart",
    "sticky-atc",
    "sticky-cart",
    "quick-view",
    "quickview",
    "review-list",
    "reviews-list",
    "all-reviews",
    "post-navigation",
    "off-canvas",
    "offcanvas",
    "mobile-menu",
    "mega-menu",
    "megamenu",
    "search-results",
    "predictive-search",
)
_WORD = re.compile("|".join(_WORDS), re.IGNORECASE)
_WHOLE = ("html", "body", "main")


def prune(tree: LexborHTMLParser, main: Iterable[str], others: str) -> None:
    """Take away what `others` names, and what all shops' pages have, unless that holds what `main` finds.

    `main` are selectors of what the product itself has, the surest first: that one counts wherever it is, the
    others where they are not in `others`.
    """
    main = list(main)
    surest = tree.css_first(main[0])
    _remove(tree.css(others), set(_path(surest)) if surest else set())
    kept = {each for selector in main if (found := tree.css_first(selector)) for each in _path(found)}
    _remove(tree.css(_FRAME), kept)
    _remove([node for node in tree.css("[class], [id]") if _is_other(_marks(node))], kept)


@lru_cache(maxsize=8192)
def _is_other(marks: str) -> bool:
    """Whether the classes and the id of a box say that it is not the product's."""
    return _WORD.search(marks) is not None


def _marks(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def remove_all(tree: LexborHTMLParser, selector: str) -> None:
    """Take away all that a selector finds."""
    _remove(tree.css(selector), set())


def _remove(nodes: list[LexborNode], kept: set[int]) -> None:
    """Take nodes away, each once: what is inside of another goes with it, and must not be touched after."""
    outermost: dict[int, LexborNode] = {}
    for node in nodes:  # in the page's order, so the outer one comes first
        path = _path(node)
        if node.tag not in _WHOLE and node.mem_id not in kept and outermost.keys().isdisjoint(path):
            outermost[node.mem_id] = node
    for node in outermost.values():
        node.decompose()


def _path(node: LexborNode) -> list[int]:
    """The node and all that it is in."""
    path = []
    above: LexborNode | None = node
    while above is not None:
        path.append(above.mem_id)
        above = above.parent
    return path
