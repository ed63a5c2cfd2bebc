"""Applying a planned bulk load: rows are laid out first, then moved in one short transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from kobicrm.domain.codec import CUSTOM, difference, micros
from kobicrm.domain.contacts import Contact, Note, altered
from kobicrm.domain.uids import new_uid, pack
from kobicrm.storage.contacts import refresh_employees
from kobicrm.storage.contacts.parts import note_rows
from kobicrm.storage.database import Store
from kobicrm.storage.indexes import late_indexes
from kobicrm.storage.kinds.contact import DERIVED, PARTS, SCALARS, custom_to_row, derived
from kobicrm.storage.models.base import table_name
from kobicrm.storage.staging import Planned, Staging
from kobicrm.storage.work import Work

_CONTACT = ("id", "uid", *SCALARS, "owner", *DERIVED, "created_at", "updated_at")
_PART_COLUMNS: dict[str, tuple[str, ...]] = {
    table_name(part.model): ("contact_id", "position", *part.columns) for part in PARTS.values()
} | {
    "company_link": ("contact_id", "position", "company_id", "role"),
    "note": ("uid", "contact_id", "text", "at", "search"),
    "custom_value": ("contact_id", "field", "text", "amount"),
    "change": ("kind", "record_uid", "op", "fields"),
    # Which lists of which contacts are to be replaced.
    "replaced": ("contact_id", "field"),
}
_REPLACED = {field: table_name(part.model) for field, part in PARTS.items()} | {
    "companies": "company_link",
    "custom": "custom_value",
}
# Fewer new contacts than this are never worth building indexes anew.
_HANDFUL = 2_000
_SCALARS = attrgetter(*SCALARS)
_LISTS = attrgetter(*_REPLACED)


def _named(note: Note) -> Note:
    return note if note.uid else replace(note, uid=new_uid())


class Layout:
    """The rows of a plan in TEMP tables, column for column as they will be stored."""

    def __init__(self, store: Store, at: int) -> None:
        """Make the empty tables; changes happen ``at`` (microseconds)."""
        self._connection = store.connection()
        self._at = at
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._create("contact", (*_CONTACT, "is_new", "ver"))
        for table, columns in _PART_COLUMNS.items():
            self._create(table, columns)

    def _create(self, table: str, columns: Iterable[str]) -> None:
        self._connection.execute(f"DROP TABLE IF EXISTS temp.x_{table}")
        self._connection.execute(f"CREATE TEMP TABLE x_{table} ({', '.join(columns)})")
        self._rows[table] = []

    def fill(self, staging: Staging) -> None:
        """Lay out every planned contact that is not, or no longer as it is planned."""
        execute = self._connection.execute
        stale = "(SELECT id FROM temp.stage WHERE laid = 2)"
        if execute(f"SELECT 1 FROM {stale} LIMIT 1").fetchone():
            execute(f"DELETE FROM temp.x_contact WHERE id IN {stale}")
            for table, columns in _PART_COLUMNS.items():
                if "contact_id" in columns:
                    execute(f"DELETE FROM temp.x_{table} WHERE contact_id IN {stale}")
        for piece in staging.all(unlaid=True):
            self.lay(piece)

    def lay(self, piece: Iterable[Planned]) -> None:
        """Lay out contacts as they are planned."""
        for planned in piece:
            if planned.before is None:
                self._lay_new(planned.after)
            else:
                self._lay_changed(planned.before, planned.after)
        for table, rows in self._rows.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"INSERT INTO temp.x_{table} VALUES ({marks})", rows)
                rows.clear()

    def _lay_contact(self, contact: Contact, updated: int, *, is_new: bool) -> None:
        created = micros(contact.created_at) if contact.created_at else self._at
        row = (
            contact.id,
            pack(contact.uid),
            *_SCALARS(contact),
            contact.owner,
            *derived(contact),
            created,
            updated,
            int(is_new),
            contact.ver,
        )
        self._rows["contact"].append(row)

    def _lay_new(self, contact: Contact) -> None:
        updated = micros(contact.updated_at) if contact.updated_at else self._at
        self._lay_contact(contact, updated, is_new=True)
        for field, items in zip(_REPLACED, _LISTS(contact), strict=True):
            if items:
                self._lay_list(contact, field)
        self._lay_notes(contact, contact.notes)

    def _lay_changed(self, before: Contact, after: Contact) -> None:
        # Named before it is journalled, or the journal speaks of another note.
        after = altered(after, notes=tuple(map(_named, after.notes)))
        fields = difference(before, after)
        if not fields:
            return
        self._lay_contact(after, self._at, is_new=False)
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        self._rows["change"].append(("contact", pack(after.uid), "update", text))
        for field in _REPLACED:
            if field in {"custom" if key.startswith(CUSTOM) else key for key in fields}:
                self._rows["replaced"].append((after.id, field))
                self._lay_list(after, field)
        known = {note.uid for note in before.notes}
        self._lay_notes(after, [n for n in after.notes if not n.uid or n.uid not in known])

    def _lay_notes(self, contact: Contact, notes: Iterable[Note]) -> None:
        self._rows["note"] += note_rows(contact.id, notes)

    def _lay_list(self, contact: Contact, field: str) -> None:
        rows = self._rows[_REPLACED[field]]
        if field == "companies":
            rows += [
                (contact.id, at, link.id, link.role) for at, link in enumerate(contact.companies)
            ]
        elif field == "custom":
            rows += [(contact.id, name, *custom_to_row(value)) for name, value in contact.custom]
        else:
            to_row = PARTS[field].to_row
            rows += [
                (contact.id, at, *to_row(item)) for at, item in enumerate(getattr(contact, field))
            ]

    def apply(self, unit: Work) -> None:
        """Move the rows into the data, inside the write transaction of ``unit``."""
        execute = self._connection.execute
        owners = execute("SELECT DISTINCT owner FROM temp.x_contact WHERE owner <> ''").fetchall()
        execute("CREATE TEMP TABLE IF NOT EXISTS x_owner (name PRIMARY KEY, id)")
        execute("DELETE FROM temp.x_owner")
        for (name,) in owners:
            execute("INSERT INTO temp.x_owner VALUES (?, ?)", (name, unit.resolver.staff(name)))
        me = self._writer(unit)
        with late_indexes(self._connection, self._share()) as late:
            self._insert_contacts(execute, me)
            if late:
                execute(
                    "INSERT INTO main.contact_fts (rowid, search)"
                    " SELECT id, search FROM temp.x_contact WHERE is_new = 1 ORDER BY id"
                )
            renamed = self._renamed(execute)
            self._update_contacts(execute, me)
            self._move_parts(execute)
            if late:
                execute(
                    "INSERT INTO main.note_fts (rowid, search)"
                    " SELECT id, search FROM main.note WHERE uid IN (SELECT uid FROM temp.x_note)"
                )
            refresh_employees(renamed)
            self._finish(execute, unit)

    def _writer(self, unit: Work) -> int | None:
        """Return the id of who writes what is loaded."""
        return unit.resolver.staff(unit.author.staff)

    def _share(self) -> float:
        """Return how many new contacts there are for each stored one; 0 for a handful."""
        execute = self._connection.execute
        sql = "SELECT count(*) FROM temp.x_contact WHERE is_new = 1"
        new = int(execute(sql).fetchone()[0])
        stored = int(execute("SELECT count(*) FROM main.contact").fetchone()[0])
        return new / max(stored, 1) if new >= _HANDFUL else 0.0

    @staticmethod
    def _renamed(execute: Callable[..., Any]) -> list[int]:
        sql = (
            "SELECT x.id FROM temp.x_contact AS x JOIN main.contact AS c ON c.id = x.id"
            " WHERE x.is_new = 0 AND c.name <> x.name"
        )
        return [row[0] for row in execute(sql)]

    @staticmethod
    def _move_parts(execute: Callable[..., Any]) -> None:
        for field, table in _REPLACED.items():
            execute(
                f"DELETE FROM main.{table} WHERE contact_id IN"
                " (SELECT contact_id FROM temp.x_replaced WHERE field = ?)",
                (field,),
            )
        for table, columns in _PART_COLUMNS.items():
            if table not in ("change", "replaced", "custom_value"):
                names = ", ".join(columns)
                execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM temp.x_{table}")
        execute(
            "INSERT INTO main.custom_value (contact_id, field_id, text, amount)"
            " SELECT x.contact_id, f.id, x.text, x.amount FROM temp.x_custom_value AS x"
            " JOIN main.custom_field AS f ON f.name = x.field"
        )

    def _finish(self, execute: Callable[..., Any], unit: Work) -> None:
        """Do what belongs to the load before indexes are built: here, write the journal."""
        if not execute("SELECT 1 FROM temp.x_contact LIMIT 1").fetchone():
            return
        changeset = unit.recorder.open()
        execute(
            "INSERT INTO main.change (changeset_id, kind, record_uid, op, fields)"
            " SELECT ?, kind, record_uid, op, fields FROM temp.x_change ORDER BY rowid",
            (changeset,),
        )
        execute(
            "INSERT INTO main.change (changeset_id, kind, record_uid, op)"
            " SELECT ?, 'contact', uid, 'create' FROM temp.x_contact WHERE is_new = 1 ORDER BY id",
            (changeset,),
        )

    def _insert_contacts(self, execute: Callable[..., Any], me: int | None) -> None:
        plain = ", ".join(("id", "uid", *SCALARS, *DERIVED, "created_at", "updated_at"))
        execute(
            f"INSERT INTO main.contact ({plain}, ver, owner_id, created_by, updated_by)"
            f" SELECT {plain}, 1, (SELECT id FROM temp.x_owner WHERE name = x.owner), ?, ?"
            " FROM temp.x_contact AS x WHERE is_new = 1 ORDER BY id",
            (me, me),
        )

    def _update_contacts(self, execute: Callable[..., Any], me: int | None) -> None:
        columns = (*SCALARS, *DERIVED, "updated_at")
        values = ", ".join(f"{name} = x.{name}" for name in columns)
        execute(
            f"UPDATE main.contact SET {values}, ver = contact.ver + 1, updated_by = ?,"
            " owner_id = (SELECT id FROM temp.x_owner WHERE name = x.owner)"
            " FROM temp.x_contact AS x WHERE x.id = contact.id AND x.is_new = 0",
            (me,),
        )

    def drop(self) -> None:
        """Take the TEMP tables away."""
        for table in ("contact", *_PART_COLUMNS):
            self._connection.execute(f"DROP TABLE IF EXISTS temp.x_{table}")
