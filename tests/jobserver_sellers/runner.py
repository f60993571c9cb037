"""A crawl in miniature: takes over its run, beats, lasts as long as `max_pages` says (tenths of a second), finishes."""

from __future__ import annotations

import os
import sys
import time

from database.engine import transaction
from jobs import attempts
from jobs.attempts import Progress
from jobs.outcome import Outcome
from jobs.run import read_environment
from jobs.states import State


def main() -> None:
    """As `scrapy crawl` does it, without Scrapy."""
    claimed = read_environment(os.environ)
    assert claimed is not None
    with transaction() as connection:
        job = attempts.take_over(connection, *claimed, pid=os.getpid())
    pages = int(job.args.get("max_pages", 1))
    for page in range(pages):
        with transaction() as connection:
            attempts.beat(connection, job.current_run, Progress(page, pages, 0))
        time.sleep(0.1)
    with transaction() as connection:
        attempts.finish(connection, job.current_run, Progress(pages, pages, 0), Outcome(State.COMPLETED), None)


if __name__ == "__main__":
    assert sys.argv[1] == "crawl"
    main()
