"""Comparisons that an index answers: the ids it gives, as SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kobicrm.domain.query import Compare
from kobicrm.domain.turkish import fold
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
    if tree.field in _COLUMNS:
        return _from_column(tree.field, f"{tree.field} = ?", tree.value)
    return None


def _lacking(field: str) -> Sql | None:
    if field in GAPS:
        numbers = ", ".join(map(str, numbers_lacking(field)))
        return (
            "SELECT id FROM contact INDEXED BY contact_by_gaps WHERE deleted_at IS NULL"
            f" AND gaps IN ({numbers})",
            (),
        )
    if field == "owner":
        return _from_column("owner", "owner_id IS NULL")
    return _from_column(field, f"{field} = ''") if field in _COLUMNS else None


def _from_column(field: str, condition: str, *values: object) -> Sql:
    index = _COLUMNS[field]
    sql = f"SELECT id FROM contact INDEXED BY {index} WHERE deleted_at IS NULL AND {condition}"
    return sql, values
