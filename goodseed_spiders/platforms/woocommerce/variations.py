"""WooCommerce's own variations form: `form.variations_form[data-product_variations]`, the packs as JSON.

The JSON is there when a product has at most 30 variations (`woocommerce_ajax_variation_threshold`); beyond that it
is `false`, and the form tells the sizes only.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Any

from goodseed_spiders.items import RawPack
from goodseed_spiders.platforms.json_values import parse_json
from goodseed_spiders.platforms.nodes import parse_part
from goodseed_spiders.platforms.stock import choose_stock, tell_stock
from goodseed_spiders.platforms.woocommerce.options import read_options, spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

FORM = "form.variations_form, [data-product_variations]"
MOST_PACKS = 500


def read_variations(tree: LexborHTMLParser) -> list[RawPack]:
    """The packs of the page's form; sizes without prices where it has no JSON, nothing where there is no form."""
    form = tree.css_first("[data-product_variations]") or tree.css_first(FORM)
    if form is None:
        return []
    options = read_options(form)
    variations = parse_json(form.attributes.get("data-product_variations"))
    if isinstance(variations, list) and variations:
        told = (pack for entry in variations if isinstance(entry, dict) for pack in _read_entry(entry, options))
        return list(islice(told, MOST_PACKS))
    labels = product(*(choice.values() for choice in options.values())) if options else ()
    return [RawPack(label=" ".join(label)) for label in islice(labels, MOST_PACKS)]


def find_form_id(form: LexborNode | None) -> str | None:
    """The shop's own id of the product that a form sells."""
    return form.attributes.get("data-product_id") if form else None


def _read_entry(entry: dict[str, Any], options: dict[str, dict[str, str]]) -> Iterator[RawPack]:
    """The pack of a variation; several, when it stands for any value of an attribute."""
    attributes = entry.get("attributes")
    if entry.get("variation_is_visible") is False or not isinstance(attributes, dict):
        return
    choices: list[list[str]] = []
    for name, value in attributes.items():
        known = options.get(str(name).lower(), {})
        choices.append([known.get(str(value), spell(str(value)))] if value else list(known.values()) or [""])
    for label in product(*choices):
        yield RawPack(
            label=" ".join(filter(None, label)),
            price=_read_amount(entry.get("display_price")),
            regular_price=_read_amount(entry.get("display_regular_price")),
            stock=_read_stock(entry),
        )


def _read_amount(value: Any) -> str | None:
    """A number of the JSON, or a text of it, as text."""
    return str(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None


def _read_stock(entry: dict[str, Any]) -> str | None:
    """What the shop writes beside the button, else what its class says, else whether there is any."""
    is_there = entry.get("is_in_stock")
    if is_there is not False and (entry.get("is_purchasable") is False or entry.get("variation_is_active") is False):
        return "outofstock"
    html = entry.get("availability_html")
    told = tell_stock(parse_part(html), ".stock", "body") if isinstance(html, str) else ()
    return choose_stock(*told, None if is_there is None else "instock" if is_there else "outofstock")
