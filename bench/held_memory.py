"""What a process holds of memory, as the kernel counts it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class HeldMemory(NamedTuple):
    """Megabytes: all that is resident, and its share (PSS), in which what several processes hold counts in parts."""

    resident: float
    share: float


def look_at(pid: int) -> HeldMemory:
    """What a process holds now; nothing once it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return HeldMemory(0, 0)
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return HeldMemory(kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024)
