"""A filter tree as the query text that gives it."""

from __future__ import annotations

import re

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.querying.fields import Table
from kobicrm.domain.querying.grammar import FIELD, JOINS
from kobicrm.domain.querying.parsing import ANY
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.querying.values import Span, write_value
from kobicrm.i18n import language

_ODD_WORD = re.compile(rf'-\S|{JOINS}$|{FIELD}|.*[()"“”„]')
_ODD_VALUE = re.compile(rf'[\s()"“”„]|^{JOINS}$')
_OR = {"tr": "VEYA", "en": "OR"}


def format_query(tree: Filter, table: Table, lang: str = "") -> str:
    """Return the query text of a tree, in ``lang`` (the language in force when left out).

    Everything is ''. Raises KeyError for what has no text: a field that queries do not know,
    a company by its number.
    """
    lang = lang or language()
    if isinstance(tree, All):
        return " ".join(_part(one, table, lang) for one in tree.parts)
    if isinstance(tree, AnyOf) and tree.parts:
        return f" {_OR[lang]} ".join(_side(one, table, lang) for one in tree.parts)
    if isinstance(tree, Not):
        return _negated(tree.part, table, lang)
    if isinstance(tree, Text):
        return " ".join(map(_word, tree.words.split()))
    if isinstance(tree, Compare):
        return _term(tree, table, lang)
    raise KeyError("nobody")


def _part(tree: Filter, table: Table, lang: str) -> str:
    text = format_query(tree, table, lang)
    return f"({text})" if isinstance(tree, AnyOf | All) else text


def _side(tree: Filter, table: Table, lang: str) -> str:
    text = format_query(tree, table, lang)
    return f"({text})" if isinstance(tree, AnyOf) or not text else text


def _negated(tree: Filter, table: Table, lang: str) -> str:
    if isinstance(tree, Compare) and tree.operator == "empty":
        return f"{_name(tree, table, lang)}:{ANY}"
    text = format_query(tree, table, lang)
    several = isinstance(tree, All | AnyOf | Not) or (isinstance(tree, Text) and " " in text)
    return f"-({text})" if several else f"-{text}"


def _name(tree: Compare, table: Table, lang: str) -> str:
    return table.written(table.get(tree.field), lang)


def _term(tree: Compare, table: Table, lang: str) -> str:
    if tree.field == ANYWHERE:
        return _quoted(str(tree.value))
    name = _name(tree, table, lang)
    if tree.operator == "empty":
        return f"-{name}:{ANY}"
    field = table.get(tree.field)
    if field.key == "companies" and tree.operator == "has":
        raise KeyError("companies")
    if isinstance(tree.value, Span):
        ends = (tree.value.low, tree.value.high)
        low, high = ("" if end is None else write_value(field, end, lang) for end in ends)
        span = f"{low}..{high}"
        return f"{name}:{_quoted(span) if _ODD_VALUE.search(span) else span}"
    text = write_value(field, tree.value, lang)
    sign = tree.operator if tree.operator in ("<", "<=", ">", ">=") else ":"
    minus = "-" if tree.operator == "!=" else ""
    odd = not text or text == ANY or _ODD_VALUE.search(text)
    return f"{minus}{name}{sign}{_quoted(text) if odd else text}"


def _word(word: str) -> str:
    return _quoted(word) if _ODD_WORD.match(word) else word


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
