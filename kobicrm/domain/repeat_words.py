"""Recurrence in words, Turkish and English: ``her pazartesi``, ``every 3 weeks``, ``ayda bir``.

What is no word is taken for a rule of RFC 5545 (:mod:`kobicrm.domain.recurrence`).
"""

from __future__ import annotations

import re

from kobicrm.domain.date_words import NUMBERS, UNITS, WEEKDAY_OF
from kobicrm.domain.recurrence import WEEKDAYS, normal_rule
from kobicrm.domain.turkish import fold

_LONGEST = 120
_WORD = re.compile(r"\d+|[^\W\d_]+")
_FREQ = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WHOLE = {
    **dict.fromkeys(("gunluk", "daily"), "FREQ=DAILY"),
    **dict.fromkeys(("haftalik", "weekly"), "FREQ=WEEKLY"),
    **dict.fromkeys(("aylik", "monthly"), "FREQ=MONTHLY"),
    **dict.fromkeys(("yillik", "senelik", "yearly", "annually"), "FREQ=YEARLY"),
    **dict.fromkeys(
        ("hafta ici", "hafta ici her gun", "her hafta ici", "her is gunu", "is gunleri",
         "weekdays", "every weekday", "on weekdays"),
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    ),
    **dict.fromkeys(
        ("hafta sonu", "her hafta sonu", "hafta sonlari", "weekends", "every weekend"),
        "FREQ=WEEKLY;BYDAY=SA,SU",
    ),
    **dict.fromkeys(
        ("ayin son gunu", "her ayin son gunu", "her ay sonu", "ay sonlari",
         "last day of the month", "every last day of the month", "last day of every month"),
        "FREQ=MONTHLY;BYMONTHDAY=-1",
    ),
    **dict.fromkeys(
        ("ayin ilk gunu", "her ayin ilk gunu", "her ay basi", "ay baslari",
         "first day of the month", "first day of every month"),
        "FREQ=MONTHLY;BYMONTHDAY=1",
    ),
    **dict.fromkeys(
        ("ayin son is gunu", "her ayin son is gunu", "last working day of the month",
         "last business day of the month"),
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ),
    **dict.fromkeys(("gun asiri", "every other day"), "FREQ=DAILY;INTERVAL=2"),
    "every other week": "FREQ=WEEKLY;INTERVAL=2",
    "every other month": "FREQ=MONTHLY;INTERVAL=2",
}  # fmt: skip
_PLACES = {
    **dict.fromkeys(("ilk", "birinci", "first"), 1),
    **dict.fromkeys(("ikinci", "second"), 2),
    **dict.fromkeys(("ucuncu", "third"), 3),
    **dict.fromkeys(("dorduncu", "fourth"), 4),
    **dict.fromkeys(("son", "last"), -1),
}
# What joins the names of several weekdays, and what an ordinal drags along.
_JOINING = ("ve", "and", "ile")
_ENDINGS = ("i", "si", "u", "su", "unu", "unde", "inde", "sinde", "sunda", "nci", "inci", "st",
            "nd", "rd", "th", "gunu", "leri", "lari")  # fmt: skip


def read_repeat(text: str) -> str:
    """Return the rule that ``text`` says, '' for blank text.

    Raises ValidationError("repeat_invalid") or ("repeat_never").
    """
    if not text.strip():
        return ""
    words = _WORD.findall(fold(text)) if len(text) <= _LONGEST else []
    return normal_rule(_in_words(words) or text)


def _in_words(words: list[str]) -> str:
    phrase = " ".join(words)
    if phrase in _WHOLE:
        return _WHOLE[phrase]
    return _counted(words) or _weekdays(words) or _of_month(words)


def _counted(words: list[str]) -> str:
    """Read `her gün`, `3 haftada bir`, `every 3 weeks`, `iki ayda bir`."""
    if words[-1:] == ["bir"] and words[0] == "her":
        words = words[1:]
    if len(words) == 3 and words[2] == "bir":
        words = [words[0], words[1].removesuffix("da").removesuffix("de")]
        words[1] = {"gun": "gun", "haft": "hafta", "y": "yil"}.get(words[1], words[1])
    elif len(words) == 2 and words[1] == "bir":
        words = ["1", words[0].removesuffix("da").removesuffix("de")]
        words[1] = {"haft": "hafta"}.get(words[1], words[1])
    elif words[:1] in (["her"], ["every"]):
        words = words[1:] if len(words) == 3 else ["1", *words[1:]]
    else:
        return ""
    if len(words) != 2 or words[1] not in UNITS:
        return ""
    number = int(words[0]) if words[0].isdecimal() else NUMBERS.get(words[0])
    if number is None:
        return ""
    interval = f";INTERVAL={number}" if number != 1 else ""
    return f"FREQ={_FREQ[UNITS[words[1]]]}{interval}"


def _weekdays(words: list[str]) -> str:
    """Read `her pazartesi`, `pazartesi ve perşembe`, `every monday`, `pazartesileri`."""
    weeks = 1
    if words[:1] in (["her"], ["every"], ["on"]):
        words = words[1:]
    if words[:1] == ["other"]:
        weeks, words = 2, words[1:]
    found = []
    for word in words:
        if word in _JOINING:
            continue
        plain = word.removesuffix("leri").removesuffix("lari")
        day = WEEKDAY_OF.get(plain, WEEKDAY_OF.get(plain.removesuffix("s")))
        if day is None:
            return ""
        found.append(day)
    if not found:
        return ""
    interval = f";INTERVAL={weeks}" if weeks > 1 else ""
    named = ",".join(WEEKDAYS[day] for day in sorted(set(found)))
    return f"FREQ=WEEKLY{interval};BYDAY={named}"


def _of_month(words: list[str]) -> str:
    """Read `her ayın 15'i`, `ayın ilk pazartesisi`, `the 15th of every month`."""
    rest = [w for w in words if w not in ("her", "every", "ayin", "the", "of", "month", "on")]
    if len(rest) == len(words) or not ({"ayin", "month"} & set(words)):
        return ""
    rest = [word for word in rest if word not in _ENDINGS]
    if len(rest) == 1 and rest[0].isdecimal():
        return f"FREQ=MONTHLY;BYMONTHDAY={rest[0]}"
    if len(rest) == 2 and rest[0] in _PLACES:
        plain = rest[1]
        for ending in ("", "si", "i", "su"):
            day = WEEKDAY_OF.get(plain.removesuffix(ending)) if ending else WEEKDAY_OF.get(plain)
            if day is not None:
                return f"FREQ=MONTHLY;BYDAY={_PLACES[rest[0]]}{WEEKDAYS[day]}"
    return ""
