"""Filter trees as Peewee expressions over indexed columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import and_
from typing import Any

from peewee import SQL, fn

from kobicrm.domain.query import Compare, Filter, Text
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.storage.conditions import (
    NEVER_EMPTY,
    RANGES,
    among,
    between,
    combined,
    compared,
    given,
    holds,
    joined,
    live,
    nobody,
)
from kobicrm.storage.indexed import EXACT, MEMBERS
from kobicrm.storage.kinds.gaps import GAPS, numbers_lacking
from kobicrm.storage.models import Contact, Staff
from kobicrm.storage.phrases import phrase_check, term_of
from kobicrm.storage.terms import Term, match_expression, terms

__all__ = ["among", "compile_filter", "given", "holds", "live"]

_COLUMNS = {
    "kind": Contact.kind,
    "first_name": Contact.first_name,
    "last_name": Contact.last_name,
    "tax_office": Contact.tax_office,
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


def compile_filter(tree: Filter, *, walking: bool = False) -> Any:
    """Return the expression for ``tree`` over contacts; None when all of them pass.

    ``walking`` is for a query that looks at one contact after the other: child tables are then
    asked for each, instead of being read as a whole before. Raises ValidationError for a field
    that can't be filtered by.
    """
    return combined(tree, partial(_leaf, walking=walking), nobody())


def _leaf(tree: Text | Compare, *, walking: bool) -> Any:
    if isinstance(tree, Text):
        return _text(terms(tree.words), walking=walking)
    return _compare(tree, walking=walking)


def _text(wanted: tuple[Term, ...], *, walking: bool) -> Any:
    if not wanted:
        # As in the search box; and a bulk change must never take it for everybody.
        return nobody()
    checks = joined(and_, [holds(term) for term in wanted])
    return checks if walking else _looked_up(wanted, checks)


def _looked_up(wanted: tuple[Term, ...], checks: Any) -> Any:
    match = match_expression(wanted)
    if not match:
        return checks
    return among("SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?", [match]) & checks


def _phrase(tree: Compare, *, walking: bool) -> Any:
    checks, term = phrase_check(tree), term_of(tree)
    return checks if walking or term is None else _looked_up((term,), checks)


def _compare(tree: Compare, *, walking: bool) -> Any:
    if tree.operator == "!=" and (tree.field in MEMBERS or tree.field == "owner"):
        return ~_compare(Compare(tree.field, "=", tree.value), walking=walking)
    if tree.operator == "contains":
        return _phrase(tree, walking=walking)
    rows = compared(tree)
    if rows is not None:
        return rows.exists() if walking else among(*rows.ids())
    if tree.operator == "range":
        return _in_range(tree)
    if tree.operator == "empty" and tree.field in GAPS:
        return Contact.gaps.in_(numbers_lacking(tree.field))
    if tree.field in MEMBERS and tree.operator in EXACT:
        return _member(tree, walking=walking)
    if tree.field == "owner" and tree.operator in (*EXACT, "empty"):
        return _owned(tree)
    if tree.operator == "empty" and tree.field in NEVER_EMPTY:
        return nobody()
    if tree.field == "source" and tree.operator in EXACT:
        return fn.kobicrm_fold(Contact.source) == fold(str(tree.value))
    column = _COLUMNS.get(tree.field)
    if column is None or tree.operator not in _OPERATORS:
        raise ValidationError("filter_field", field=tree.field)
    condition = _OPERATORS[tree.operator](column, tree.value)
    indexed = tree.field == "tax_number" and tree.operator in EXACT and tree.value
    return condition & given(column) if indexed else condition


def _in_range(tree: Compare) -> Any:
    """Return the condition of a range of a contact's own column; open at both ends: has a value."""
    if tree.value == (None, None) and tree.field in GAPS:
        return Contact.gaps.in_(numbers_lacking(tree.field, lacking=False))
    column = RANGES.get(tree.field)
    if column is None:
        raise ValidationError("filter_field", field=tree.field)
    return between(column, tree.value)


def _owned(tree: Compare) -> Any:
    if tree.operator == "empty":
        return Contact.owner_id.is_null()
    owner = Staff.select(Staff.id).where(Staff.fold == fold(str(tree.value)))
    # Somebody without an owner is not owned by this one; NULL would answer neither way.
    return Contact.owner_id.is_null(False) & Contact.owner_id.in_(owner)


def _member(tree: Compare, *, walking: bool) -> Any:
    """Return the condition for a value that lies in a child table."""
    member = MEMBERS[tree.field]
    if not walking:
        return among(*member.ids(tree.value))
    mine = (member.model.contact_id == Contact.id) & (member.column == member.stored(tree.value))
    return fn.EXISTS(member.model.select(SQL("1")).where(mine))
