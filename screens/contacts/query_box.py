"""The search field as a query: read with every letter, completed, its mistake told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from kobicrm.domain import places
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Text
from kobicrm.domain.querying import Table, has_sign, table_of
from kobicrm.domain.querying.completing import complete
from kobicrm.errors import QueryError
from kobicrm.services import contacts, querying

if TYPE_CHECKING:
    from kobicrm.services.session import Session

__all__ = [
    "Known",
    "QuerySuggester",
    "Searched",
    "has_sign",
    "is_unfinished",
    "read_known",
    "read_search",
]

# Values of the shop that are offered; provinces stand in a list of their own.
_OFFERED = ("tags", "owner", "source", "district")


@dataclass(frozen=True, slots=True)
class Known:
    """What queries of this shop may name: the fields, and values by field."""

    table: Table = field(default_factory=lambda: table_of("contact"))
    values: dict[str, list[str]] = field(default_factory=dict)

    def completion(self, text: str) -> str:
        """Return how a search text may go on, '' when that is not known."""
        found = complete(text, self.table, self.values)
        return found if len(found) > len(text) else ""


def read_known(session: Session) -> Known:
    """Return what the shop has, and load the parser (in a reader)."""
    querying.warm()
    table = querying.fields_of(session)
    with session.store.reading():
        values = {
            key: [value for value, _count in contacts.facets(session, key)] for key in _OFFERED
        }
    return Known(table, values | {"province": list(places.provinces())})


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search text asks for: plain ``words``, or the filter of a query."""

    words: str = ""
    where: Filter | None = None

    @property
    def terms(self) -> list[str]:
        """Return the words that are marked in the rows."""
        return self.words.split() if self.where is None else list(_terms(self.where))


def _terms(tree: Filter) -> list[str]:
    if isinstance(tree, All | AnyOf):
        return [term for part in tree.parts for term in _terms(part)]
    if isinstance(tree, Text):
        return tree.words.split()
    if isinstance(tree, Compare) and isinstance(tree.value, str):
        shown = tree.operator == "contains" or tree.field in ("tags", "province", "district")
        return [tree.value] if shown else []
    return []


def read_search(session: Session, text: str, known: Known | None) -> Searched:
    """Return what a text asks for, words while nothing is known. Raises QueryError."""
    where = querying.where_found(session, text, known.table) if known else None
    return Searched(text) if where is None else Searched(where=where)


def is_unfinished(error: QueryError, text: str) -> bool:
    """Return whether a mistake is only that the text is still being typed."""
    position = int(str(error.values["position"]))
    opened = error.code in ("query_quote_open", "query_bracket_open")
    return opened or (not error.values.get("text") and position > len(text.rstrip()))


class QuerySuggester(Suggester):
    """Completes names of fields and values behind the cursor."""

    def __init__(self, known: Known) -> None:
        """Complete what a shop has."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completion of ``value``, or None."""
        return self._known.completion(value) or None
