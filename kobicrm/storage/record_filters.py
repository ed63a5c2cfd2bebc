"""Filter trees over records that belong to contacts, as Peewee expressions.

Each kind says once how its fields are asked for; a later kind adds its line to :data:`KINDS`.
The query must have the contacts of the records joined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import and_
from typing import Any

from peewee import SQL, Expression, fn

from kobicrm.domain.query import Compare, Filter, Text
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.tasks import NO_CLOCK, NO_DAY
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.storage.conditions import between, combined, given
from kobicrm.storage.database import proxy
from kobicrm.storage.filters import compile_filter
from kobicrm.storage.models import Contact, Interaction, Staff, Task

# Of so many contacts their records are looked up; of more, each record's contact is looked at.
FEW = 10_000
# What is asked of a record's contact, by the contact's own field.
OF_CONTACT = {"contact": "name", "tags": "tags", "province": "province", "district": "district"}
# Word for word the conditions of the indexes: a bound value would hide from SQLite that it fits.
OPEN = Expression(Task.state, "=", SQL("'open'"))
ENDED = Expression(Task.state, "<>", SQL("'open'"))

Make = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class RecordFields:
    """How the fields of a kind are asked for, each from a value to its condition.

    ``anywhere`` and ``texts`` take a folded phrase, ``ranges`` a pair of ends; ``empty`` holds
    the conditions of those that may have no value. All of them are true or false, never NULL.
    """

    model: Any
    anywhere: Make
    texts: Mapping[str, Make] = field(default_factory=dict)
    equal: Mapping[str, Make] = field(default_factory=dict)
    ranges: Mapping[str, Make] = field(default_factory=dict)
    empty: Mapping[str, Any] = field(default_factory=dict)


def _inside(text: Any) -> Make:
    return lambda phrase: fn.instr(text, phrase) > 0


def _is(column: Any) -> Make:
    return lambda value: column == value


def _task_text(column: Any) -> Make:
    """Return the check of a part of a task's search text, which is looked at first."""
    whole, part = _inside(Task.search), _inside(fn.kobicrm_fold(column))
    return lambda phrase: whole(phrase) & part(phrase)


def _state(value: str) -> Any:
    return OPEN if value == "open" else ENDED & (Task.state == value)


def _assigned(name: str) -> Any:
    mine = Staff.select(Staff.id).where(Staff.fold == fold(name))
    return Task.assignee_id.is_null(False) & Task.assignee_id.in_(mine)


def _repeats(frequency: str) -> Any:
    return fn.substr(Task.repeat, len("FREQ=") + 1, len(frequency)) == frequency


def _due(ends: Any) -> Any:
    low, high = ends
    last = None if high is None else f"{high}T{NO_CLOCK}"
    return between((Task.place, Task.place < NO_DAY), (low, last))


def _range(column: Any, always: Any = None) -> Make:
    return partial(between, (column, always))


KINDS: dict[str, RecordFields] = {
    "interaction": RecordFields(
        Interaction,
        lambda phrase: (
            _inside(fn.kobicrm_fold(Interaction.text))(phrase)
            | _inside(fn.kobicrm_fold(Interaction.author))(phrase)
        ),
        texts={
            "text": _inside(fn.kobicrm_fold(Interaction.text)),
            "author": _inside(fn.kobicrm_fold(Interaction.author)),
        },
        equal={
            "channel": _is(Interaction.channel),
            "direction": _is(Interaction.direction),
            "outcome": lambda value: (Interaction.outcome == value) & given(Interaction.outcome),
        },
        ranges={
            "at": _range(Interaction.at),
            "minutes": _range(Interaction.minutes, Interaction.minutes > 0),
        },
        empty={
            "direction": Interaction.direction == "",
            "outcome": Interaction.outcome == "",
            "minutes": Interaction.minutes == 0,
            "author": Interaction.author == "",
            "text": Interaction.text == "",
        },
    ),
    "task": RecordFields(
        Task,
        _inside(Task.search),
        texts={"title": _task_text(Task.title), "note": _task_text(Task.note)},
        equal={
            "kind": _is(Task.kind),
            "priority": _is(Task.priority),
            "state": _state,
            "assignee": _assigned,
            "repeat": _repeats,
        },
        ranges={
            "due": _due,
            "minutes": _range(Task.minutes, Task.minutes > 0),
            "created_at": _range(Task.created_at),
            "ended_at": _range(Task.ended_at, ENDED & Task.ended_at.is_null(False)),
        },
        empty={
            "contact": Task.contact_id.is_null(),
            "due": Task.place >= NO_DAY,
            "assignee": Task.assignee_id.is_null(),
            "repeat": Task.repeat == "",
            "note": Task.note == "",
            "minutes": Task.minutes == 0,
            "ended_at": OPEN,
        },
    ),
}


