"""The list as it is narrowed now, as one query text: what a saved view keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Text
from kobicrm.domain.querying import format_query, parse_search
from kobicrm.services import querying
from screens.contacts.filters import Filters, value_name
from screens.contacts.sorting import ORDERS, Order
from screens.exports.choice import SHOWN_AS, table_columns
from screens.widgets.columns import Wish

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.views import SavedView

# Orders of the list by the names commands know them by.
_SORTS = {"created": "created_at", "changed": "updated_at"}


def query_of(session: Session, text: str, filters: Filters) -> str:
    """Return the query that finds what the list shows (in a reader). Raises QueryError.

    A company that is ticked is named in it; others of that name are found, too.
    """
    table = querying.fields_of(session)
    parts: list[Filter] = []
    if text.strip():
        found = parse_search(text, table)
        parts.append(Text(text) if found is None else found)
    firms = [
        Compare("companies", "contains", value_name("companies", one))
        for one in filters.of("companies")
    ]
    if firms:
        parts.append(firms[0] if len(firms) == 1 else AnyOf(tuple(firms)))
    rest = Filters(tuple(tick for tick in filters.ticks if tick[0] != "companies"))
    parts += rest.where.parts if isinstance(rest.where, All) else [rest.where]
    return format_query(All(tuple(parts)), table)


def sort_of(order: Order) -> str:
    """Return the order as a view keeps it."""
    return _SORTS.get(order.key, order.key)


def order_of(view: SavedView) -> Order | None:
    """Return the order of a view, None when it has none of the list's."""
    by_name = {name: key for key, name in _SORTS.items()}
    key = by_name.get(view.sort, view.sort)
    return Order().asked(key) if key in ORDERS and key != "name" else Order() if key else None


def columns_of(shown: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of the list as a view keeps them: those an export would write."""
    return table_columns(shown)


def wishes_of(view: SavedView, known: Sequence[str]) -> list[Wish]:
    """Return which of the ``known`` columns a view shows, in its order; [] when it says nothing."""
    places = {column: at for at, column in enumerate(view.columns)}
    shown = {
        key: places[SHOWN_AS[key][0]]
        for key in known
        if key in SHOWN_AS and all(column in places for column in SHOWN_AS[key])
    }
    if not shown:
        return []
    ordered = sorted(shown, key=lambda key: shown[key])
    return [Wish(key, shown=True) for key in ordered] + [
        Wish(key, shown=False) for key in known if key not in shown
    ]
