"""Jobs that are stuck are failed, by whoever sees them first."""

from __future__ import annotations

from jobs.rescue import rescue_stalled
from scheduler.outcome import Done, tell
from scheduler.rehearsal import act


def fail_stalled(*, dry_run: bool = False) -> Done:
    """Fail the jobs of all nodes that are not heard of, get nowhere or take too long."""
    with act(dry_run=dry_run) as connection:
        failed = {job.job_id: str(job.state) for job in rescue_stalled(connection)}
    summary = f"{'would fail' if dry_run else 'failed'} {len(failed)} stalled jobs"
    return Done(tell(summary, (f"{job} ({state} now)" for job, state in failed.items())), {"jobs": failed})
