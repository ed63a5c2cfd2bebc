"""Where a bulk load is planned: TEMP tables beside the data, outside of any write lock.

Planned contacts are kept whole, packed, with the keys they can be found by, so that later
rows of the same file meet them; memory stays flat whatever the size of the file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.contacts import Contact, altered
from kobicrm.domain.matching import SEPARATOR, Key, clues
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid, pack
from kobicrm.storage import contacts as stored
from kobicrm.storage.database import Store
from kobicrm.storage.failures import DatabaseFailure
from kobicrm.storage.whole import pack_whole, unpack_whole

_TABLES = ("stage", "stage_key", "stage_row")
_SCHEMA = (
    # laid: 0 not yet handed on to be laid out, 1 it is, 2 changed since.
    "CREATE TEMP TABLE stage (id INTEGER PRIMARY KEY, doc BLOB NOT NULL, before BLOB,"
    " laid INTEGER NOT NULL)",
    "CREATE TEMP TABLE stage_key (kind TEXT, key TEXT, id INTEGER, PRIMARY KEY (kind, key, id))"
    " WITHOUT ROWID",
    "CREATE TEMP TABLE stage_row (line INTEGER, outcome TEXT, reason TEXT, cells TEXT)",
)
_IN_MAIN = {
    "uid": "SELECT uid, id FROM contact WHERE uid IN ({marks})",
    "tax": "SELECT tax_number, id FROM contact WHERE tax_number IN ({marks}) AND tax_number <> ''",
    "email": "SELECT key, contact_id FROM email WHERE key IN ({marks})",
    "phone": "SELECT e164, contact_id FROM phone WHERE e164 IN ({marks}) AND e164 <> ''",
    "company": "SELECT company_key, id FROM contact WHERE company_key IN ({marks})"
    " AND company_key <> ''",
}
_IN_SOURCE = {
    "code": "SELECT code, contact_id FROM external_code WHERE source = ? AND code IN ({marks})",
    "bare": "SELECT name_fold, id FROM contact WHERE origin = ? AND name_fold IN ({marks})",
}
_MEMBER = (
    "SELECT l.contact_id FROM company_link AS l JOIN contact AS c ON c.id = l.contact_id"
    " WHERE l.company_id = CAST(? AS INTEGER) AND c.name_fold = ? LIMIT ?"
)
# A list everybody shares (one switchboard number) must not load the whole shop.
_MOST = 50
_PIECE = 400
# How many contacts are read ahead at most.
_AHEAD = 2_000
# Pages of TEMP tables kept in memory (KiB): keys are looked up in no order.
_CACHE = 32_768


@dataclass(frozen=True, slots=True)
class Planned:
    """A contact of the plan: new, or an existing one (``before``) with changes."""

    after: Contact
    before: Contact | None


class Staging:
    """The plan of one bulk load."""

    def __init__(
        self, store: Store, *, lay: Callable[[Sequence[Planned]], None] | None = None
    ) -> None:
        """Begin an empty plan; the caller holds a read transaction until it is finished.

        ``lay`` is given the new contacts at every :meth:`flush`: most are never met again, so
        that they need not be read back at the end.
        """
        self._connection = store.connection()
        self._lay = lay
        self._connection.execute(f"PRAGMA temp.cache_size = -{_CACHE}")
        for table in _TABLES:
            self._connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        for statement in _SCHEMA:
            self._connection.execute(statement)
        self.first_id = self._last_id() + 1
        self._next = self.first_id
        self._fresh: dict[int, Planned] = {}
        self._keys: dict[Key, set[int]] = defaultdict(set)
        self._changed: set[int] = set()
        self._ahead: dict[int, Contact] = {}
        self._flushed = self.first_id

    def _last_id(self) -> int:
        row = self._connection.execute(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contact'), 0),"
            " coalesce((SELECT max(id) FROM contact), 0))"
        ).fetchone()
        return int(row[0])

    @property
    def created(self) -> int:
        """Return how many new contacts are planned."""
        return self._next - self.first_id

    def add(self, contact: Contact, keys: Iterable[Key] | None = None) -> Contact:
        """Plan a new contact; return it with its id, and with a uid when it had none.

        ``keys`` are those of its clues, when the caller has them. Nobody can name a uid made
        here, so it is no key.
        """
        if keys is None:
            keys = clues(contact).all_keys()
        new = altered(contact, id=self._next, uid=contact.uid or new_uid())
        self._next += 1
        self._remember(Planned(new, None), keys)
        return new

    def change(self, before: Contact, after: Contact) -> None:
        """Plan other values for a contact, stored or planned."""
        known = self._planned([before.id]).get(before.id)
        original = known.before if known else before
        self._remember(Planned(after, original))

    def amend(self, after: Contact) -> None:
        """Replace the planned value of a contact by one that says more of the same."""
        known = self._planned([after.id])[after.id]
        self._remember(Planned(after, known.before))

    def _remember(self, planned: Planned, keys: Iterable[Key] | None = None) -> None:
        one = planned.after.id
        self._fresh[one] = planned
        for key in clues(planned.after).all_keys() if keys is None else keys:
            self._keys[key].add(one)
        for link in planned.after.companies:
            self._keys[member_key(link.id, planned.after.name)].add(one)

    def candidates(self, keys: Iterable[Key]) -> dict[Key, list[int]]:
        """Return the ids of stored and planned contacts that carry each key."""
        by_kind: dict[str, set[str]] = defaultdict(set)
        for kind, key in keys:
            by_kind[kind].add(key)
        found: dict[Key, list[int]] = defaultdict(list)
        for kind, wanted in by_kind.items():
            ordered = sorted(wanted)
            for start in range(0, len(ordered), _PIECE):
                piece = ordered[start : start + _PIECE]
                for key, one in (*self._in_main(kind, piece), *self._in_stage(kind, piece)):
                    ids = found[(kind, key)]
                    if one not in ids and len(ids) < _MOST:
                        ids.append(one)
        return found

    def fresh(self, keys: Iterable[Key]) -> set[int]:
        """Return the ids of contacts planned since the last :meth:`flush` that carry a key."""
        return {one for key in keys if key in self._keys for one in self._keys[key]}

    def _in_main(self, kind: str, keys: Sequence[str]) -> list[tuple[str, int]]:
        execute = self._connection.execute
        if kind == "member":
            found: list[tuple[str, int]] = []
            for key in keys:
                company, name = key.split(SEPARATOR)
                found += [(key, row[0]) for row in execute(_MEMBER, (company, name, _MOST))]
            return found
        if kind in _IN_SOURCE:
            return self._in_source(kind, keys)
        sql = _IN_MAIN[kind].format(marks=", ".join("?" * len(keys)))
        if kind == "uid":
            packed = {pack(key): key for key in keys}
            return [(packed[row[0]], row[1]) for row in execute(sql, tuple(packed))]
        return list(execute(sql, tuple(keys)))

    def _in_source(self, kind: str, keys: Sequence[str]) -> list[tuple[str, int]]:
        """Return what is found by codes and names, which count within their source only."""
        by_source: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key in keys:
            source, name, *_company = key.split(SEPARATOR)
            by_source[source][name].append(key)
        found: list[tuple[str, int]] = []
        for source, by_name in by_source.items():
            sql = _IN_SOURCE[kind].format(marks=_marks(list(by_name)))
            for name, one in self._connection.execute(sql, (source, *by_name)):
                found += [(key, one) for key in by_name[name]]
        return found

    def _in_stage(self, kind: str, keys: Sequence[str]) -> list[tuple[str, int]]:
        sql = "SELECT key, id FROM temp.stage_key WHERE kind = ? AND key IN ({marks})"
        marks = ", ".join("?" * len(keys))
        return list(self._connection.execute(sql.format(marks=marks), (kind, *keys)))

    def fetch(self, ids: Iterable[int]) -> None:
        """Read contacts at once that :meth:`load` will be asked for before the next flush."""
        self._ahead = self.load(sorted(set(ids))[:_AHEAD])

    def load(self, ids: Iterable[int]) -> dict[int, Contact]:
        """Return contacts as the plan leaves them, planned ones and stored ones."""
        found: dict[int, Contact] = {}
        unread: list[int] = []
        for one in set(ids):
            if one in self._fresh:
                found[one] = self._fresh[one].after
            elif one in self._ahead:
                found[one] = self._ahead[one]
            else:
                unread.append(one)
        if unread:
            found |= {one: planned.after for one, planned in self._planned(unread).items()}
            missing = sorted(one for one in unread if one not in found and one < self.first_id)
            found |= {contact.id: contact for contact in stored.load(missing)}
        return found

    def _planned(self, ids: Iterable[int]) -> dict[int, Planned]:
        found: dict[int, Planned] = {}
        missing: list[int] = []
        for one in ids:
            if one in self._fresh:
                found[one] = self._fresh[one]
            elif one >= self.first_id or one in self._changed:
                missing.append(one)
        for start in range(0, len(missing), _PIECE):
            piece = missing[start : start + _PIECE]
            sql = f"SELECT id, doc, before FROM temp.stage WHERE id IN ({_marks(piece)})"
            for row in self._connection.execute(sql, piece):
                found[row[0]] = _planned(row)
        return found

    def flush(self) -> None:
        """Write what was planned since the last flush into the TEMP tables."""
        rows, fresh = [], []
        for one, planned in self._fresh.items():
            laid = 0
            if self._lay and planned.before is None:
                laid = 1 if one >= self._flushed else 2
            if laid == 1:
                fresh.append(planned)
            before = pack_whole(planned.before) if planned.before else None
            rows.append((one, pack_whole(planned.after), before, laid))
        if self._lay:
            self._lay(fresh)
        self._connection.executemany("INSERT OR REPLACE INTO temp.stage VALUES (?,?,?,?)", rows)
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.stage_key VALUES (?,?,?)",
            sorted((kind, key, one) for (kind, key), ids in self._keys.items() for one in ids),
        )
        self._changed.update(one for one in self._fresh if one < self.first_id)
        self._flushed = self._next
        self._fresh.clear()
        self._ahead.clear()
        self._keys.clear()

    def all(self, size: int = 500, *, unlaid: bool = False) -> Iterable[list[Planned]]:
        """Yield the whole plan in id order, in pieces; with ``unlaid`` what is to be laid out."""
        last = -1
        condition = "AND laid <> 1" if unlaid else ""
        sql = f"SELECT id, doc, before FROM temp.stage WHERE id > ? {condition} ORDER BY id LIMIT ?"
        while rows := self._connection.execute(sql, (last, size)).fetchall():
            yield [_planned(row) for row in rows]
            last = rows[-1][0]

    def note_row(self, line: int, outcome: str, reason: str, cells: Sequence[Any]) -> None:
        """Keep a refused row for the rejects file."""
        text = json.dumps([None if cell is None else str(cell) for cell in cells])
        self._connection.execute(
            "INSERT INTO temp.stage_row VALUES (?,?,?,?)", (line, outcome, reason, text)
        )

    def noted_rows(self) -> Iterable[tuple[int, str, list[Any]]]:
        """Yield (line, reason, cells) of the refused rows, in file order."""
        for line, reason, cells in self._connection.execute(
            "SELECT line, reason, cells FROM temp.stage_row ORDER BY line, rowid"
        ):
            yield line, reason, json.loads(cells)


def drop_plans(store: Store) -> None:
    """Give back what the plan of this thread took: its connection may be kept for the day."""
    # On a failing disk what made the plan fail is worth telling, not this.
    with suppress(*DatabaseFailure):
        connection = store.connection()
        tables = connection.execute("SELECT name FROM temp.sqlite_master WHERE type = 'table'")
        for (name,) in tables.fetchall():
            connection.execute(f'DROP TABLE temp."{name}"')


def member_key(company: int, name: str) -> Key:
    """Return the key of somebody called ``name`` in the company with this id."""
    return ("member", f"{company}{SEPARATOR}{fold(name)}")


def _marks(items: Sequence[object]) -> str:
    return ", ".join("?" * len(items))


def _planned(row: Sequence[Any]) -> Planned:
    one, doc, before = row
    return Planned(unpack_whole(one, doc), unpack_whole(one, before) if before else None)
