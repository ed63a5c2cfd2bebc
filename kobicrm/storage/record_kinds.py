"""Which kinds of records stand beside the contacts, and how their values lie in their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kobicrm.domain.codec import iso
from kobicrm.domain.dates import parse_iso
from kobicrm.domain.instants import instant, micros
from kobicrm.domain.tasks import clock_of, day_of, place_of, reminds_of
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import pack, unpack
from kobicrm.storage.models import (
    Cadence,
    Different,
    ImportProfile,
    Interaction,
    QualityIgnored,
    SavedView,
    Task,
)

Values = Mapping[str, Any]


def _moment(value: int) -> str:
    return iso(instant(value))


def _micros(text: str) -> int:
    return micros(parse_iso(text))


Conversion = tuple[Callable[[Any], Any], Callable[[Any], Any]]

_AS_IT_IS: Conversion = (lambda v: v, lambda v: v)
_UID: Conversion = (unpack, pack)
_AT: Conversion = (_moment, _micros)


def _or_none(both: Conversion) -> Conversion:
    """Return conversions under which '' lies as NULL."""
    load, store = both
    return (lambda v: "" if v is None else load(v)), (lambda v: store(v) if v else None)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A table of records: ``columns`` by the names of their values, with both conversions.

    ``contact`` names the value that is a contact's uid and lies as ``contact_id``, ``optional``
    when it may be ''; ``staff`` names the value that is somebody of the staff ('' for nobody);
    ``derived`` columns are computed from the values; ``unique`` are those no two records share;
    ``numbers`` are values that are whole numbers, all others are texts. ``defaults`` stand for
    values that an older version did not write.
    """

    model: type[Any]
    plain: tuple[str, ...]
    converted: Mapping[str, Conversion] = field(default_factory=dict)
    contact: bool = False
    optional: bool = False
    staff: str = ""
    derived: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    unique: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Return the names of the values, the contact's first, that of the staff last."""
        head = ("contact",) if self.contact else ()
        return (*head, *self.plain, *((self.staff,) if self.staff else ()))

    def whole(self, values: Values) -> dict[str, Any]:
        """Return the values with what an older version did not write; KeyError if one lacks."""
        return {
            name: values[name] if name in values else self.defaults[name] for name in self.names()
        }

    def to_row(
        self, values: Values, contact: int | None, staff: int | str | None = None
    ) -> tuple[Any, ...]:
        """Return the row of a record, without its uid."""
        head = (contact,) if self.contact else ()
        body = (self.converted.get(one, _AS_IT_IS)[1](values[one]) for one in self.plain)
        tail = (staff,) if self.staff else ()
        return (*head, *body, *(make(values) for make in self.derived.values()), *tail)

    def columns(self) -> tuple[str, ...]:
        """Return the columns of :meth:`to_row`."""
        head = ("contact_id",) if self.contact else ()
        return (*head, *self.plain, *self.derived, *((self.staff_column,) if self.staff else ()))

    @property
    def staff_column(self) -> str:
        """Return the column of the staff's number."""
        return f"{self.staff}_id"


def _task_place(values: Values) -> str:
    return place_of(values["due"], values["clock"])


def _task_reminds(values: Values) -> str:
    return reminds_of(day_of(values["due"]), clock_of(values["clock"]), values["remind"])


def _task_search(values: Values) -> str:
    return fold(f"{values['title']}\n{values['note']}")


KINDS: dict[str, RecordKind] = {
    "interaction": RecordKind(
        Interaction,
        ("channel", "direction", "outcome", "at", "minutes", "author", "text", "task"),
        {"at": _AT, "task": _or_none(_UID)},
        contact=True,
        numbers=("minutes",),
        defaults={"outcome": "", "minutes": 0, "task": ""},
    ),
    "task": RecordKind(
        Task,
        (
            "title",
            "kind",
            "due",
            "clock",
            "remind",
            "priority",
            "minutes",
            "checklist",
            "note",
            "repeat",
            "start",
            "skipped",
            "series",
            "state",
            "ended_at",
            "created_at",
        ),
        {"series": _or_none(_UID), "ended_at": _or_none(_AT), "created_at": _AT},
        contact=True,
        optional=True,
        staff="assignee",
        derived={"place": _task_place, "reminds": _task_reminds, "search": _task_search},
        numbers=("remind", "minutes"),
    ),
    "cadence": RecordKind(
        Cadence,
        ("tag", "view", "days"),
        {"view": _or_none(_UID)},
        contact=True,
        optional=True,
        derived={"fold": lambda values: fold(values["tag"])},
        unique=("contact_id", "fold", "view"),
        numbers=("days",),
    ),
    "saved_view": RecordKind(
        SavedView,
        ("name", "kind", "query", "columns", "sort", "key"),
        derived={"fold": lambda values: fold(values["name"])},
        unique=("kind", "fold"),
    ),
    "import_profile": RecordKind(
        ImportProfile,
        ("name", "kind", "header", "mapping", "options"),
        derived={"fold": lambda values: fold(values["name"])},
        unique=("fold",),
    ),
    "different": RecordKind(
        Different, ("first", "second"), {"first": _UID, "second": _UID}, unique=("first", "second")
    ),
    "quality_ignored": RecordKind(
        QualityIgnored,
        ("code", "field", "value"),
        contact=True,
        unique=("contact_id", "code", "field", "value"),
    ),
}
