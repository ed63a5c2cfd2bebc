"""A query made ready to run: relative days become dates, fields become what is stored.

The tree that comes out knows four comparisons only: equal, inside, between, empty. Its keys are
those of the kind description, and ``birth_day`` (month and day of a birthday, ``05-12``) and
``interaction_at`` (the time of any interaction of a contact). Days of a task stay days (ISO
texts), its minutes become whole ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from kobicrm.domain.instants import micros
from kobicrm.domain.money import Money
from kobicrm.domain.places import find_province
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not
from kobicrm.domain.querying.dates import FIRST, LAST, Fixed, When, Yearly
from kobicrm.domain.querying.fields import CUSTOM, Table
from kobicrm.domain.querying.trees import all_of, any_of, negated
from kobicrm.domain.querying.values import Span
from kobicrm.domain.turkish import fold

Ends = tuple[Any, Any]

# Fields whose emptiness is that no row of theirs is there.
_ROWS = ("postcode", "country", "codes", "notes")
_TIMES = ("last_interaction", "channel")
# Fields that storage can ask for having a value at once.
_FILLED = (
    "phones",
    "emails",
    "tags",
    "companies",
    "province",
    "district",
    "birthday",
    "tax_number",
)
_ME = ("me", "ben")


@dataclass(frozen=True, slots=True)
class _Now:
    today: date
    me: str
    table: Table


def settled(tree: Filter, table: Table, today: date, me: str = "") -> Filter:
    """Return the tree of a query as it is meant on ``today`` by ``me`` (who is called me)."""
    return _settled(tree, _Now(today, me, table))


def _settled(tree: Filter, now: _Now) -> Filter:
    if isinstance(tree, All):
        return all_of(_settled(part, now) for part in tree.parts)
    if isinstance(tree, AnyOf):
        return any_of(_settled(part, now) for part in tree.parts)
    if isinstance(tree, Not):
        part = tree.part
        if isinstance(part, Compare) and part.operator == "empty" and part.field in _FILLED:
            return Compare(part.field, "range", (None, None))
        return negated(_settled(part, now))
    return _compared(tree, now) if isinstance(tree, Compare) else tree


def _compared(tree: Compare, now: _Now) -> Filter:
    field = tree.field
    if tree.operator == "empty":
        return _empty(tree, now.table.kind)
    if field.startswith(CUSTOM):
        return _custom(tree, now)
    if field == "due":
        return Compare(field, "range", _iso_days(tree, now.today))
    if field == "minutes":
        return Compare(field, "range", _whole(_exact(tree, _thousandths)))
    if field in ("created_at", "updated_at", "ended_at", "at"):
        return Compare(field, "range", _instants(tree, now.today))
    if field == "last_interaction":
        return _last(_instants(tree, now.today))
    if field == "birthday":
        return _birthday(tree, now.today)
    value = str(tree.value)
    if field == "province":
        return Compare(field, "=", find_province(value) or value)
    if field == "postcode":
        return Compare(field, "range", (value, value + chr(0x10FFFF)))
    if field == "tax_number":
        return Compare(field, "=", "".join(value.split()))
    if field in ("owner", "assignee") and fold(value) in _ME and now.me:
        return Compare(field, "=", now.me)
    return tree


def _empty(tree: Compare, kind: str) -> Filter:
    if tree.field in _ROWS or tree.field.startswith(CUSTOM):
        return Not(Compare(tree.field, "range", (None, None)))
    if kind == "contact" and tree.field in _TIMES:
        return Not(Compare("interaction_at", "range", (None, None)))
    return tree


def _custom(tree: Compare, now: _Now) -> Filter:
    kind = now.table.get(tree.field).type
    if kind == "date":
        return Compare(tree.field, "range", _iso_days(tree, now.today))
    if kind == "number":
        return Compare(tree.field, "range", _exact(tree, _thousandths))
    if kind == "money":
        return _money(tree)
    if kind == "yes_no":
        return Compare(tree.field, "=", int(bool(tree.value)))
    return tree


def _iso_days(tree: Compare, today: date) -> Ends:
    low, high = (None if end is None else end.isoformat() for end in _days(tree, today))
    return low, high


def _whole(ends: Ends) -> Ends:
    """Return the least and the greatest whole number between two thousandths."""
    low, high = ends
    return None if low is None else -(-low // 1000), None if high is None else high // 1000


def _thousandths(value: object) -> int:
    largest = 2**63 - 1
    return max(-largest, min(int((cast("Decimal", value) * 1000).to_integral_value()), largest))


def _exact(tree: Compare, stored: Any) -> Ends:
    """Return the least and the greatest whole number that pass."""
    if isinstance(tree.value, Span):
        low, high = tree.value.low, tree.value.high
        return (None if low is None else stored(low), None if high is None else stored(high))
    value = stored(tree.value)
    step = 0 if tree.operator in ("<=", ">=") else 1
    if tree.operator in ("<", "<="):
        return None, value - step
    return (value + step, None) if tree.operator in (">", ">=") else (value, value)


def _money(tree: Compare) -> Filter:
    if isinstance(tree.value, Span):
        low, high = (cast("Money | None", end) for end in (tree.value.low, tree.value.high))
        if low and high and low.currency != high.currency:
            return AnyOf(())
        return Compare(tree.field, "range", (low, high))
    money = cast("Money", tree.value)
    low_end, high_end = _exact(tree, lambda value: value.amount)
    ends = (None if end is None else Money(end, money.currency) for end in (low_end, high_end))
    return Compare(tree.field, "range", tuple(ends))


def _days(tree: Compare, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day that pass."""
    day = timedelta(days=1)
    if isinstance(tree.value, Span):
        low, high = (cast("When | None", end) for end in (tree.value.low, tree.value.high))
        first = low.span(today)[0] if low else None
        return first, high.span(today)[1] if high else None
    first, last = cast("When", tree.value).span(today)
    match tree.operator:
        case "<":
            return None, first - day
        case "<=":
            return None, last
        case ">":
            return last + day, None
        case ">=":
            return first, None
    return first, last


