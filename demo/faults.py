"""Faults on demand: a page that fails, is slow or drops the connection, as often as a test wants."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

EVERY_PAGE = "*"
FOREVER = -1
DROP = 0


class FaultError(ValueError):
    """A fault was ordered that does not exist; the message names the field."""


@dataclass
class Fault:
    """What happens to a path: a status instead of its page (0 drops the connection), after a delay (s)."""

    path: str
    status: int | None = None
    times: int = 1
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


class Faults:
    """The faults that were ordered and are not used up."""

    def __init__(self) -> None:
        self._by_path: dict[str, Fault] = {}

    def order(self, fault: Fault) -> None:
        """Let a fault happen from now on, in place of an earlier one for the same path."""
        self._by_path[fault.path] = fault

    def clear(self) -> None:
        """Let everything work again."""
        self._by_path.clear()

    def take(self, path: str) -> Fault | None:
        """Return the fault that a request of this path meets, and count it."""
        fault = self._by_path.get(path) or self._by_path.get(EVERY_PAGE)
        if fault is not None and fault.times != FOREVER:
            fault.times -= 1
            if fault.times == 0:
                del self._by_path[fault.path]
        return fault


def read_fault(body: bytes) -> Fault:
    """Return the fault that a request body orders, or raise FaultError."""
    try:
        order = json.loads(body)
    except ValueError as error:
        raise FaultError("the body is not JSON") from error
    if not isinstance(order, dict):
        raise FaultError("the body is not an object")
    checks: dict[str, Callable[[Any], bool]] = {
        "path": lambda value: isinstance(value, str) and (value == EVERY_PAGE or value.startswith("/")),
        "status": lambda value: value is None or (_is_int(value) and (value == DROP or 200 <= value <= 599)),
        "times": lambda value: _is_int(value) and (value == FOREVER or value > 0),
        "delay": lambda value: (_is_int(value) or isinstance(value, float)) and 0 <= value <= 3600,
        "headers": lambda value: isinstance(value, dict) and all(isinstance(text, str) for text in value.values()),
    }
    for name in ("path", *order):
        if name not in checks:
            raise FaultError(f"{name}: no such field")
        if not checks[name](order.get(name)):
            raise FaultError(f"{name}: cannot be {order.get(name)!r}")
    return Fault(**order)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
