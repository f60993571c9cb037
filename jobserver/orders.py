"""A wish for a crawl, checked against the seller, and queued: what all ways to ask for one share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from database.engine import transaction
from goodseed_spiders.arguments import BadArgument
from goodseed_spiders.overrides import read_overrides
from goodseed_spiders.sellers import UnknownSeller, find_seller, register
from jobs.new_job import BadJob, NewJob
from jobs.queue import Enqueued, enqueue
from jobserver.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodseed_spiders.seller_spider import SellerSpider


def find_ordered_seller(slug: str) -> type[SellerSpider]:
    """The seller's class. Raises Refusal in scrapyd's words."""
    try:
        return find_seller(slug)
    except UnknownSeller:
        raise Refusal(f"spider '{slug}' not found", "SELLER_NOT_FOUND", 404, "spider") from None


def check_arguments(seller: type[SellerSpider], arguments: Mapping[str, Any]) -> None:
    """Raises Refusal, which names the argument."""
    try:
        seller.check_arguments(arguments)
    except BadArgument as error:
        raise _refuse(error) from None


def check_settings(seller: type[SellerSpider], settings: Mapping[str, str]) -> dict[str, str]:
    """The settings as the crawl takes them. Raises Refusal, which names the setting."""
    try:
        return read_overrides(settings, seller)
    except BadArgument as error:
        raise _refuse(error) from None


def queue(seller: type[SellerSpider], new: NewJob) -> Enqueued:
    """Queue the job; a seller that is new in the code gets its row first. Raises Refusal."""
    try:
        with transaction() as connection:
            register(connection, seller)
            return enqueue(connection, new)
    except BadJob as error:
        raise Refusal(str(error), field=error.field) from None


def _refuse(error: BadArgument) -> Refusal:
    message = str(error)
    name, _, _said = message.partition(":")
    return Refusal(message, field=name if name.isidentifier() else None)
