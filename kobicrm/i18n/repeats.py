"""How a task repeats and when it is due, in words of both languages."""

from __future__ import annotations

from datetime import date

from kobicrm.domain.dates import day_name, format_date
from kobicrm.domain.recurrence import WEEKDAYS
from kobicrm.i18n import _, language, ngettext

_WORKDAYS = "MO,TU,WE,TH,FR"
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def repeat_text(rule: str) -> str:
    """Return what a rule of RFC 5545 says, the rule itself where it is too much for words."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    words = _said(parts)
    if not words:
        return rule
    if "UNTIL" in parts:
        day = date(int(parts["UNTIL"][:4]), int(parts["UNTIL"][4:6]), int(parts["UNTIL"][6:8]))
        return _("{repeat}, until {day}").format(repeat=words, day=format_date(day, language()))
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        times = ngettext("{repeat}, {count} time", "{repeat}, {count} times", count)
        return times.format(repeat=words, count=count)
    return words


def _said(parts: dict[str, str]) -> str:
    interval = int(parts.get("INTERVAL", "1"))
    by = {
        name: parts[name]
        for name in ("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS")
        if name in parts
    }
    unit = _UNITS[parts["FREQ"]]
    if not by:
        return _every(unit, interval)
    if unit == "week" and by.keys() == {"BYDAY"}:
        if interval == 1 and by["BYDAY"] == _WORKDAYS:
            return _("every working day")
        names = _names(by["BYDAY"].split(","))
        if interval == 1:
            return _("every {days}").format(days=names)
        return _("every {count} weeks on {days}").format(count=interval, days=names)
    if unit != "month" or interval != 1:
        return ""
    if by.keys() == {"BYMONTHDAY"} and "," not in by["BYMONTHDAY"]:
        day = int(by["BYMONTHDAY"])
        if day == -1:
            return _("on the last day of the month")
        return _("on day {day} of the month").format(day=day) if day > 0 else ""
    if by.keys() == {"BYDAY", "BYSETPOS"} and (by["BYDAY"], by["BYSETPOS"]) == (_WORKDAYS, "-1"):
        return _("on the last working day of the month")
    if by.keys() == {"BYMONTHDAY", "BYSETPOS"} and by["BYSETPOS"] == "-1":
        return _every("month", 1)
    return ""


def _every(unit: str, count: int) -> str:
    if count == 1:
        return {
            "day": _("every day"),
            "week": _("every week"),
            "month": _("every month"),
            "year": _("every year"),
        }[unit]
    return {
        "day": _("every {count} days"),
        "week": _("every {count} weeks"),
        "month": _("every {count} months"),
        "year": _("every {count} years"),
    }[unit].format(count=count)


def _names(days: list[str]) -> str:
    names = [day_name(WEEKDAYS.index(day), language()) for day in days if day in WEEKDAYS]
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
