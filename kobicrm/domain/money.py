"""Amounts of money and plain numbers, read and written the Turkish and the English way.

Never a float: an amount is a whole number of minor units (kuruş, cents; gold in milligrams).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kobicrm.domain.turkish import fold

# Decimals that differ from two: gold is kept in milligrams and named in grams.
_DECIMALS = {"XAU": 3, "JPY": 0, "KRW": 0}
_NAMES = {
    "TRY": "tl tl. try ytl lira ₺ turk_lirasi",
    "USD": "usd us$ $ dolar dollar dollars abd_dolari",
    "EUR": "eur euro euros avro €",
    "GBP": "gbp £ sterlin pound pounds",
    "XAU": "xau gram_altin gr_altin gr._altin g_gold altin gram gr gr. g",
}
_ISO = "CHF JPY KRW CNY RUB SEK NOK DKK AUD CAD BGN RON PLN AZN GEL UAH AED SAR QAR"
_CURRENCIES = {
    word.replace("_", " "): code for code, words in _NAMES.items() for word in words.split()
} | {fold(code): code for code in _ISO.split()}

_LONGEST = 60
_LARGEST = 9_000_000_000_000_000
_FAST = re.compile(r"(\d{1,3}(?:\.\d{3})*),(\d\d)(?: (?:TL|₺))?", re.ASCII)
_PARTS = re.compile(r"([^\d.,]*)([.,]?\d(?:[\d.,' ]*\d)?)([^\d]*)", re.ASCII)
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]+(?=\D*$)")
_ODD_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f]+")
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", re.ASCII)
_MACHINE = re.compile(r"-?\d+(?:\.(\d+))? ([A-Z]{3})", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of an ISO currency (kuruş; gold ``XAU`` in milligrams)."""

    amount: int
    currency: str = "TRY"


@dataclass(frozen=True, slots=True)
class ParsedMoney:
    """What a text says: ``money`` is None when unreadable; ``ambiguous`` asks for a look."""

    money: Money | None
    ambiguous: bool = False


def decimals(currency: str) -> int:
    """Return how many decimals the main unit of ``currency`` has."""
    return _DECIMALS.get(currency, 2)


def parse_money(text: str, lang: str = "tr", default_currency: str = "TRY") -> ParsedMoney:
    """Return the amount in ``text``: ``1.234,56 TL``, ``₺1.234``, ``(1.250,00)``, ``1 250,00``.

    ``1,250`` is 1.25 in Turkish and flagged ambiguous. Further decimals are rounded half up.
    """
    if lang == "tr" and (fast := _FAST.fullmatch(text)) and len(text) < 20:
        currency = default_currency if text[-1].isdigit() else "TRY"
        if decimals(currency) == 2:
            return ParsedMoney(Money(int(fast[1].replace(".", "") + fast[2]), currency))
    if machine := _machine(text):
        return ParsedMoney(machine)
    parts = _parts(text)
    if parts is None:
        return ParsedMoney(None)
    negative, body, words = parts
    found = {_CURRENCIES.get(word, "") for word in words} or {default_currency}
    value = _value(body, lang)
    if value is None or len(found) != 1 or "" in found:
        return ParsedMoney(None)
    currency = found.pop()
    minor = _minor(-value[0] if negative else value[0], currency)
    return ParsedMoney(minor, value[1]) if minor else ParsedMoney(None)


def _machine(text: str) -> Money | None:
    """Read what :func:`plain` writes, where a dot is always the decimal mark."""
    match = _MACHINE.fullmatch(text)
    if not match or fold(match[2]) not in _CURRENCIES:
        return None
    if len(match[1] or "") != decimals(match[2]) or len(text) > 26:
        return None
    return _minor(Decimal(text[:-4]), match[2])


def _minor(value: Decimal, currency: str) -> Money | None:
    if abs(value) > _LARGEST:
        return None
    scaled = value.scaleb(decimals(currency)).to_integral_value(ROUND_HALF_UP)
    return Money(int(scaled), currency) if abs(scaled) <= _LARGEST else None


def _parts(text: str) -> tuple[bool, str, list[str]] | None:
    """Return sign, digits and the words around them, or None when it is no number."""
    if len(text) > _LONGEST:
        return None
    text = _NO_CENTS.sub("", _ODD_SPACE.sub(" ", text).strip().replace("−", "-").replace("’", "'"))
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    before, body, after = match.groups()
    bracketed = "(" in before and ")" in after
    if bracketed:
        before, after = before.replace("(", "", 1), after.replace(")", "", 1)
    minus = before.count("-") + after.count("-")
    if minus > 1 or (minus and bracketed) or "+" in after:
        return None
    words = [fold(part.replace("-", "").replace("+", "")) for part in (before, after)]
    return bool(minus or bracketed), body, [word for word in words if word]


