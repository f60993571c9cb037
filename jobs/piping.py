"""The output of a command that is piped to another, which may have read enough before the end (`| head`)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def until_unread(main: Callable[[], int]) -> int:
    """What a command returns; 1, without a word, when nobody reads its output any more (as rich ends a command)."""
    try:
        try:
            return main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
