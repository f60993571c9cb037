"""Cards: what a template needs to show a product, ready to be written."""

from dataclasses import dataclass
from typing import Any

from demo import flaws
from demo.addresses import locate_image, locate_product
from demo.packs import Pack
from demo.products import Product
from demo.texts import write_dollars, write_item_price

_STOCK_CLASSES = {"backorder": "onbackorder", "out_of_stock": "outofstock"}
_IMAGE_SIZES = (("", "687w"), ("300x437", "300w"), ("64x93", "64w"))


@dataclass(frozen=True, slots=True)
class Option:
    """One pack as a choice on a page."""

    pack: Pack
    post: int
    value: str
    label: str
    item_price: str
    item_regular_price: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One product on a page. ``url`` is None on the card that lost its name and its links."""

    product: Product
    url: str | None
    image: str
    lazy_image: str
    srcset: str
    stock_class: str
    tags: list[str]
    options: list[Option]
    prices: list[str]


def make_card(product: Product, root: str) -> Card:
    """Return the card of a product in a shop at this root address."""
    nameless = product.number == flaws.NAMELESS
    image = locate_image("placeholder" if nameless else product.slug)
    stem = image.removeprefix("/images/").removesuffix(".jpg")
    prices = sorted({pack.price for pack in product.packs})
    return Card(
        product=product,
        url=None if nameless else root + locate_product(product.slug),
        image=root + image,
        # Shops write both, so half of the lazy addresses are relative.
        lazy_image=image if product.number % 2 else root + image,
        srcset=", ".join(f"{root}{locate_image(stem, size)} {width}" for size, width in _IMAGE_SIZES),
        stock_class=_classify_stock(product.packs),
        tags=_tag(product),
        options=_list_options(product),
        prices=[write_dollars(price) for price in (prices[0], prices[-1])[: len(prices)]],
    )


def name_category(slug: str) -> str:
    """Return the name of a category or a tag.

    >>> name_category("high-cbd-seeds")
    'High Cbd Seeds'
    """
    return slug.replace("-", " ").title()


def _classify_stock(packs: tuple[Pack, ...]) -> str:
    stocks = {pack.stock for pack in packs}
    return _STOCK_CLASSES.get(stocks.pop(), "instock") if len(stocks) == 1 else "instock"


def _tag(product: Product) -> list[str]:
    tags = ["sale"] if any(pack.regular for pack in product.packs) else []
    return [*tags, ("latest", "new-strains", "staff-picks", "indoor")[product.number % 4]]


def _list_options(product: Product) -> list[Option]:
    options = []
    for place, pack in enumerate(product.packs):
        value, label = f"{pack.seeds}-seeds", f"{pack.seeds} Seeds" if product.number % 3 else str(pack.seeds)
        if product.number == flaws.SIZELESS:
            value, label = flaws.PACKS_WITHOUT_SIZE[place % len(flaws.PACKS_WITHOUT_SIZE)]
        regular = None if pack.regular is None else write_item_price(pack.regular)
        post = product.post + 1 + place
        options.append(Option(pack, post, value, label, write_item_price(pack.price), regular))
    return options


def list_variations(card: Card) -> list[dict[str, Any]]:
    """Return what WooCommerce puts into a product form's ``data-product_variations``."""
    return [
        {
            "attributes": {"attribute_pa_pack-size": option.value},
            "availability_html": _AVAILABILITY[option.pack.stock].format(left=option.pack.left),
            "backorders_allowed": option.pack.stock == "backorder",
            "display_price": option.pack.price / 100,
            "display_regular_price": (option.pack.regular or option.pack.price) / 100,
            "is_in_stock": option.pack.stock != "out_of_stock",
            "is_purchasable": True,
            "max_qty": option.pack.left or "",
            "min_qty": 1,
            "sku": f"{card.product.post}-{option.value}",
            "variation_id": option.post,
            "variation_is_active": True,
            "variation_is_visible": True,
        }
        for option in card.options
    ]


_AVAILABILITY = {
    "in_stock": '<p class="stock in-stock">In stock</p>',
    "limited": '<p class="stock in-stock">Only {left} left in stock</p>',
    "backorder": '<p class="stock available-on-backorder">Available on backorder</p>',
    "out_of_stock": '<p class="stock out-of-stock">Out of stock</p>',
}
