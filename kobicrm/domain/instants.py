"""Instants as the database keeps them: microseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Return an aware instant as microseconds since 1970 UTC."""
    return (at - EPOCH) // _MICRO


def instant(value: int) -> datetime:
    """Return the aware UTC instant of ``value`` microseconds since 1970."""
    return EPOCH + timedelta(microseconds=value)


def iso(at: datetime) -> str:
    """Return an aware instant as ISO 8601 in UTC, with ``Z``."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
