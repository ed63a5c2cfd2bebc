"""What a query means, in words of the language in force and as a document."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from kobicrm.domain.dates import format_date
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.querying.dates import Period, Phrase, Shift
from kobicrm.domain.querying.fields import CUSTOM, QueryField, Table
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.querying.values import Span, write_value
from kobicrm.i18n import N_, _, language

_DATES = ("instant", "birthday", "date")
_SIGNS = {
    "<": (N_("{field} is less than {value}"), N_("{field} is before {value}")),
    "<=": (N_("{field} is at most {value}"), N_("{field} is not later than {value}")),
    ">": (N_("{field} is more than {value}"), N_("{field} is after {value}")),
    ">=": (N_("{field} is at least {value}"), N_("{field} is not earlier than {value}")),
}


def explained(tree: Filter, table: Table, today: date) -> list[str]:
    """Return the conditions of a query that must all hold, one sentence each."""
    parts = tree.parts if isinstance(tree, All) else (tree,)
    return [_sentence(part, table, today) for part in parts]


def _sentence(tree: Filter, table: Table, today: date) -> str:
    if isinstance(tree, All | AnyOf):
        joint = _("and") if isinstance(tree, All) else _("or")
        return f" {joint} ".join(_bracketed(part, table, today) for part in tree.parts)
    if isinstance(tree, Not):
        if isinstance(tree.part, Compare) and tree.part.operator == "empty":
            return _("{field} has a value").format(field=_label(table.get(tree.part.field)))
        return _("not: {part}").format(part=_bracketed(tree.part, table, today))
    if isinstance(tree, Text):
        return _("everywhere: {words}").format(words=tree.words)
    if tree.field == ANYWHERE:
        return _("everywhere: {words}").format(words=f"“{tree.value}”")
    return _compared(tree, table.get(tree.field), today)


def _bracketed(tree: Filter, table: Table, today: date) -> str:
    text = _sentence(tree, table, today)
    return f"({text})" if isinstance(tree, All | AnyOf) else text


def _label(field: QueryField) -> str:
    return field.label if field.key.startswith(CUSTOM) else _(field.label)


def _compared(tree: Compare, field: QueryField, today: date) -> str:
    label, dated = _label(field), field.type in _DATES
    if tree.operator == "empty":
        return _("{field} is empty").format(field=label)
    if isinstance(tree.value, Span):
        low, high = tree.value.low, tree.value.high
        if low is None or high is None:
            sign, end = ("<=", high) if low is None else (">=", low)
            return _compared(Compare(tree.field, cast("Any", sign), end), field, today)
        ends = {"low": _shown(field, low, today), "high": _shown(field, high, today)}
        return _("{field} is between {low} and {high}").format(field=label, **ends)
    value = _shown(field, tree.value, today)
    if tree.operator in _SIGNS:
        return _(_SIGNS[tree.operator][1 if dated else 0]).format(field=label, value=value)
    if tree.operator == "contains":
        return _("{field} holds “{value}”").format(field=label, value=value)
    if field.type == "prefix":
        return _("{field} begins with {value}").format(field=label, value=value)
    return _("{field} is {value}").format(field=label, value=value)


def _shown(field: QueryField, value: object, today: date) -> str:
    """Return a value as it is written; relative days with the days they are now."""
    text = write_value(field, value, language())
    if not isinstance(value, Period | Shift | Phrase):
        return text
    first, last = (format_date(day, language()) for day in value.span(today))
    return f"{text} ({first})" if first == last else f"{text} ({first} – {last})"


def to_document(tree: Filter, table: Table, today: date) -> dict[str, Any]:
    """Return a query tree for ``--json``: keys of the kind description, values in English."""
    if isinstance(tree, All | AnyOf):
        key = "all" if isinstance(tree, All) else "any"
        return {key: [to_document(part, table, today) for part in tree.parts]}
    if isinstance(tree, Not):
        return {"not": to_document(tree.part, table, today)}
    if isinstance(tree, Text):
        return {"words": tree.words}
    if tree.field == ANYWHERE:
        return {"phrase": tree.value}
    field = table.get(tree.field)
    head: dict[str, Any] = {"field": tree.field, "operator": tree.operator}
    if tree.operator == "empty":
        return head
    if isinstance(tree.value, Span):
        ends = (tree.value.low, tree.value.high)
        return head | {"value": [_plain(field, end, today) for end in ends]}
    return head | {"value": _plain(field, tree.value, today)}


def _plain(field: QueryField, value: object, today: date) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if field.type in ("choice", "missing"):
        return str(value)
    text = write_value(field, value, "en")
    if not isinstance(value, Period | Shift | Phrase):
        return text
    first, last = value.span(today)
    return {"text": text, "from": first.isoformat(), "to": last.isoformat()}
