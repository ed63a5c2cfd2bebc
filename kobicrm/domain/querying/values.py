"""The values of a query: read from text by the type of their field, and written again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from kobicrm.domain.clean import clean_line
from kobicrm.domain.money import Money, decimals, parse_money, parse_number
from kobicrm.domain.querying.dates import AnyDay, read_when, read_yearly, write_when
from kobicrm.domain.querying.fields import Choice, QueryField, nearest, plain
from kobicrm.domain.turkish import fold
from kobicrm.domain.values import parse_bool


@dataclass(frozen=True, slots=True)
class Span:
    """A range of values, both ends included; None leaves an end open."""

    low: object
    high: object


class BadValueError(Exception):
    """A text is no value of its field; ``near`` is what may be meant, '' for nothing."""

    def __init__(self, near: str = "") -> None:
        """Keep what may be meant."""
        super().__init__()
        self.near = near


_HAS_DIGIT = re.compile(r"\d", re.ASCII)
_YES_NO = (Choice("yes", ("evet",), ("yes",)), Choice("no", ("hayır",), ("no",)))


def read_value(field: QueryField, text: str, lang: str) -> object:
    """Return the value ``text`` means for ``field``; BadValueError when it means none.

    Numbers and amounts are read as ``lang`` writes them, everything else in both languages.
    """
    if field.type in ("choice", "missing"):
        return _choice(field.choices, text, lang)
    found = _READ.get(field.type, _text)(text, lang)
    if found is None:
        names = [one for choice in _YES_NO for one in _names(choice, lang)]
        raise BadValueError(
            nearest(fold(text), names) if field.type == "yes_no" else _day(text, lang)
        )
    return found


def _day(text: str, lang: str) -> str:
    """Return the name of a span of days that looks like ``text``."""
    from kobicrm.domain.querying.dates import period_names

    known = {fold(name): name for name in period_names(lang)}
    return known.get(nearest(fold(text), list(known)), "") if not text[:1].isdigit() else ""


def _text(text: str, _lang: str) -> str | None:
    return clean_line(text) or None


def _number(text: str, lang: str) -> Decimal | None:
    found = parse_number(text, lang)
    return None if found is None else found.normalize() + 0


def _money(text: str, lang: str) -> Money | None:
    return parse_money(text, lang).money


_READ: dict[str, Callable[[str, str], object | None]] = {
    "instant": lambda text, _lang: read_when(text),
    "date": lambda text, _lang: read_when(text),
    "birthday": lambda text, _lang: read_yearly(text),
    "number": _number,
    "money": _money,
    "yes_no": lambda text, _lang: parse_bool(text),
    "phone": lambda text, _lang: clean_line(text) if _HAS_DIGIT.search(text) else None,
}


def _names(choice: Choice, lang: str) -> tuple[str, ...]:
    return (*choice.tr, *choice.en) if lang == "tr" else (*choice.en, *choice.tr)


def _choice(choices: tuple[Choice, ...], text: str, lang: str) -> str:
    wanted = plain(text)
    known: dict[str, str] = {}
    for choice in choices:
        for name in (choice.key, *choice.tr, *choice.en):
            if wanted and plain(name) == wanted:
                return choice.key
        known |= {plain(name): name for name in reversed(_names(choice, lang))}
    found = nearest(wanted, list(known))
    raise BadValueError(known[found] if found else "")


def write_value(field: QueryField, value: object, lang: str) -> str:
    """Return the text :func:`read_value` reads as ``value``, without quotation marks."""
    if field.type in ("choice", "missing"):
        return choice_name(field, str(value), lang)
    if isinstance(value, bool):
        return _names(_YES_NO[0 if value else 1], lang)[0]
    if isinstance(value, Money):
        unit = "" if value.currency == "TRY" else value.currency
        amount = Decimal(value.amount).scaleb(-decimals(value.currency))
        return _digits(amount, lang) + unit
    if isinstance(value, Decimal):
        return _digits(value, lang)
    if field.type in ("instant", "date", "birthday"):
        return write_when(cast("AnyDay", value), lang)
    return str(value)


def choice_name(field: QueryField, key: str, lang: str) -> str:
    """Return the word a choice is written with; KeyError when the field has no such choice."""
    for choice in field.choices:
        if choice.key == key:
            return _names(choice, lang)[0]
    raise KeyError(key)


def _digits(value: Decimal, lang: str) -> str:
    shown = f"{value:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return shown.replace(".", ",") if lang == "tr" else shown


def value_names(field: QueryField, lang: str) -> list[str]:
    """Return the words of a closed set of values, for completion."""
    from kobicrm.domain.querying.dates import period_names

    if field.type in ("instant", "date", "birthday"):
        return period_names(lang)
    choices = _YES_NO if field.type == "yes_no" else field.choices
    return [_names(choice, lang)[0] for choice in choices]