def _instants(tree: Compare, today: date) -> Ends:
    """Return the first and last microsecond that pass, by the days of this place."""
    first, last = _days(tree, today)
    return (
        None if first is None else _midnight(first),
        None if last is None else _midnight(last + timedelta(days=1)) - 1,
    )


def _midnight(day: date) -> int:
    return micros(datetime.combine(day, time.min).astimezone(UTC))


def _last(ends: Ends) -> Filter:
    """Return the tree of those whose last interaction lies between two moments."""
    low, high = ends
    some = Compare("interaction_at", "range", (low, high))
    if high is None:
        return some
    return all_of((some, Not(Compare("interaction_at", "range", (high + 1, None)))))


def _birthday(tree: Compare, today: date) -> Filter:
    """Return days of the year for what names no year; whole dates for the rest.

    ``birthday:this-month`` is a month of any year, ``birthday<-18y`` a date.
    """
    value = tree.value
    ends = (value.low, value.high) if isinstance(value, Span) else (value, value)
    named = [end for end in ends if end is not None]
    yearly = all(isinstance(end, Yearly) for end in named)
    relative = not any(isinstance(end, Fixed) for end in named)
    if tree.operator in ("=", "range") and relative and None not in ends:
        first, last = (_yearly_edges(end, today) for end in ends)
        whole = _whole_year(value, today)
        return Compare("birthday", "range", (None, None)) if whole else _window(first[0], last[1])
    if yearly:
        return Compare("birth_day", "range", _in_year(tree, ends))
    spans = _days(_dated(tree, today), today)
    low, high = (None if end is None else end.isoformat() for end in spans)
    return Compare("birthday", "range", (low or f"{FIRST.year}", high))


def _dated(tree: Compare, today: date) -> Compare:
    """Return the comparison with days of the year put into the present one."""

    def whole(end: object) -> object:
        return Fixed(today.year, end.month, min(end.day, 28)) if isinstance(end, Yearly) else end

    value = tree.value
    if isinstance(value, Span):
        return Compare(tree.field, tree.operator, Span(whole(value.low), whole(value.high)))
    return Compare(tree.field, tree.operator, whole(value))


def _yearly_edges(end: object, today: date) -> tuple[str, str]:
    if isinstance(end, Yearly):
        return (
            f"{end.month:02}-{end.day or 1:02}",
            f"{end.month:02}-{end.day or 31:02}",
        )
    first, last = cast("When", end).span(today)
    return f"{first:%m-%d}", f"{last:%m-%d}"


def _whole_year(value: object, today: date) -> bool:
    if isinstance(value, Span):
        low, high = value.low, value.high
        if isinstance(low, Yearly) or isinstance(high, Yearly):
            return False
        first, last = cast("When", low).span(today)[0], cast("When", high).span(today)[1]
    elif isinstance(value, Yearly):
        return False
    else:
        first, last = cast("When", value).span(today)
    return (last - first).days >= 364 or last >= LAST


def _window(first: str, last: str) -> Filter:
    if first <= last:
        return Compare("birth_day", "range", (first, last))
    ends: tuple[Ends, ...] = ((first, None), (None, last))
    return any_of(Compare("birth_day", "range", one) for one in ends)


def _in_year(tree: Compare, ends: Ends) -> Ends:
    """Return the days of a year before or after one of them."""
    today = date.min
    if tree.operator == "range":
        low, high = ends
        return (
            None if low is None else _yearly_edges(low, today)[0],
            None if high is None else _yearly_edges(high, today)[1],
        )
    first, last = _yearly_edges(ends[0], today)
    # Nothing stands between a day and the same day with another letter behind it.
    match tree.operator:
        case "<":
            return None, first[:-1] + chr(ord(first[-1]) - 1) + "~"
        case "<=":
            return None, last
        case ">":
            return last + "~", None
    return first, None
