"""Reading an iCalendar file (RFC 5545): every event and to-do as the document of a task.

The file is cut into its components as it is read, so that a broken one never costs the others
and none has to be held beside another; what a component says is read by icalendar.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.tasks import LONGEST_REMINDER
from kobicrm.domain.uids import is_uid
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.lines import numbered_lines
from kobicrm.exchange.table import DocRow, Documents, SourceInfo

_START = re.compile(r"\s*BEGIN:VCALENDAR\s*$", re.MULTILINE | re.IGNORECASE | re.ASCII)
_MARK = re.compile(r"(BEGIN|END):(VEVENT|VTODO)\s*$", re.IGNORECASE | re.ASCII)
# A component longer than this is no appointment; attachments are what makes them long.
_LONGEST = 256 * 1024
_SKIPPED = ("ATTACH", "X-ALT-DESC", "PHOTO")
OWN_DOMAIN = "@kobicrm"
CONTACT = "X-KOBICRM-CONTACT"
KIND = "X-KOBICRM-KIND"
_DAY_MINUTES = 1_440
_WEEK_MINUTES = 10_080
# The names of other programs' appointments, as record numbers (RFC 9562, version 5).
_OTHERS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kobicrm:calendar")
_STATES = {"COMPLETED": "done", "CANCELLED": "dropped"}


def is_calendar(text: str) -> bool:
    """Return whether ``text`` is the beginning of an iCalendar file."""
    return bool(_START.match(text.removeprefix("\ufeff")))


class CalendarDocuments(Documents):
    """A calendar as documents of tasks; ``skipped`` counts birthdays of our own."""

    def __init__(self, source: SourceFile, codec: str, sha256: str) -> None:
        """Read from ``source`` when rows are asked for."""
        self._source, self._codec, self.size = source, codec, source.size
        self.info = SourceInfo(source.name, "icalendar", codec, "", 0, sha256)
        self.skipped = 0

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[DocRow]:
        """Yield the components one by one. Raises BadFile("record_too_long")."""
        self.skipped = 0
        for line, name, text in self._components():
            if text:
                row = _read(line, name, text)
            else:
                problem = "event_too_long" if text is None else "event_not_closed"
                row = DocRow(line, None, problem)
            if row is None:
                self.skipped += 1
            else:
                yield row

    def _components(self) -> Iterator[tuple[int, str, str | None]]:
        """Yield line, name and text of each component.

        The text is None for one that is too long, '' for one without an end.
        """
        name, start, parts, size, left_out = "", 0, list[str](), 0, False
        for number, raw in numbered_lines(self._source, self._codec):
            line = raw.rstrip("\r\n").removeprefix("\ufeff")
            mark = _MARK.match(line)
            begins = bool(mark) and _capitals(line[:5]) == "BEGIN"
            if begins and name:
                # The one before has no end; it must not cost this one.
                yield start, name, ""
            if begins and mark:
                name, start, parts, size = _capitals(mark[2]), number, [line], 0
            if begins or not name:
                continue
            if not line.startswith((" ", "\t")):
                left_out = _capitals(line[:12]).startswith(_SKIPPED)
            if not left_out:
                size += len(line)
                if size <= _LONGEST:
                    parts.append(line)
            if mark and _capitals(mark[2]) == name:
                yield start, name, "\r\n".join(parts) + "\r\n" if size <= _LONGEST else None
                name = ""
        if name:
            # The file was cut off in the middle of it.
            yield start, name, ""


def _capitals(text: str) -> str:
    # Names of the standard, in no language.
    return text.translate({code: code - 32 for code in range(97, 123)})


def _read(line: int, name: str, text: str) -> DocRow | None:
    from icalendar import Event, Todo

    try:
        found: Any = (Event if name == "VEVENT" else Todo).from_ical(text)
        uid = str(found.get("UID", ""))
        if uid.startswith("birthday-") and uid.endswith(OWN_DOMAIN):
            return None
        document = _document(found, name)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        # Whatever hostile text makes of the library: this one can't be read, the others can.
        return DocRow(line, None, "record_damaged")
    return DocRow(line, document)


def _document(found: Any, name: str) -> dict[str, Any]:
    start, end = _moment(found, "DTSTART"), _moment(found, "DTEND")
    due = _moment(found, "DUE") if name == "VTODO" else start
    due = due or start
    contact = clean_line(str(found.get(CONTACT, "")))
    summary = clean_text(str(found.get("SUMMARY", ""))).strip()
    title = clean_line(summary)
    state = _STATES.get(_capitals(str(found.get("STATUS", ""))), "open")
    return {
        "uid": _uid(found),
        "title": title,
        "kind": str(found.get(KIND, "")),
        "due": _day(due),
        "clock": f"{due:%H:%M}" if isinstance(due, datetime) else "",
        "minutes": _minutes(found, start, end),
        "remind": _remind(found),
        "priority": _priority(found.get("PRIORITY")),
        # A title too long to be one is kept whole in the note.
        "note": clean_text(_note(found, summary if title != summary else "")).strip(),
        "repeat": _rule(found),
        "start": "",
        "skipped": _left_out(found),
        "state": state,
        "ended_at": "",
        "is_event": name == "VEVENT",
        "contact": {"uid": contact} if contact else None,
    }


def _moment(found: Any, name: str) -> date | None:
    """Return a day, or a moment of this machine's wall clock; None when there is none."""
    value = getattr(found.get(name), "dt", None)
    if isinstance(value, datetime):
        return value.astimezone().replace(tzinfo=None) if value.tzinfo else value
    return value if isinstance(value, date) else None


