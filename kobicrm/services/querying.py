"""Queries of people as filters of lists: read, run, kept and explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kobicrm.domain.querying import (
    OwnField,
    Table,
    format_query,
    parse_query,
    parse_search,
    table_of,
)
from kobicrm.domain.querying.settling import settled
from kobicrm.storage.shop import custom_fields

if TYPE_CHECKING:
    from datetime import date

    from kobicrm.domain.query import Filter
    from kobicrm.services.session import Session


@dataclass(frozen=True, slots=True)
class Explained:
    """A query with its normal form, what it says in words, and its tree as a document."""

    query: str
    normal: str
    words: tuple[str, ...]
    tree: dict[str, Any]


def explain(session: Session, text: str, kind: str = "contact") -> Explained:
    """Return what a query means today, in the language in force. Raises QueryError."""
    from kobicrm.domain.querying import explaining

    table, now = fields_of(session, kind), today(session)
    tree = parse_query(text, table)
    return Explained(
        text,
        format_query(tree, table),
        tuple(explaining.explained(tree, table, now)),
        explaining.to_document(tree, table, now),
    )


def fields_of(session: Session, kind: str = "contact") -> Table:
    """Return the fields a query on a kind may name, those of the shop with them."""
    if kind != "contact":
        return table_of(kind)
    with session.store.reading():
        return table_of(kind, (OwnField(f.name, f.type, f.choices) for f in custom_fields()))


def where(session: Session, text: str, kind: str = "contact") -> Filter:
    """Return the filter of a query as it is meant today. Raises QueryError."""
    table = fields_of(session, kind)
    return ready(session, parse_query(text, table), table)


def where_found(session: Session, text: str, table: Table | None = None) -> Filter | None:
    """Return the filter of what was typed into a search, None when it is words.

    ``table`` saves reading the shop's own fields again. Raises QueryError.
    """
    from kobicrm.domain.querying import has_sign

    if not has_sign(text):
        return None
    table = table or fields_of(session)
    tree = parse_search(text, table)
    return None if tree is None else ready(session, tree, table)


def ready(session: Session, tree: Filter, table: Table) -> Filter:
    """Return a tree of :func:`parse_query` as lists take it."""
    return settled(tree, table, today(session), session.author.staff)


def warm() -> None:
    """Load the parser, so that the first query is read at once."""
    from kobicrm.domain.querying.grammar import parser

    parser()


def today(session: Session) -> date:
    """Return the day it is here."""
    return session.clock().astimezone().date()
