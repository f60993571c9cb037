"""What a job server looks at before it starts: the sellers of the code, and what one of its name has left behind."""

from __future__ import annotations

from twisted.logger import Logger

from database.engine import transaction
from goodseed_spiders.sellers import UnknownSeller, declared_sellers, find_seller, register
from jobs.rescue import rescue_dead
from jobserver.housekeeping import describe_rescue

log = Logger()


def take_stock(node: str) -> None:
    """Give new sellers their rows, and fail the jobs of this node whose processes are gone."""
    for slug in declared_sellers():
        try:
            seller = find_seller(slug)
        except UnknownSeller as error:
            log.error("{said}", said=str(error))
            continue
        with transaction() as connection:
            register(connection, seller)
    with transaction() as connection:
        for job in rescue_dead(connection, node):
            log.warn("{said}", said=describe_rescue(job))
