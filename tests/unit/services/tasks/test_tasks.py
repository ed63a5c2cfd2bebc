"""Tasks: added, changed, put off, done with a result, in series; each one change, undone whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from kobicrm.domain.tasks import Task
from kobicrm.errors import Conflict, KobiError, NotFound, ValidationError
from kobicrm.services import contacts, interactions, tasks, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter
from kobicrm.storage import record_kinds, records

# The shop's clock stands on Monday, 2 November 2026.
MONDAY = date(2026, 11, 2)


def everything(shop: Session) -> dict[str, Any]:
    with shop.store.reading():
        return {kind: records.read(kind) for kind in record_kinds.KINDS}


def titles(shop: Session, **where: Any) -> list[str]:
    return [row.task.title for row in tasks.listing(shop, TaskFilter(**where))]


@pytest.fixture
def sule(people: list[Saved]) -> str:
    return people[0].contact.uid


def test_a_task_is_kept_as_it_was_typed(shop: Session, sule: str) -> None:
    made = tasks.add(
        shop,
        {
            "title": "Fiyat listesini gönder",
            "contact": "0532 123 45 67",
            "kind": "mesaj",
            "due": "yarın 15:00",
            "remind": "1 saat önce",
            "priority": "yüksek",
            "assignee": "İbrahim",
            "minutes": "30 dk",
            "checklist": ["Yazdır", "", "Gönder"],
            "note": "İki nüsha",
        },
    )
    task = made.task
    assert (task.contact, made.contact_name, task.kind) == (sule, "Şule Çağlayan", "message")
    assert (task.due, task.clock, task.remind) == (date(2026, 11, 3), time(15), 60)
    assert (task.priority, task.assignee, task.minutes) == ("high", "İbrahim", 30)
    assert [one.text for one in task.checklist] == ["Yazdır", "Gönder"]
    assert tasks.find(shop, str(made.id)).task == task
    before = everything(shop)
    changed = tasks.edit(shop, task.uid, {"due": "9.11", "priority": ""}, seen=task)
    assert (changed.task.due, changed.task.clock) == (date(2026, 11, 9), None)
    assert changed.task.priority == "normal"
    assert tasks.edit(shop, task.uid, {"due": "9.11"}).changeset is None
    undo.undo(shop)
    assert everything(shop) == before
    undo.undo(shop)
    assert everything(shop)["task"] == {}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "  "}, "task_title_missing"),
        ({"title": "Ara", "due": "31 şubat"}, "due_unreadable"),
        ({"title": "Ara", "due": "yarın 3"}, "due_either"),
        ({"title": "Ara", "clock": "15:00"}, "clock_without_due"),
        ({"title": "Ara", "kind": "uç"}, "choice_unknown"),
        ({"title": "Ara", "minutes": "çok"}, "number_between"),
        ({"title": "Ara", "minutes": "99999999"}, "number_between"),
        ({"title": "Ara", "repeat": "arada bir"}, "repeat_invalid"),
        ({"title": "Ara", "repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "repeat_never"),
        ({"title": "Ara", "contact": "yok böyle biri"}, "contact_not_found"),
        ({"title": "Ara", "checklist": ["x"] * 300}, "number_between"),
        ({"title": "a" * 201}, "text_too_long"),
        ({"title": "Ara", "note": "a" * 100_001}, "text_too_long"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_kept(
    shop: Session, given: dict[str, object], code: str
) -> None:
    with pytest.raises(KobiError) as error:
        tasks.add(shop, given)
    assert error.value.code == code
    assert not everything(shop)["task"]


def test_a_call_that_was_made_becomes_an_interaction_with_its_next_step(
    shop: Session, sule: str
) -> None:
    made = tasks.add(
        shop, {"title": "Teklifi sor", "contact": sule, "kind": "call", "due": "bugün"}
    )
    before = everything(shop)
    ended = tasks.done(
        shop,
        made.task.uid,
        result={"outcome": "teklif istedi", "text": "40 koli"},
        step={"title": "Teklifi gönder", "due": "pzt 10"},
        seen=made.task,
    )
    assert ended.next_step is not None
    assert (ended.next_step.due, ended.next_step.contact) == (date(2026, 11, 9), sule)
    [talk] = interactions.newest(shop, made_of(shop, sule))
    assert (talk.channel, talk.direction, talk.outcome) == ("call", "out", "quote")
    assert (talk.text, talk.task, talk.uid) == (
        "Teklifi sor: 40 koli",
        made.task.uid,
        ended.interaction,
    )
    assert titles(shop) == ["Teklifi gönder"]
    assert titles(shop, state="done") == ["Teklifi sor"]
    undo.undo(shop)
    assert everything(shop) == before


def made_of(shop: Session, uid: str) -> int:
    return contacts.get(shop, uid).id


def test_the_next_of_a_series_appears_when_one_is_done(shop: Session) -> None:
    made = tasks.add(shop, {"title": "Sipariş", "repeat": "her pazartesi", "clock": "10:00",
                            "checklist": ["Say"], "due": "bugün"})  # fmt: skip
    tasks.tick(shop, made.task.uid, 1)
    ended = tasks.done(shop, made.task.uid)
    assert ended.following is not None
    assert ended.interaction == ""
    assert (ended.following.due, ended.following.clock) == (date(2026, 11, 9), time(10))
    assert (ended.following.series, ended.following.start) == (made.task.uid, MONDAY)
    assert not ended.following.checklist[0].done
    tasks.skip(shop, ended.following.uid)
    [row] = tasks.listing(shop, TaskFilter())
    assert (row.task.due, row.task.skipped) == (date(2026, 11, 16), (date(2026, 11, 9),))
    # One put off by two days does not move the others.
    tasks.put_off(shop, [row.task.uid], 2)
    following = tasks.done(shop, row.task.uid).following
    assert following is not None
    assert following.due == date(2026, 11, 23)
    assert tasks.drop(shop, [following.uid], series=True).tasks == 1
    assert titles(shop) == []


def test_a_series_begins_on_a_day_of_its_own(shop: Session) -> None:
    # The shop's clock stands on a Monday after nine: the next ten o'clock is today.
    step = interactions.log(
        shop,
        contacts.add(shop, {"name": "Şule"}).contact.uid,
        {"channel": "call", "outcome": "reached"},
        step="her çarşamba 10:00 ara",
    ).step
    assert step is not None
    assert (step.due, step.clock) == (date(2026, 11, 4), time(10))
    made = tasks.add(shop, {"title": "Kira", "due": "15.11.2026", "repeat": "ayın son günü"})
    assert (made.task.due, made.task.start) == (date(2026, 11, 30), date(2026, 11, 30))


def test_a_series_from_the_end_of_a_month_comes_in_every_month(shop: Session) -> None:
    made = tasks.add(shop, {"title": "Kira", "due": "31.12.2026", "repeat": "ayda bir"})
    following = tasks.done(shop, made.task.uid).following
    assert following is not None
    assert following.due == date(2027, 1, 31)
    third = tasks.done(shop, following.uid).following
    assert third is not None
    assert third.due == date(2027, 2, 28)


def test_of_two_who_end_the_same_task_one_is_told(
    shop: Session, open_shop: Callable[..., Session]
) -> None:
    made = tasks.add(shop, {"title": "Ara", "repeat": "her gün"})
    other = open_shop("İbrahim", "command")
    tasks.done(other, made.task.uid)
    with pytest.raises(Conflict) as error:
        tasks.done(shop, made.task.uid)
    assert error.value.code == "task_ended"
    assert titles(shop) == ["Ara"]
    assert titles(shop, state="done") == ["Ara"]
    with pytest.raises(Conflict, match="task_changed"):
        tasks.edit(shop, made.task.uid, {"title": "Yaz"}, seen=made.task)


def test_several_are_changed_as_one(shop: Session, sule: str) -> None:
    refs = [
        str(tasks.add(shop, {"title": f"{number}. iş", "due": "bugün", "contact": sule}).id)
        for number in range(5)
    ]
    before = everything(shop)
    assert tasks.put_off(shop, refs, "yarın 14:00").tasks == 5
    assert {row.task.clock for row in tasks.listing(shop, TaskFilter())} == {time(14)}
    undo.undo(shop)
    assert everything(shop) == before
    assert tasks.edit_many(shop, refs, {"assignee": "Ümit"}).tasks == 5
    assert len(titles(shop, assignee="ümit")) == 5
    assert tasks.done_many(shop, refs[:2]).tasks == 2
    assert tasks.delete(shop, refs[2:]).tasks == 3
    assert titles(shop) == []
    for _ in range(3):
        undo.undo(shop)
    assert everything(shop) == before
    with pytest.raises(NotFound):
        tasks.delete(shop, [refs[0], "999"])
    assert everything(shop) == before


def test_lists_stand_by_when_they_are_due(shop: Session, sule: str) -> None:
    dues = {"yarınki": "yarın", "tarihsiz": "", "saatli": "bugün 10:30", "bugünkü": "bugün"}
    for title, due in (dues | {"geciken": "dün", "erken": "bugün 00:10"}).items():
        tasks.add(shop, {"title": title, "due": due, "contact": sule})
    assert titles(shop) == ["geciken", "erken", "saatli", "bugünkü", "yarınki", "tarihsiz"]
    found, after = [], None
    while rows := tasks.window(shop, TaskFilter(), 2, after=after):
        found += [row.task.title for row in rows]
        after = rows[-1].cursor
    assert found == titles(shop)
    assert titles(shop, first=MONDAY, last=MONDAY) == ["erken", "saatli", "bugünkü"]
    assert titles(shop, undated=True) == ["tarihsiz"]
    assert titles(shop, words="GECİKEN") == ["geciken"]
    counts = tasks.counts(shop)
    assert (counts.open, counts.tomorrow, counts.late + counts.today) == (6, 1, 4)
    assert tasks.per_day(shop, MONDAY, MONDAY) == {MONDAY: 3}
    # With a contact in the trash its tasks are out of sight, and come back with it.
    contacts.delete(shop, [sule])
    assert titles(shop) == []
    assert tasks.counts(shop).open == 0
    undo.undo(shop)
    assert len(titles(shop)) == 6


def test_what_happened_is_written_down_with_what_comes_next(shop: Session, sule: str) -> None:
    before = everything(shop)
    logged = interactions.log(
        shop,
        "0532 123 45 67",
        {"channel": "call", "outcome": "quote", "text": "teklif istedi", "at": "dün 14:00"},
        step={"title": "Ara", "due": "cuma"},
    )
    [talk] = interactions.newest(shop, made_of(shop, sule))
    assert (talk.uid, talk.author, talk.direction) == (logged.uid, "Ayşe", "out")
    assert logged.step is not None
    assert logged.step.due == date(2026, 11, 6)
    assert interactions.edit(shop, talk.uid, {"text": "iki teklif istedi", "minutes": "5"})
    assert interactions.get(shop, talk.uid).outcome == "quote"
    assert interactions.remove(shop, talk.uid)
    with pytest.raises(NotFound):
        interactions.remove(shop, talk.uid)
    for _ in range(3):
        undo.undo(shop)
    assert everything(shop) == before


def test_of_many_lines_the_wrong_ones_are_left_out(shop: Session, sule: str) -> None:
    entries = [
        interactions.Entry(sule, {"channel": "visit", "text": "uğradı"}),
        interactions.Entry("yok böyle biri", {"channel": "visit"}),
        interactions.Entry(sule, {"channel": "uçak"}),
        interactions.Entry(sule, {"channel": "call"}, {"title": "Ara", "due": "31 şubat"}),
        interactions.Entry(sule, {"channel": "call", "outcome": "reached"}),
    ]
    written, problems = interactions.log_many(shop, entries)
    assert [one.contact_name for one in written] == ["Şule Çağlayan"] * 2
    assert [(number, error.code) for number, error in problems] == [
        (2, "contact_not_found"),
        (3, "choice_unknown"),
        (4, "due_unreadable"),
    ]
    undo.undo(shop)
    assert interactions.count(shop, made_of(shop, sule)) == 0


@pytest.mark.parametrize("given", [{"channel": "note"}, {"channel": "call", "at": "belki"}])
def test_an_entry_that_says_nothing_is_refused(
    shop: Session, sule: str, given: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        interactions.log(shop, sule, given)
    assert not everything(shop)["interaction"]


def test_two_that_are_merged_keep_the_tasks_of_both(shop: Session, people: list[Saved]) -> None:
    from kobicrm.services import duplicates

    one = contacts.add(shop, {"name": "Şule Çağlayan"}).contact.uid
    tasks.add(shop, {"title": "Ara", "contact": one})
    duplicates.merge(shop, people[0].contact.uid, one)
    [row] = tasks.listing(shop, TaskFilter())
    assert row.task.contact == people[0].contact.uid


def test_windows_are_read_from_their_indexes(shop: Session, sule: str) -> None:
    tasks.add(shop, {"title": "Ara", "due": "bugün", "contact": sule})
    seen: list[str] = []
    connection = shop.store.connection()
    connection.set_trace_callback(seen.append)
    found = contacts.get(shop, sule).id
    for where in (
        TaskFilter(),
        TaskFilter(before=tasks.wall_clock(shop)),
        TaskFilter(first=MONDAY, last=MONDAY),
        TaskFilter(contact=found),
        TaskFilter(assignee="Ayşe"),
        TaskFilter("done"),
    ):
        tasks.window(shop, where, 20)
    connection.set_trace_callback(None)
    queries = [sql for sql in seen if sql.startswith("SELECT") and '"task"' in sql]
    assert len(queries) == 6
    for sql in queries:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert plan[0].startswith(("SEARCH t1 USING INDEX task_", "SCAN t1 USING INDEX task_")), (
            plan
        )
        assert not any("TEMP B-TREE" in line for line in plan), plan


def test_a_task_knows_its_moments() -> None:
    from datetime import datetime

    task = Task("Ara", due=MONDAY, remind=30)
    assert task.reminds_at() == datetime(2026, 11, 2, 8, 30)
    assert not task.is_late(datetime(2026, 11, 2, 23, 59))
    assert Task("Ara", due=MONDAY, clock=time(10)).is_late(datetime(2026, 11, 2, 10, 1))
    assert Task("Ara").reminds_at() is None
    assert Task("Ara", due=date.min, remind=525_600).reminds_at() is None
