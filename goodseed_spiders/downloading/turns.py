"""Turns at a shop: one request after the other, over all crawls that share the database."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from database.engine import describe, transaction
from database.statements import execute

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodseed_spiders.downloading.pace import Pace

logger = logging.getLogger(__name__)

# From the turn to the shop, a request passes threads and sockets, one quicker than the other.
MARGIN = 0.1
# So long the database is not asked again after it did not answer.
PAUSE_OF_OUTAGE = 15.0


class ShopClosed(Exception):
    """The shop has asked to be left alone for longer than a crawl can wait: so many seconds."""

    def __init__(self, seconds: float):
        super().__init__(f"the shop asks to be left alone for {seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class Own:
    """What this process knows of a shop, in seconds of the monotonic clock."""

    sent_at: float = float("-inf")
    next_at: float = float("-inf")
    closed_until: float = float("-inf")


class Turns:
    """When requests may go out. `is_shared`: over all that share the database, else within this process alone.

    `patience` is how many seconds a crawl waits when a shop asks to be left alone.
    """

    def __init__(self, *, is_shared: bool, patience: float):
        self.is_shared = is_shared
        self.patience = patience
        self._shops: dict[str, Own] = defaultdict(Own)
        self._ask_again_at = float("-inf")

    async def take(self, shop: str, pace: Pace, chance: float) -> float:
        """Take the next turn; the seconds until it comes. Raises ShopClosed."""
        own, now = self._shops[shop], time.monotonic()
        pause = max(0.0, own.closed_until - now)
        if pause > self.patience:
            raise ShopClosed(pause)
        if not pace.is_polite:
            return pause
        # The pause that was drawn last time may be shorter than what the shop's robots.txt has said since.
        pause = max(pause, own.sent_at + pace.shortest + MARGIN - now)
        delay = pace.draw(chance) + MARGIN
        wait = await self._take_shared(shop, pause, delay)
        if wait is None:
            wait = max(pause, own.next_at - now)
        own.next_at = time.monotonic() + wait + delay
        return wait

    def note_sent(self, shop: str) -> None:
        """Say that a request goes out now."""
        self._shops[shop].sent_at = time.monotonic()

    async def close(self, shop: str, seconds: float) -> None:
        """Let nobody ask the shop for so long."""
        own = self._shops[shop]
        own.closed_until = max(own.closed_until, time.monotonic() + seconds)
        if self.is_shared:
            await self._try(_close_shared, shop, seconds)

    async def _take_shared(self, shop: str, pause: float, delay: float) -> float | None:
        """The seconds until the turn; None when the database cannot say."""
        if not self.is_shared or time.monotonic() < self._ask_again_at:
            return None
        return await self._try(_take_shared, shop, pause, delay, self.patience)

    async def _try(self, step: Callable[..., float | None], *values: Any) -> float | None:
        try:
            return await asyncio.to_thread(step, *values)
        except ShopClosed:
            raise
        except Exception as error:
            self._ask_again_at = time.monotonic() + PAUSE_OF_OUTAGE
            logger.warning(
                "The shop's turns are not shared for now, the pause holds in this process only: %s", describe(error)
            )
            return None


def _take_shared(shop: str, pause: float, delay: float, patience: float) -> float:
    with transaction() as connection:
        values = {"shop": shop, "pause": pause, "delay": delay, "patience": patience}
        turn = execute(connection, "goodseed_spiders/take_turn", **values).one()
    if turn.wait is None:
        raise ShopClosed(turn.closed_for)
    return max(0.0, float(turn.wait))


def _close_shared(shop: str, seconds: float) -> None:
    with transaction() as connection:
        execute(connection, "goodseed_spiders/close_shop", shop=shop, seconds=seconds)
