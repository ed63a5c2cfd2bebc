"""Comparisons that an index answers: the ids it gives, as SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kobicrm.domain.query import Compare
from kobicrm.domain.turkish import fold
from kobicrm.storage.conditions import compared, spellings
from kobicrm.storage.kinds.gaps import GAPS, numbers_lacking
from kobicrm.storage.models import Address, CompanyLink, ContactTag, Email, Phone
from kobicrm.storage.models.base import table_name

Sql = tuple[str, tuple[Any, ...]]

# Columns of a contact with an index of their own that leaves the trash out.
_COLUMNS = {
    "kind": "contact_by_kind",
    "lifecycle": "contact_by_lifecycle",
    "source": "contact_by_source",
    "owner": "contact_by_owner",
}
EXACT = ("=", "has")


@dataclass(frozen=True, slots=True)
class Member:
    """A field that lies in a child table; ``partial`` when its index leaves '' out."""

    column: Any
    folded: bool = False
    partial: bool = False

    @property
    def model(self) -> Any:
        """Return the child table."""
        return self.column.model

    def stored(self, value: object) -> object:
        """Return a value as the column holds it."""
        return fold(str(value)) if self.folded else value

    def ids(self, value: object) -> Sql:
        """Return the SELECT of the contacts that have a value."""
        name = self.column.column_name
        rest = f" AND {name} <> ''" if self.partial else ""
        table = table_name(self.model)
        return f"SELECT contact_id FROM {table} WHERE {name} = ?{rest}", (self.stored(value),)


MEMBERS = {
    "tags": Member(ContactTag.fold, folded=True),
    "phones": Member(Phone.e164, partial=True),
    "emails": Member(Email.key),
    "companies": Member(CompanyLink.company_id),
    "province": Member(Address.province_fold, folded=True),
    "district": Member(Address.district_fold, folded=True),
}


def ids_of(tree: Compare) -> Sql | None:
    """Return the SELECT of the live contacts a comparison holds for; some in the trash beside.

    None when no index answers it. An id may come twice.
    """
    if tree.operator == "contains":
        return _offices(str(tree.value)) if tree.field == "tax_office" else None
    rows = compared(tree)
    if rows is not None:
        return rows.ids()
    if tree.operator == "range":
        return _ranged(tree)
    if tree.operator == "empty":
        return _lacking(tree.field)
    if tree.operator not in EXACT:
        return None
    if tree.field in MEMBERS:
        return MEMBERS[tree.field].ids(tree.value)
    if tree.field == "tax_number" and tree.value:
        return "SELECT id FROM contact WHERE tax_number = ? AND tax_number <> ''", (tree.value,)
    if tree.field == "owner":
        named = "owner_id IN (SELECT id FROM staff WHERE fold = ?)"
        return _from_column("owner", named, fold(str(tree.value)))
    if tree.field == "source":
        # A few sources, in any spelling.
        always = "deleted_at IS NULL"
        known = spellings("contact INDEXED BY contact_by_source", "source", always)
        return _from_column("source", f"source IN {known}", fold(str(tree.value)))
    if tree.field in _COLUMNS:
        return _from_column(tree.field, f"{tree.field} = ?", tree.value)
    return None


# Columns with an index for ranges: the column, what always goes with it.
_RANGES = {
    "created_at": ("contact_by_created", "created_at", ""),
    "updated_at": ("contact_by_updated", "updated_at", ""),
    "birthday": ("contact_by_birthday", "birthday", " AND birthday <> ''"),
    "birth_day": ("contact_by_birth_day", "substr(birthday, -5)", " AND birthday <> ''"),
}


def _ranged(tree: Compare) -> Sql | None:
    low, high = tree.value if isinstance(tree.value, tuple) else (None, None)
    if tree.field in GAPS and (low, high) == (None, None):
        return _by_gaps(numbers_lacking(tree.field, lacking=False))
    if tree.field == "tax_number" and (low, high) == (None, None):
        return "SELECT id FROM contact WHERE tax_number <> ''", ()
    if tree.field not in _RANGES:
        return None
    index, column, always = _RANGES[tree.field]
    condition = f"SELECT id FROM contact INDEXED BY {index} WHERE deleted_at IS NULL{always}"
    ends = [(sign, end) for sign, end in ((">=", low), ("<=", high)) if end is not None]
    sql = condition + "".join(f" AND {column} {sign} ?" for sign, _end in ends)
    return sql, tuple(end for _sign, end in ends)


def _lacking(field: str) -> Sql | None:
    if field in GAPS:
        return _by_gaps(numbers_lacking(field))
    if field == "owner":
        return _from_column("owner", "owner_id IS NULL")
    return _from_column(field, f"{field} = ''") if field in _COLUMNS else None


def _offices(phrase: str) -> Sql | None:
    """Return those of the tax offices that hold a phrase; there are a few hundred offices."""
    always = "deleted_at IS NULL AND tax_office <> ''"
    table = "contact INDEXED BY contact_by_tax_office"
    known = spellings(table, "tax_office", always, inside=True)
    sql = f"SELECT id FROM {table} WHERE {always} AND tax_office IN {known}"
    return (sql, (fold(phrase),)) if fold(phrase) else None


def _by_gaps(numbers: list[int]) -> Sql:
    return (
        "SELECT id FROM contact INDEXED BY contact_by_gaps WHERE deleted_at IS NULL"
        f" AND gaps IN ({', '.join(map(str, numbers))})",
        (),
    )


def _from_column(field: str, condition: str, *values: object) -> Sql:
    index = _COLUMNS[field]
    sql = f"SELECT id FROM contact INDEXED BY {index} WHERE deleted_at IS NULL AND {condition}"
    return sql, values
