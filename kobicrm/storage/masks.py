"""A filter as one byte for each contact: quick to build from indexes, quick to ask.

Where most of a million contacts pass, or few do but an index finds many, a list of ids inside
SQLite is slow (a tree is built of it); a byte each is not, and takes a megabyte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, or_

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.storage.database import Store
from kobicrm.storage.drivers import drivers_of, hinted
from kobicrm.storage.filters import among, compile_filter, live
from kobicrm.storage.indexed import Sql, ids_of
from kobicrm.storage.models import Contact

_PIECE = 2_000


class Masks:
    """Builds masks of one moment: 1 at the id of everybody who passes.

    What stands at ids of nobody and of the trash means nothing.
    """

    def __init__(self, store: Store) -> None:
        """Build for the contacts there are; the caller holds one view of the data."""
        self._store = store
        row = store.connection().execute("SELECT max(id) FROM contact").fetchone()
        self._size = int(row[0] or 0) + 1

    def of(self, where: Filter) -> bytes:
        """Return the mask of a filter."""
        if isinstance(where, All):
            return self._joined(and_, where.parts, b"\x01" * self._size)
        if isinstance(where, AnyOf):
            return self._joined(or_, where.parts, bytes(self._size))
        if isinstance(where, Not):
            return self.of(where.part).translate(_TURNED)
        if isinstance(where, Compare) and where.operator == "!=":
            return self.of(Not(Compare(where.field, "=", where.value)))
        found = ids_of(where) if isinstance(where, Compare) else None
        return self.marked_by(found or self._looked_for(where))

    def _joined(
        self, join: Callable[[int, int], int], parts: tuple[Filter, ...], begin: bytes
    ) -> bytes:
        numbers = (int.from_bytes(mask, "little") for mask in (begin, *map(self.of, parts)))
        return reduce(join, numbers).to_bytes(self._size, "little")

    def _looked_for(self, where: Text | Compare) -> Sql:
        """Return the SELECT for what no index answers alone."""
        condition = live() & compile_filter(where, walking=True)
        for driver in drivers_of(self._store, where):
            condition = among(driver.sql, driver.values) & condition
        sql, values = hinted(Contact.select(Contact.id).where(condition), "NOT INDEXED")
        return sql, tuple(values)

    def bytes_of(self, number: int) -> bytes:
        """Return a mask that was joined as a number."""
        return number.to_bytes(self._size, "little")

    def marked_by(self, select: Sql) -> bytes:
        """Return the mask of the ids a SELECT gives."""
        mask = bytearray(self._size)
        for (one,) in self._store.connection().execute(*select):
            mask[one] = 1
        return bytes(mask)


_TURNED = bytes([1, 0, *range(2, 256)])


def marked(store: Store, sql: str, mask: bytes) -> Iterator[int]:
    """Yield those of the ids a SELECT gives that are marked, in its order."""
    cursor = store.connection().execute(sql)
    while rows := cursor.fetchmany(_PIECE):
        yield from [one for (one,) in rows if mask[one]]
