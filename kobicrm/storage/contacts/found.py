"""Filtered lists in any order: the first rows at once, all of them as an array of ids.

No single plan is fast for every filter on a million contacts: "look up, then sort" is slow for
a tag that everybody has, "walk the list" for one that nobody has. So the size of what an index
finds decides; every plan gives what a full computation gives.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

from peewee import fn

from kobicrm.domain.query import EVERYTHING, Filter
from kobicrm.storage.contacts.orders import Order, order_of
from kobicrm.storage.database import Store
from kobicrm.storage.drivers import OUTER, Driver, best_driver, hinted
from kobicrm.storage.filters import among, compile_filter, live
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
            along = driver is None
            return _cut(self._ids(self._checked(driver), limit + 1, along=along), limit)
        found = self._walked(order, limit)
        if len(found) >= limit:
            return Hits(found.tolist(), False)
        return _cut(self._ids(self._checked(driver), limit + 1, along=True), limit)

    def all(self) -> array[int]:
        """Return all ids in order."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        if driver is not None and driver.size <= ALL_SORTABLE:
            return self._ids(self._checked(driver), -1)
        return self._ids(self._whole(), -1, along=True)

    def count(self) -> int:
        """Return how many there are."""
        driver = best_driver(self.store, self.where, ALL_SORTABLE + 1)
        if driver is not None and driver.size <= ALL_SORTABLE:
            condition, hint = self._checked(driver), "NOT INDEXED"
        else:
            condition, hint = self._whole(), "INDEXED BY contact_by_created"
        sql, values = hinted(Contact.select(fn.COUNT(Contact.id)).where(condition), hint)
        return int(self.store.connection().execute(sql, values).fetchone()[0])

    def _checked(self, driver: Driver | None) -> Any:
        """Return the condition for ids of the driver, each looked at."""
        checks = compile_filter(self.where, "walking")
        condition = live() if checks is None else live() & checks
        return among(driver.sql, driver.values) & condition if driver else condition

    def _whole(self) -> Any:
        """Return the condition that reads every index it names as a whole."""
        checks = compile_filter(self.where, "live")
        return live() if checks is None else live() & checks

    def _ids(self, condition: Any, limit: int, *, along: bool = False) -> array[int]:
        """Return ids ``along`` the index of the order, else looked up and sorted."""
        order = order_of(self.sort)
        query = Contact.select(Contact.id).where(condition)
        query = query.order_by(*order.by(descending=self.descending)).limit(limit)
        sql, values = hinted(query, order.hint if along else "NOT INDEXED")
        return array("q", (row[0] for row in self.store.connection().execute(sql, values)))

    def _walked(self, order: Order, limit: int) -> array[int]:
        """Return what passes among the first rows of the list."""
        rows = (
            f"FROM (SELECT id AS hit FROM contact {order.hint} WHERE deleted_at IS NULL"
            f" ORDER BY {order.turned(descending=self.descending)} LIMIT {WALK}) AS f"
            ' CROSS JOIN "contact" AS "t1" ON "t1"."id" = f.hit'
        )
        query = Contact.select(Contact.id).where(self._checked(None)).limit(limit)
        sql, values = query.sql()
        sql = sql.replace(OUTER, rows, 1)
        return array("q", (row[0] for row in self.store.connection().execute(sql, values)))


def _cut(ids: array[int], limit: int) -> Hits:
    return Hits(ids[:limit].tolist(), len(ids) <= limit)
