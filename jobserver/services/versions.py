"""Versions of uploaded code, where that is switched on."""

from __future__ import annotations

from typing import Any

from jobserver.projects import PROJECT
from jobserver.refusal import Refusal


def check_version(eggs: Any, version: str | None) -> None:
    """Raises Refusal unless the version was uploaded, or none is named."""
    if not version:
        return
    try:
        _, file = eggs.get(PROJECT, version)
    except OSError:  # a name that no file can have
        file = None
    if file is None:
        raise Refusal(f"version '{version}' not found", field="_version")
    file.close()
