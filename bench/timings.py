"""How long acts take, before and after a million finished jobs are there."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Timing(NamedTuple):
    """Milliseconds of an act: the median, and the 95th percentile."""

    middle: float
    slow: float


def summarise(milliseconds: Sequence[float]) -> Timing:
    """What many times come to."""
    return Timing(statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[-1])


def print_ratios(before: Mapping[str, Timing], after: Mapping[str, Timing], finished: int) -> None:
    """A line for each act; the last column is how much longer it takes."""
    width = max(map(len, before)) + 4
    print(f"{'':{width}}{'alone':>16}{f'+{finished} finished':>22}{'ratio':>8}")
    for name, (middle, slow) in before.items():
        later, later_slow = after[name]
        print(f"{name:{width}}{middle:8.2f}{slow:8.2f}{later:14.2f}{later_slow:8.2f}{later / middle:8.2f}")
