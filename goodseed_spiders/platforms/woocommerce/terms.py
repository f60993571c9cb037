"""A WooCommerce product's categories and tags: links beside it, and classes that WordPress writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.platforms.nodes import classes_of, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes link to their own archives, brands to theirs; what these say is not what the product is.
_NO_TERMS = ("shop_attributes", "woocommerce-product-attributes", "taxonomy-product_brand")


def read_categories(tree: LexborHTMLParser) -> list[str]:
    """The categories, each once, as a visitor reads them where the page shows them."""
    return _merge(_linked(tree, of_tags=False), _classed(tree, "product_cat-"))


def read_tags(tree: LexborHTMLParser) -> list[str]:
    """The tags, each once."""
    return _merge(_linked(tree, of_tags=True), _classed(tree, "product_tag-"))


def _linked(tree: LexborHTMLParser, *, of_tags: bool) -> Iterator[str]:
    for link in tree.css("a[rel='tag']"):
        address = (link.attributes.get("href") or "").lower()
        around = _classes_around(link)
        if "brand" in address or not around.isdisjoint(_NO_TERMS):
            continue
        is_tag = "tag" in address or "tagged_as" in around or "taxonomy-product_tag" in around
        if is_tag == of_tags:
            yield " ".join(link.text().split())


def _classed(tree: LexborHTMLParser, prefix: str) -> Iterator[str]:
    for node in tree.css("div.product, .type-product"):
        yield from terms_of(classes_of(node), prefix)


def _classes_around(link: LexborNode) -> set[str]:
    classes: set[str] = set()
    above = link.parent
    for _ in range(6):
        if above is None:
            break
        classes.update(classes_of(above))
        above = above.parent
    return classes


def _merge(*lists: Iterable[str]) -> list[str]:
    """The terms of all lists: "Feminized Seeds" and "feminized seeds" are one."""
    known: dict[str, str] = {}
    for terms in lists:
        for term in terms:
            known.setdefault(term.lower().replace("-", " ").replace("&", "").strip(), term)
    known.pop("", None)
    return list(known.values())
