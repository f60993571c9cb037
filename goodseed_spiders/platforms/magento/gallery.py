"""The picture of a Magento product: its gallery is drawn by a script, which has the full size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodseed_spiders.platforms.json_values import find_objects, parse_json, text_in
from goodseed_spiders.platforms.nodes import attribute_of, is_picture, picture_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

_IMAGES = (
    ".fotorama__active img, .fotorama__stage img",
    ".gallery-placeholder img",
    "#gallery img",
    ".product.media img",
    ".product-image img, .product-img-box img",
)
_MARKS = ("mage/gallery", "initGallery", "Magento_Catalog/js/gallery")
_SIZES = (re.compile(r'"full"\s*:\s*"([^"]+)"'), re.compile(r'"img"\s*:\s*"([^"]+)"'))


def read_image(tree: LexborHTMLParser) -> str | None:
    """The address of the main picture."""
    addresses = (*_read_scripts(tree), picture_of(tree, *_IMAGES) or "", _read_meta(tree) or "")
    return next(filter(is_picture, addresses), None)


def _read_scripts(tree: LexborHTMLParser) -> Iterator[str]:
    """What the gallery's script shows, the main picture first."""
    for script in tree.css("script"):
        text = script.text()
        if not any(mark in text for mark in _MARKS):
            continue
        shown = [each for each in find_objects(parse_json(text)) if isinstance(each.get("full"), str)]
        shown.sort(key=lambda each: each.get("isMain") is not True)
        yield from (text_in(each, "full", "img") or "" for each in shown)
        if not shown:  # a program, not JSON
            yield from (found[1].replace("\\/", "/") for size in _SIZES if (found := size.search(text)))


def _read_meta(tree: LexborHTMLParser) -> str | None:
    return attribute_of(tree, "meta[property='og:image']", "content")
