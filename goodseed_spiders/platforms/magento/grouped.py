"""The packs of a grouped Magento product: a table with a row for each simple product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.magento.prices import read_base_price, read_final_price, read_old_price
from goodseed_spiders.platforms.nodes import classes_of, find_all

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TABLE = "table.grouped, #super-product-table, table.grouped-items-table"
_NAME = ".product-item-name"
_PARTS = f"{_NAME}, .price-box, .stock.unavailable, .stock.available, .availability.out-of-stock"


def read_grouped(tree: LexborHTMLParser) -> list[RawPack]:
    """The rows of a grouped product. Parts of a page may lack the table: a name begins the next row."""
    table = tree.css_first(TABLE)
    packs: list[RawPack] = []
    for part in _find_parts(table or tree):
        classes = classes_of(part)
        if _NAME.removeprefix(".") in classes or part.tag == "td":
            packs.append(RawPack(label=" ".join(part.text().split())))
        elif packs and ("stock" in classes or "availability" in classes):
            packs[-1].stock = "instock" if "available" in classes else "outofstock"
        elif packs and packs[-1].price is None:
            _read_price(part, packs[-1])
    return packs


def _find_parts(where: LexborNode | LexborHTMLParser) -> list[LexborNode]:
    """Names, prices and stock in their order; in Magento 1 a row's first cell is the name."""
    if where.css_first(_NAME) is not None:
        return find_all(where, _PARTS)
    if where.css_first("td.name, td:first-child .price-box, td .price-box") is None:
        return []
    return find_all(where, f"{_PARTS}, tbody td:first-child")


def _read_price(box: LexborNode, pack: RawPack) -> None:
    if base := read_base_price(box):
        pack.price = base
        return
    pack.price = read_final_price(box)
    pack.regular_price = read_old_price(box)


def find_base_price(tree: LexborHTMLParser) -> bool:
    """Whether the page tells prices in the shop's own currency beside the shown ones."""
    return tree.css_first("[data-rewards-base-price]") is not None
