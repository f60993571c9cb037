"""Hyvä, a theme of Magento, keeps prices and more within `<template>`, which scripts draw and selectors do not see."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser


def open_templates(tree: LexborHTMLParser) -> LexborHTMLParser:
    """The page with what its templates hold in their places; the same tree where it has none.

    >>> page = LexborHTMLParser('<template x-if="shown"><b>$5</b></template>')
    >>> open_templates(page).css_first("b").text()
    '$5'
    """
    if tree.css_first("template") is None:
        return tree
    return LexborHTMLParser((tree.html or "").replace("<template", "<div").replace("</template", "</div"))
