"""One product page of any shop: its mark-up and what a visitor sees, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from goodseed_spiders.items import RawProduct
from goodseed_spiders.platforms.structured_data.amounts import read_marked_amount
from goodseed_spiders.platforms.structured_data.availability import decide_stock, gather_stock
from goodseed_spiders.platforms.structured_data.candidates import agree, find_candidates, page_decimal_sign
from goodseed_spiders.platforms.structured_data.currency import local_currency, name_currency, read_code, read_sign
from goodseed_spiders.platforms.structured_data.facts import add_facts
from goodseed_spiders.platforms.structured_data.linked_data import read_linked_data
from goodseed_spiders.platforms.structured_data.main_product import choose_main, find_title, identify, is_alike
from goodseed_spiders.platforms.structured_data.meta_tags import read_meta, read_meta_product
from goodseed_spiders.platforms.structured_data.microdata import read_microdata
from goodseed_spiders.platforms.structured_data.outline import Outline
from goodseed_spiders.platforms.structured_data.page_state import read_state
from goodseed_spiders.platforms.structured_data.prices import ENOUGH, STRONG, ShownPrice, choose_shown
from goodseed_spiders.platforms.structured_data.skus import choose_sku
from goodseed_spiders.platforms.structured_data.walk import read_outline
from pipelines.normalise.text import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from goodseed_spiders.platforms.structured_data.marked import MarkedOffer, MarkedProduct

# How much it adds to a price on the page that mark-up of this kind names it too.
_TRUST = {"json-ld": 2.5, "microdata": 2.5, "meta": 1.5, "range": 1.0, "state": 1.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a page's price, and where from: `source` is "shown" or the kind of mark-up."""

    amount: Decimal
    regular: Decimal | None
    currency: str | None
    source: str


def read_product_page(tree: LexborHTMLParser, url: str) -> RawProduct | None:
    """The product that the page at `url` is about, or None when it does not look like a product's page.

    Prices come as decimal strings, the currency as an ISO 4217 code where anything on the page tells it.
    """
    meta = read_meta(tree)
    identity = identify(tree, meta, url)
    found = [*read_linked_data(tree), *read_microdata(tree)]
    heading = find_title(tree, identity, found)
    title = " ".join(heading.text().split())[:500] if heading is not None else None
    marked = [
        main
        for source in ("json-ld", "microdata")
        if (main := choose_main([product for product in found if product.source == source], identity, title, url))
    ]
    names = [*([title] if title else identity.names), *(product.name for product in marked if product.name)]
    head = read_meta_product(meta)
    marked += [head] if head else []
    marked += read_state(tree, lambda name: is_alike(name, names))[:3]
    outline = read_outline(tree, heading)
    language = _language(tree, meta)
    reading = _read_price(marked, outline, url, language)
    raw = _describe(marked, outline, title or next(iter(identity.names), None), reading, url)
    # Without mark-up one of these is not enough: a page has to show something to buy.
    told = (reading is not None, raw.sku is not None, raw.stock is not None)
    return raw if marked or sum(told) > 1 else None


def _read_price(marked: Sequence[MarkedProduct], outline: Outline, url: str, language: str | None) -> Reading | None:
    """The price to pay, from the page where it is clear about it, else from its mark-up."""
    told = next((code for product in marked for offer in product.offers if (code := read_code(offer.currency))), None)
    currency = told or local_currency(url, language) or ""
    decimal_sign = page_decimal_sign(outline)
    candidates = find_candidates(outline, currency, decimal_sign)
    amounts = {candidate.amount for candidate in candidates}
    prices = _marked_prices(marked, currency, amounts, decimal_sign, url)
    shown = choose_shown(agree(candidates, [(amount, _TRUST[source]) for amount, _, source in prices]))
    reading = choose_price(shown, prices, amounts)
    if reading is None:
        return None
    named = told or name_currency(shown.text if shown and reading.source == "shown" else "", url, language)
    if shown is not None and reading.source == "shown":
        named = read_sign(shown.text, local_currency(url, language)) or named
    return Reading(reading.amount, reading.regular, named, reading.source)


def choose_price(
    shown: ShownPrice | None, prices: Sequence[tuple[Decimal, Decimal | None, str]], amounts: set[Decimal]
) -> Reading | None:
    """Between what the page shows and what its mark-up says (amount, regular amount, source), the most trusted first.

    A shown price needs more weight where mark-up names another one, and less where that one is nowhere on the page.
    """
    told = {amount for amount, _, _ in prices}
    needed = ENOUGH if not told else STRONG if told & amounts else STRONG + 1.0
    if shown is not None and (shown.weight >= needed or shown.amount in told or shown.amount * 100 in told):
        regular = shown.regular or next((was for amount, was, _ in prices if amount == shown.amount and was), None)
        return Reading(shown.amount, _above(regular, shown.amount), shown.currency or None, "shown")
    if prices:
        amount, regular, source = prices[0]
        return Reading(amount, _above(regular, amount), None, source)
    return None


