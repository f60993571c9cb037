"""The choices of a variations form: what is sent for each, and what a visitor reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SELECTS = "select[name^='attribute_'], select[data-attribute_name]"
# Plugins draw buttons and colours, mostly with the list beside them, hidden.
_RADIOS = "input[type='radio'][name^='attribute_']"
_SWATCHES = "[data-attribute_name] [data-value]"


def read_options(form: LexborNode) -> dict[str, dict[str, str]]:
    """The choices of each attribute, by its name ("attribute_pa_pack-size"): the text of each value.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> page = '<form><select name="attribute_size"><option value="">Choose</option><option value="5-2">5+2 free'
    >>> read_options(LexborHTMLParser(page).css_first("form"))
    {'attribute_size': {'5-2': '5+2 free'}}
    """
    options: dict[str, dict[str, str]] = {}
    for select in form.css(_SELECTS):
        name = select.attributes.get("data-attribute_name") or select.attributes.get("name") or ""
        for option in select.css("option"):
            _add(options, name, option.attributes.get("value"), _text(option))
    for radio in form.css(_RADIOS):
        _add(options, radio.attributes.get("name") or "", radio.attributes.get("value"), _read_radio_label(form, radio))
    for swatch in form.css(_SWATCHES):
        told = swatch.attributes.get("data-title") or swatch.attributes.get("title") or _text(swatch)
        _add(options, _find_attribute(swatch), swatch.attributes.get("data-value"), told)
    return options


def spell(value: str) -> str:
    """A slug as words; a value that is none stays as it is.

    >>> spell("5-seeds"), spell("5 Seeds"), spell("10+2")
    ('5 seeds', '5 Seeds', '10+2')
    """
    return value.replace("-", " ") if value == value.lower() and " " not in value else value


def _add(options: dict[str, dict[str, str]], name: str, value: str | None, text: str) -> None:
    if value:
        options.setdefault(name.lower(), {}).setdefault(value, text or spell(value))


def _read_radio_label(form: LexborNode, radio: LexborNode) -> str:
    around, key = radio.parent, radio.attributes.get("id")
    if around is not None and around.tag == "label":
        return _text(around)
    labels = form.css("label[for]") if key else []
    return next((_text(label) for label in labels if label.attributes.get("for") == key), "")


def _find_attribute(swatch: LexborNode) -> str:
    above = swatch.parent
    while above is not None and not above.attributes.get("data-attribute_name"):
        above = above.parent
    return (above.attributes.get("data-attribute_name") or "") if above is not None else ""


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
