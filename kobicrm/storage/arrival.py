"""Everything of a shop into a database without contacts: laid out first, then moved in.

What arrives keeps its uids, times, authors, versions and order. The acts of the history keep
their numbers, moved up by those the database has already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kobicrm.domain.codec import micros, unpack_all
from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.uids import pack
from kobicrm.storage.bulk import Layout
from kobicrm.storage.database import Store
from kobicrm.storage.engine import sqlite3
from kobicrm.storage.failures import DatabaseFailure, translate
from kobicrm.storage.kinds.contact import DERIVED, SCALARS
from kobicrm.storage.models.base import table_name
from kobicrm.storage.named_arrival import NamedArrival
from kobicrm.storage.record_kinds import KINDS, RecordKind
from kobicrm.storage.staging import Planned
from kobicrm.storage.work import Work

Execute = Callable[..., Any]

_CHANGESET = ("number", "uid", "at", "staff", "door", "application", "action", "detail",
              "undoes", "undone_by")  # fmt: skip
_LARGEST = 2**53
_PAIR = ("old", "new")


class IncompleteError(ValueError):
    """A record names another one that did not arrive, or a value no column takes."""


class Arrival(Layout):
    """What arrives, in TEMP tables; the caller holds a read transaction while it is laid out."""

    def __init__(self, store: Store, at: int) -> None:
        """Begin with nothing."""
        super().__init__(store, at)
        self._path = store.path
        row = self._connection.execute(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'contact'"
        ).fetchone()
        self._next = int(row[0]) + 1
        self.named = NamedArrival()
        self._create("who", ("contact_id", "created_by", "updated_by", "deleted_at"))
        self._create("link", ("contact_id", "position", "company", "role"))
        self._create("changeset", _CHANGESET)
        self._create("past", ("number", "kind", "record_uid", "op", "fields"))
        for kind, what in KINDS.items():
            self._create(_record(kind), ("uid", "whose", *what.columns()))

    def add_contacts(self, contacts: Iterable[Contact]) -> None:
        """Lay contacts out; links to companies are found when all of them are there."""
        planned = []
        for contact in contacts:
            if contact.created_at is None or contact.updated_at is None:
                raise IncompleteError(contact.uid)
            new = altered(contact, id=self._next)
            self._next += 1
            planned.append(Planned(new, None))
            deleted = micros(new.deleted_at) if new.deleted_at else None
            self._rows["who"].append((new.id, new.created_by, new.updated_by, deleted))
        self.lay(planned)

    def _lay_list(self, contact: Contact, field: str) -> None:
        if field != "companies":
            super()._lay_list(contact, field)
            return
        self._rows["link"] += [
            (contact.id, at, pack(link.uid), link.role) for at, link in enumerate(contact.companies)
        ]

    def add_records(self, kind: str, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Lay records of a kind out, given as (uid, values)."""
        what = KINDS[kind]
        self._rows[_record(kind)] += [
            (pack(uid), pack(values["contact"]) if what.contact and values["contact"] else None,
             *what.to_row(values, None, values[what.staff] if what.staff else None))
            for uid, values in records
        ]  # fmt: skip
        self.lay(())

    def add_changesets(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Lay acts out, as :func:`kobicrm.storage.everything.changesets` gives them."""
        for one in documents:
            who = one["staff"]
            numbers = [None if one[key] is None else _number(one[key]) for key in
                       ("number", "undoes", "undone_by")]  # fmt: skip
            detail = json.dumps(_detail(one["detail"]), ensure_ascii=False)
            texts = (one["door"], one["application"], one["action"], detail)
            head = (pack(one["uid"]), micros(parse_iso(one["at"])), pack(who) if who else None)
            self._rows["changeset"].append((numbers[0], *head, *texts, *numbers[1:]))
        self.lay(())

    def add_changes(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Lay out what acts did. The id a removed contact had is left out: it may be another's."""
        for one in documents:
            fields = _fields(one)
            text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")) if fields else None
            row = (_number(one["changeset"]), one["kind"], pack(one["uid"]), one["op"], text)
            self._rows["past"].append(row)
        self.lay(())

    def apply(self, unit: Work) -> None:
        """Move everything in, inside the write transaction of ``unit``.

        Raises IncompleteError when a table refuses a value or something named is missing.
        """
        self._connection.execute("PRAGMA defer_foreign_keys = 1")
        try:
            self.named.apply(unit)
            super().apply(unit)
        except DatabaseFailure as error:
            if translate(error, self._path):
                raise
            raise IncompleteError(str(error)) from error

    def lay(self, piece: Iterable[Planned]) -> None:
        """Lay contacts out, and what else waits; IncompleteError for values no column takes."""
        try:
            super().lay(piece)
        except (sqlite3.InterfaceError, sqlite3.ProgrammingError, OverflowError) as error:
            raise IncompleteError(str(error)) from error

    def _writer(self, unit: Work) -> int | None:  # noqa: ARG002
        # Nobody here wrote what arrives.
        return None

    def _insert_contacts(self, execute: Execute, me: int | None) -> None:  # noqa: ARG002
        plain = ", ".join(("id", "uid", *SCALARS, *DERIVED, "created_at", "updated_at", "ver"))
        staff = "(SELECT id FROM main.staff WHERE name = {})"
        execute(
            f"INSERT INTO main.contact ({plain}, owner_id, created_by, updated_by, deleted_at)"
            f" SELECT {plain}, {staff.format('x.owner')}, {staff.format('w.created_by')},"
            f" {staff.format('w.updated_by')}, w.deleted_at"
            " FROM temp.x_contact AS x JOIN temp.x_who AS w ON w.rowid = x.rowid ORDER BY id"
        )

    def _finish(self, execute: Execute, unit: Work) -> None:  # noqa: ARG002
        """Move in what names contacts, and the history."""
        moved = execute(
            "INSERT INTO main.company_link (contact_id, position, company_id, role)"
            " SELECT x.contact_id, x.position, c.id, x.role FROM temp.x_link AS x"
            " JOIN main.contact AS c ON c.uid = x.company"
        )
        self._require_all(execute, "link", moved.rowcount)
        for kind, what in KINDS.items():
            columns = ("uid", *what.columns())
            taken = ", ".join(_taken(what, one) for one in columns)
            joined = " LEFT JOIN main.contact AS c ON c.uid = x.whose" if what.contact else ""
            if what.contact:
                there = " OR x.whose IS NULL" if what.optional else ""
                joined += f" WHERE c.id IS NOT NULL{there}"
            moved = execute(
                f"INSERT OR REPLACE INTO main.{table_name(what.model)} ({', '.join(columns)})"
                f" SELECT {taken} FROM temp.x_{_record(kind)} AS x{joined} ORDER BY x.rowid"
            )
            self._require_all(execute, _record(kind), moved.rowcount)
        self._number_acts(execute)
        self._move_history(execute)

    def _number_acts(self, execute: Execute) -> None:
        """Give each act its number here; one that is here already keeps the one it has."""
        execute("CREATE TEMP TABLE x_number (old INTEGER PRIMARY KEY, new INTEGER, is_new)")
        execute(
            "INSERT INTO temp.x_number SELECT x.number, coalesce(h.id, x.number + (SELECT"
            " coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'changeset')),"
            " h.id IS NULL FROM temp.x_changeset AS x"
            " LEFT JOIN main.changeset AS h ON h.uid = x.uid"
        )

    def _move_history(self, execute: Execute) -> None:
        there = "(SELECT new FROM temp.x_number WHERE old = x.{})"
        execute(
            "INSERT INTO main.changeset (id, uid, at, staff_id, door, application, action, detail,"
            " undoes, undone_by) SELECT n.new, x.uid, x.at,"
            " (SELECT id FROM main.staff WHERE uid = x.staff), x.door, x.application, x.action,"
            " CASE WHEN x.undoes IS NULL OR n.new = n.old THEN x.detail"
            f" ELSE json_set(x.detail, '$.of', {there.format('undoes')}) END,"
            f" {there.format('undoes')}, {there.format('undone_by')}"
            " FROM temp.x_changeset AS x JOIN temp.x_number AS n ON n.old = x.number"
            " WHERE n.is_new ORDER BY x.number"
        )
        known = "SELECT count(*) FROM temp.x_past AS x JOIN temp.x_number AS n ON n.old = x.number"
        self._require_all(execute, "past", execute(known).fetchone()[0])
        execute(
            "INSERT INTO main.change (changeset_id, kind, record_uid, op, fields)"
            " SELECT n.new, x.kind, x.record_uid, x.op, x.fields FROM temp.x_past AS x"
            " JOIN temp.x_number AS n ON n.old = x.number WHERE n.is_new ORDER BY x.rowid"
        )

    @staticmethod
    def _require_all(execute: Execute, table: str, moved: int) -> None:
        if moved != execute(f"SELECT count(*) FROM temp.x_{table}").fetchone()[0]:
            raise IncompleteError(table)


def _taken(what: RecordKind, column: str) -> str:
    """Return what a column of a record's table is filled from."""
    if column == "contact_id":
        return "c.id"
    if what.staff and column == what.staff_column:
        return f"(SELECT id FROM main.staff WHERE name = x.{column})"
    return f"x.{column}"


def _record(kind: str) -> str:
    return f"record_{kind}"


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _LARGEST:
        return value
    raise IncompleteError(str(value))


def _detail(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an act says of itself; histories show its texts, numbers and names."""
    for value in told.values():
        names = value if isinstance(value, list) else (value,)
        if not all(name is None or isinstance(name, str | int) for name in names):
            raise IncompleteError("detail")
    return dict(told)


def _fields(change: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the fields of a change in the form in which undo reads them.

    The id a removed contact had is left out: it may be another's here.
    """
    fields, op = change["fields"], change["op"]
    if op == "update":
        if not all(isinstance(pair, list) and len(pair) == len(_PAIR) for pair in fields.values()):
            raise IncompleteError(op)
    elif op == "remove" and change["kind"] == "contact":
        fields = {key: value for key, value in fields.items() if key != "id"}
        unpack_all(change["uid"], fields)
    return dict(fields) if fields else None
