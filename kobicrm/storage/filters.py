"""Filter trees as Peewee expressions over indexed columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any

from peewee import SQL, Expression, fn

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.storage.models import Address, CompanyLink, Contact, ContactTag, Email, Phone, Staff
from kobicrm.storage.terms import Term, match_expression, terms

_COLUMNS = {
    "kind": Contact.kind,
    "lifecycle": Contact.lifecycle,
    "source": Contact.source,
    "birthday": Contact.birthday,
    "tax_number": Contact.tax_number,
    "language": Contact.language,
    "origin": Contact.origin,
}
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda column, value: column == value,
    "has": lambda column, value: column == value,
    "!=": lambda column, value: column != value,
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
    "empty": lambda column, _value: column == "",
}


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

    def holds(self, value: object) -> Any:
        """Return the condition for a row with this value."""
        found = self.column == (fold(str(value)) if self.folded else value)
        return found & given(self.column) if self.partial else found

    def filled(self) -> Any:
        """Return the condition for a row that counts as a value, None when each does."""
        return given(self.column) if self.model is Address else None


MEMBERS = {
    "tags": Member(ContactTag.fold, folded=True),
    "phones": Member(Phone.e164, partial=True),
    "emails": Member(Email.key),
    "companies": Member(CompanyLink.company_id),
    "province": Member(Address.province_fold, folded=True),
    "district": Member(Address.district_fold, folded=True),
}


def live() -> Any:
    """Return the condition that leaves the trash out; the list indexes need it word for word."""
    return Contact.deleted_at.is_null()


def given(column: Any) -> Any:
    """Return the condition of the indexes that leave empty values out, word for word."""
    return Expression(column, "<>", SQL("''"))


def compile_filter(tree: Filter, *, walking: bool = False) -> Any:
    """Return the expression for ``tree`` over contacts; None when all of them pass.

    ``walking`` is for a query that looks at one contact after the other: child tables are then
    asked for each, instead of being read as a whole before. Raises ValidationError for a field
    that can't be filtered by.
    """
    if isinstance(tree, All | AnyOf):
        found = map(partial(compile_filter, walking=walking), tree.parts)
        parts = [part for part in found if part is not None]
        if isinstance(tree, AnyOf) and not tree.parts:
            return SQL("0")
        if not parts or (isinstance(tree, AnyOf) and len(parts) < len(tree.parts)):
            return None
        return reduce(and_ if isinstance(tree, All) else or_, parts)
    if isinstance(tree, Not):
        inner = compile_filter(tree.part, walking=True)
        # Nothing is outside of everything.
        return SQL("0") if inner is None else ~inner
    if isinstance(tree, Text):
        return _text(terms(tree.words), walking=walking)
    return _compare(tree, walking=walking)


def holds(term: Term) -> Any:
    """Return the check that one of the term's forms occurs in the search column."""
    return reduce(or_, [fn.instr(Contact.search, form) > 0 for form in term.forms])


def _text(wanted: tuple[Term, ...], *, walking: bool) -> Any:
    if not wanted:
        return None
    checks = reduce(and_, [holds(term) for term in wanted])
    match = "" if walking else match_expression(wanted)
    if not match:
        return checks
    hits = SQL("(SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?)", (match,))
    return Contact.id.in_(hits) & checks


def _compare(tree: Compare, *, walking: bool) -> Any:
    column = _COLUMNS.get(tree.field)
    if column is not None:
        found = _OPERATORS[tree.operator](column, tree.value)
        indexed = tree.field == "tax_number" and tree.operator in ("=", "has") and tree.value
        return found & given(column) if indexed else found
    if tree.operator not in ("=", "has", "!=", "empty"):
        raise ValidationError("filter_field", field=tree.field)
    if tree.field == "owner":
        return owned(tree)
    return _member(tree, walking=walking)


def owned(tree: Compare) -> Any:
    """Return the condition about who is responsible."""
    if tree.operator == "empty":
        return Contact.owner_id.is_null()
    owner = Staff.select(Staff.id).where(Staff.fold == fold(str(tree.value)))
    # Somebody without an owner is not owned by this one; NULL would answer neither way.
    mine = Contact.owner_id.is_null(False) & Contact.owner_id.in_(owner)
    return ~mine if tree.operator == "!=" else mine


def _member(tree: Compare, *, walking: bool) -> Any:
    """Return the condition for a field that lies in a child table."""
    member = MEMBERS.get(tree.field)
    if member is None:
        raise ValidationError("filter_field", field=tree.field)
    if tree.operator == "empty":
        return ~_exists(member, member.filled())
    condition = member.holds(tree.value)
    if tree.operator == "!=":
        return ~_exists(member, condition)
    if walking:
        return _exists(member, condition)
    return Contact.id.in_(member.model.select(member.model.contact_id).where(condition))


def _exists(member: Member, condition: Any) -> Any:
    mine = member.model.contact_id == Contact.id
    return fn.EXISTS(
        member.model.select(SQL("1")).where(mine if condition is None else mine & condition)
    )
