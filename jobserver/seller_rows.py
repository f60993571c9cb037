"""The sellers as an operator sees and changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from database.statements import execute
from jobserver.shapes.sellers import SellerShape

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jobserver.requests.sellers import SellerChange

# What each action makes of is_paused and is_active; None leaves it.
ACTIONS = {
    "pause": (True, None),
    "resume": (False, None),
    "hide": (None, False),
    "show": (None, True),
    None: (None, None),
}


def list_sellers(connection: Connection, slug: str | None = None) -> list[SellerShape]:
    """All sellers, or the one."""
    return [SellerShape(**row._mapping) for row in execute(connection, "jobserver/list_sellers", slug=slug)]


def change_seller(connection: Connection, change: SellerChange) -> SellerShape | None:
    """The seller as it is after the change; None when there is none of this name."""
    is_paused, is_active = ACTIONS[change.action]
    values = {"slug": change.seller, "is_paused": is_paused, "is_active": is_active, "interval": change.interval}
    if execute(connection, "jobserver/change_seller", **values).one_or_none() is None:
        return None
    if change.max_pages is not None:
        execute(connection, "jobserver/limit_sources", slug=change.seller, max_pages=change.max_pages)
    (seller,) = list_sellers(connection, change.seller)
    return seller
