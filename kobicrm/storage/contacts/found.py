"""Filtered lists in any order: the first rows at once, all of them as an array of ids.

No single plan is fast for every filter on a million contacts: "look up, then sort" is slow for
a tag that everybody has, "walk the list" for one that nobody has. So the size of what an index
finds decides; every plan gives what a full computation gives.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.storage.contacts.orders import Order, order_of
from kobicrm.storage.database import Store
from kobicrm.storage.drivers import OUTER, Driver, best_driver, hinted
from kobicrm.storage.filters import compile_filter, live
from kobicrm.storage.models import Contact
from kobicrm.storage.search import Hits

# How many ids are worth sorting for the first rows, and for the whole list; how many rows are
# walked in the hope that the first rows are among them: measured on a million contacts.
SORTABLE = 8_000
ALL_SORTABLE = 60_000
WALK = 6_000


@dataclass(frozen=True, slots=True)
class Found:
    """The live contacts that pass a filter, in an order; read inside one view of the data."""

    store: Store
    where: Filter = EVERYTHING
    sort: str = "name"
    descending: bool = False

    def first(self, limit: int) -> Hits:
        """Return the first ``limit`` ids."""
        order = order_of(self.sort)
        driver = best_driver(self.store, self.where, SORTABLE + 1)
        if driver is None or driver.size <= SORTABLE:
            return _cut(self._ids(driver, limit + 1, along=driver is None), limit)
        found = self._walked(order, limit)
        if len(found) >= limit:
            return Hits(found.tolist(), False)
        return _cut(self._ids(driver, limit + 1, along=True), limit)

    def all(self) -> array[int]:
        """Return all ids in order."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        return self._ids(driver, -1, along=driver is None or driver.size > ALL_SORTABLE)

    def count(self) -> int:
        """Return how many there are."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        along = driver is None or driver.size > ALL_SORTABLE
        hint = "INDEXED BY contact_by_created" if along else "NOT INDEXED"
        query = Contact.select(fn.COUNT(Contact.id)).where(self._condition(driver))
        sql, values = hinted(query, hint)
        return int(self.store.connection().execute(sql, values).fetchone()[0])

    def _condition(self, driver: Driver | None) -> Any:
        condition = live()
        if driver is not None:
            condition = condition & Contact.id.in_(SQL(f"({driver.sql})", driver.values))
        checks = compile_filter(self.where, walking=True)
        return condition if checks is None else condition & checks

    def _ids(self, driver: Driver | None, limit: int, *, along: bool) -> array[int]:
        """Return ids ``along`` the index of the order, else those of the driver sorted."""
        order = order_of(self.sort)
        hint = f"INDEXED BY {order.index}" if along and order.index else "NOT INDEXED"
        query = Contact.select(Contact.id).where(self._condition(driver))
        query = query.order_by(*order.by(descending=self.descending)).limit(limit)
        sql, values = hinted(query, hint)
        return array("q", (row[0] for row in self.store.connection().execute(sql, values)))

    def _walked(self, order: Order, limit: int) -> array[int]:
        """Return what passes among the first rows of the list."""
        hint = f"INDEXED BY {order.index}" if order.index else "NOT INDEXED"
        rows = (
            f"FROM (SELECT id AS hit FROM contact {hint} WHERE deleted_at IS NULL"
            f" ORDER BY {order.turned(descending=self.descending)} LIMIT {WALK}) AS f"
            ' CROSS JOIN "contact" AS "t1" ON "t1"."id" = f.hit'
        )
        query = Contact.select(Contact.id).where(self._condition(None)).limit(limit)
        sql, values = query.sql()
        sql = sql.replace(OUTER, rows, 1)
        return array("q", (row[0] for row in self.store.connection().execute(sql, values)))


def _cut(ids: array[int], limit: int) -> Hits:
    return Hits(ids[:limit].tolist(), len(ids) <= limit)
