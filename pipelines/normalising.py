"""From a raw item, what a page says, to a product, what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.normalise.cannabinoids import Range, read_cannabinoids
from pipelines.normalise.flowering import read_flowering
from pipelines.normalise.links import canonical_url, url_key
from pipelines.normalise.lists import split_words
from pipelines.normalise.money import read_currency
from pipelines.normalise.names import read_strain_name, slugify
from pipelines.normalise.rating import read_count, read_rating
from pipelines.normalise.stock import read_product_stock, read_stock
from pipelines.normalise.text import clean
from pipelines.normalise.types import Types, merge_types, read_types
from pipelines.packing import display_price, read_packs, sex_of_packs, tell_apart
from pipelines.product import Pack, Product, Seller
from pipelines.raw import as_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Of a text beside a fact no more is kept: what is longer is no fact, but something that went wrong.
LONGEST_FACT = 500
UNKNOWN = Range(None, None)


def normalise(item: Any, seller: Seller) -> Product:
    """The product that a raw item describes; whether it is one is for `validate` to say.

    Takes any item that itemadapter knows, with the fields of `goodseed_spiders.items.RawProduct`.
    """
    raw = as_mapping(item)
    page_url = raw.get("page_url") or ""
    url = canonical_url(raw.get("url"), page_url) or ""
    key = url_key(url) if url else ""
    name = clean(raw.get("name")) or ""
    stock = read_stock(raw.get("stock"))
    packs, left_out = read_packs(raw, name, read_currency(raw.get("currency"), seller.currency), stock)
    types = _read_types(raw, name, key, packs)
    thc, thc_text, cbd, cbd_text = _read_potency(_fact(raw, "thc"), _fact(raw, "cbd"))
    flowering_text = _fact(raw, "flowering_time")
    days = read_flowering(flowering_text)
    count = read_count(raw.get("rating_count"))
    return Product(
        seller=seller.slug,
        url=url,
        url_key=key,
        external_id=_fact(raw, "external_id"),
        name=name,
        strain_name=read_strain_name(name),
        slug=slugify(name),
        image_url=canonical_url(raw.get("image"), page_url),
        description=clean(raw.get("description")),
        sex=types.sex,
        flowering_type=types.flowering_type,
        fast_version=types.fast_version,
        cannabis_type=types.cannabis_type,
        dominance=types.dominance,
        indica_percent=types.indica_percent,
        thc_min=thc.low,
        thc_max=thc.high,
        thc_text=thc_text,
        cbd_min=cbd.low,
        cbd_max=cbd.high,
        cbd_text=cbd_text,
        flowering_days_min=days.low,
        flowering_days_max=days.high,
        flowering_text=flowering_text,
        genetics=_fact(raw, "genetics"),
        yield_text=_fact(raw, "yield_"),
        height_text=_fact(raw, "height"),
        difficulty=_fact(raw, "difficulty"),
        effects=split_words(raw.get("effects")) or None,
        flavours=split_words(raw.get("flavours")) or None,
        # A rating that nobody gave is a shop's "no ratings yet", drawn as stars.
        rating=None if count == 0 else read_rating(raw.get("rating")),
        rating_count=count,
        stock_status=read_product_stock((pack.stock_status for pack in packs), stock),
        display_price=display_price(packs),
        packs=tell_apart(packs),
        left_out=left_out,
    )


def _fact(raw: Mapping[str, Any], name: str) -> str | None:
    text = clean(raw.get(name))
    return text[:LONGEST_FACT].rstrip() if text else None


def _read_types(raw: Mapping[str, Any], name: str, key: str, packs: Sequence[Pack]) -> Types:
    """The three facts of type, each from the first that tells it, in this order of trust:

    the product's own fields, its name, its categories, its tags, the categories in its address; and
    of the sex, when all of these are silent, what every one of its packs says. What is sold as both has none.
    """
    sources = [
        " , ".join(filter(None, (_fact(raw, field) for field in ("strain_type", "sex", "flowering_type")))),
        name,
        " , ".join(raw.get("categories") or ()),
        " , ".join(raw.get("tags") or ()),
        " , ".join(key.partition("?")[0].split("/")[1:-1]),
    ]
    types = merge_types(read_types(text) for text in sources)
    sexes = sex_of_packs(packs)
    if len(sexes) > 1:
        return replace(types, sex=None)
    return replace(types, sex=types.sex or sexes.pop()) if sexes else types


def _read_potency(thc_text: str | None, cbd_text: str | None) -> tuple[Range, str | None, Range, str | None]:
    """THC and CBD with their texts; a shop may write both into one field, the other one being empty."""
    of_thc, of_cbd = read_cannabinoids(thc_text, "thc"), read_cannabinoids(cbd_text, "cbd")
    thc, cbd = of_thc.thc, of_cbd.cbd
    if thc_text is None and of_cbd.thc != UNKNOWN:
        thc, thc_text = of_cbd.thc, cbd_text
    if cbd_text is None and of_thc.cbd != UNKNOWN:
        cbd, cbd_text = of_thc.cbd, thc_text
    return thc, thc_text, cbd, cbd_text
