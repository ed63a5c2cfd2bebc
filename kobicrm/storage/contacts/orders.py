"""The orders a list may have: stored keys, the index that holds them, and the id at their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.errors import UsageError
from kobicrm.storage.models import Contact


@dataclass(frozen=True, slots=True)
class Order:
    """Columns a list is sorted by before the id; ``index`` holds them all, '' for the table."""

    keys: tuple[str, ...] = ()
    index: str = ""
    by_letters: bool = False

    @property
    def columns(self) -> tuple[Any, ...]:
        """Return the columns with the id, which makes the order total."""
        return tuple(getattr(Contact, name) for name in (*self.keys, "id"))

    @property
    def hint(self) -> str:
        """Return the word to SQLite that makes it read the list from its index."""
        return f"INDEXED BY {self.index}" if self.index else "NOT INDEXED"

    def against(self, sign: str) -> str:
        """Return a comparison of the keys with as many values."""
        marks = ", ".join("?" * len(self.keys))
        return f"({', '.join(self.keys)}) {sign} ({marks})"

    def turned(self, *, descending: bool) -> str:
        """Return the columns as SQL sorts by them."""
        way = " DESC" if descending else ""
        return ", ".join(f"{name}{way}" for name in (*self.keys, "id"))

    def by(self, *, descending: bool) -> Sequence[Any]:
        """Return the columns as Peewee sorts by them."""
        return [column.desc() if descending else column for column in self.columns]


ORDERS = {
    "name": Order(("name_key",), "contact_by_name", by_letters=True),
    "company": Order(("company_order", "name_key"), "contact_by_company", by_letters=True),
    "place": Order(("place_order", "name_key"), "contact_by_place", by_letters=True),
    "created": Order(("created_at",), "contact_by_created"),
    "changed": Order(("updated_at",), "contact_by_updated"),
    "id": Order(),
}


def order_of(sort: str) -> Order:
    """Return the order behind a sort name; UsageError when there is none."""
    try:
        return ORDERS[sort]
    except KeyError:
        raise UsageError("sort_unknown", sort=sort, known=", ".join(ORDERS)) from None
