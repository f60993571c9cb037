"""WooCommerce's own variations form: `form.variations_form[data-product_variations]`, the packs as JSON.

The JSON is there when a product has at most 30 variations (`woocommerce_ajax_variation_threshold`); beyond that it
is `false`, and the form tells the sizes only.
"""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from goodseed_spiders.items import RawPack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

FORM = "form.variations_form, [data-product_variations]"
MOST_PACKS = 500


def read_variations(tree: LexborHTMLParser) -> list[RawPack]:
    """The packs of the page's form; sizes without prices where it has no JSON, nothing where there is no form."""
    form = tree.css_first(FORM)
    if form is None:
        return []
    options = {name: dict(values) for name, values in _read_options(tree)}
    try:
        variations = json.loads(form.attributes.get("data-product_variations") or "null")
    except ValueError:
        variations = None
    if isinstance(variations, list) and variations:
        told = [pack for entry in variations if isinstance(entry, dict) for pack in _read_entry(entry, options)]
        return told[:MOST_PACKS]
    return [RawPack(label=label) for label in _cross(list(options.values()))][:MOST_PACKS]


def _read_options(tree: LexborHTMLParser) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each attribute of the form with its values: what is sent, and what a visitor reads."""
    for select in tree.css("select[name^='attribute_'], select[data-attribute_name]"):
        name = select.attributes.get("data-attribute_name") or select.attributes.get("name") or ""
        options = [(option.attributes.get("value") or "", option.text(strip=True)) for option in select.css("option")]
        yield name.lower(), [(value, text) for value, text in options if value]


def _read_entry(entry: dict[str, Any], options: dict[str, dict[str, str]]) -> Iterator[RawPack]:
    """The pack of a variation; several, when it stands for any value of an attribute."""
    attributes = entry.get("attributes")
    if entry.get("variation_is_visible") is False or not isinstance(attributes, dict):
        return
    choices = []
    for name, value in attributes.items():
        known = options.get(str(name).lower(), {})
        choices.append([known.get(str(value), _spell(str(value)))] if value else list(known.values()))
    for label in product(*choices):
        yield RawPack(
            label=" ".join(label),
            price=_read_amount(entry.get("display_price")),
            regular_price=_read_amount(entry.get("display_regular_price")),
            stock=_read_stock(entry),
        )


def _spell(value: str) -> str:
    """A slug as words; a value that is none stays as it is."""
    return value.replace("-", " ") if value == value.lower() and " " not in value else value


def _cross(choices: list[dict[str, str]]) -> Iterator[str]:
    if choices:
        yield from (" ".join(label) for label in product(*(choice.values() for choice in choices)))


def _read_amount(value: Any) -> str | None:
    """A number of the JSON, or a text of it, as text."""
    return str(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None


def _read_stock(entry: dict[str, Any]) -> str | None:
    """What the shop writes beside the button, else whether there is any."""
    html = entry.get("availability_html")
    if isinstance(html, str) and html.strip() and (text := LexborHTMLParser(html).text().strip()):
        return text
    is_there = entry.get("is_in_stock")
    return None if is_there is None else "instock" if is_there else "outofstock"


def find_form_id(form: LexborNode | None) -> str | None:
    """The shop's own id of the product that a form sells."""
    return form.attributes.get("data-product_id") if form else None
