"""Filter trees as Peewee expressions over indexed columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
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
_PARTS = ("tags", "phones", "emails", "companies", "province", "district", "owner")
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


def live() -> Any:
    """Return the condition that leaves the trash out; the list indexes need it word for word."""
    return Contact.deleted_at.is_null()


def given(column: Any) -> Any:
    """Return the condition of the indexes that leave empty values out, word for word."""
    return Expression(column, "<>", SQL("''"))


def compile_filter(tree: Filter) -> Any:
    """Return the expression for ``tree`` over live contacts; None when all of them pass.

    Raises ValidationError for a field that can't be filtered by.
    """
    if isinstance(tree, All | AnyOf):
        parts = [part for part in map(compile_filter, tree.parts) if part is not None]
        if isinstance(tree, AnyOf) and not tree.parts:
            return SQL("0")
        if not parts or (isinstance(tree, AnyOf) and len(parts) < len(tree.parts)):
            return None
        return reduce(and_ if isinstance(tree, All) else or_, parts)
    if isinstance(tree, Not):
        inner = compile_filter(tree.part)
        # Nothing is outside of everything.
        return SQL("0") if inner is None else ~inner
    if isinstance(tree, Text):
        return _text(terms(tree.words))
    return _compare(tree)


def holds(term: Term) -> Any:
    """Return the check that one of the term's forms occurs in the search column."""
    return reduce(or_, [fn.instr(Contact.search, form) > 0 for form in term.forms])


def _text(wanted: tuple[Term, ...]) -> Any:
    if not wanted:
        return None
    checks = reduce(and_, [holds(term) for term in wanted])
    match = match_expression(wanted)
    if not match:
        return checks
    hits = SQL("(SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?)", (match,))
    return Contact.id.in_(hits) & checks


def _members(model: Any, condition: Any) -> Any:
    return Contact.id.in_(model.select(model.contact_id).where(condition))


def _compare(tree: Compare) -> Any:
    column = _COLUMNS.get(tree.field)
    if column is not None:
        found = _OPERATORS[tree.operator](column, tree.value)
        indexed = tree.field == "tax_number" and tree.operator in ("=", "has") and tree.value
        return found & given(column) if indexed else found
    return _part(tree)


def _part(tree: Compare) -> Any:
    """Return the condition for a field that lies in a child table."""
    if tree.field not in _PARTS or tree.operator not in ("=", "has", "!=", "empty"):
        raise ValidationError("filter_field", field=tree.field)
    if tree.field == "owner":
        if tree.operator == "empty":
            return Contact.owner_id.is_null()
        owner = Staff.select(Staff.id).where(Staff.fold == fold(str(tree.value)))
        # Somebody without an owner is not owned by this one; NULL would answer neither way.
        mine = Contact.owner_id.is_null(False) & Contact.owner_id.in_(owner)
        return ~mine if tree.operator == "!=" else mine
    models: dict[str, tuple[Any, Any]] = {
        "tags": (ContactTag, ContactTag.fold),
        "phones": (Phone, Phone.e164),
        "emails": (Email, Email.key),
        "companies": (CompanyLink, CompanyLink.company_id),
        "province": (Address, Address.province),
        "district": (Address, Address.district),
    }
    model, column = models[tree.field]
    if tree.operator == "empty":
        return ~Contact.id.in_(model.select(model.contact_id))
    value = fold(str(tree.value)) if tree.field == "tags" else tree.value
    condition = column == value
    inside = _members(model, condition & given(column) if tree.field == "phones" else condition)
    return ~inside if tree.operator == "!=" else inside
