"""Saved views: a query with the columns and the order of a list, kept under a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.turkish import fold
from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services import querying
from kobicrm.services.session import Session
from kobicrm.storage import cadences, records
from kobicrm.storage.models import SavedView as Row

CONTACT = "contact"
_NAME, _QUERY = 100, 10_000
# The digits a view may be opened with.
DIGITS = "123456789"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of a kind's list; ``columns``, ``sort`` and ``key`` are empty where nobody said.

    ``key`` is the digit that opens it on the screen; it stays with the view.
    """

    uid: str
    name: str
    kind: str
    query: str
    columns: tuple[str, ...]
    sort: str
    key: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the published document."""
        return {
            "name": self.name,
            "kind": self.kind,
            "query": self.query,
            "columns": list(self.columns),
            "sort": self.sort or None,
        }


def views(session: Session, kind: str = CONTACT) -> list[SavedView]:
    """Return the views of a kind in name order; of all kinds, one after the other, for ''."""
    with session.store.reading():
        return _read(Row.kind == kind) if kind else _read()


def view_named(session: Session, name: str, kind: str = CONTACT) -> SavedView:
    """Return the view called ``name``; NotFound("view_missing") when there is none."""
    with session.store.reading():
        found = _read((Row.kind == kind) & (Row.fold == fold(clean_line(name))))
        known = ", ".join(one.name for one in _read(Row.kind == kind))
    if not found:
        raise NotFound("view_missing", name=name, known=known)
    return found[0]


def save_view(
    session: Session,
    name: str,
    query: str,
    *,
    kind: str = CONTACT,
    columns: Sequence[str] = (),
    sort: str = "",
) -> int | None:
    """Keep a view, in place of one of the same name; return the changeset, None for no change.

    Without a query it is the whole list. A new one gets the first digit that is free. Raises
    QueryError for a query with a mistake, ValidationError for an empty name.
    """
    plain, text = _named(name), clean_text(query).strip()[:_QUERY]
    if text:
        querying.where(session, text, kind)
    values = {
        "name": plain,
        "kind": kind,
        "query": text,
        "columns": json.dumps(list(columns), ensure_ascii=False),
        "sort": sort,
    }
    with session.write("view.save") as unit:
        unit.recorder.detail["name"] = plain
        known = records.read("saved_view", (Row.kind == kind) & (Row.fold == fold(plain)))
        for uid, before in known.items():
            records.change(unit, "saved_view", uid, {**values, "key": before["key"]})
        if not known:
            records.add(unit, "saved_view", {**values, "key": _free_digit(kind)})
    return unit.recorder.changeset


def rename_view(session: Session, name: str, new: str, kind: str = CONTACT) -> int | None:
    """Give a view another name; return the changeset, None for no change.

    Raises NotFound("view_missing"), ValidationError for an empty name, Conflict("view_exists")
    when another view has it.
    """
    plain = _named(new)
    with session.write("view.rename") as unit:
        unit.recorder.detail["name"] = plain
        found = records.read("saved_view", (Row.kind == kind) & (Row.fold == fold(name)))
        if not found:
            raise NotFound("view_missing", name=name, known="")
        [(uid, values)] = found.items()
        others = records.read("saved_view", (Row.kind == kind) & (Row.fold == fold(plain)))
        if set(others) - {uid}:
            raise Conflict("view_exists", name=plain)
        records.change(unit, "saved_view", uid, {**values, "name": plain})
    return unit.recorder.changeset


def _named(name: str) -> str:
    plain = clean_line(name)[:_NAME].strip()
    if not plain:
        raise ValidationError("view_name_missing", field="name")
    return plain


def _free_digit(kind: str) -> str:
    taken = {one.key for one in _read(Row.kind == kind)}
    return next((digit for digit in DIGITS if digit not in taken), "")


def remove_view(session: Session, name: str, kind: str = CONTACT) -> int | None:
    """Take a view away, and the rule of how often to be in touch with it; undo brings them back.

    Raises NotFound("view_missing").
    """
    found = view_named(session, name, kind)
    with session.write("view.remove") as unit:
        unit.recorder.detail["name"] = found.name
        rule = cadences.known(view=found.uid)
        records.remove(unit, "cadence", [rule] if rule else [])
        records.remove(unit, "saved_view", [found.uid])
    return unit.recorder.changeset


def _read(*conditions: Any) -> list[SavedView]:
    found = records.read("saved_view", *conditions, order=(Row.kind, Row.fold))
    return [
        SavedView(
            uid,
            one["name"],
            one["kind"],
            one["query"],
            tuple(map(str, json.loads(one["columns"]))),
            one["sort"],
            one["key"],
        )
        for uid, one in found.items()
    ]
