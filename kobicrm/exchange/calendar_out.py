"""Writing tasks and birthdays as an iCalendar file that calendar programs subscribe to.

Times are those of Istanbul, with the zone's own description; an appointment keeps its UID for
ever, so that a program that reads the file again moves it instead of adding another.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from kobicrm.domain.tasks import NO_REMINDER, Task
from kobicrm.exchange.calendar_in import CONTACT, KIND, OWN_DOMAIN

ZONE = "Europe/Istanbul"
# How long an appointment takes when nobody said.
_MINUTES = 30
_PRIORITIES = {"high": 1, "normal": 5, "low": 9}
_DAY = timedelta(days=1)


def write_calendar(stream: BinaryIO, events: Iterable[bytes], *, name: str, version: str) -> int:
    """Write a calendar called ``name`` and return how many events it has."""
    from icalendar import Calendar, Timezone

    head = Calendar()
    head.add("PRODID", f"-//KobiCRM//KobiCRM {version}//TR")
    head.add("VERSION", "2.0")
    head.add("CALSCALE", "GREGORIAN")
    head.add("X-WR-CALNAME", name)
    head.add("X-WR-TIMEZONE", ZONE)
    # Türkiye keeps one time all year round since September 2016; what lies before is long over.
    head.add_component(Timezone.from_tzid(ZONE, first_date=date(2017, 1, 1)))
    opening, _end, _rest = head.to_ical().partition(b"END:VCALENDAR")
    stream.write(opening)
    count = 0
    for event in events:
        stream.write(event)
        count += 1
    stream.write(b"END:VCALENDAR\r\n")
    return count


def task_event(task: Task, contact: str, stamp: datetime) -> bytes:
    """Return an open task that has a day as an event; ``contact`` is the contact's name."""
    from icalendar import Alarm, Event

    assert task.due is not None
    event: Any = Event()
    event.add("UID", task.uid + OWN_DOMAIN)
    event.add("DTSTAMP", stamp)
    event.add("SUMMARY", f"{task.title} · {contact}" if contact else task.title)
    _add_time(event, task)
    if task.repeat:
        event.add("RRULE", _rule(task.repeat))
        for day in task.skipped:
            event.add("EXDATE", _at(day, task) if task.clock else day)
    event.add("PRIORITY", _PRIORITIES[task.priority])
    event.add(KIND, task.kind)
    if task.contact:
        event.add(CONTACT, task.contact)
    if task.note:
        event.add("DESCRIPTION", task.note)
    if task.remind != NO_REMINDER:
        alarm: Any = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", task.title)
        alarm.add("TRIGGER", timedelta(minutes=-task.remind))
        event.add_component(alarm)
    return bytes(event.to_ical())


def _add_time(event: Any, task: Task) -> None:
    assert task.due is not None
    if task.clock is None:
        event.add("DTSTART", task.due)
        event.add("DTEND", task.due + _DAY if task.due < date.max else task.due)
        event.add("TRANSP", "TRANSPARENT")
        return
    event.add("DTSTART", _at(task.due, task))
    event.add("DURATION", timedelta(minutes=task.minutes or _MINUTES))


def _at(day: date, task: Task) -> datetime:
    assert task.clock is not None
    return datetime.combine(day, task.clock, ZoneInfo(ZONE))


def _rule(text: str) -> Any:
    from icalendar import vRecur

    return vRecur.from_ical(text)


def birthday_event(uid: str, birthday: str, summary: str, stamp: datetime) -> bytes:
    """Return a stored birthday as an event of every year, 29 February on the last of the month."""
    from icalendar import Event, vRecur

    year, month, day = _parts(birthday)
    leap = (month, day) == (2, 29)
    event: Any = Event()
    event.add("UID", f"birthday-{uid}{OWN_DOMAIN}")
    event.add("DTSTAMP", stamp)
    event.add("SUMMARY", summary)
    event.add("DTSTART", date(year, month, 28 if leap and not isleap(year) else day))
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "FREQ=YEARLY"
    event.add("RRULE", vRecur.from_ical(rule))
    event.add("TRANSP", "TRANSPARENT")
    return bytes(event.to_ical())


def _parts(birthday: str) -> tuple[int, int, int]:
    # A year that has every day stands for one that nobody knows.
    text = birthday if not birthday.startswith("--") else f"2000{birthday[1:]}"
    year, month, day = (int(part) for part in text.split("-"))
    return year, month, day
