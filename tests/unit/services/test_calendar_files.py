"""Calendar files: written so that others read them, read back, and read from others."""

from __future__ import annotations

import io
import time as wall
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from icalendar import Calendar

from kobicrm.errors import BadFile
from kobicrm.services import contacts, exports, tasks, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.imports import ImportOptions, preview, run_import
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter
from tests.conftest import Clock

# The shop's clock stands on Monday, 2 November 2026.


@pytest.fixture(autouse=True)
def in_istanbul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand in Türkiye: its wall clock is the shop's."""
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    wall.tzset()
    yield
    monkeypatch.undo()
    wall.tzset()


KEPT = attrgetter("uid", "due", "clock", "repeat", "remind", "contact", "note")


def written(shop: Session, what: str = "calendar") -> Calendar:
    out = io.BytesIO()
    exports.export_calendar(shop, out, what=what)
    return Calendar.from_ical(out.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "takvim.ics"
        path.write_bytes(text.replace("\n", "\r\n").encode())
        return path

    return write


def events(*lines: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "\n".join(lines) + "\nEND:VCALENDAR\n"


def event(*lines: str, name: str = "VEVENT") -> str:
    return "\n".join((f"BEGIN:{name}", *lines, f"END:{name}"))


def test_another_program_reads_what_is_written(shop: Session, people: list[Saved]) -> None:
    made = tasks.add(shop, {"title": "Teklifi sor; acele, çok", "contact": "1", "kind": "call",
                            "due": "yarın 15:00", "minutes": "45", "remind": "1 gün",
                            "note": "İki\nsatır", "priority": "high"})  # fmt: skip
    tasks.add(shop, {"title": "Kira", "due": "30.11.2026", "repeat": "ayın son günü"})
    tasks.add(shop, {"title": "Günsüz"})
    done = tasks.add(shop, {"title": "Biten", "due": "bugün"})
    tasks.done(shop, done.task.uid)
    found = {str(one["SUMMARY"]): one for one in written(shop).walk("VEVENT")}
    assert set(found) == {
        "Teklifi sor; acele, çok · Şule Çağlayan",
        "Kira",
        "İbrahim Iğdır: birthday",
    }
    call = found["Teklifi sor; acele, çok · Şule Çağlayan"]
    assert call["UID"] == f"{made.task.uid}@kobicrm"
    assert call["DTSTART"].dt == datetime(2026, 11, 3, 15, tzinfo=ZoneInfo("Europe/Istanbul"))
    assert call["DURATION"].dt.total_seconds() == 45 * 60
    assert call.walk("VALARM")[0]["TRIGGER"].dt.days == -1
    assert found["Kira"]["DTSTART"].dt == date(2026, 11, 30)
    assert found["Kira"]["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=-1"
    birthday = found["İbrahim Iğdır: birthday"]
    assert birthday["RRULE"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"
    assert [str(zone["TZID"]) for zone in written(shop).walk("VTIMEZONE")] == ["Europe/Istanbul"]
    assert len(written(shop, "task").walk("VEVENT")) == 2
    assert len(written(shop, "birthday").walk("VEVENT")) == 1
    contacts.delete(shop, [people[0].contact.uid, people[1].contact.uid])
    assert [str(one["SUMMARY"]) for one in written(shop).walk("VEVENT")] == ["Kira"]


def test_what_goes_out_comes_back(shop: Session, people: list[Saved], tmp_path: Path) -> None:
    uid = people[0].contact.uid
    tasks.add(shop, {"title": "Numune", "contact": uid, "due": "yarın 15:00", "remind": "30"})
    tasks.add(shop, {"title": "Kira", "due": "30.11.2026", "repeat": "ayda bir", "note": "=2+2"})
    before = [row.task for row in tasks.listing(shop, TaskFilter())]
    path = tmp_path / "takvim.ics"
    exports.export_calendar(shop, path)
    report = run_import(shop, path, ImportOptions())
    assert (report.unchanged, report.created, report.refused) == (2, 0, 0)
    tasks.delete(shop, [task.uid for task in before])
    assert run_import(shop, path, ImportOptions()).created == 2
    after = [row.task for row in tasks.listing(shop, TaskFilter())]
    assert list(map(KEPT, after)) == list(map(KEPT, before))


DENTIST = event(
    "UID:1@google.com",
    "SUMMARY:Diş hekimi",
    "DTSTART;TZID=Europe/Istanbul:20261110T143000",
    "DTEND;TZID=Europe/Istanbul:20261110T153000",
    "LOCATION:Moda\\, Kadıköy",
    *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "END:VALARM"),
)
DAY = "DTSTART;VALUE=DATE:20261201"
WEEKLY = ("DTSTART:20240101T070000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO", "EXDATE:20261109T070000Z")
OLD = "DTSTART;VALUE=DATE:20240101"
LONG = "a" * 300_000


def test_a_calendar_of_others(shop: Session, file: Callable[[str], Path]) -> None:
    path = file(
        events(
            DENTIST,
            event("UID:2", "SUMMARY:Eski toplantı", OLD),
            event("UID:3", "SUMMARY:Haftalık", *WEEKLY),
            event("UID:4", "SUMMARY:Biten seri", OLD, "RRULE:FREQ=DAILY;COUNT=3"),
            event("SUMMARY:Yapılacak", "DUE;VALUE=DATE:20261201", "PRIORITY:1", name="VTODO"),
            event("UID:6", "SUMMARY:Bozuk", "DTSTART:dün"),
            event("UID:7", DAY),
            event("UID:8", "SUMMARY:İptal", DAY, "STATUS:CANCELLED"),
            event("UID:9", "SUMMARY:Dev", DAY, f"X-NOT:{LONG}"),
            event("UID:10", "SUMMARY:Ekli", "DTSTART;VALUE=DATE:20261202", f"ATTACH:{LONG}"),
        )
    )
    found = preview(shop, path)
    assert (found.kind, found.source.format) == ("task", "icalendar")
    report = run_import(shop, path, ImportOptions())
    assert (report.created, report.refused) == (7, 3)
    assert report.reasons == {"record_damaged": 1, "row_without_title": 1, "event_too_long": 1}
    still = [row.task for row in tasks.listing(shop, TaskFilter())]
    assert {task.title: (task.due, task.clock) for task in still} == {
        "Diş hekimi": (date(2026, 11, 10), time(14, 30)),
        "Haftalık": (date(2026, 11, 2), time(10)),
        "Yapılacak": (date(2026, 12, 1), None),
        "Ekli": (date(2026, 12, 2), None),
    }
    [dentist] = [task for task in still if task.title == "Diş hekimi"]
    assert (dentist.minutes, dentist.remind, dentist.note) == (60, 30, "Moda, Kadıköy")
    ended = {row.task.title: row.task.state for row in tasks.listing(shop, TaskFilter("ended"))}
    assert ended == {"Eski toplantı": "done", "Biten seri": "done", "İptal": "dropped"}
    again = run_import(shop, path, ImportOptions())
    assert (again.created, again.changeset) == (0, None)
    undo.undo(shop)
    assert tasks.count(shop, TaskFilter()) == 0


def test_read_again_on_another_day_it_adds_nothing(
    shop: Session, file: Callable[[str], Path]
) -> None:
    series = (
        "UID:3@x",
        "SUMMARY:Haftalık",
        "DTSTART:20240101T070000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
    )
    apart = (
        "UID:3@x",
        "RECURRENCE-ID:20261123T070000Z",
        "SUMMARY:Haftalık",
        "DTSTART:20261124T070000Z",
    )
    path = file(events(event(*series), event(*apart), DENTIST, event("UID:2", "SUMMARY:Eski", OLD)))
    assert run_import(shop, path, ImportOptions()).created == 4
    [dentist] = tasks.listing(shop, TaskFilter(words="diş"))
    tasks.put_off(shop, [dentist.task.uid], 3)
    assert isinstance(shop.clock, Clock)
    shop.clock.now += timedelta(days=10)
    # Another file of the same calendar: the day of the series and what is over have moved on.
    again = run_import(shop, file(path.read_text() + "\n"), ImportOptions())
    assert (again.created, again.unchanged, again.changeset) == (0, 4, None)
    # What was put off here differs from what the calendar says, and is said so.
    assert again.flagged == 1
    [dentist] = tasks.listing(shop, TaskFilter(words="diş"))
    assert dentist.task.due == date(2026, 11, 13)


def test_what_was_deleted_here_does_not_come_back_by_itself(
    shop: Session, file: Callable[[str], Path]
) -> None:
    path = file(events(DENTIST, event("UID:2@x", "SUMMARY:Fuar", DAY)))
    assert run_import(shop, path, ImportOptions()).created == 2
    [fair] = tasks.listing(shop, TaskFilter(words="fuar"))
    tasks.delete(shop, [fair.task.uid])
    again = run_import(shop, path, ImportOptions())
    assert (again.created, again.unchanged, again.changeset) == (0, 2, None)
    assert again.warnings == {"deleted_here": 1}
    back = run_import(shop, path, ImportOptions(on_match="new"))
    assert (back.created, back.warnings) == (1, {})
    [fair] = tasks.listing(shop, TaskFilter(words="fuar"))
    # Deleted once more and taken back, it is there; and so it is after the next reading.
    tasks.delete(shop, [fair.task.uid])
    undo.undo(shop)
    assert run_import(shop, path, ImportOptions()).warnings == {}
    assert tasks.count(shop, TaskFilter()) == 2


def test_an_import_that_was_taken_back_can_be_made_again(
    shop: Session, file: Callable[[str], Path]
) -> None:
    path = file(events(DENTIST))
    run_import(shop, path, ImportOptions())
    undo.undo(shop)
    assert run_import(shop, path, ImportOptions()).created == 1


def test_an_appointment_without_an_end_does_not_cost_the_next(
    shop: Session, file: Callable[[str], Path]
) -> None:
    half = event("UID:1", "SUMMARY:Yarım", DAY).removesuffix("\nEND:VEVENT")
    path = file(events(half, event("UID:2", "SUMMARY:Bütün", DAY)))
    report = run_import(shop, path, ImportOptions())
    assert (report.created, report.reasons) == (1, {"event_not_closed": 1})
    cut = file(events(event("UID:3", "SUMMARY:Kesik", DAY)).partition("END:VEVENT")[0])
    assert run_import(shop, cut, ImportOptions()).reasons == {"event_not_closed": 1}


def test_a_title_that_is_too_long_is_kept_whole(shop: Session, file: Callable[[str], Path]) -> None:
    long = "uzun " * 100
    run_import(shop, file(events(event("UID:1", f"SUMMARY:{long}", DAY))), ImportOptions())
    [row] = tasks.listing(shop, TaskFilter())
    assert long.strip() in row.task.note


HOSTILE = """\
BEGIN:VEVENT
END:VEVENT
BEGIN:VTODO
END:VTODO
BEGIN:VALARM
END:VALARM
SUMMARY:İş
DTSTART:20261110T143000
DTSTART;VALUE=DATE:20269999
DTSTART;TZID=Ay:20261110T1
RRULE:FREQ=SECONDLY
RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
RRULE:
EXDATE:x
TRIGGER:-P9999999D
TRIGGER;VALUE=DATE-TIME:20261110T143000Z
DURATION:-PT5M
PRIORITY:yüksek
DTEND:00010101T000000
DTSTART:99991231T235959Z
 devam
\t
STATUS:"""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.sampled_from(HOSTILE.splitlines()), st.text(max_size=40)), max_size=25)
)
# Mostly control characters: no text at all, and said to be none.
@example(lines=["\x1f\x19\x08", "\x1f\x19\x08", "\x08\x08\x08"])
def test_no_calendar_breaks_it(
    shop: Session, file: Callable[[str], Path], lines: list[str]
) -> None:
    with suppress(BadFile):
        report = run_import(shop, file(events(*lines)), ImportOptions(dry_run=True))
        assert report.created + report.refused + report.unchanged == report.rows
