"""Which of a page's products is the one that the page is about, and where its name stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from goodseed_spiders.platforms.structured_data.marked import MarkedProduct

MOST_HEADINGS = 60
MOST_NAMED = 200
DOUBTFUL, SURE = 0.3, 0.8  # how good a heading must be, to be one at all and to be the only one looked for
ALIKE = 0.5
_HEADINGS = (
    'h1, [itemprop="name"], h2, h3, [class*="product-title" i], [class*="product-name" i], [class*="product_title" i]'
)
# Where no heading has the product's name, whatever is called a title or a name.
_NAMED = '[class*="title" i], [class*="name" i], h4, h5'
_LOGO = re.compile(r"logo|site-?title|site-?name|branding", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a page's own product is known: names that the page has for it, and its addresses."""

    names: tuple[str, ...]
    addresses: frozenset[str]


def likeness(one: str, other: str) -> float:
    """How much two names have in common, from 0 to 1; what one has beyond the other costs less than what differs.

    >>> likeness("Blue Dream Seeds", "Blue Dream Seeds | Green Shop") > 0.7, likeness("Blue Dream", "OG Kush")
    (True, 0.0)
    """
    first, second = set(_WORD.findall(fold(one[:300]))), set(_WORD.findall(fold(other[:300])))
    shared = len(first & second)
    if not shared:
        return 0.0
    return 0.7 * shared / min(len(first), len(second)) + 0.3 * shared / max(len(first), len(second))


def identify(tree: LexborHTMLParser, meta: dict[str, str], url: str) -> Identity:
    """What the head and the address say of the page's product."""
    title = tree.css_first("title")
    names = [meta.get("og:title"), meta.get("twitter:title"), title.text() if title is not None else None]
    canonical = tree.css_first('link[rel="canonical"]')
    addresses = [url, meta.get("og:url"), canonical.attributes.get("href") if canonical is not None else None]
    told = (" ".join(name.split())[:300] for name in names if name)
    return Identity(
        tuple(dict.fromkeys(filter(None, told))),
        frozenset(filter(None, (_place(url, one) for one in addresses if one))),
    )


def find_title(tree: LexborHTMLParser, identity: Identity, marked: Sequence[MarkedProduct]) -> LexborNode | None:
    """The heading with the product's name."""
    slug = unquote(urlsplit(max(identity.addresses, key=len, default="")).path.rsplit("/", 1)[-1]).replace("-", " ")
    names = [*identity.names, *(product.name for product in marked if product.name and not product.depth), slug]
    best = _best_heading(tree.css(_HEADINGS)[:MOST_HEADINGS], names)
    if best is None or best[0] < SURE:
        best = max(
            filter(None, (best, _best_heading(tree.css(_NAMED)[:MOST_NAMED], names))), key=itemgetter(0), default=None
        )
    return best[1] if best is not None and best[0] > DOUBTFUL else None


def _best_heading(nodes: Iterable[LexborNode], names: Sequence[str]) -> tuple[float, LexborNode] | None:
    best: tuple[float, LexborNode] | None = None
    for place, node in enumerate(nodes):
        text = " ".join(node.text()[:400].split())
        if not text or node.tag in ("meta", "title", "script", "option"):
            continue
        score = max((likeness(text, name) for name in names), default=0.0)
        score += {"h1": 0.35, "h2": 0.1}.get(node.tag or "", 0.0) - place * 0.004
        score -= 0.25 * _in_link(node) + 0.5 * _is_logo(node)
        if best is None or score > best[0]:
            best = score, node
    return best


def choose_main(
    products: Sequence[MarkedProduct], identity: Identity, title: str | None, url: str
) -> MarkedProduct | None:
    """The product among these that the page is about, or None when none of them is."""
    names = [title] if title else list(identity.names)
    scored = [(weigh_product(product, names, identity, url), -place, product) for place, product in enumerate(products)]
    best = max(scored, key=lambda entry: entry[:2], default=None)
    if best is None or (best[0] < 1.0 and (len(products) > 2 or best[2].depth)):
        return None
    return best[2]


def weigh_product(product: MarkedProduct, names: Iterable[str], identity: Identity, url: str) -> float:
    """How much speaks for a product being the page's own."""
    score = 3 * max((likeness(product.name, name) for name in names), default=0.0) if product.name else 0.5
    if product.url and _place(url, product.url) in identity.addresses:
        score += 1.5
    offered = any(offer.price for offer in product.offers)
    return score + 0.8 * offered + 0.2 * bool(product.sku) + 0.2 * bool(product.description) - 1.5 * product.depth


def is_alike(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of these, more or less."""
    return any(likeness(name, other) > ALIKE for other in names)


def _place(base: str, address: str) -> str:
    """An address without what does not tell pages apart."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").lower()
    return f"{(parts.hostname or '').removeprefix('www.')}{path}" if path else ""


def _is_logo(node: LexborNode) -> bool:
    """Whether a heading is the shop's own name, as some shops have it on every page."""
    around: LexborNode | None = node
    for _ in range(4):
        if around is None:
            return False
        if _LOGO.search(f"{around.attributes.get('class') or ''} {around.attributes.get('id') or ''}"):
            return True
        around = around.parent
    return node.css_first('a[href="/"]') is not None


def _in_link(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and (parent.tag == "a" or node.tag == "a")
