"""The crawls' logs on this node: one file per attempt, and a link with the job's name to the latest."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jobserver.projects import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MARK = "~"  # no part of a job's id: so no attempt's log can have another job's name
LAST_LINES = 10
LAST_BYTES = 8_000
BATCH = 500


def log_path(folder: str, seller: str, job_id: str, run: int) -> Path:
    """Where the log of a run is."""
    return Path(folder).absolute() / PROJECT / seller / f"{job_id}{MARK}{run}.log"


def prepare_log(path: Path) -> None:
    """Make an attempt's log, empty, and let the job's name lead to it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    link = path.with_name(f"{path.name.rpartition(MARK)[0]}.log")
    unfinished = path.with_name(f"{path.name}.link")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(path.name)
    unfinished.replace(link)


def log_url(path: str | None, folder: str) -> str | None:
    """The address of a log, when it is on this node."""
    if not path or not Path(path).exists():
        return None
    try:
        return f"/logs/{Path(path).relative_to(Path(folder).absolute())}"
    except ValueError:
        return None


def latest_log_url(folder: str, seller: str, job_id: str) -> str | None:
    """The address of a job's latest log, where scrapyd's clients look for it; None when it is not on this node."""
    path = Path(folder) / PROJECT / seller / f"{job_id}.log"
    return f"/logs/{PROJECT}/{seller}/{job_id}.log" if path.exists() else None


def read_end(path: Path) -> str:
    """The last lines of a log; empty when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - LAST_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-LAST_LINES:])


def remove_old_logs(folder: str, find_known: Callable[[list[str]], set[str]], days: int) -> int:
    """Remove the logs of jobs that are not known any more, and that nobody has written to for so many days.

    A job that is not known may be another database's, whose crawl is running. How many files that were.
    """
    removed = 0
    for paths in _in_batches(Path(folder) / PROJECT, until=time.time() - days * 86400):
        known = find_known(sorted({_job_of(path) for path in paths}))
        for path in paths:
            if _job_of(path) not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _in_batches(folder: Path, until: float) -> Iterator[list[Path]]:
    """The logs that were last written to before `until`."""
    batch: list[Path] = []
    for path in folder.glob("*/*.log"):
        if not _is_older(path, until):
            continue
        batch.append(path)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _is_older(path: Path, moment: float) -> bool:
    """Also False of a log that another server has just removed."""
    try:
        return path.lstat().st_mtime < moment
    except FileNotFoundError:
        return False


def _job_of(path: Path) -> str:
    return path.name.removesuffix(".log").partition(MARK)[0]