def _value(body: str, lang: str) -> tuple[Decimal, bool] | None:
    """Return the number and whether its mark could also mean thousands."""
    if " " in body or "'" in body:
        if not _SPACED.fullmatch(body):
            return None
        body = body.replace(" ", "").replace("'", "")
    mark, group = (",", ".") if lang == "tr" else (".", ",")
    marks, groups = body.count(mark), body.count(group)
    if marks and groups:
        last = max(body.rfind(mark), body.rfind(group))
        other = group if body[last] == mark else mark
        return _joined(body[:last], body[last + 1 :], other)
    if marks > 1 or groups > 1:
        return _joined(body, "", mark if marks else group)
    head, _, tail = body.replace(group, mark).partition(mark)
    like_group = len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0"
    if groups and like_group:
        return Decimal(head + tail), False
    return Decimal(f"{head or 0}.{tail or 0}"), bool(marks and like_group)


def _joined(head: str, tail: str, group: str) -> tuple[Decimal, bool] | None:
    first, *rest = head.split(group)
    if not 1 <= len(first) <= 3 or any(len(part) != 3 for part in rest):
        return None
    digits = first + "".join(rest)
    return (Decimal(f"{digits}.{tail or 0}"), False) if digits.isdigit() else None


def parse_number(text: str, lang: str = "tr") -> Decimal | None:
    """Return the number in ``text``, or None; a word beside it makes it no number."""
    parts = _parts(text)
    if parts is None or parts[2]:
        return None
    value = _value(parts[1], lang)
    if value is None:
        return None
    return -value[0] if parts[0] else value[0]


def _localised(english: str, lang: str) -> str:
    return english.translate({44: ".", 46: ","}) if lang == "tr" else english


def format_money(m: Money, lang: str) -> str:
    """Return the amount for people: ``1.234,56 TL``, ``48.500 TL``; English ``1,234.56 TL``."""
    places = decimals(m.currency)
    value = Decimal(m.amount).scaleb(-places)
    if m.amount % 10**places == 0:
        shown = f"{value:,.0f}"
    elif m.currency == "XAU":
        shown = f"{value:,.3f}".rstrip("0")
    else:
        shown = f"{value:,.{places}f}"
    word = {"TRY": "TL", "XAU": "gram altın" if lang == "tr" else "g gold"}
    return f"{_localised(shown, lang)} {word.get(m.currency, m.currency)}"


def _fixed(m: Money) -> str:
    places = decimals(m.currency)
    return f"{Decimal(m.amount).scaleb(-places):.{places}f}"


def plain(m: Money) -> str:
    """Return the amount for machines, readable by parse_money: ``1234.56 TRY``."""
    return f"{_fixed(m)} {m.currency}"


def to_json(m: Money) -> dict[str, str]:
    """Return ``{"amount": "1234.56", "currency": "TRY"}``."""
    return {"amount": _fixed(m), "currency": m.currency}


def from_json(d: object) -> Money:
    """Return the amount :func:`to_json` wrote; raises ValueError for anything else."""
    if not isinstance(d, dict):
        raise ValueError("money")
    amount, currency = d.get("amount"), d.get("currency", "TRY")
    if not isinstance(currency, str) or fold(currency) not in _CURRENCIES:
        raise ValueError("money")
    if not isinstance(amount, str) or not _AMOUNT.fullmatch(amount):
        raise ValueError("money")
    money = _minor(Decimal(amount), _CURRENCIES[fold(currency)])
    if money is None:
        raise ValueError("money")
    return money


def format_number(value: Decimal, lang: str) -> str:
    """Return a number with grouped thousands and the decimals it has."""
    return _localised(f"{value:,f}", lang)


def format_count(value: int, lang: str) -> str:
    """Return a count with grouped thousands: ``2.041`` or ``2,041``."""
    return _localised(f"{value:,}", lang)


def format_percent(value: int, lang: str) -> str:
    """Return a percentage: ``% 12`` in Turkish, ``12%`` in English."""
    return f"% {format_count(value, lang)}" if lang == "tr" else f"{format_count(value, lang)}%"
