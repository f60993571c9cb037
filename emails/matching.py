"""After a crawl: which of its news somebody has asked for."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from database.statements import execute
from emails.contents import type_of
from emails.contents.prices import percent_moved
from emails.contents.readers import BackInStock, Pack, PriceDrop, ProductNews
from emails.new_email import NewEmail
from emails.outbox import queue_all
from emails.types import EmailType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

logger = logging.getLogger(__name__)

BUYABLE = frozenset({"in_stock", "limited", None})  # None: the shop does not say


@dataclass(frozen=True, slots=True)
class PackNews:
    """A pack on offer, and what is known of it from before the crawl; `had_before` when anything is."""

    seeds: int
    variant: str
    currency: str
    price: Decimal
    stock: str | None
    had_before: bool
    price_before: Decimal | None
    stock_before: str | None
    has_changed: bool


def find_price_drop(packs: Iterable[PackNews], threshold: Decimal) -> tuple[Pack, ...]:
    """The packs that one can buy and whose price fell by the threshold (percent) or more; the largest fall first."""
    fallen = [
        _offer(pack, pack.price_before)
        for pack in packs
        if pack.has_changed
        and pack.stock in BUYABLE
        and pack.price_before
        and -percent_moved(pack.price_before, pack.price) >= threshold
    ]
    return tuple(sorted(fallen, key=lambda pack: (-pack.percent, pack.price)))


def find_return(packs: Iterable[PackNews]) -> tuple[Pack, ...]:
    """The packs that one can buy, cheapest first, of a product of which none could be bought before; else none."""
    known = list(packs)
    before = [pack for pack in known if pack.had_before]
    if not before or any(pack.stock_before in BUYABLE for pack in before):
        return ()
    return tuple(
        sorted((_offer(pack) for pack in known if pack.stock in BUYABLE - {None}), key=lambda pack: pack.price)
    )


def queue_alerts(connection: Connection, job_id: str) -> int:
    """Queue the mails that a job's changes of prices and stock call for; how many are new.

    Of a wish, the same lower price of a product is told once, a return once a day. An address hears once of what
    several of its wishes are about. To be called in the transaction that ends the job.
    """
    return queue_all(connection, _write_alerts(connection, job_id))


def _write_alerts(connection: Connection, job_id: str) -> Iterator[NewEmail]:
    wishes = execute(connection, "emails/wishes_of_job", job_id=job_id).all()
    if not wishes:
        return
    packs = defaultdict(list)
    products = sorted({wish.product_id for wish in wishes})
    for row in execute(connection, "emails/packs_of_job", job_id=job_id, products=products):
        values = {name: getattr(row, name) for name in PackNews.__slots__}
        packs[row.product_id].append(PackNews(**values))
    told = set()
    for wish in wishes:
        try:
            news = list(_write_news(wish, packs[wish.product_id]))
        except ValidationError as error:  # of one product, which must not cost the others their mails
            logger.warning("No alert tells of product %s: %s", wish.product_id, error.errors()[0]["msg"])
            continue
        for mail in news:
            about = (mail.type, wish.email.lower(), wish.product_id)
            if about not in told:
                told.add(about)
                yield mail


def _write_news(wish: Any, packs: list[PackNews]) -> Iterator[NewEmail]:
    """The mails that one wish calls for."""
    named = {"alert_id": wish.alert_id, "name": wish.name, "seller_name": wish.seller_name, "url": wish.url}
    if EmailType.PRICE_DROP in wish.kinds and (fallen := find_price_drop(packs, wish.threshold)):
        first = fallen[0]
        of_price = f"{first.seeds}x{first.variant}:{first.price}{first.currency}"
        yield _address(wish, PriceDrop(**named, packs=fallen), of_price)
    if EmailType.BACK_IN_STOCK in wish.kinds and (back := find_return(packs)):
        yield _address(wish, BackInStock(**named, packs=back), f"{datetime.now(UTC).date()}")


def _address(wish: Any, news: ProductNews, once: str) -> NewEmail:
    """A mail that is sent at most once for what `once` names."""
    return NewEmail(wish.email, news, f"{type_of(news)}:{wish.alert_id}:{wish.product_id}:{once}")


def _offer(pack: PackNews, before: Decimal | None = None) -> Pack:
    return Pack(seeds=pack.seeds, variant=pack.variant, price=pack.price, before=before, currency=pack.currency)
