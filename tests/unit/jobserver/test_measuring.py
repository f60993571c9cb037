"""The numbers of /metrics."""

from __future__ import annotations

from decimal import Decimal

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.registry import Collector

from jobs.states import State
from jobs.totals import DURATIONS, Duration, SellerCount, Total
from jobserver.measuring import count_ended, count_jobs, make_histogram
from jobserver.services.metrics import add_up

TOTALS = [
    Total("demo", State.COMPLETED, 3, Decimal(90), 700),
    Total("demo", State.FAILED, 1, Decimal(10), 0),
]


def render(*families: object) -> str:
    class Made(Collector):
        def collect(self):
            return families

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Made())
    return generate_latest(registry).decode()


def test_unfinished_jobs_are_a_gauge_and_finished_ones_are_not():
    counts = [SellerCount("demo", State.WAITING, 4), SellerCount("demo", State.COMPLETED, 9)]
    assert render(count_jobs(counts)).splitlines()[2:] == ['goodseed_jobs{seller="demo",state="waiting"} 4.0']


def test_what_has_ended_is_counted_by_outcome():
    text = render(*count_ended(TOTALS))
    assert 'goodseed_jobs_processed_total{outcome="completed",seller="demo"} 3.0' in text
    assert 'goodseed_jobs_failed_total{seller="demo"} 1.0' in text
    assert 'goodseed_products_scraped_total{outcome="completed",seller="demo"} 700.0' in text


def test_the_buckets_of_the_histogram_add_up():
    durations = [Duration("demo", State.COMPLETED, DURATIONS[0], 2), Duration("demo", State.COMPLETED, DURATIONS[2], 1)]
    lines = render(make_histogram(durations, TOTALS)).splitlines()
    buckets = [float(line.rpartition(" ")[2]) for line in lines if "_bucket" in line]
    assert buckets == [2, 2, *[3] * (len(DURATIONS) - 2)]
    assert 'goodseed_job_duration_seconds_count{outcome="completed",seller="demo"} 3.0' in lines
    assert 'goodseed_job_duration_seconds_sum{outcome="completed",seller="demo"} 90.0' in lines


def test_the_sums_are_those_of_all_sellers():
    sums = add_up(TOTALS)
    assert (sums.jobs_processed, sums.jobs_failed, sums.products_scraped) == (4, 1, 700)
    assert sums.average_processing_time == 25_000
    assert add_up([]).average_processing_time == 0
