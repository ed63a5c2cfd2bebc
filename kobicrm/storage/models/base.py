"""The base of all models. The tables themselves are made by the migrations, as STRICT tables."""

from __future__ import annotations

from typing import Any

from peewee import Model

from kobicrm.storage.database import proxy

# How many records are asked for at a time.
CHUNK = 500


class Table(Model):
    """A table of the database that is open."""

    class Meta:
        """Bound to whichever database :class:`kobicrm.storage.database.Store` opened."""

        database = proxy
        legacy_table_names = False


def fetch(query: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query as plain tuples, without making model objects."""
    return list(query.tuples())


def fetch_one(query: Any) -> tuple[Any, ...] | None:
    """Return the first row of a query as a plain tuple, None when there is none."""
    row: tuple[Any, ...] | None = query.tuples().first()
    return row


def table_name(model: type[Any]) -> str:
    """Return the name of a model's table."""
    return str(model._meta.table_name)
