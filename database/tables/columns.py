"""The kinds of columns that the tables are made of, and the collection of all tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    MetaData,
    Numeric,
    Text,
    func,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[int]:
    """A row's own number."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def choice(name: str, *words: str, **options: Any) -> Column[str]:
    """Text that is one of a few words (or null, unless the options say otherwise)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return Column(name, Text, CheckConstraint(f"{name} IN ({listed})", name=name), **options)


def moment(name: str, **options: Any) -> Column[Any]:
    """A point in time, with zone."""
    return Column(name, DateTime(timezone=True), **options)


def now(name: str, **options: Any) -> Column[Any]:
    """The time at which the row was made."""
    return moment(name, nullable=False, server_default=func.now(), **options)


def money(name: str, **options: Any) -> Column[Any]:
    """An amount in the currency named beside it."""
    return Column(name, Numeric(12, 2), **options)


def percent(name: str) -> Column[Any]:
    """A share from 0 to 100."""
    return Column(name, Numeric(5, 2), CheckConstraint(f"{name} BETWEEN 0 AND 100", name=name))


def seller(**options: Any) -> Column[str]:
    """The seller that a row belongs to."""
    return Column("seller", Text, ForeignKey("sellers.slug", ondelete="CASCADE"), nullable=False, **options)
