"""How the application's parts find each other."""

from __future__ import annotations

from typing import Any

from twisted.application.service import IServiceCollection


def service_named(app: Any, name: str) -> Any:
    """One of the application's services."""
    services: Any = IServiceCollection
    return services(app).getServiceNamed(name)
