"""Where records beside the contacts are planned: TEMP tables, outside of any write lock."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Mapping
from typing import Any

from kobicrm.domain.kinds.registry import KINDS as DESCRIBED
from kobicrm.storage import records
from kobicrm.storage.database import Store
from kobicrm.storage.models.base import table_name
from kobicrm.storage.record_kinds import KINDS
from kobicrm.storage.work import Work

_SCHEMA = (
    "CREATE TEMP TABLE stage_record (id INTEGER PRIMARY KEY, uid TEXT, is_new INTEGER, doc BLOB)",
    "CREATE TEMP TABLE stage_seen (key BLOB PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID",
)
_PIECE = 500


class RecordStaging:
    """The planned records of one kind."""

    def __init__(self, store: Store, kind: str) -> None:
        """Begin an empty plan; the caller holds a read transaction until it is finished."""
        self._connection = store.connection()
        self._kind = kind
        self._keys = DESCRIBED[kind].keys
        for table in ("stage_record", "stage_seen"):
            self._connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        for statement in _SCHEMA:
            self._connection.execute(statement)

    def is_known(self, values: Mapping[str, Any], contact: int | None) -> bool:
        """Return whether the shop has this record already; call it once for every row.

        Records are equal when the keys of their kind are. The third of three equal rows is
        known when there are three equal records.
        """
        told = [values[name] for name in self._keys]
        key = hashlib.blake2b(marshal.dumps(told), digest_size=16).digest()
        seen = self._connection.execute(
            "INSERT INTO temp.stage_seen VALUES (?, 1)"
            " ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count",
            (key,),
        ).fetchone()[0]
        return int(seen) <= self._stored(values, contact)

    def _stored(self, values: Mapping[str, Any], contact: int | None) -> int:
        what = KINDS[self._kind]
        row = dict(zip(what.columns(), what.to_row(values, contact), strict=True))
        named = ["contact_id" if name == "contact" else name for name in self._keys]
        equal = " AND ".join(f"{name} IS ?" for name in named)
        sql = f"SELECT count(*) FROM {table_name(what.model)} WHERE {equal}"
        found = self._connection.execute(sql, [row[name] for name in named]).fetchone()
        return int(found[0])

    def add(self, uid: str, values: Mapping[str, Any]) -> None:
        """Plan a new record."""
        self._keep(uid, values, is_new=True)

    def change(self, uid: str, values: Mapping[str, Any]) -> None:
        """Plan other values for a stored record."""
        self._keep(uid, values, is_new=False)

    def _keep(self, uid: str, values: Mapping[str, Any], *, is_new: bool) -> None:
        self._connection.execute(
            "INSERT INTO temp.stage_record (uid, is_new, doc) VALUES (?, ?, ?)",
            (uid, is_new, marshal.dumps(dict(values))),
        )

    def apply(self, unit: Work) -> None:
        """Store what is planned, in the order of the file."""
        for piece in self._pieces():
            made = [(uid, values) for uid, is_new, values in piece if is_new]
            records.add_many(unit, self._kind, made)
            for uid, is_new, values in piece:
                if not is_new:
                    records.change(unit, self._kind, uid, values)

    def _pieces(self) -> Iterator[list[tuple[str, bool, dict[str, Any]]]]:
        last = -1
        sql = "SELECT id, uid, is_new, doc FROM temp.stage_record WHERE id > ? ORDER BY id LIMIT ?"
        while rows := self._connection.execute(sql, (last, _PIECE)).fetchall():
            last = rows[-1][0]
            yield [
                (uid, bool(is_new), marshal.loads(doc))  # noqa: S302 - never leaves this process
                for _id, uid, is_new, doc in rows
            ]
