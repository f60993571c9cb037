"""POST /orders: the buttons of the pages. What is done is done by the services; then the page is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from database.engine import transaction
from jobs.control import NoSuchJob, NotFailed, cancel, try_again
from jobs.new_job import NewJob
from jobs.states import Trigger
from jobserver.later import answer_later
from jobserver.orders import find_ordered_seller, queue
from jobserver.pages.page import Page
from jobserver.refusal import Refusal
from jobserver.requests.fields import Text
from jobserver.requests.sellers import SellerChange
from jobserver.seller_rows import change_seller
from jobserver.services.service import read_form

if TYPE_CHECKING:
    from twisted.web.http import Request


class Order(BaseModel):
    """One button: what to do, and with which seller or job."""

    action: Literal["crawl", "cancel", "retry", "pause", "resume", "hide", "show"]
    target: Text


class Orders(Page):
    """Takes an order, and leads back to the first page."""

    def render_GET(self, request: Request) -> Any:
        """There is nothing to see."""
        request.redirect(b"/")
        return b""

    def render_POST(self, request: Request) -> Any:
        """Do it, later."""
        return answer_later(
            request,
            lambda: obey(read_form(Order, request)),
            lambda _: self._lead_back(request),
            lambda failure: self._refuse(request, failure),
        )

    def _lead_back(self, request: Request) -> bytes:
        self.root.poller.wake()
        base = request.getHeader(self.root.options.prefix_header) or ""
        request.setResponseCode(303)
        request.setHeader(b"Location", f"{base}/".encode())
        return b""


def obey(order: Any) -> None:
    """Do what a button says. Raises Refusal."""
    if order.action == "crawl":
        seller = find_ordered_seller(order.target)
        queue(seller, NewJob(seller.name, Trigger.DASHBOARD))
    elif order.action in ("cancel", "retry"):
        _change_job(order)
    else:
        with transaction() as connection:
            if change_seller(connection, SellerChange(seller=order.target, action=order.action)) is None:
                raise Refusal(f"seller '{order.target}' not found", status=404)


def _change_job(order: Order) -> None:
    try:
        with transaction() as connection:
            (cancel if order.action == "cancel" else try_again)(connection, order.target)
    except NoSuchJob as error:
        raise Refusal(str(error), status=404) from None
    except NotFailed as error:
        raise Refusal(str(error)) from None
