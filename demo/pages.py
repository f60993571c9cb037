"""The shop's pages, drawn from a catalogue."""

import json
from typing import Any

from demo.addresses import locate_page, locate_product
from demo.cards import Card, list_variations, make_card, name_category
from demo.catalogue import CARDS_PER_PAGE, Catalogue
from demo.packs import Stock
from demo.products import Product
from demo.rendering import Shell, render
from demo.texts import write_dollars
from demo.truth import CURRENCY

_SLIDES = 6
_AVAILABILITY: dict[Stock, str] = {
    "in_stock": "https://schema.org/InStock",
    "limited": "https://schema.org/LimitedAvailability",
    "backorder": "https://schema.org/BackOrder",
    "out_of_stock": "https://schema.org/OutOfStock",
}


def draw_home(catalogue: Catalogue, shell: Shell, root: str) -> bytes:
    """Return the home page; its slider shows one product in two places."""
    cards = [make_card(catalogue.product(number), root) for number in list_slides(catalogue)]
    return shell.wrap("Home", f"{root}/", render("home.html", root=root, cards=cards))


def list_slides(catalogue: Catalogue) -> list[int]:
    """Return the product numbers that the home page shows."""
    return catalogue.shelf.numbers[:_SLIDES]


def draw_listing(catalogue: Catalogue, page: int, shell: Shell, root: str) -> bytes:
    """Return a listing page, which must be one of those that there are."""
    title = "All seeds" if page == 1 else f"All seeds, page {page}"
    return shell.wrap(title, root + locate_page(page), fill_listing(catalogue, page, root))


def fill_listing(catalogue: Catalogue, page: int, root: str) -> str:
    """Return what a listing page shows: its cards, their count and the pagination."""
    products = catalogue.list_page(page)
    first = (page - 1) * CARDS_PER_PAGE + 1
    return render(
        "listing.html",
        cards=[make_card(product, root) for product in products],
        first=first,
        last=first + len(products) - 1,
        total=len(catalogue.entries),
        page=page,
        pages=catalogue.pages,
        numbers=list_page_numbers(page, catalogue.pages),
    )


def draw_product(product: Product, shell: Shell, root: str) -> bytes:
    """Return the page of a product."""
    card = make_card(product, root)
    main = render(
        "product.html",
        root=root,
        card=card,
        variations=json.dumps(list_variations(card)),
        linked_data=_link_data(card),
        name_category=name_category,
    )
    return shell.wrap(product.name, root + locate_product(product.slug), main, "single single-product")


def draw_missing(shell: Shell, root: str) -> bytes:
    """Return the page for an address where there is none."""
    return shell.wrap("Page not found", f"{root}/", render("missing.html", root=root))


def list_page_numbers(page: int, pages: int) -> list[int | None]:
    """Return the page numbers that the pagination shows, None for a gap.

    >>> list_page_numbers(1, 9)
    [1, 2, 3, None, 9]
    >>> list_page_numbers(5, 9)
    [1, None, 3, 4, 5, 6, 7, None, 9]
    """
    shown = sorted({1, pages, *(near for near in range(page - 2, page + 3) if 1 <= near <= pages)})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and numbers[-1] != number - 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def _link_data(card: Card) -> dict[str, Any]:
    product = card.product
    data: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Product",
        "@id": f"{card.url}#product",
        "name": product.name,
        "url": card.url,
        "image": card.image,
        "sku": str(product.post),
        "offers": [
            {
                "@type": "Offer",
                "name": option.label,
                "price": write_dollars(option.pack.price),
                "priceCurrency": CURRENCY,
                "availability": _AVAILABILITY[option.pack.stock],
                "url": card.url,
            }
            for option in card.options
        ],
    }
    if product.rating is not None:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": product.rating,
            "reviewCount": product.rating_count,
        }
    return data