def compile_records(kind: str, tree: Filter, *, walking: bool = False) -> Any:
    """Return the expression for ``tree`` over the records of a kind; None when all of them pass.

    ``walking`` is for a query that looks at one record after the other: contacts are then asked
    for each, instead of being looked up before. Raises ValidationError for a field that can't be
    filtered by.
    """
    fields = KINDS[kind]
    return combined(tree, partial(_leaf, fields=fields, walking=walking), _nothing(fields))


def _nothing(fields: RecordFields) -> Any:
    return fields.model.id < 0


def _leaf(tree: Text | Compare, *, fields: RecordFields, walking: bool) -> Any:
    if isinstance(tree, Text):
        words = fold(tree.words).split()
        return reduce(and_, [_anywhere(fields, word) for word in words] or [_nothing(fields)])
    if tree.field == ANYWHERE:
        return _phrase(fields, partial(_anywhere, fields), tree)
    if tree.operator == "empty" and tree.field in fields.empty:
        return fields.empty[tree.field]
    if tree.field in OF_CONTACT and (tree.field, tree.operator) != ("contact", "empty"):
        return _of_contact(tree, fields, walking=walking)
    always = ("contact", *fields.equal, *fields.ranges, *fields.texts)
    if tree.operator == "empty" and tree.field in always:
        return _nothing(fields)
    if tree.operator == "contains" and tree.field in fields.texts:
        return _phrase(fields, fields.texts[tree.field], tree)
    known = {"=": fields.equal, "range": fields.ranges}.get(tree.operator, {})
    if tree.field not in known:
        raise ValidationError("filter_field", field=tree.field)
    return known[tree.field](tree.value)


def _phrase(fields: RecordFields, check: Make, tree: Compare) -> Any:
    phrase = fold(str(tree.value))
    return check(phrase) if phrase else _nothing(fields)


def _anywhere(fields: RecordFields, phrase: str) -> Any:
    return fields.anywhere(phrase) | _surely(fn.instr(Contact.name_fold, phrase) > 0)


def _surely(condition: Any) -> Any:
    """Return a condition on the joined contact that is false where there is none.

    It also keeps SQLite from walking the contacts first.
    """
    return fn.coalesce(condition, 0)


def _of_contact(tree: Compare, fields: RecordFields, *, walking: bool) -> Any:
    if tree.operator == "empty":
        # A record of nobody has nothing of a contact either.
        return ~_of_contact(Compare(tree.field, "range", (None, None)), fields, walking=walking)
    asked = Compare(OF_CONTACT[tree.field], tree.operator, tree.value)
    if not walking:
        query = Contact.select(Contact.id).where(compile_filter(asked))
        sql, values = query.sql()
        if _are_few(sql, values):
            mine = fields.model.contact_id.in_(SQL(f"({sql})", tuple(values)))
            return fields.model.contact_id.is_null(False) & mine
    return _surely(compile_filter(asked, walking=True))


def _are_few(sql: str, values: Any) -> bool:
    counted = f"SELECT count(*) FROM ({sql} LIMIT {FEW + 1})"
    return bool(proxy.execute_sql(counted, values).fetchone()[0] <= FEW)