def _above(regular: Decimal | None, amount: Decimal) -> Decimal | None:
    return regular if regular is not None and regular > amount else None


def _marked_prices(
    marked: Sequence[MarkedProduct], currency: str, shown: set[Decimal], decimal_sign: str | None, url: str
) -> list[tuple[Decimal, Decimal | None, str]]:
    """Each source's price: of the variant in the address, else of what is shown, else the lowest that can be bought."""
    prices = []
    for product in marked:
        read = [
            (amount, read_marked_amount(offer.regular_price, currency, shown, decimal_sign), offer)
            for offer in _usual(product)
            if (amount := read_marked_amount(offer.price, currency, shown, decimal_sign))
        ]
        chosen = [entry for entry in read if _is_selected(entry[2], url)]
        chosen = chosen or [entry for entry in read if not _is_gone(entry[2])] or read
        if chosen:
            amount, regular, offer = min(chosen, key=lambda entry: entry[0])
            # The lower end of a range may be what one pays for many.
            prices.append((amount, regular, "range" if offer.is_range else product.source))
    return prices


def _usual(product: MarkedProduct) -> list[MarkedOffer]:
    return [offer for offer in product.offers if not offer.is_aside] or product.offers


def _is_gone(offer: MarkedOffer) -> bool:
    word = (offer.availability or "").lower()
    return any(sign in word for sign in ("outofstock", "soldout", "discontinued", "out of stock"))


def _is_selected(offer: MarkedOffer, url: str) -> bool:
    """Whether the page's address asks for this variant."""
    wanted = parse_qs(urlsplit(url).query[:2000]).get("variant")
    return bool(wanted and offer.url and f"variant={wanted[0]}" in offer.url)


def _describe(
    marked: Sequence[MarkedProduct], outline: Outline, title: str | None, reading: Reading | None, url: str
) -> RawProduct:
    raw = RawProduct(page_url=url, url=url)
    raw.name = next((product.name for product in marked if product.name and product.source != "meta"), None) or title
    if raw.name and title and _is_cut_by_quote(raw.name, title):
        raw.name = title
    raw.name = raw.name or next((product.name for product in marked if product.name), None)
    for product in marked:
        raw.image = raw.image or product.image
        raw.description = raw.description or product.description
        raw.rating, raw.rating_count = raw.rating or product.rating, raw.rating_count or product.rating_count
        raw.external_id = raw.external_id or product.product_id
    if reading is not None:
        raw.price_text, raw.currency = str(reading.amount), reading.currency
        raw.regular_price_text = str(reading.regular) if reading.regular else None
    offers = _offers_shown(marked, url)
    numbers = [offer.sku for offer in offers if offer.sku]
    raw.sku = choose_sku(outline, marked, numbers[:1], url)
    raw.stock = decide_stock(gather_stock(outline, [*(offer.availability for offer in offers), *_head_stock(marked)]))
    add_facts(raw, marked, outline)
    return raw


def _is_cut_by_quote(name: str, title: str) -> bool:
    """Whether a name ends where its heading has a quote: JSON whose quotes are not escaped ends there.

    >>> _is_cut_by_quote("Mug", 'Mug "big" edition'), _is_cut_by_quote("Mug", "Mug - big edition")
    (True, False)
    """
    whole, begun = fold(title), fold(name)
    return whole.startswith(begun) and whole[len(begun) :].lstrip().startswith('"')


def _head_stock(marked: Sequence[MarkedProduct]) -> list[str | None]:
    return [offer.availability for product in marked if product.source == "meta" for offer in product.offers]


def _offers_shown(marked: Sequence[MarkedProduct], url: str) -> list[MarkedOffer]:
    """The offers that are likely to be the one that the visitor sees first, of each source in turn."""
    shown: list[MarkedOffer] = []
    for product in marked:
        if product.source == "meta":
            continue
        usual = _usual(product)
        wanted = [offer for offer in usual if _is_selected(offer, url)]
        can_be_bought = [offer for offer in usual if not _is_gone(offer)]
        shown += wanted or can_be_bought or usual
    return shown


def _language(tree: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    root = tree.css_first("html[lang]")
    lang = root.attributes.get("lang") if root is not None else None
    local = meta.get("og:locale")
    return local if local and ("_" in local or "-" in local) else lang or local
