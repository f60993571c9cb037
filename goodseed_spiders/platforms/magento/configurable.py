"""The packs of a configurable Magento product: the options of its configuration, which a script has as JSON.

- Luma and its children: `jsonConfig` of the swatches, `spConfig` of plain lists, in `text/x-magento-init` scripts;
- Hyvä: the same object, handed to a function in a plain script;
- Magento 1: `new Product.Config({…})`, which adds each option's price to a base price.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.json_values import (
    find_objects,
    object_in,
    objects_in,
    parse_json,
    parse_json_at,
    text_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser

MOST_PACKS = 500
_START = re.compile(r'\{(?=\s*"attributes"\s*:)')
_PRICED = frozenset({"optionPrices", "basePrice"})
_ATTRIBUTES = ("data-mage-init", "x-data", "data-config")


def read_configurable(tree: LexborHTMLParser, product: str | None = None) -> list[RawPack]:
    """The options of the page's configurable product; `product` is its id, where the page tells it."""
    configs = list(_find_configs(tree))
    configs.sort(key=lambda config: text_in(config, "productId") != product)
    for config in configs:
        if packs := list(_read_config(config)):
            return packs[:MOST_PACKS]
    return []


def _find_configs(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Every configuration of the page, however deep in a script: themes wrap them differently."""
    texts = [script.text() for script in tree.css("script")]
    texts += [node.attributes.get(name) or "" for name in _ATTRIBUTES for node in tree.css(f"[{name}]")]
    for text in texts:
        if '"attributes"' not in text:
            continue
        told = parse_json(text)
        found = [told] if told is not None else [parse_json_at(text, start.start()) for start in _START.finditer(text)]
        for value in found:
            yield from (each for each in find_objects(value) if "attributes" in each and _PRICED & each.keys())


def _read_config(config: Mapping[str, Any]) -> Iterator[RawPack]:
    """One pack for each simple product: the labels of its options, its price, whether it can be bought."""
    labels = _read_labels(config)
    buyable = {product for options in _options(config) for product in _products(options)}
    salable = config.get("salable")
    sold = {str(each) for value in find_objects(salable) for listed in _lists(value) for each in listed}
    prices = object_in(config, "optionPrices")
    for product, label in labels.items():
        if prices:
            price = object_in(prices, product)
            final, old = _amount(price, "finalPrice"), _amount(price, "oldPrice")
        else:
            final, old = _sum(config, product, "basePrice", "price"), _sum(config, product, "oldPrice", "oldPrice")
        if final is None:
            continue
        stock = None if product in buyable else "outofstock"
        if isinstance(salable, dict) and salable:
            stock = "instock" if product in sold else "outofstock"
        yield RawPack(label=label, price=final, regular_price=old, stock=stock)


def _read_labels(config: Mapping[str, Any]) -> dict[str, str]:
    """The label of each simple product, by its id; an `index` also knows those that cannot be bought."""
    labels: dict[str, list[str]] = {}
    names: dict[tuple[str | None, str | None], str] = {}
    for attribute in objects_in(config, "attributes"):
        for option in objects_in(attribute, "options"):
            label = text_in(option, "label") or ""
            names[text_in(attribute, "id"), text_in(option, "id")] = label
            for product in _products(option):
                labels.setdefault(product, []).append(label)
    for product, chosen in object_in(config, "index").items():
        if product not in labels and isinstance(chosen, dict):
            labels[product] = [names.get((attribute, text_in(chosen, attribute)), "") for attribute in chosen]
    return {product: label for product, parts in labels.items() if (label := " ".join(filter(None, parts)))}


def _sum(config: Mapping[str, Any], product: str, base: str, part: str) -> str | None:
    """Magento 1: the base price and what the options of a product add to it."""
    try:
        parts = [Decimal(text_in(option, part) or "0") for option in _options(config) if product in _products(option)]
        return str(sum(parts, Decimal(text_in(config, base) or "")))
    except InvalidOperation:
        return None


def _options(config: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [option for attribute in objects_in(config, "attributes") for option in objects_in(attribute, "options")]


def _products(option: Mapping[str, Any]) -> list[str]:
    listed = option.get("products")
    return [str(product) for product in listed] if isinstance(listed, list) else []


def _amount(price: Mapping[str, Any], name: str) -> str | None:
    return text_in(object_in(price, name), "amount")


def _lists(mapping: Mapping[str, Any]) -> list[list[Any]]:
    return [value for value in mapping.values() if isinstance(value, list)]
