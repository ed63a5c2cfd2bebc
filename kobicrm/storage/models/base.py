"""The base of all models. The tables themselves are made by the migrations, as STRICT tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from peewee import SQL, Model

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


@dataclass(frozen=True, slots=True)
class _Place:
    name: str


def place(name: str) -> Any:
    """Return where a :class:`Prepared` query takes the value ``name``."""
    return SQL("?", (_Place(name),))


def place_of_ids(name: str) -> Any:
    """Return where a :class:`Prepared` query takes any number of ids (see :func:`ids_value`)."""
    return SQL("(SELECT value FROM json_each(?))", (_Place(name),))


def ids_value(ids: Iterable[int]) -> str:
    """Return ids as the value of a :func:`place_of_ids`."""
    return json.dumps([int(one) for one in ids])


class Prepared:
    """A query that is written out once and then run with one set of values after the other.

    For small reads writing the SQL costs several times as much as running it. All columns must
    be plain text, numbers or bytes: their values come as SQLite gives them.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        """Take what makes the query; it is called when the query is run for the first time."""
        self._build = build
        self._sql = ""
        self._values: tuple[Any, ...] = ()

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values of its places."""
        if not self._sql:
            self._sql, self._values = self._build().sql()
        given = [values[one.name] if isinstance(one, _Place) else one for one in self._values]
        found: list[tuple[Any, ...]] = proxy.execute_sql(self._sql, given).fetchall()
        return found


def table_name(model: type[Any]) -> str:
    """Return the name of a model's table."""
    return str(model._meta.table_name)
