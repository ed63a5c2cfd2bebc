"""The list of tasks as a whole: its groups, its windows, what is chosen, the days of a month."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kobicrm.services import contacts, tasks
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.tasks import Chosen, TaskFilter, TaskList

# The shop's clock stands on Monday, 2 November 2026, shortly after nine.
PLANNED = {
    "Geçen ay": "15.10.2026",
    "Bu sabah": "2.11.2026 08:00",
    "Bugün": "2.11.2026",
    "Pazar": "8.11.2026",
    "Haftaya": "9.11.2026",
    "Öbür hafta": "16.11.2026",
    "Bir gün": "",
}


@pytest.fixture
def planned(shop: Session, people: list[Saved]) -> Session:
    for number, (title, due) in enumerate(PLANNED.items()):
        contact = people[0].contact.uid if number % 2 else ""
        tasks.add(shop, {"title": title, "due": due, "contact": contact})
    return shop


def started(shop: Session, **where: Any) -> TaskList:
    found = TaskList(shop, TaskFilter(**where))
    found.start()
    return found


def groups(found: TaskList) -> dict[str, int]:
    return {one.key: one.count for one in found.groups}


def test_tasks_are_grouped_by_when_they_are_due(planned: Session) -> None:
    found = started(planned)
    assert groups(found) == {
        "late": 2,
        "today": 1,
        "week": 1,
        "next_week": 1,
        "later": 1,
        "undated": 1,
    }
    assert [row.task.title for row in found.window(0, 99)] == list(PLANNED)
    assert [row.task.title for row in found.window(2, 2)] == ["Bugün", "Pazar"]
    one = found.window(4, 1)[0].id
    assert (found.index_of(one), found.index_of(10**6)) == (4, None)


def test_the_first_rows_come_before_the_list_is_counted(planned: Session) -> None:
    found = TaskList(planned, TaskFilter())
    assert [row.task.title for row in found.first(2)] == ["Geçen ay", "Bu sabah"]
    assert groups(found) == {"late": 2}


def test_ended_tasks_stand_newest_first(planned: Session) -> None:
    for title in ("Bugün", "Pazar"):
        [row] = tasks.window(planned, TaskFilter(words=title), 1)
        tasks.done(planned, row.task.uid)
    found = started(planned, state="done")
    assert groups(found) == {"ended_today": 2}
    assert [row.task.title for row in found.window(0, 9)] == ["Pazar", "Bugün"]


def test_words_are_looked_for_in_the_contact_too(planned: Session) -> None:
    found = started(planned, words="caglayan")
    assert found.total == 3
    assert started(planned, words="caglayan sabah").total == 1
    assert tasks.count(planned, TaskFilter(words="caglayan")) == 3


def test_what_is_chosen_may_be_all_but_some_and_ended_ones_do_not_count(planned: Session) -> None:
    numbers = list(started(planned).numbers)
    info = tasks.describe(planned, Chosen((numbers[0],), TaskFilter()))
    assert info.refs == tuple(map(str, numbers[1:]))
    assert info.titles == ("Bu sabah", "Bugün", "Pazar")
    tasks.done(planned, str(numbers[1]))
    assert tasks.describe(planned, Chosen((numbers[1], numbers[2]))).refs == (str(numbers[2]),)
    assert tasks.describe(planned, Chosen(tuple(numbers)), ended=True).refs == (str(numbers[1]),)


def test_facets_count_what_there_is(planned: Session) -> None:
    tasks.add(planned, {"title": "Ara", "kind": "call", "assignee": "Ayşe", "priority": "high"})
    found = tasks.facets(planned, TaskFilter(kinds=("call",)))
    assert found["kinds"] == {"todo": 7, "call": 1}
    assert found["priorities"] == {"normal": 7, "high": 1}
    assert found["assignee"] == {"Ayşe": 1}


def test_days_tell_how_many_and_which_are_late(planned: Session, people: list[Saved]) -> None:
    contacts.edit(planned, f"uid:{people[0].contact.uid}", {"birthday": "2.11.1980"})
    first, last = tasks.grid(date(2026, 11, 2))
    assert (first, last) == (date(2026, 10, 26), date(2026, 12, 6))
    found = tasks.days(planned, date(2026, 10, 1), last, each=1)
    assert found.counts[date(2026, 11, 2)] == 2
    assert found.late == {date(2026, 10, 15), date(2026, 11, 2)}
    assert [row.task.title for row in found.rows[date(2026, 11, 2)]] == ["Bu sabah"]
    agenda = tasks.agenda(planned, date(2026, 11, 2), 1)
    assert (len(agenda.rows), agenda.total) == (1, 2)
    assert agenda.birthdays == ("Şule Çağlayan",)


def test_calendars_end_where_days_do() -> None:
    assert tasks.grid(date.max)[1] == date.max
    assert tasks.grid(date.min)[0] == date.min


def test_the_list_is_read_from_its_indexes(planned: Session) -> None:
    seen: list[str] = []
    connection = planned.store.connection()
    connection.set_trace_callback(seen.append)
    now = tasks.wall_clock(planned)
    for where in (
        TaskFilter(),
        TaskFilter(before=datetime(2026, 11, 2, 9)),
        TaskFilter(assignee="Ayşe"),
        TaskFilter("done"),
    ):
        found = TaskList(planned, where)
        found.start()
        found.window(0, 64)
    tasks.days(planned, now.date(), now.date(), each=2)
    connection.set_trace_callback(None)
    queries = [sql for sql in seen if sql.startswith("SELECT") and '"task"' in sql]
    assert len(queries) > 10
    for sql in queries:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        steps = [line for line in plan if line.startswith(("SCAN", "SEARCH"))]
        assert "USING" in steps[0], plan
        assert not any("TEMP B-TREE FOR ORDER BY" in line for line in plan), (sql, plan)
