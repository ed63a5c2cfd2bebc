"""The journal: changesets, what they did to each record, and reading both back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from peewee import fn

from kobicrm.domain.instants import instant
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid, pack, unpack
from kobicrm.storage.models import Change, Changeset, Staff
from kobicrm.storage.models.base import Prepared, fetch, fetch_one, place

if TYPE_CHECKING:
    from kobicrm.storage.author import Author

_BATCH = 200
# What is no record of the shop's work: its settings, staff and own fields.
OF_THE_SHOP = ("shop", "staff", "custom_field")


@dataclass(frozen=True, slots=True)
class ChangesetInfo:
    """A changeset as histories show it."""

    id: int
    at: datetime
    who: str
    door: str
    application: str
    action: str
    detail: dict[str, Any]
    undoes: int | None
    undone_by: int | None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeInfo:
    """What one changeset did to one record; ``fields`` as the journal keeps them."""

    id: int
    changeset: int
    kind: str
    uid: str
    op: str
    fields: dict[str, Any]


class Recorder:
    """Collects the changes of one transaction; a transaction without any leaves no trace."""

    def __init__(
        self, *, at: int, author: Author, action: str, staff_id: Callable[[str], int | None]
    ) -> None:
        """Record for one act at ``at`` (microseconds); ``staff_id`` finds or adds a person."""
        self.author = author
        self._staff_id = staff_id
        self._head = {
            "uid": pack(new_uid()),
            "at": at,
            "door": author.door,
            "application": author.application,
            "action": action,
        }
        self._rows: list[tuple[int, str, bytes, str, str | None]] = []
        self.changeset: int | None = None
        self.detail: dict[str, Any] = {}
        self.undoes: int | None = None

    def add(self, kind: str, uid: str, op: str, fields: dict[str, Any] | None = None) -> None:
        """Note one change; ``fields`` is ``{name: [old, new]}`` or the removed record."""
        if self.changeset is None:
            self.open()
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":")) if fields else None
        self._rows.append((self.changeset or 0, kind, pack(uid), op, text))
        if len(self._rows) >= _BATCH:
            self._flush()

    def open(self) -> int:
        """Make the changeset row now; for loads that write their change rows themselves."""
        if self.changeset is None:
            staff = self._staff_id(self.author.staff)
            self.changeset = Changeset.insert(**self._head, staff_id=staff, detail="{}").execute()
        return self.changeset

    def rename(self, old: str, new: str) -> None:
        """Write on under the new name when it is the author who was given another one."""
        if fold(self.author.staff) == fold(old):
            self.author = replace(self.author, staff=new)

    def close(self) -> None:
        """Write what is left; call it last, inside the transaction."""
        if self.changeset is None:
            return
        self._flush()
        Changeset.update(
            detail=json.dumps(self.detail, ensure_ascii=False), undoes=self.undoes
        ).where(Changeset.id == self.changeset).execute()
        if self.undoes is not None:
            _settle(self.undoes, self.changeset)

    def _flush(self) -> None:
        if self._rows:
            sql = (
                "INSERT INTO change (changeset_id, kind, record_uid, op, fields)"
                " VALUES (?, ?, ?, ?, ?)"
            )
            Change._meta.database.connection().executemany(sql, self._rows)
            self._rows.clear()


_COLUMNS = (
    Changeset.id,
    Changeset.at,
    Staff.name,
    Changeset.door,
    Changeset.application,
    Changeset.action,
    Changeset.detail,
    Changeset.undoes,
    Changeset.undone_by,
)
CHANGE_COLUMNS = (
    Change.id,
    Change.changeset_id,
    Change.kind,
    Change.record_uid,
    Change.op,
    Change.fields,
)


def selected() -> Any:
    """Return a query of changesets with who made them."""
    query: Any = Changeset.select(*_COLUMNS)
    return query.left_outer_join(Staff, on=(Staff.id == Changeset.staff_id))


def changeset_of(row: tuple[Any, ...]) -> ChangesetInfo:
    """Return the changeset in a row of such a query."""
    return ChangesetInfo(
        row[0],
        instant(row[1]),
        row[2] or "",
        row[3],
        row[4],
        row[5],
        json.loads(row[6]),
        row[7],
        row[8],
    )


def changeset(number: int) -> ChangesetInfo | None:
    """Return one changeset with its counts by operation, None when there is none."""
    row = fetch_one(selected().where(Changeset.id == number))
    return _with_counts(changeset_of(row)) if row else None


def changesets(limit: int | None = None, *, counts: bool = True) -> list[ChangesetInfo]:
    """Return the newest changesets first."""
    query = selected().order_by(Changeset.id.desc())
    infos = [changeset_of(row) for row in fetch(query.limit(limit) if limit else query)]
    return [_with_counts(info) for info in infos] if counts else infos


def _is_of(author: Author) -> Any:
    # As staff are told apart: Ayşe and AYŞE are one person.
    name = fold(author.staff)
    return Staff.fold == name if name else Staff.fold.is_null()


def last_of(author: Author) -> ChangesetInfo | None:
    """Return the newest changeset of this person in this application that can be undone.

    Undos are not undone by another undo (that is a redo), so they are passed over.
    """
    query = selected().where(
        (Changeset.application == author.application)
        & Changeset.undoes.is_null()
        & Changeset.undone_by.is_null()
        & _is_of(author)
    )
    row = fetch_one(query.order_by(Changeset.id.desc()))
    return _with_counts(changeset_of(row)) if row else None


def last_undo_of(author: Author) -> ChangesetInfo | None:
    """Return the newest undo of this person here that nothing was written after, for redo."""
    mine = (Changeset.application == author.application) & _is_of(author)
    # A redo is itself an undo of an undo; only plain undos that still stand can be redone.
    query = selected().where(mine & Changeset.undone_by.is_null())
    for row in fetch(query.order_by(Changeset.id.desc()).limit(_BATCH)):
        info = changeset_of(row)
        if info.undoes is None:
            return None
        before = fetch_one(selected().where(Changeset.id == info.undoes))
        if before and changeset_of(before).undoes is None:
            return info
    return None


def _with_counts(info: ChangesetInfo) -> ChangesetInfo:
    query = Change.select(Change.op, fn.COUNT(Change.id)).where(
        (Change.changeset_id == info.id) & Change.kind.not_in(OF_THE_SHOP)
    )
    info.counts.update(dict(fetch(query.group_by(Change.op))))
    return info


def changes_of(
    number: int, *, kinds: Sequence[str] = (), op: str = "", size: int = 500
) -> Iterator[list[ChangeInfo]]:
    """Yield the changes of a changeset, last first, in pieces.

    Only those of records of ``kinds``, and of one operation, if these are named.
    """
    after: int | None = None
    while True:
        query = Change.select(*CHANGE_COLUMNS).where(Change.changeset_id == number)
        if kinds:
            query = query.where(Change.kind.in_(list(kinds)))
        if op:
            query = query.where(Change.op == op)
        if after is not None:
            query = query.where(Change.id < after)
        piece = [change_of(row) for row in fetch(query.order_by(Change.id.desc()).limit(size))]
        if not piece:
            return
        yield piece
        after = piece[-1].id


def change_of(row: tuple[Any, ...]) -> ChangeInfo:
    """Return the change in a row of :data:`CHANGE_COLUMNS`."""
    return ChangeInfo(
        row[0], row[1], row[2], unpack(row[3]), row[4], json.loads(row[5]) if row[5] else {}
    )


def changes_to(uid: str, number: int) -> list[ChangeInfo]:
    """Return what changeset ``number`` did to one record."""
    found = history(uid, number=number)
    return [change for _info, change in found]


def _of_record() -> Any:
    return (
        Change.select(*_COLUMNS, *CHANGE_COLUMNS)
        .join(Changeset, on=(Changeset.id == Change.changeset_id))
        .left_outer_join(Staff, on=(Staff.id == Changeset.staff_id))
        .where(Change.record_uid == place("uid"))
        .order_by(Change.id.desc())
        .limit(place("limit"))
        .offset(place("skip"))
    )


_OF_RECORD = Prepared(_of_record)
_OF_RECORD_IN_ONE = Prepared(lambda: _of_record().where(Change.changeset_id == place("number")))


def history(
    uid: str, limit: int | None = None, *, skip: int = 0, number: int | None = None
) -> list[tuple[ChangesetInfo, ChangeInfo]]:
    """Return what happened to a record, newest first; only by changeset ``number`` if given."""
    limit = -1 if limit is None else limit
    if number is None:
        found = _OF_RECORD.rows(uid=pack(uid), limit=limit, skip=skip)
    else:
        found = _OF_RECORD_IN_ONE.rows(uid=pack(uid), number=number, limit=limit, skip=skip)
    width = len(_COLUMNS)
    return [(changeset_of(row[:width]), change_of(row[width:])) for row in found]


def history_length(uid: str) -> int:
    """Return how many changes there are of a record."""
    return int(Change.select().where(Change.record_uid == pack(uid)).count())


def _settle(number: int, undone_by: int | None) -> None:
    # Taking back an undo puts its target back; the undo standing again takes the target again.
    Changeset.update(undone_by=undone_by).where(Changeset.id == number).execute()
    row = fetch_one(Changeset.select(Changeset.undoes).where(Changeset.id == number))
    if row and row[0] is not None:
        _settle(row[0], number if undone_by is None else None)
