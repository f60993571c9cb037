"""The packs of a Magento product: rows of a grouped product, or options of a configurable one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.magento.prices import read_base_price, read_final_price, read_old_price
from goodseed_spiders.platforms.nodes import classes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_GROUPED = "table.grouped, #super-product-table"
_NAME = ".product-item-name"
_PRICE_BOX = ".price-box"
_PARTS = f"{_NAME}, {_PRICE_BOX}, .stock.unavailable, .stock.available"


def read_grouped(tree: LexborHTMLParser) -> list[RawPack]:
    """The rows of a grouped product. Parts of a page may lack the table: a name begins the next row."""
    table = tree.css_first(_GROUPED)
    packs: list[RawPack] = []
    for part in (table or tree).css(_PARTS):
        classes = classes_of(part)
        if _NAME.removeprefix(".") in classes:
            packs.append(RawPack(label=" ".join(part.text().split())))
        elif packs and "stock" in classes:
            packs[-1].stock = "outofstock" if "unavailable" in classes else "instock"
        elif packs and packs[-1].price is None:
            _read_price(part, packs[-1])
    return packs


def _read_price(box: LexborNode, pack: RawPack) -> None:
    if base := read_base_price(box):
        pack.price = base
        return
    pack.price = read_final_price(box)
    pack.regular_price = read_old_price(box)


def find_base_price(tree: LexborHTMLParser) -> bool:
    """Whether the page tells prices in the shop's own currency beside the shown ones."""
    return tree.css_first("[data-rewards-base-price]") is not None


def read_configurable(tree: LexborHTMLParser) -> list[RawPack]:
    """The options of a configurable product: the `jsonConfig` of its swatches, or the `spConfig` of its lists."""
    for script in tree.css("script[type='text/x-magento-init']"):
        text = script.text()
        if "jsonConfig" not in text and "spConfig" not in text:
            continue
        for config in _find_configs(_parse(text)):
            if packs := list(_read_config(config)):
                return packs
    return []


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _find_configs(told: Any) -> Iterator[dict[str, Any]]:
    """Every configuration in a script, however deep: themes wrap them differently."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name in ("jsonConfig", "spConfig") and isinstance(value, dict):
                yield value
            else:
                yield from _find_configs(value)


def _read_config(config: dict[str, Any]) -> Iterator[RawPack]:
    """One pack for each simple product: the labels of its options, its price, whether it can be bought."""
    labels: dict[str, list[str]] = {}
    buyable: set[str] = set()
    for attribute in _values(config.get("attributes")):
        for option in _values(attribute.get("options")):
            named = [str(product) for product in option.get("products") or ()]
            buyable.update(named)
            for product in named:
                labels.setdefault(product, []).append(str(option.get("label") or ""))
    salable = config.get("salable")
    prices = config.get("optionPrices")
    for product, price in (prices if isinstance(prices, dict) else {}).items():
        if isinstance(price, dict) and product in labels:
            yield RawPack(
                label=" ".join(labels[product]),
                price=_amount(price, "finalPrice"),
                regular_price=_amount(price, "oldPrice"),
                stock=_read_stock(product, salable),
            )


def _read_stock(product: str, salable: Any) -> str | None:
    """Magento lists what can be sold, by attribute and option, where it knows."""
    if not isinstance(salable, dict) or not salable:
        return None
    sold = {str(each) for options in _values(salable) for listed in _lists(options) for each in listed}
    return "instock" if product in sold else "outofstock"


def _amount(price: dict[str, Any], name: str) -> str | None:
    amount = (price.get(name) or {}).get("amount") if isinstance(price.get(name), dict) else None
    return None if amount is None else str(amount)


def _values(mapping: Any) -> list[dict[str, Any]]:
    listed = mapping.values() if isinstance(mapping, dict) else mapping if isinstance(mapping, list) else ()
    return [value for value in listed if isinstance(value, dict)]


def _lists(mapping: dict[str, Any]) -> list[list[Any]]:
    return [value for value in mapping.values() if isinstance(value, list)]
