"""Conditions on contacts and on the rows that belong to them, as Peewee expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import SQL, Expression, fn

from kobicrm.domain.money import Money
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.turkish import fold
from kobicrm.storage.models import (
    Address,
    Contact,
    CustomField,
    CustomValue,
    ExternalCode,
    Interaction,
    Note,
)
from kobicrm.storage.terms import Term

CUSTOM = "custom:"
NEVER_EMPTY = ("name", "kind", "created_at", "updated_at")


def live() -> Any:
    """Return the condition that leaves the trash out; the list indexes need it word for word."""
    return Contact.deleted_at.is_null()


def given(column: Any) -> Any:
    """Return the condition of the indexes that leave empty values out, word for word."""
    return Expression(column, "<>", SQL("''"))


def nobody() -> Any:
    """Return the condition that no contact passes."""
    # A plain 0 would do away with the rest of the condition, which partial indexes need.
    return Contact.id < 0


def joined(join: Callable[[Any, Any], Any], parts: Sequence[Any]) -> Any:
    """Return conditions joined two by two: in a row, a hundred are too deep for SQLite."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return join(joined(join, parts[:middle]), joined(join, parts[middle:]))


def combined(tree: Filter, leaf: Callable[[Text | Compare], Any], nothing: Any) -> Any:
    """Return the expression of a tree whose leaves ``leaf`` makes; None when everything passes.

    ``nothing`` is the condition that no record passes.
    """
    if isinstance(tree, All | AnyOf):
        found = (combined(part, leaf, nothing) for part in tree.parts)
        parts = [part for part in found if part is not None]
        if isinstance(tree, AnyOf) and not tree.parts:
            return nothing
        if not parts or (isinstance(tree, AnyOf) and len(parts) < len(tree.parts)):
            return None
        return joined(and_ if isinstance(tree, All) else or_, parts)
    if isinstance(tree, Not):
        inner = combined(tree.part, leaf, nothing)
        # Nothing is outside of everything.
        return nothing if inner is None else ~inner
    return leaf(tree)


def holds(term: Term) -> Any:
    """Return the check that one of the term's forms occurs in the search column."""
    return reduce(or_, [fn.instr(Contact.search, form) > 0 for form in term.forms])


def among(sql: str, values: Sequence[object]) -> Any:
    """Return the condition that a contact's id is one of those a SELECT gives."""
    return Contact.id.in_(SQL(f"({sql})", values))


# Columns of a contact that take ranges; birthdays leave out who has none.
BIRTH_DAY = fn.substr(Contact.birthday, SQL("-5"))
RANGES: dict[str, tuple[Any, Any]] = {
    "created_at": (Contact.created_at, None),
    "updated_at": (Contact.updated_at, None),
    "birthday": (Contact.birthday, given(Contact.birthday)),
    "birth_day": (BIRTH_DAY, given(Contact.birthday)),
    "tax_number": (Contact.tax_number, given(Contact.tax_number)),
}


def between(about: tuple[Any, Any], ends: Any) -> Any:
    """Return the condition that a column lies between two ends, None for an open one.

    ``about`` is the column and a condition that always belongs to it, or None.
    """
    column, always = about
    low, high = ends
    parts = [] if always is None else [always]
    parts += [column >= low] if low is not None else []
    parts += [column <= high] if high is not None else []
    return reduce(and_, parts) if parts else column.is_null(False)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a child table that pass a condition."""

    model: Any
    condition: Any

    def ids(self) -> tuple[str, tuple[Any, ...]]:
        """Return the SELECT of the contacts they belong to; some may come twice."""
        sql, values = self.model.select(self.model.contact_id).where(self.condition).sql()
        return sql, tuple(values)

    def exists(self) -> Any:
        """Return the condition that a contact has such a row."""
        mine = (self.model.contact_id == Contact.id) & self.condition
        return fn.EXISTS(self.model.select(SQL("1")).where(mine))


def compared(tree: Compare) -> Rows | None:
    """Return the rows behind a comparison that child tables answer alone, else None."""
    if tree.field.startswith(CUSTOM):
        return _custom(tree)
    anything = tree.operator == "range" and tree.value == (None, None)
    if tree.field in ("postcode", "interaction_at") and tree.operator == "range":
        column = Address.postcode if tree.field == "postcode" else Interaction.at
        always = given(column) if tree.field == "postcode" else None
        return Rows(column.model, between((column, always), tree.value))
    if anything and tree.field in _FILLED:
        column = _FILLED[tree.field]
        return Rows(column.model, given(column))
    if tree.operator not in ("=", "has"):
        return None
    if tree.field == "channel":
        return Rows(Interaction, Interaction.channel == tree.value)
    if tree.field == "country":
        return Rows(Address, given(Address.country) & spelled(Address.country, tree.value))
    return None


_FILLED = {"codes": ExternalCode.code, "notes": Note.text, "country": Address.country}
# The different values of an indexed column, one step in the index each.
_VALUES = (
    "(WITH RECURSIVE v(x) AS (SELECT min({column}) FROM {table} WHERE {always} UNION ALL SELECT"
    " (SELECT min({column}) FROM {table} WHERE {always} AND {column} > x) FROM v"
    " WHERE x IS NOT NULL) SELECT x FROM v WHERE {test})"
)
_IS, _HOLDS = "kobicrm_fold(coalesce(x, '')) = ?", "instr(kobicrm_fold(coalesce(x, '')), ?) > 0"


def spellings(table: str, column: str, always: str, *, inside: bool = False) -> str:
    """Return the SELECT of the spellings of one folded value (its place) in an indexed column.

    With ``inside`` of those that hold it.
    """
    test = _HOLDS if inside else _IS
    return _VALUES.format(table=table, column=column, always=always, test=test)


def spelled(column: Any, value: object) -> Any:
    """Return the condition that a column of addresses holds a value in any spelling."""
    name = column.column_name
    sql = spellings("address", name, f"{name} <> ''")
    return column.in_(SQL(sql, (fold(str(value)),)))


def _custom(tree: Compare) -> Rows | None:
    name = tree.field.removeprefix(CUSTOM)
    mine = CustomValue.field_id == CustomField.select(CustomField.id).where(
        CustomField.name == name
    )
    if tree.operator == "=":
        return Rows(CustomValue, mine & _equal(tree.value))
    if tree.operator == "contains":
        phrase = fold(str(tree.value))
        return Rows(CustomValue, mine & (fn.instr(fn.kobicrm_fold(CustomValue.text), phrase) > 0))
    if tree.operator != "range":
        return None
    if tree.value == (None, None):
        return Rows(CustomValue, mine)
    ends = tree.value if isinstance(tree.value, tuple) else (None, None)
    amounts = [end.amount if isinstance(end, Money) else end for end in ends]
    currencies = {end.currency for end in ends if isinstance(end, Money)}
    column = CustomValue.text if any(isinstance(end, str) for end in ends) else CustomValue.amount
    condition = mine & between((column, None), amounts)
    for currency in currencies:
        condition &= CustomValue.text == currency
    return Rows(CustomValue, condition)


def _equal(value: object) -> Any:
    if isinstance(value, Money):
        return (CustomValue.amount == value.amount) & (CustomValue.text == value.currency)
    if isinstance(value, int):
        return CustomValue.amount == value
    return CustomValue.text == str(value)
