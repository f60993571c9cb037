"""GET /metrics: numbers for Prometheus, or their sums as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobs.states import State
from jobs.totals import Total, list_totals
from jobserver.answers import write_json
from jobserver.measuring import render_metrics
from jobserver.refusal import Refusal
from jobserver.requests.health import MetricsRequest
from jobserver.services.service import Service
from jobserver.shapes.health import MetricsAnswer

if TYPE_CHECKING:
    from twisted.web.http import Request

from database.engine import transaction


class Metrics(Service):
    """Jobs, durations, products and the queue's age; `format=json` gives the sums alone."""

    takes = MetricsRequest
    gives = MetricsAnswer
    text_type = "text/plain"
    statuses = (200, 503)

    def answer(self, asked: MetricsRequest) -> bytes | MetricsAnswer:
        """The text for Prometheus, or the sums."""
        if asked.format == "prometheus":
            return render_metrics()
        with transaction() as connection:
            return add_up(list_totals(connection))

    def refuse(self, request: Request, refusal: Refusal) -> bytes:
        """With a status by which a scrape knows that it has failed, when it is not the caller's mistake."""
        body = {"status": "error", "message": refusal.message, "node_name": self.root.node_name}
        return write_json(request, body, refusal.status if refusal.status >= 500 else 200)

    def write(self, request: Request, answer: Any) -> bytes:
        """As text, or as JSON."""
        if isinstance(answer, MetricsAnswer):
            return write_json(request, answer.model_dump(by_alias=True))
        request.setHeader(b"Content-Type", b"text/plain; version=0.0.4; charset=utf-8")
        request.setHeader(b"Content-Length", str(len(answer)).encode())
        text: bytes = answer
        return text


def add_up(totals: list[Total]) -> MetricsAnswer:
    """The sums over all sellers."""
    jobs = sum(total.jobs for total in totals)
    seconds = float(sum(total.seconds for total in totals))
    return MetricsAnswer(
        jobs_processed=jobs,
        jobs_failed=sum(total.jobs for total in totals if total.outcome is State.FAILED),
        average_processing_time=round(1000 * seconds / jobs, 1) if jobs else 0,
        products_scraped=sum(total.products for total in totals),
    )
