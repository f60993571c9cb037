"""GET /daemonstatus.json: how many jobs there are."""

from __future__ import annotations

from typing import Any

from jobserver.pulse import read_numbers
from jobserver.services.service import Nothing, Service
from jobserver.shapes.health import DaemonStatusAnswer


class DaemonStatus(Service):
    """How many jobs there are, over all nodes."""

    gives = DaemonStatusAnswer

    def answer(self, asked: Nothing) -> dict[str, Any]:
        """Read now, so that who has just scheduled a job sees it."""
        numbers = read_numbers()
        return {"pending": numbers.pending, "running": numbers.running, "finished": numbers.finished}
