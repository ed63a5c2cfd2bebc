"""Values of yes/no cells and of the shop's own (custom) fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.dates import parse_date
from kobicrm.domain.money import Money, from_json, parse_money, parse_number, to_json
from kobicrm.domain.turkish import fold

CUSTOM_TYPES = ("text", "number", "money", "date", "yes_no", "choice")

# The most digits of a number before and behind its point.
_DIGITS = 1000
_YES = frozenset({"evet", "e", "var", "onay", "onayli", "1", "aktif", "yes", "y", "true"})
_NO = frozenset({"hayir", "h", "yok", "ret", "0", "pasif", "no", "n", "false"})


def parse_bool(text: str) -> bool | None:
    """Return what a yes/no cell says in Turkish or English, None when it says neither."""
    word = fold(text)
    if word in _YES:
        return True
    return False if word in _NO else None


def parse_custom(type: str, text: str, lang: str) -> object | None:
    """Return the typed value of a custom field, None when ``text`` is empty or unreadable.

    text and choice give str, number Decimal, money Money, date date, yes_no bool. Raises
    ValueError for an unknown type.
    """
    match type:
        case "text":
            return clean_text(text) or None
        case "choice":
            return clean_line(text) or None
        case "number":
            return parse_number(text, lang)
        case "money":
            return parse_money(text, lang).money
        case "date":
            return parse_date(text)
        case "yes_no":
            return parse_bool(text)
    raise ValueError(type)


def picked(text: str, choices: Sequence[str]) -> str | None:
    """Return the one of ``choices`` that ``text`` names in any spelling, None when none does."""
    wanted = fold(clean_line(text))
    return next((choice for choice in choices if fold(choice) == wanted), None)


def custom_to_json(type: str, value: object) -> object:
    """Return a typed value for JSON: a number stays a number, money and dates as everywhere.

    A number that a JSON reader's floats would change is written as text. Raises ValueError when
    the value is not of the type.
    """
    match type, value:
        case (("text" | "choice"), str()):
            return value
        case "yes_no", bool():
            return value
        case "number", Decimal():
            return _number_to_json(value)
        case "money", Money():
            return to_json(value)
        case "date", date():
            return value.isoformat()
    raise ValueError(type)


def _number_to_json(value: Decimal) -> int | float | str:
    if not value.is_finite():
        raise ValueError("number")
    if value == value.to_integral_value() and abs(value) < 2**53:
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else str(value)


def custom_from_json(type: str, value: object) -> object:
    """Return the typed value :func:`custom_to_json` wrote; ValueError for anything else."""
    match type, value:
        case (("text" | "choice"), str()):
            return value
        case "yes_no", bool():
            return value
        case "number", (int() | float() | str()) if not isinstance(value, bool):
            return _number_from_json(value)
        case "money", dict():
            return from_json(value)
        case "date", str():
            return date.fromisoformat(value)
    raise ValueError(type)


def _number_from_json(value: float | str) -> Decimal:
    try:
        number = Decimal(str(value))
    except ArithmeticError as error:
        raise ValueError("number") from error
    # 1e99999999 is short to write and takes all memory once it is written out.
    if not number.is_finite() or max(abs(number.adjusted()), -_exponent(number)) > _DIGITS:
        raise ValueError("number")
    return number


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
