"""Where things are in the shop: paths from its root, which the server's address stands before."""

SHOP = "/shop/"
SITEMAP = "/sitemap.xml"
APP = "/app/"


def locate_page(page: int) -> str:
    """Return the path of a listing page.

    >>> locate_page(1), locate_page(2)
    ('/shop/', '/shop/page/2/')
    """
    return SHOP if page == 1 else f"{SHOP}page/{page}/"


def locate_app_page(page: int) -> str:
    """Return the path of a page of the listing that only a browser can read.

    >>> locate_app_page(1), locate_app_page(2)
    ('/app/', '/app/page/2/')
    """
    return APP if page == 1 else f"{APP}page/{page}/"


def locate_app_cards(page: int) -> str:
    """Return the path from which that page fetches its cards."""
    return f"{APP}cards/{page}.json"


def locate_product(slug: str) -> str:
    """Return the path of a product page."""
    return f"/product/{slug}/"


def locate_image(slug: str, size: str = "") -> str:
    """Return the path of a product's picture, of one of its sizes ("300x437") when one is named."""
    return f"/images/{slug}-{size}.jpg" if size else f"/images/{slug}.jpg"
