"""Dates and instants: reading what people and spreadsheets write, showing both languages.

Instants are aware UTC, dates are plain dates; the clock always comes from the caller.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from kobicrm.domain.turkish import fold, lower

_NAMES = {
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"
    " Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "en": "January February March April May June July August September October November December"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = {lang: names.split()[:12] for lang, names in _NAMES.items()}
_DAYS = {lang: names.split()[12:] for lang, names in _NAMES.items()}
_SHORT_DAYS = {
    "tr": ["Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
_DAY_HEADS = {
    "tr": ["Pt", "Sa", "Ça", "Pe", "Cu", "Ct", "Pz"],
    "en": ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
}
_MONTH_OF = {
    form: number
    for names in _MONTHS.values()
    for number, name in enumerate(names, 1)
    for form in (fold(name), fold(name)[:3])
} | {"sept": 9}
_OTHER_WORDS = "pzt sal car per cum cmt paz mon tue wed thu fri sat sun st nd rd th of"
_SKIPPED = {fold(name) for names in _DAYS.values() for name in names} | set(_OTHER_WORDS.split())

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
# 2-digit years: a date is rarely older than 1970; a birthday is never in the future.
_PIVOT, _BIRTH_PIVOT = 70, 30
_NO_YEAR = (0, 1604)
_SERIALS = range(10_000, 73_416)
_EPOCH = date(1899, 12, 30)
_LONGEST = 60

_TIME = re.compile(
    r"[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"\s*(?:Z|[+-]\d{2}:?\d{2}|[AP]\.?M\.?)?$",
    re.IGNORECASE | re.ASCII,
)
_DMY = re.compile(r"(\d{1,2})\s*([./ -])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", re.ASCII)
_YMD = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_DASHED = re.compile(r"--(\d{2})-?(\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]?", re.ASCII)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_CANONICAL = re.compile(r"(?:(\d{4})|-)-(\d{2})-(\d{2})", re.ASCII)

_Parts = tuple[int | None, int, int]


def _full_year(text: str, pivot: int) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < pivot else 1900)


def _named(text: str, pivot: int) -> _Parts | None:
    tokens = [t for t in _TOKEN.findall(fold(text)) if t not in _SKIPPED]
    months = [i for i, t in enumerate(tokens) if t in _MONTH_OF]
    if len(months) != 1 or months[0] > 1 or not 2 <= len(tokens) <= 3:
        return None
    month = _MONTH_OF[tokens.pop(months[0])]
    if not all(t.isdigit() and len(t) <= 4 for t in tokens) or len(tokens[0]) > 2:
        return None
    year = _full_year(tokens[1], pivot) if len(tokens) == 2 else None
    return year, month, int(tokens[0])


def _parts(text: str, pivot: int) -> _Parts | None:
    """Return (year or None, month, day) as written, not yet checked against the calendar."""
    if len(text) > _LONGEST:
        return None
    text = _TIME.sub("", text.strip())
    if match := _DMY.fullmatch(text):
        return _full_year(match[4], pivot), int(match[3]), int(match[1])
    if match := _YMD.fullmatch(text):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _COMPACT.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        day = _EPOCH + timedelta(days=int(match[1]))
        return day.year, day.month, day.day
    return _named(text, pivot)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> date | None:
    """Return the date in ``text``, day first, or None; 31.02 is no date. Never raises.

    Reads Turkish and English month names, ISO dates, spreadsheet serials and drops a time.
    """
    parts = _parts(text, _PIVOT)
    if parts is None or parts[0] is None or not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
        return None
    return _real(parts[0], parts[1], parts[2])


def parse_birthday(text: str) -> str | None:
    """Return ``YYYY-MM-DD``, or ``--MM-DD`` when the year is unknown, or None. Never raises.

    The year 1604 of address books stands for no year.
    """
    text = text.strip() if len(text) <= _LONGEST else ""
    parts: _Parts | None
    if match := _DASHED.fullmatch(text):
        parts = (None, int(match[1]), int(match[2]))
    elif match := _DAY_MONTH.fullmatch(text):
        parts = (None, int(match[2]), int(match[1]))
    else:
        parts = _parts(text, _BIRTH_PIVOT)
    if parts is None:
        return None
    year, month, day = parts
    if year is None or year in _NO_YEAR:
        # 2000 is a leap year: 29 February is somebody's birthday.
        return f"--{month:02}-{day:02}" if _real(2000, month, day) else None
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not _real(year, month, day):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def month_day(text: str) -> tuple[int, int] | None:
    """Return (month, day) of a date written without its year, or None. Never raises."""
    found = _CANONICAL.fullmatch(parse_birthday(text) or "")
    return (int(found[2]), int(found[3])) if found and not found[1] else None


def month_names(month: int) -> tuple[str, str]:
    """Return the Turkish and the English name of a month (1 to 12)."""
    return _MONTHS["tr"][month - 1], _MONTHS["en"][month - 1]


def format_birthday(canonical: str, lang: str) -> str:
    """Return a stored birthday for people: ``14 Mart 1988`` or ``14 Mart``."""
    match = _CANONICAL.fullmatch(canonical)
    if not match or not 1 <= int(match[2]) <= 12:
        return canonical
    shown = f"{int(match[3])} {_MONTHS[lang][int(match[2]) - 1]}"
    return f"{shown} {match[1]}" if match[1] else shown


def format_date(d: date, lang: str) -> str:
    """Return ``17.11.2026``, in English ``17 Nov 2026``."""
    if lang == "tr":
        return f"{d.day:02}.{d.month:02}.{d.year:04}"
    return f"{d.day} {_short_month(d, lang)} {d.year}"


def format_moment(at: datetime, lang: str) -> str:
    """Return an aware instant in local time: ``17.11.2026 14.05``, ``17 Nov 2026 14:05``."""
    there = at.astimezone()
    return f"{format_date(there.date(), lang)} {_clock(there, lang)}"


def _clock(there: datetime, lang: str) -> str:
    return f"{there:%H.%M}" if lang == "tr" else f"{there:%H:%M}"


def _short_month(d: date, lang: str) -> str:
    return _MONTHS[lang][d.month - 1][:3]


def day_name(weekday: int, lang: str) -> str:
    """Return the name of a weekday, Monday is 0; English capitalises it, Turkish in a row not."""
    name = _DAYS[lang][weekday]
    return lower(name) if lang == "tr" else name


def short_date(d: date, today: date, lang: str, *, padded: bool = False) -> str:
    """Return ``17 Kas`` in the year of ``today``, else ``17.11.24`` (``17 Nov 24``).

    ``padded`` writes ``04 Ara``, so that dates below each other stand in columns.
    """
    day = f"{d.day:02}" if padded else str(d.day)
    if d.year == today.year:
        return f"{day} {_short_month(d, lang)}"
    if lang == "tr":
        return f"{d.day:02}.{d.month:02}.{d.year % 100:02}"
    return f"{day} {_short_month(d, lang)} {d.year % 100:02}"


def weekday_date(d: date, lang: str) -> str:
    """Return ``Cmt 21``, in English ``Sat 21``."""
    return f"{_SHORT_DAYS[lang][d.weekday()]} {d.day}"


def weekday_heads(lang: str) -> list[str]:
    """Return the weekdays in two letters, Monday first: ``Pt``, in English ``Mo``."""
    return list(_DAY_HEADS[lang])


def weekday_names(lang: str) -> list[str]:
    """Return the weekdays in full as headings, Monday first: ``Pazartesi``."""
    return list(_DAYS[lang])


def month_title(d: date, lang: str) -> str:
    """Return ``Kasım 2026``, in English ``November 2026``."""
    return f"{_MONTHS[lang][d.month - 1]} {d.year}"


def long_date(d: date, lang: str) -> str:
    """Return ``20 Kasım Cuma``, in English ``Friday 20 November``."""
    month, weekday = _MONTHS[lang][d.month - 1], _DAYS[lang][d.weekday()]
    return f"{d.day} {month} {weekday}" if lang == "tr" else f"{weekday} {d.day} {month}"


def ago(then: datetime, now: datetime, lang: str) -> str:
    """Return how long before ``now`` it was, in local time: ``5 dakika önce``, ``dün 02.00``.

    Both are aware. A moment that lies ahead, or more than 30 days back, gives date and time or
    the date alone.
    """
    tr = lang == "tr"
    there, here = then.astimezone(), now.astimezone()
    seconds = (now - then).total_seconds()
    clock = _clock(there, lang)
    if abs(seconds) < 60:
        return "az önce" if tr else "just now"
    if seconds < 0:
        return f"{format_date(there.date(), lang)} {clock}"
    if seconds < 3600:
        minutes = int(seconds // 60)
        plural = "" if minutes == 1 else "s"
        return f"{minutes} dakika önce" if tr else f"{minutes} minute{plural} ago"
    days = (here.date() - there.date()).days
    if days < 2:
        words = ("bugün", "dün") if tr else ("today", "yesterday")
        return f"{words[max(days, 0)]} {clock}"
    if days > 30:
        return format_date(there.date(), lang)
    return f"{days} gün önce" if tr else f"{days} days ago"


def iso_utc(dt: datetime) -> str:
    """Return an aware instant as ``2026-11-20T09:15:00Z``; microseconds only when there are any."""
    return dt.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def parse_iso(text: str) -> datetime:
    """Return the aware UTC instant of an ISO 8601 text; ValueError without an offset or date."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of range") from error