def _day(value: date | None) -> str:
    return date(value.year, value.month, value.day).isoformat() if value else ""


def _uid(found: Any) -> str:
    """Return a record number that is the same whenever the same appointment is read again.

    One of a series that stands apart has the UID of the series and a day of its own (RFC 5545,
    section 3.8.4.4).
    """
    text = str(found.get("UID", "")).strip()
    if text.endswith(OWN_DOMAIN) and is_uid(text.removesuffix(OWN_DOMAIN)):
        return text.removesuffix(OWN_DOMAIN)
    apart = found.get("RECURRENCE-ID")
    named = f"{text} {apart.to_ical().decode('utf-8', 'replace')}" if apart else text
    return str(uuid.uuid5(_OTHERS, named)) if text else ""


def _minutes(found: Any, start: date | None, end: date | None) -> int:
    length = getattr(found.get("DURATION"), "dt", None)
    if length is None and isinstance(start, datetime) and isinstance(end, datetime):
        length = end - start
    if not isinstance(length, timedelta):
        return 0
    return max(0, min(int(length.total_seconds() // 60), _WEEK_MINUTES))


def _remind(found: Any) -> int:
    for alarm in found.walk("VALARM"):
        before = getattr(alarm.get("TRIGGER"), "dt", None)
        if isinstance(before, timedelta) and before <= timedelta():
            return min(int(-before.total_seconds() // 60), LONGEST_REMINDER)
    return -1


def _priority(value: object) -> str:
    try:
        number = int(str(value))
    except ValueError:
        return "normal"
    return "high" if 1 <= number <= 4 else "low" if 6 <= number <= 9 else "normal"


def _note(found: Any, summary: str) -> str:
    parts = (summary, str(found.get("DESCRIPTION", "")), str(found.get("LOCATION", "")))
    return "\n".join(part for part in parts if part)


def _rule(found: Any) -> str:
    rule = found.get("RRULE")
    return rule.to_ical().decode("ascii", "replace") if hasattr(rule, "to_ical") else ""


def _left_out(found: Any) -> list[str]:
    value = found.get("EXDATE")
    lists = value if isinstance(value, list) else [value] if value is not None else []
    return [_day(one.dt) for each in lists for one in getattr(each, "dts", ())]
