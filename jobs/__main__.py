"""The jobs, for people: `python -m jobs list|watch|schedule|retry|cancel`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from sqlalchemy.exc import OperationalError

from database.engine import describe as describe_error
from database.engine import transaction
from database.errors import DatabaseError
from database.schema import require_schema
from jobs import control, showing
from jobs.following import follow, follow_all
from jobs.limits import BadLimit
from jobs.listing import Selection, list_jobs
from jobs.new_job import BadJob, NewJob
from jobs.options import make_parser
from jobs.piping import until_unread
from jobs.queue import Enqueued, Entry, NoSuchSeller, enqueue
from jobs.states import State, Trigger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobs.job import Job

OK, FAILED, BAD_ARGUMENTS, BUSY = 0, 1, 2, 3

console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0: it worked (or the job completed), 1: it failed, 2: bad arguments, 3: the seller is busy."""
    options = make_parser(__doc__ or "").parse_args(arguments)
    try:
        require_schema()
        return _COMMANDS[options.command](options)
    except (BadJob, NoSuchSeller, BadLimit) as error:
        return _complain(str(error), BAD_ARGUMENTS)
    except (control.NoSuchJob, control.NotFailed, DatabaseError) as error:
        return _complain(str(error), FAILED)
    except OperationalError as error:
        return _complain(f"the database does not answer: {describe_error(error)}", FAILED)
    except KeyboardInterrupt:
        return OK


def _list(options: argparse.Namespace) -> int:
    states = [State(state) for state in options.state] or list(State)
    with transaction() as connection:
        page = list_jobs(connection, Selection(states, options.seller), limit=options.limit)
    console.print(showing.make_table(page.jobs))
    return OK


def _watch(options: argparse.Namespace) -> int:
    if options.job:
        return _follow(options.job)
    with Live(console=console, auto_refresh=False) as live:
        for jobs in follow_all():
            live.update(showing.make_bars(jobs), refresh=True)
    return OK


def _schedule(options: argparse.Namespace) -> int:
    new = NewJob(
        options.seller,
        Trigger.CLI,
        job_id=options.job_id,
        args=dict(options.argument),
        settings=dict(options.setting),
        priority=options.priority,
        delay=options.delay,
        duplicate=options.duplicate,
    )
    try:
        with transaction() as connection:
            answer = enqueue(connection, new)
    except NoSuchSeller as error:
        return _complain(f"{error}: crawl it once, or start a job server, which adds the new ones", BAD_ARGUMENTS)
    return _follow_new(answer) if options.wait else _tell_new(answer)


def _tell_new(answer: Enqueued) -> int:
    print(answer.job.job_id)
    if answer.entry is not Entry.SELLER_HAS_ONE:
        return OK
    return _complain(f"{answer.job.seller} has this job already, which is {answer.job.state}", BUSY)


def _follow_new(answer: Enqueued) -> int:
    if answer.entry is Entry.SELLER_HAS_ONE:
        return _tell_new(answer)
    return _follow(answer.job.job_id)


def _follow(job_id: str) -> int:
    """Show a job until it has ended; 0 when it is completed, else 1."""
    last = _show_bars(job_id) if console.is_terminal else _print_changes(job_id)
    console.print(showing.describe(last), markup=False, soft_wrap=True)
    return OK if last.state is State.COMPLETED else FAILED


def _show_bars(job_id: str) -> Job:
    with Live(console=console, auto_refresh=False, transient=True) as live:
        for job in follow(job_id):
            live.update(showing.make_bars([job]), refresh=True)
    return job


def _print_changes(job_id: str) -> Job:
    """A line whenever the state changes, for logs."""
    before = None
    for job in follow(job_id):
        if job.state is not before and not job.state.is_finished:
            print(showing.describe(job), flush=True)
        before = job.state
    return job


def _retry(options: argparse.Namespace) -> int:
    with transaction() as connection:
        job = control.try_again(connection, options.job)
    print(showing.describe(job))
    return OK


def _cancel(options: argparse.Namespace) -> int:
    with transaction() as connection:
        answer = control.cancel(connection, options.job)
    if answer.before.is_finished:
        return _complain(f"job {answer.job.job_id} is {answer.job.state} already", FAILED)
    print(showing.describe(answer.job))
    return OK


def _complain(message: str, code: int) -> int:
    print(f"error: {message}", file=sys.stderr)
    return code


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "watch": _watch,
    "schedule": _schedule,
    "retry": _retry,
    "cancel": _cancel,
}


if __name__ == "__main__":
    sys.exit(until_unread(main))
