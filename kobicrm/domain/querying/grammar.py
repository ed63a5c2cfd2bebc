"""The grammar of queries, and what is told from the text before it is parsed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kobicrm.domain.querying.fields import NAME
from kobicrm.errors import QueryError

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 4000
DEEPEST = 40

_OPERATOR = r"(?:>=|<=|!=|[:<>=])(?!//)"
_END = r'(?=[\s()"]|$)'
JOINS = r"(?:OR|VEYA|AND|VE|NOT|DEĞİL|DEGIL)"
WORD = rf'(?!{JOINS}{_END})[^\s()"]+'
FIELD = rf'(?:{NAME}|"[^"]+"){_OPERATOR}'
_GRAMMAR = rf"""
start: either
either: both (OR both)*
both: part (AND? part)*
part: NOT* atom
atom: LPAR either RPAR -> group
    | FIELD (VALUE | QUOTED) -> term
    | QUOTED -> phrase
    | WORD -> word

OR.4: /(?:OR|VEYA){_END}/
AND.4: /(?:AND|VE){_END}/
NOT.4: /-(?=\S)|(?:NOT|DEĞİL|DEGIL){_END}/
FIELD.3: /{FIELD.replace("/", chr(92) + "/")}/
QUOTED.2: /"(?:[^"]|"")*"/
VALUE: /{WORD}/
WORD: /{WORD}/
LPAR: "("
RPAR: ")"
%ignore /\s+/
"""
_QUOTES = str.maketrans("“”„", '"""')
_PIECE = re.compile(r'"(?:[^"]|"")*"|[()"]')
# Something in a search box that is meant as a query, not as words.
_SIGN = re.compile(
    rf"(?:^|[\s(-])(?:{FIELD})|(?<=\S)\s+-(?=[^\W\d_])|(?<=\S)\s+(?:OR|VEYA)\s+(?=\S)"
    r'|(?:^|[\s(-])"[^"]+"(?=[\s)]|$)'
)


@lru_cache(maxsize=1)
def parser() -> Lark:
    """Return the parser; the first call loads the library."""
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True)


def straight(text: str) -> str:
    """Return the text with straight quotation marks, every character at its place."""
    return text.translate(_QUOTES)


def has_sign(text: str) -> bool:
    """Return whether a text is meant as a query: a field, ``OR``, a minus, quotation marks.

    What is longer than any query is words.
    """
    return len(text) <= LONGEST and bool(_SIGN.search(straight(text)))


def check_marks(text: str) -> None:
    """Raise QueryError for an open quotation mark or bracket, and for what is too much."""
    if len(text) > LONGEST:
        raise QueryError("query_too_long", position=LONGEST + 1, text="", most=LONGEST)
    if not text.strip():
        raise QueryError("query_empty", position=1, text="")
    opened: list[int] = []
    for piece in _PIECE.finditer(text):
        position = piece.start() + 1
        if piece[0] == '"':
            raise QueryError("query_quote_open", position=position, text='"')
        if piece[0] == "(":
            opened.append(position)
            if len(opened) > DEEPEST:
                raise QueryError("query_too_deep", position=position, text="(", most=DEEPEST)
        elif piece[0] == ")":
            if not opened:
                raise QueryError("query_bracket_extra", position=position, text=")")
            opened.pop()
    if opened:
        raise QueryError("query_bracket_open", position=opened[-1], text="(")
