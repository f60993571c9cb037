"""Product pages that showed no product: of another kind, as many in a sitemap are, or broken for a while."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from database.statements import execute

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from goodseed_spiders.pages import Pages

logger = logging.getLogger(__name__)


def doubt_empty_pages(connection: Connection, seller: str, pages: Pages) -> None:
    """Doubt those that a listed product was on a short while ago: it is more likely that the page is broken."""
    if not pages.empty:
        return
    values = {"seller": seller, "keys": list(pages.empty)}
    missing = execute(connection, "goodseed_spiders/count_listed_among", **values).scalar_one()
    if missing:
        logger.warning("%d pages of listed products show no product", missing)
        pages.doubts["no products"] = missing
