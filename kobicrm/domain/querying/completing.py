"""What a query that is being typed may go on with: names of fields, values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kobicrm.domain.querying.fields import NAME, QueryField, Table
from kobicrm.domain.querying.grammar import straight
from kobicrm.domain.querying.values import value_names
from kobicrm.domain.turkish import fold_length, nfc
from kobicrm.i18n import language

# Fewer letters begin too many words that are no field.
_LEAST = 3
_LONGEST = 300
_VALUE = re.compile(
    rf'(?:^|[\s(-])(?P<field>{NAME}|"[^"]+")(?::|[<>]=?|!?=)(?P<mark>"?)(?P<value>[^"()]*)$'
)
_FIELD = re.compile(rf"(?:^|[\s(-])(?P<field>{NAME})$")


def complete(text: str, table: Table, values: Mapping[str, Sequence[str]], lang: str = "") -> str:
    """Return ``text`` with its last word completed, '' when nothing is known to go on with it.

    ``values`` are those of the shop, by field. Names of the other language complete too.
    """
    lang = lang or language()
    if len(text) > _LONGEST:
        return ""
    text = straight(nfc(text))
    if match := _VALUE.search(text):
        field = table.find(match["field"].strip('"'))
        typed, quoted = match["value"], bool(match["mark"])
        if field is None or not typed or (not quoted and " " in typed):
            return ""
        found = _first(typed, (one for one in _known(field, values, lang) if quoted or _bare(one)))
        return text[: len(text) - len(typed)] + found + ('"' if quoted else "") if found else ""
    match = _FIELD.search(text)
    if not match or len(match["field"]) < _LEAST:
        return ""
    typed = match["field"]
    names = [table.written(one, lang) for one in table.fields]
    names += [name for one in table.fields for name in one.names(lang) if _bare(name)]
    found = _first(typed, names)
    return f"{text[: len(text) - len(typed)]}{found}:" if found else ""


def _known(field: QueryField, values: Mapping[str, Sequence[str]], lang: str) -> list[str]:
    other = "en" if lang == "tr" else "tr"
    return [*values.get(field.key, ()), *value_names(field, lang), *value_names(field, other)]


def _bare(name: str) -> bool:
    return not re.search(r'[\s()"]', name)


def _first(typed: str, names: Iterable[str]) -> str:
    """Return the first name that goes on where ``typed`` ends, '' when none does."""
    start = fold_length(typed)
    for name in map(nfc, names):
        if len(name) >= len(typed) and fold_length(name).startswith(start):
            return name
    return ""
