"""Query text to filter tree. Values stay as they are meant (``this-month``): see settling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Operator, Text
from kobicrm.domain.querying.fields import RANGED, QueryField, Table
from kobicrm.domain.querying.grammar import check_marks, has_sign, parser, straight
from kobicrm.domain.querying.trees import ANYWHERE, all_of, any_of, has, negated
from kobicrm.domain.querying.values import BadValueError, Span, read_value
from kobicrm.errors import QueryError
from kobicrm.i18n import language
from kobicrm.i18n.asking import asked

if TYPE_CHECKING:
    from lark import Token, Tree

_TERM = re.compile(r'(?:"(?P<quoted>[^"]+)"|(?P<name>.+?))(?P<sign>>=|<=|!=|[:<>=])', re.DOTALL)
ANY = "*"
# How many conditions a query may have.
MOST = 100


def parse_query(text: str, table: Table, lang: str = "") -> Filter:
    """Return the tree of a query on the kind of ``table``; QueryError where it is none.

    ``lang`` is how numbers and amounts are written, the language in force when left out.
    """
    text = straight(text)
    check_marks(text)
    return _Builder(text, table, lang or language()).build()


def parse_search(text: str, table: Table, lang: str = "") -> Filter | None:
    """Return the tree of what was typed into a search box, None when it is words.

    Words with a colon that look like no field stay words; QueryError for any other mistake.
    """
    if not has_sign(text):
        return None
    try:
        return parse_query(text, table, lang)
    except QueryError as error:
        if error.code == "query_field_unknown":
            return None
        raise


@dataclass(frozen=True, slots=True)
class _Builder:
    """Builds the tree of one text."""

    text: str
    table: Table
    lang: str

    def build(self) -> Filter:
        from lark.exceptions import UnexpectedInput

        try:
            tree = parser().parse(self.text)
        except UnexpectedInput as error:
            raise self._misplaced(error) from None
        found = self._either(_inner(tree)[0])
        if _size(found) > MOST:
            raise QueryError("query_too_many", position=1, text="", most=MOST)
        return found

    def _misplaced(self, error: Any) -> QueryError:
        """Return what is wrong where the parser could not go on."""
        token = getattr(error, "token", None)
        if token is None or token.type == "$END":
            ended = token is not None
            at = len(self.text.rstrip()) if ended else error.pos_in_stream
            wrong = "" if ended else self.text[at:].split(maxsplit=1)[0]
        else:
            at, wrong = token.start_pos, str(token)
        before = self.text[:at].split()
        field = _TERM.fullmatch(before[-1].lstrip("-(")) if before else None
        if field:
            name = field["name"] or field["quoted"]
            return QueryError("query_value_missing", position=at + 1, text=wrong, name=name)
        return QueryError("query_part_missing", position=at + 1, text=wrong)

    def _either(self, tree: Tree[Token]) -> Filter:
        return any_of(self._both(one) for one in _inner(tree))

    def _both(self, tree: Tree[Token]) -> Filter:
        return all_of(self._part(one) for one in _inner(tree))

    def _part(self, tree: Tree[Token]) -> Filter:
        *signs, atom = tree.children
        found = self._atom(cast("Tree[Token]", atom))
        return negated(found) if len(signs) % 2 else found

    def _atom(self, tree: Tree[Token]) -> Filter:
        if tree.data == "group":
            return self._either(_inner(tree)[0])
        token = cast("Token", tree.children[0])
        if tree.data == "term":
            return self._term(token, cast("Token", tree.children[1]))
        if tree.data == "word":
            return Text(str(token))
        phrase = _unquoted(token)
        if not phrase.strip():
            raise QueryError("query_part_missing", position=_at(token), text=str(token))
        return Compare(ANYWHERE, "contains", phrase)

    def _term(self, head: Token, value: Token) -> Filter:
        match = _TERM.fullmatch(str(head))
        assert match
        name, sign = match["quoted"] or match["name"], match["sign"]
        field = self.table.find(name)
        if field is None:
            raise self._unknown(name, _at(head) + (1 if match["quoted"] else 0))
        equal = sign in (":", "=", "!=")
        if not equal and field.type not in RANGED:
            position = _at(head) + match.start("sign")
            raise QueryError("query_operator", position=position, text=sign, near=":", name=name)
        if equal:
            found = self._equal(field, value)
            return negated(found) if sign == "!=" else found
        return Compare(field.key, cast("Operator", sign), self._value(field, value))

    def _equal(self, field: QueryField, token: Token) -> Filter:
        quoted = token.type == "QUOTED"
        text = _unquoted(token) if quoted else str(token)
        if (text == ANY and not quoted) or (quoted and not text.strip()):
            if field.type == "missing":
                raise self._bad(field, token, "")
            return has(field.key) if text == ANY else Compare(field.key, "empty")
        if field.type in RANGED and ".." in text:
            return Compare(field.key, "range", self._span(field, token, text))
        value = self._value(field, token)
        if field.type == "missing":
            return _missing(str(value))
        contains = field.type in ("words", "phone")
        operator: Literal["contains", "="] = "contains" if contains else "="
        return Compare(field.key, operator, value)

    def _span(self, field: QueryField, token: Token, text: str) -> Span:
        low, _dots, high = text.partition("..")
        ends = []
        for end, at in ((low, 0), (high, len(low) + 2)):
            try:
                ends.append(read_value(field, end, self.lang) if end.strip() else None)
            except BadValueError as error:
                shift = at + (1 if token.type == "QUOTED" else 0)
                raise _bad_value(field, end, _at(token) + shift, error.near, self) from None
        if ends == [None, None]:
            raise self._bad(field, token, "")
        return Span(*ends)

    def _value(self, field: QueryField, token: Token) -> object:
        text = _unquoted(token) if token.type == "QUOTED" else str(token)
        try:
            return read_value(field, text, self.lang)
        except BadValueError as error:
            raise self._bad(field, token, error.near) from None

    def _bad(self, field: QueryField, token: Token, near: str) -> QueryError:
        return _bad_value(field, str(token), _at(token), near, self)

    def _unknown(self, name: str, position: int) -> QueryError:
        near = self.table.nearest(name, self.lang)
        at: dict[str, object] = {"position": position, "text": name, "near": near}
        if near:
            return QueryError("query_field_near", **at, ask=asked(f"“{near}”"))
        return QueryError("query_field_unknown", **at)


def _bad_value(
    field: QueryField, text: str, position: int, near: str, builder: _Builder
) -> QueryError:
    name = builder.table.written(field, builder.lang)
    near = f'"{near}"' if " " in near else near
    at: dict[str, object] = {"position": position, "text": text, "near": near, "name": name}
    if near:
        return QueryError("query_value_near", **at, ask=asked(f"“{near}”"))
    return QueryError("query_value", **at)


def _size(tree: Filter) -> int:
    """Return how many conditions a tree has."""
    if isinstance(tree, All | AnyOf):
        return sum(map(_size, tree.parts))
    return _size(tree.part) if isinstance(tree, Not) else 1


def _missing(key: str) -> Filter:
    empty = Compare(key, "empty")
    # A company is in no company and has no birthday; it lacks nothing.
    if key in ("companies", "birthday"):
        return all_of((Compare("kind", "=", "person"), empty))
    return empty


def _inner(tree: Tree[Token]) -> list[Tree[Token]]:
    return [one for one in tree.children if not isinstance(one, str)]


def _unquoted(token: Token) -> str:
    return str(token)[1:-1].replace('""', '"')


def _at(token: Token) -> int:
    return (token.start_pos or 0) + 1
