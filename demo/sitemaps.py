"""The sitemaps: an index, and the products in portions."""

from collections.abc import Iterator

from demo import flaws
from demo.addresses import locate_image, locate_product
from demo.catalogue import Catalogue
from demo.products import name_product
from demo.rendering import render
from demo.strains import slugify

URLS_PER_SITEMAP = 1000


def draw_index(catalogue: Catalogue, root: str) -> bytes:
    """Return the sitemap index."""
    portions = list(_portion(catalogue))
    sitemaps = []
    for place, numbers in enumerate(portions, start=1):
        # A single sitemap goes without a number, as WordPress has it.
        path = f"/product-sitemap{place if len(portions) > 1 else ''}.xml"
        sitemaps.append((path, max(map(catalogue.date_touched, numbers)).isoformat()))
    return render("sitemap_index.xml", root=root, sitemaps=sitemaps).encode()


def list_portion(catalogue: Catalogue, place: int) -> list[int] | None:
    """Return the product numbers of one portion (the first is 1), or None when there is no such portion."""
    return dict(enumerate(_portion(catalogue), start=1)).get(place)


def draw_sitemap(catalogue: Catalogue, numbers: list[int], root: str) -> bytes:
    """Return the sitemap of these products."""
    products = []
    for number in numbers:
        slug = slugify(name_product(catalogue.shelf.seed, number)[1])
        touched = catalogue.date_touched(number).isoformat()
        products.append((locate_product(slug), locate_image(slug), touched))
    return render("product_sitemap.xml", root=root, products=products).encode()


def _portion(catalogue: Catalogue) -> Iterator[list[int]]:
    linked = [number for number in catalogue.entries if number != flaws.NAMELESS]
    for first in range(0, len(linked), URLS_PER_SITEMAP):
        yield linked[first : first + URLS_PER_SITEMAP]
