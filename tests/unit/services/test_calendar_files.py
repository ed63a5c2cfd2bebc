"""Calendar files: written so that others read them, read back, and read from others."""

from __future__ import annotations

import io
import time as wall
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from icalendar import Calendar

from kobicrm.services import contacts, exports, tasks, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.imports import ImportOptions, preview, run_import
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter

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
def test_no_calendar_breaks_it(
    shop: Session, file: Callable[[str], Path], lines: list[str]
) -> None:
    report = run_import(shop, file(events(*lines)), ImportOptions(dry_run=True))
    assert report.created + report.refused + report.unchanged == report.rows
