"""Packs as tables, drawn by plugins of WooCommerce: one row is one pack.

- vartable (Woo Variations Table): `table.vartable tbody tr[data-price]`, the pack in `.optionscol`.
- pvtfw (Product Variant Table): `.pvtfw_variant_table_block tbody tr`, cells with `data-title`, the price also in
  `input.hidden_price`, the stock in `input[name=pvt_variation_availability]`.
- WooCommerce's own grouped products: `table.woocommerce-grouped-product-list tr`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.nodes import attribute_of, find_all, text_of
from goodseed_spiders.platforms.stock import choose_stock, stock_class, tell_stock
from goodseed_spiders.platforms.woocommerce.offer import read_price_box

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TABLES = (
    "table.vartable",
    ".pvtfw_variant_table_block table, table.variant:has(tr.pvt-tr)",
    "table.woocommerce-grouped-product-list, table.group_table",
)
_ROWS = (
    "table.vartable tbody tr",
    ".pvtfw_variant_table_block table tbody tr, table.variant tbody tr.pvt-tr",
    "table.woocommerce-grouped-product-list tr, table.group_table tr",
)
_NO_SIZE = frozenset({"price", "quantity", "action", "image", "sku", "stock", "availability", "description", ""})


def read_pack_tables(tree: LexborHTMLParser) -> list[RawPack]:
    """The packs of the first kind of table that the page has."""
    for rows, read in zip(_ROWS, (_read_vartable, _read_pvtfw, _read_grouped), strict=True):
        if packs := [pack for row in find_all(tree, rows) if (pack := read(row)).label]:
            return packs
    return []


def _read_vartable(row: LexborNode) -> RawPack:
    options = [cell.text(strip=True) for cell in row.css(".optionscol")]
    price = row.attributes.get("data-price") or attribute_of(row, ".pricecol", "data-price")
    return RawPack(
        label=" ".join(options),
        price=text_of(row, ".pricecol ins") or price or text_of(row, ".pricecol"),
        regular_price=text_of(row, ".pricecol del"),
        stock=choose_stock(*tell_stock(row, ".stockcol .stock", ".stockcol", ".stock"), stock_class(row)),
    )


def _read_pvtfw(row: LexborNode) -> RawPack:
    cells = {(cell.attributes.get("data-title") or "").strip(): cell for cell in row.css("td[data-title]")}
    sizes = [cell.text(strip=True) for title, cell in cells.items() if title.lower() not in _NO_SIZE]
    shown, regular = read_price_box(cells["Price"]) if "Price" in cells else (None, None)
    available = attribute_of(row, "input[name='pvt_variation_availability']", "value")
    return RawPack(
        label=" ".join(sizes),
        price=attribute_of(row, "input.hidden_price", "value") or shown,
        regular_price=regular,
        stock=choose_stock(*tell_stock(row, ".stock"), _pvtfw_stock(available), stock_class(row)),
    )


def _read_grouped(row: LexborNode) -> RawPack:
    box = row.css_first(".woocommerce-grouped-product-list-item__price, td.price")
    price, regular = read_price_box(box) if box else (None, None)
    return RawPack(
        label=text_of(row, ".woocommerce-grouped-product-list-item__label", "td.label"),
        price=price,
        regular_price=regular,
        stock=choose_stock(*tell_stock(row, ".stock"), stock_class(row)),
    )


def _pvtfw_stock(available: str | None) -> str | None:
    return None if available is None else "instock" if available.lower() in ("yes", "1", "true") else "outofstock"
