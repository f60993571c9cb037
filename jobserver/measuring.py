"""The numbers of /metrics, as Prometheus wants them."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from math import inf, isinf
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from database.engine import transaction
from jobs.states import FINISHED, State
from jobs.totals import (
    DURATIONS,
    Duration,
    SellerCount,
    Total,
    count_by_seller,
    find_oldest_waiting,
    list_durations,
    list_totals,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prometheus_client import Metric

LABELS = ("seller", "outcome")


def render_metrics() -> bytes:
    """The text of /metrics, of now."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Jobs())
    return generate_latest(registry)


class Jobs(Collector):
    """Everything is read from the database when it is asked for: any node tells the same of all."""

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """All families."""
        with transaction() as connection:
            counts, totals = count_by_seller(connection), list_totals(connection)
            durations, oldest = list_durations(connection), find_oldest_waiting(connection)
        yield count_jobs(counts)
        yield from count_ended(totals)
        yield make_histogram(durations, totals)
        age = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily(
            "goodseed_queue_age_seconds", "How long the oldest due job has waited", value=max(0.0, age)
        )


def count_jobs(counts: list[SellerCount]) -> GaugeMetricFamily:
    """Jobs of now, by seller and state; a finished job is counted among what has ended."""
    family = GaugeMetricFamily("goodseed_jobs", "Unfinished jobs now", labels=("seller", "state"))
    unfinished = [count for count in counts if count.state not in FINISHED]
    for count in unfinished:
        family.add_metric((count.seller, count.state), count.jobs)
    return family


def count_ended(totals: list[Total]) -> Iterator[CounterMetricFamily]:
    """What only grows."""
    processed = CounterMetricFamily("goodseed_jobs_processed", "Jobs that have ended", labels=LABELS)
    failed = CounterMetricFamily("goodseed_jobs_failed", "Jobs that have failed", labels=("seller",))
    products = CounterMetricFamily("goodseed_products_scraped", "Products that were read", labels=LABELS)
    for total in totals:
        labels = (total.seller, total.outcome)
        processed.add_metric(labels, total.jobs)
        products.add_metric(labels, total.products)
        if total.outcome is State.FAILED:
            failed.add_metric((total.seller,), total.jobs)
    yield from (processed, failed, products)


def make_histogram(durations: list[Duration], totals: list[Total]) -> HistogramMetricFamily:
    """Durations of jobs; the buckets add up, as Prometheus has it."""
    family = HistogramMetricFamily("goodseed_job_duration_seconds", "How long jobs took", labels=LABELS)
    found: dict[tuple[str, State], dict[float, int]] = defaultdict(dict)
    for duration in durations:
        found[duration.seller, duration.outcome][duration.up_to] = duration.jobs
    seconds = {(total.seller, total.outcome): float(total.seconds) for total in totals}
    for labels, jobs in found.items():
        running, buckets = 0, []
        for up_to in (*DURATIONS, *(() if inf in DURATIONS else (inf,))):
            running += jobs.get(up_to, 0)
            buckets.append(("+Inf" if isinf(up_to) else str(float(up_to)), running))
        family.add_metric(labels, buckets, sum_value=seconds.get(labels, 0.0))
    return family
