"""The query language: text to filter tree and back, in both languages.

Words are looked for everywhere; ``field:value``, ``field>value``, ``field:a..b``, ``field:*``
(has one), ``-`` or NOT, OR, parentheses and quotation marks say more. See docs/guide.
"""

from kobicrm.domain.querying.fields import OwnField, QueryField, Table, table_of
from kobicrm.domain.querying.formatting import format_query
from kobicrm.domain.querying.grammar import has_sign
from kobicrm.domain.querying.parsing import parse_query, parse_search

__all__ = [
    "OwnField",
    "QueryField",
    "Table",
    "format_query",
    "has_sign",
    "parse_query",
    "parse_search",
    "table_of",
]
