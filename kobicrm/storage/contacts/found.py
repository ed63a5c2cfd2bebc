"""Filtered lists in any order: the first rows at once, all of them as an array of ids.

No single plan is fast for every filter on a million contacts: "look up, then sort" is slow for
a tag that everybody has, "walk the list" for one that nobody has. So the size of what an index
finds decides; every plan gives what a full computation gives.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from peewee import fn

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.storage.candidates import candidates, driver_of
from kobicrm.storage.contacts.orders import order_of
from kobicrm.storage.database import Store
from kobicrm.storage.drivers import OUTER, Driver, best_driver, hinted
from kobicrm.storage.filters import among, compile_filter, live
from kobicrm.storage.masks import Masks, marked
from kobicrm.storage.models import Contact
from kobicrm.storage.search import Hits

# How many ids are worth sorting for the first rows, and for the whole list; how many rows are
# walked in the hope that the first rows are among them; how many ids SQLite may look for along
# the index of the order before a mask is better: measured on a million contacts.
SORTABLE = 8_000
ALL_SORTABLE = 60_000
WALK = 10_000
LISTABLE = 32_000
# How many candidates are looked at together.
PIECE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The live contacts that pass a filter, in an order; read inside one view of the data."""

    store: Store
    where: Filter = EVERYTHING
    sort: str = "name"
    descending: bool = False

    def first(self, limit: int) -> Hits:
        """Return the first ``limit`` ids."""
        driver = best_driver(self.store, self.where, LISTABLE + 1)
        if driver is not None and driver.size <= SORTABLE:
            return _cut(self._ids(driver, limit + 1), limit)
        found = self._walked(limit)
        if len(found) >= limit:
            return Hits(found.tolist(), False)
        mask = candidates(self.store, self.where)
        if mask is not None:
            return _cut(self._of(mask, limit + 1), limit)
        if driver is not None and driver.size <= LISTABLE:
            return _cut(self._ids(driver, limit + 1, order_of(self.sort).hint), limit)
        return _cut(array("q", islice(self._marked(), limit + 1)), limit)

    def all(self) -> array[int]:
        """Return all ids in order."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        if driver is not None and driver.size <= ALL_SORTABLE:
            return self._ids(driver, -1)
        mask = candidates(self.store, self.where)
        return array("q", self._marked()) if mask is None else self._of(mask, -1)

    def count(self) -> int:
        """Return how many there are."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        query = Contact.select(fn.COUNT(Contact.id))
        if compile_filter(self.where) is None:
            return int(self._execute(*query.where(live()).sql()).fetchone()[0])
        if driver is not None and driver.size <= ALL_SORTABLE:
            sql, values = hinted(query.where(self._checked(driver)), "NOT INDEXED")
            return int(self._execute(sql, values).fetchone()[0])
        return sum(1 for _one in Found(self.store, self.where, "created")._marked())

    def _execute(self, sql: str, values: Sequence[Any]) -> Any:
        return self.store.connection().execute(sql, values)

    def _checked(self, driver: Driver | None) -> Any:
        """Return the condition for ids of the driver, each looked at."""
        checks = compile_filter(self.where, walking=True)
        condition = live() if checks is None else live() & checks
        return among(driver.sql, driver.values) & condition if driver else condition

    def _ids(self, driver: Driver, limit: int, hint: str = "NOT INDEXED") -> array[int]:
        """Return ids of the driver that pass, looked up and sorted or along an index."""
        order = order_of(self.sort).by(descending=self.descending)
        query = Contact.select(Contact.id).where(self._checked(driver)).order_by(*order)
        rows = self._execute(*hinted(query.limit(limit), hint))
        return array("q", (row[0] for row in rows))

    def _marked(self) -> Iterator[int]:
        """Yield ids along the index of the order, as far as they are marked."""
        return self._along(Masks(self.store).of(self.where))

    def _along(self, mask: bytes) -> Iterator[int]:
        order = order_of(self.sort)
        sql = (
            f"SELECT id FROM contact {order.hint} WHERE deleted_at IS NULL"
            f" ORDER BY {order.turned(descending=self.descending)}"
        )
        return marked(self.store, sql, mask)

    def _of(self, mask: bytes, limit: int) -> array[int]:
        """Return ids of candidates that pass: sorted where they are few, else along the order."""
        if mask.count(1) <= ALL_SORTABLE if limit < 0 else mask.count(1) <= SORTABLE:
            return self._ids(driver_of(mask), limit)
        found: array[int] = array("q")
        ids = self._along(mask)
        while piece := list(islice(ids, PIECE)):
            driver = Driver("SELECT value FROM json_each(?)", (json.dumps(piece),), len(piece))
            passed = frozenset(self._ids(driver, -1))
            found.extend(one for one in piece if one in passed)
            if 0 <= limit <= len(found):
                return found[:limit]
        return found

    def _walked(self, limit: int) -> array[int]:
        """Return what passes among the first rows of the list."""
        order = order_of(self.sort)
        rows = (
            f"FROM (SELECT id AS hit FROM contact {order.hint} WHERE deleted_at IS NULL"
            f" ORDER BY {order.turned(descending=self.descending)} LIMIT {WALK}) AS f"
            ' CROSS JOIN "contact" AS "t1" ON "t1"."id" = f.hit'
        )
        query = Contact.select(Contact.id).where(self._checked(None)).limit(limit)
        sql, values = query.sql()
        return array("q", (row[0] for row in self._execute(sql.replace(OUTER, rows, 1), values)))


def _cut(ids: array[int], limit: int) -> Hits:
    return Hits(ids[:limit].tolist(), len(ids) <= limit)
