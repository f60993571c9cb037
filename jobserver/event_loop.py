"""Twisted's reactor, for the type checker: its zope interfaces are no types."""

from __future__ import annotations

from typing import Any

from twisted.internet import reactor as installed

reactor: Any = installed
