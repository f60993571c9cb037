"""POST /schedule.json: queue a crawl."""

from __future__ import annotations

from typing import Any

from goodseed_spiders.arguments import BadArgument
from goodseed_spiders.overrides import split_settings
from jobs.new_job import NewJob
from jobs.states import Trigger
from jobserver.orders import check_arguments, check_settings, find_ordered_seller, queue
from jobserver.projects import check_project
from jobserver.refusal import Refusal
from jobserver.requests.queue import ScheduleRequest
from jobserver.services.service import Service
from jobserver.services.versions import check_version
from jobserver.shapes.queue import ScheduleAnswer


class Schedule(Service):
    """Queue a crawl of a seller. A seller that waits or runs already is not queued twice: see `duplicate`."""

    verb = "POST"
    takes = ScheduleRequest
    gives = ScheduleAnswer
    wakes = True

    def answer(self, asked: ScheduleRequest) -> dict[str, Any]:
        """The job that was queued, or the one that is there instead."""
        check_project(asked.project)
        check_version(self.root.eggstorage, asked.version)
        seller = find_ordered_seller(asked.spider)
        try:
            settings = check_settings(seller, split_settings(asked.setting))
        except BadArgument as error:
            raise Refusal(str(error)) from None
        check_arguments(seller, asked.arguments)
        new = NewJob(
            seller=seller.name,
            trigger=Trigger.API,
            job_id=asked.jobid,
            args=asked.arguments,
            settings=settings,
            priority=asked.priority,
            duplicate=asked.duplicate == "allow",
        )
        queued = queue(seller, new)
        told: dict[str, Any] = {"jobid": queued.job.job_id}
        return told if queued.is_new else told | {"duplicate": True}
