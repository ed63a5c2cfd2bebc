"""Which column of a table of records goes where: a field of the kind, or what names the contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kobicrm.domain.kinds.base import Field, Kind, Target
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.record_tables import CONTACT_UID, CONTACT_UID_LABEL
from kobicrm.domain.turkish import fold
from kobicrm.errors import UsageError
from kobicrm.i18n import LANGUAGES, in_language
from kobicrm.services.imports.headers import normal, target_of
from kobicrm.services.imports.mapping import IGNORED, OWN, ColumnPlan, TablePlan, signature

# What tells whose record it is, as columns of contacts are told.
NAMING = (
    "full_name",
    "first_name",
    "middle_name",
    "last_name",
    "company",
    "mobile",
    "phone",
    "work_phone",
    "home_phone",
    "email",
    "tax_number",
    "code",
)
# What tells for sure, too.
NAMES = frozenset((*NAMING, CONTACT_UID))
_OWN_UID = ("uid", "kobicrm uid")


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """The columns of a table of ``kind``; ``people`` are those that name the contact."""

    kind: Kind
    columns: tuple[ColumnPlan, ...]
    people: TablePlan

    @property
    def is_own(self) -> bool:
        """Return whether the table is an export of ours coming back."""
        return any(column.target == "uid" for column in self.columns)


def field_of(kind: Kind, header: str) -> Field | None:
    """Return the field of ``kind`` that a header means, None when it means none of them."""
    plain = normal(header)
    for field in kind.fields:
        names = {normal(field.key), *field.aliases}
        names.update(normal(in_language(lang, field.label)) for lang in LANGUAGES)
        if plain in names and field.key != "contact":
            return field
    return None


def _target(kind: Kind, header: str) -> str:
    plain = normal(header)
    if plain in _OWN_UID:
        return "uid"
    if plain in {
        normal(CONTACT_UID),
        *(normal(in_language(lang, CONTACT_UID_LABEL)) for lang in LANGUAGES),
    }:
        return CONTACT_UID
    if plain in {"contact", *(normal(in_language(lang, "Contact")) for lang in LANGUAGES)}:
        return "full_name"
    found = field_of(kind, header)
    if found is not None:
        return found.key
    target = target_of(header)
    return target if target in NAMING else IGNORED


def plan_record_columns(
    kind: Kind,
    header: Sequence[str],
    *,
    told: Mapping[str | int, str] | None = None,
    source: str = "",
) -> RecordPlan:
    """Return the plan of a table of ``kind`` with this header.

    ``told`` maps a header, or its number from 1, to a field of the kind, to what names the
    contact, or to '-' for leaving it out. Raises UsageError for a column that is not there or
    an unknown target.
    """
    wishes = _wishes(kind, header, told or {})
    columns = tuple(
        ColumnPlan(index, text, wishes.get(index, _target(kind, text)))
        for index, text in enumerate(header)
    )
    own = any(column.target == "uid" for column in columns)
    namespace = source or (OWN if own else signature(header))
    return _plan_of(kind, columns, OWN if own else "", namespace)


def _plan_of(
    kind: Kind, columns: tuple[ColumnPlan, ...], profile: str, namespace: str
) -> RecordPlan:
    people = tuple(column for column in columns if column.target in NAMING)
    return RecordPlan(kind, columns, TablePlan(people, profile, namespace))


def alone(kind: Kind, column: ColumnPlan) -> RecordPlan:
    """Return the plan of a table that has this column and no other."""
    return _plan_of(kind, (column,), "", "")


def targets_of(kind: Kind) -> list[Target]:
    """Return all that a column of such a table can be taken in as, as messages of a list."""
    found = [
        Target(field.key, field.label, field.aliases)
        for field in kind.fields
        if field.key not in ("uid", "contact")
    ]
    found += [target for target in CONTACT.targets if target.key in NAMING]
    return [*found, Target(CONTACT_UID, CONTACT_UID_LABEL)]


def _wishes(kind: Kind, header: Sequence[str], told: Mapping[str | int, str]) -> dict[int, str]:
    folded = [fold(text) for text in header]
    found: dict[int, str] = {}
    for column, wish in told.items():
        if isinstance(column, str) and fold(column) in folded:
            places = [place for place, text in enumerate(folded) if text == fold(column)]
        elif str(column).isdecimal() and 1 <= int(column) <= len(header):
            places = [int(column) - 1]
        else:
            known = ", ".join(filter(None, header))
            raise UsageError("column_missing", column=column, known=known)
        found.update(dict.fromkeys(places, _known(kind, wish)))
    return found


def _known(kind: Kind, wish: str) -> str:
    if wish in ("", "-"):
        return IGNORED
    target = wish if wish in (*NAMING, CONTACT_UID) else _target(kind, wish)
    if not target:
        known = ", ".join((*(field.key for field in kind.fields[2:]), *NAMING, CONTACT_UID))
        raise UsageError("target_unknown", target=wish, known=known)
    return target


def hints_of(kind: Kind, told: Mapping[str | int, str]) -> Callable[[Sequence[str]], int]:
    """Return what counts the known column names in a row: it finds the header."""
    named = {fold(column) for column in told if isinstance(column, str)}

    def hints(cells: Sequence[str]) -> int:
        return sum(1 for cell in cells if cell and (fold(cell) in named or _target(kind, cell)))

    return hints
