"""Filter trees in their one normal form: what means the same by construction is the same tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text

# The field of a phrase in quotation marks: anywhere in the record.
ANYWHERE = "text:anywhere"


def all_of(parts: Iterable[Filter]) -> Filter:
    """Return a tree of parts that must all hold; words beside each other become one text."""
    found: list[Filter] = []
    for part in parts:
        for one in part.parts if isinstance(part, All) else (part,):
            last = found[-1] if found else None
            if isinstance(one, Text) and isinstance(last, Text):
                found[-1] = Text(f"{last.words} {one.words}")
            else:
                found.append(one)
    return found[0] if len(found) == 1 else All(tuple(found))


def any_of(parts: Iterable[Filter]) -> Filter:
    """Return a tree of parts of which one must hold."""
    found: list[Filter] = []
    for part in parts:
        found += part.parts if isinstance(part, AnyOf) else (part,)
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def negated(part: Filter) -> Filter:
    """Return the tree of what does not pass ``part``."""
    return part.part if isinstance(part, Not) else Not(part)


def asks_about(tree: Filter, fields: Collection[str]) -> bool:
    """Return whether a tree says anything about one of these fields."""
    if isinstance(tree, All | AnyOf):
        return any(asks_about(part, fields) for part in tree.parts)
    if isinstance(tree, Not):
        return asks_about(tree.part, fields)
    return isinstance(tree, Compare) and tree.field in fields


def has(field: str) -> Filter:
    """Return the tree of records with a value in a field."""
    return Not(Compare(field, "empty"))
