"""Applying a planned bulk load: rows are laid out first, then moved in one short transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from kobicrm.domain.codec import CUSTOM, difference, micros
from kobicrm.domain.contacts import Contact
from kobicrm.domain.uids import new_uid, pack
from kobicrm.storage.database import Store
from kobicrm.storage.kinds.contact import DERIVED, PARTS, SCALARS, custom_to_row, derived
from kobicrm.storage.models.base import table_name
from kobicrm.storage.staging import Planned, Staging
from kobicrm.storage.work import Work

_CONTACT = ("id", "uid", *SCALARS, "owner", *DERIVED, "created_at", "updated_at")
_PART_COLUMNS: dict[str, tuple[str, ...]] = {
    table_name(part.model): ("contact_id", "position", *part.columns) for part in PARTS.values()
} | {
    "company_link": ("contact_id", "position", "company_id", "role"),
    "note": ("uid", "contact_id", "text", "at"),
    "custom_value": ("contact_id", "field", "text", "amount"),
    "change": ("kind", "record_uid", "op", "fields"),
    # Which lists of which contacts are to be replaced.
    "replaced": ("contact_id", "field"),
}
_REPLACED = {field: table_name(part.model) for field, part in PARTS.items()} | {
    "companies": "company_link",
    "custom": "custom_value",
}


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
        """Lay out every planned contact."""
        for piece in staging.all():
            for planned in piece:
                self._lay(planned)
            self._write()

    def _write(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"INSERT INTO temp.x_{table} VALUES ({marks})", rows)
                rows.clear()

    def _lay(self, planned: Planned) -> None:
        after, before = planned.after, planned.before
        fields = difference(before, after) if before else {}
        if before and not fields:
            return
        created = micros(after.created_at) if after.created_at else self._at
        updated = micros(after.updated_at) if after.updated_at and not before else self._at
        scalars = (getattr(after, name) for name in SCALARS)
        self._rows["contact"].append(
            (
                after.id,
                pack(after.uid),
                *scalars,
                after.owner,
                *derived(after),
                created,
                updated,
                int(before is None),
                after.ver,
            )
        )
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")) if fields else None
        self._rows["change"].append(
            ("contact", pack(after.uid), "update" if before else "create", text)
        )
        changed = {"custom" if key.startswith(CUSTOM) else key for key in fields}
        for field in _REPLACED:
            if before is None or field in changed:
                if before:
                    self._rows["replaced"].append((after.id, field))
                self._lay_list(after, field)
        known = {note.uid for note in before.notes} if before else set()
        for note in after.notes:
            if not note.uid or note.uid not in known:
                self._rows["note"].append(
                    (pack(note.uid or new_uid()), after.id, note.text, micros(note.at))
                )

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
        me = unit.resolver.staff(unit.author.staff)
        self._insert_contacts(execute, me)
        self._update_contacts(execute, me)
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
        if execute("SELECT 1 FROM temp.x_change LIMIT 1").fetchone():
            execute(
                "INSERT INTO main.change (changeset_id, kind, record_uid, op, fields)"
                " SELECT ?, kind, record_uid, op, fields FROM temp.x_change ORDER BY rowid",
                (unit.recorder.open(),),
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
