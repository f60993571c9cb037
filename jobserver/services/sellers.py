"""GET /sellers.json and POST /seller.json: the sellers, and what an operator may change of them."""

from __future__ import annotations

from typing import Any

from database.engine import transaction
from jobserver.refusal import Refusal
from jobserver.requests.sellers import SellerChange
from jobserver.seller_rows import change_seller, list_sellers
from jobserver.services.service import Nothing, Service
from jobserver.shapes.sellers import SellerAnswer, SellersAnswer


class Sellers(Service):
    """All sellers, as an operator may have changed them."""

    gives = SellersAnswer

    def answer(self, asked: Nothing) -> dict[str, Any]:
        """By name."""
        with transaction() as connection:
            return {"sellers": list_sellers(connection)}


class ChangeSeller(Service):
    """Pause, resume, hide or show a seller; change how often and how far it is crawled."""

    verb = "POST"
    takes = SellerChange
    gives = SellerAnswer
    wakes = True

    def answer(self, asked: SellerChange) -> dict[str, Any]:
        """The seller as it is now."""
        if asked.action is None and asked.interval is None and asked.max_pages is None:
            raise Refusal("nothing to change: give at least one of action, interval, max_pages")
        with transaction() as connection:
            seller = change_seller(connection, asked)
        if seller is None:
            raise Refusal(f"seller '{asked.seller}' not found", "SELLER_NOT_FOUND", 404, "seller")
        return {"seller": seller}
