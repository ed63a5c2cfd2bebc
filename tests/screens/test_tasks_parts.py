"""What the pages of tasks are laid out by: lines and headings, blocks of a day, steps of days."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain.tasks import Task
from kobicrm.services.tasks import TaskGroup, TaskRowInfo
from screens.tasks.layout import Layout
from screens.tasks.moving import moved
from screens.tasks.plan import SLOTS, blocks_of

KEYS = ("late", "today", "week", "next_week", "later", "undated")


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.booleans())
def test_every_task_has_one_line_and_the_bar_finds_tasks_only(
    counts: list[int], spaced: bool
) -> None:
    groups = [TaskGroup(key, count) for key, count in zip(KEYS, counts, strict=False)]
    lines = Layout(groups, spaced=spaced)
    places = [lines.at(line) for line in range(lines.total)]
    tasks = [place.task for place in places if place and place.kind == "task"]
    assert tasks == list(range(sum(counts)))
    assert lines.total == sum(counts) + (len(counts) - 1) * (2 if spaced else 1)
    for line in range(-2, lines.total + 2):
        for step in (1, -1):
            place = lines.at(lines.nearest(line, step))
            assert place is not None
            assert place.kind == "task"
    for task in tasks:
        place = lines.at(lines.line_of(task))
        assert place is not None
        assert place.task == task
    assert lines.at(lines.total) is None
    assert lines.at(-1) is None


def test_an_empty_list_has_no_lines() -> None:
    assert (Layout().total, Layout().nearest(3), Layout().line_of(1)) == (0, 0, 0)


def at(clock: str, minutes: int = 0, title: str = "x") -> TaskRowInfo:
    task = Task(title, due=date(2026, 11, 20), clock=time.fromisoformat(clock), minutes=minutes)
    return TaskRowInfo(1, task, None, "", ("", 1))


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59), st.integers(0, 600)), max_size=12)
)
def test_no_two_blocks_of_a_day_cover_each_other(times: list[tuple[int, int, int]]) -> None:
    rows = [at(f"{hour:02}:{minute:02}", minutes) for hour, minute, minutes in times]
    blocks = blocks_of(rows)
    assert len(blocks) == len(rows)
    taken = [(slot, one.column) for one in blocks for slot in range(one.first, one.last + 1)]
    assert len(taken) == len(set(taken))
    assert all(0 <= one.column < one.columns for one in blocks)
    assert all(0 <= one.first <= one.last < SLOTS for one in blocks)


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (at("10:00", 60), at("10:30", 30), True),
        (at("10:00", 30), at("10:30", 30), False),
        (at("10:00"), at("10:00"), True),
        (at("10:00"), at("10:15"), False),
        (at("10:00", 15), at("10:20", 10), False),
    ],
)
def test_two_clash_when_one_begins_before_the_other_is_over(
    first: TaskRowInfo, second: TaskRowInfo, clash: bool
) -> None:
    assert [bool(one.clashes) for one in blocks_of([second, first])] == [clash, clash]


def test_days_and_months_end_where_the_calendar_does() -> None:
    assert moved(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert moved(date(2026, 1, 31), months=-1) == date(2025, 12, 31)
    assert moved(date.max, days=1) == moved(date.max, months=1) == date.max
    assert moved(date.min, days=-1) == moved(date.min, months=-1) == date.min
