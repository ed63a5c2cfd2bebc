"""The timeline of a contact: what stands in it, in which order, in windows that cost the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from kobicrm.domain.contacts import Note, altered
from kobicrm.domain.instants import iso
from kobicrm.domain.tasks import Task
from kobicrm.services import contacts, interactions, tasks, timeline
from kobicrm.services.session import Session
from kobicrm.storage import records, timeline as stored

WINDOW = 40


def said(shop: Session, uid: str, count: int, *, channel: str = "call", minute: int = 1) -> None:
    """Keep ``count`` interactions, ``minute`` minutes apart."""
    with shop.write("import") as unit:
        for number in range(count):
            at = f"2026-{number * minute // 40320 % 10 + 1:02}-"
            at += f"{number * minute // 1440 % 28 + 1:02}T"
            at += f"{number * minute // 60 % 24:02}:{number * minute % 60:02}:00Z"
            values = {"contact": uid, "channel": channel, "at": at, "text": f"söz {number}"}
            records.add(unit, "interaction", values | {"direction": "out", "author": "Ayşe"})


def whole(shop: Session, one: int, size: int, kind: str = "") -> list[timeline.Entry]:
    """Return the timeline read window by window."""
    found: list[timeline.Entry] = []
    while True:
        after = found[-1].cursor if found else None
        rows = timeline.window(shop, one, size, kind=kind, after=after)
        assert len(rows) <= size
        if not rows:
            return found
        found += rows


def texts(entries: list[timeline.Entry]) -> list[str]:
    """Return what they say."""
    return [one.text for one in entries]


def test_everything_stands_newest_first_and_open_tasks_do_not(shop: Session) -> None:
    one = contacts.add(shop, {"name": "Ayşe", "note": "kapıda ödüyor"}).contact
    ref = f"uid:{one.uid}"
    interactions.log(shop, ref, {"channel": "visit", "text": "numune aldı"})
    open_one = tasks.add(shop, {"title": "Kutu götür", "contact": ref})
    tasks.add(shop, {"title": "Yarın ara", "contact": ref, "kind": "call"})
    contacts.note(shop, ref, "yeni adresi sor")
    tasks.done(shop, open_one.task.uid)
    found = timeline.window(shop, one.id, 10)
    assert texts(found) == ["Kutu götür", "yeni adresi sor", "numune aldı", "kapıda ödüyor"]
    assert [entry.source for entry in found] == ["task", "note", "interaction", "note"]
    assert [entry.outcome for entry in found] == ["done", "", "", ""]
    assert found[2].author == "Ayşe"


def test_a_call_that_was_a_task_stands_once_but_also_among_the_tasks(shop: Session) -> None:
    one = contacts.add(shop, {"name": "Ayşe"}).contact
    call = tasks.add(shop, {"title": "Ara", "kind": "call", "contact": f"uid:{one.uid}"})
    tasks.done(shop, call.task.uid, result={"outcome": "quote", "text": "40 koli"})
    [entry] = timeline.window(shop, one.id, 10)
    assert (entry.source, entry.outcome, entry.task) == ("interaction", "quote", call.task.uid)
    [entry] = timeline.window(shop, one.id, 10, kind="tasks")
    assert (entry.source, entry.uid) == ("task", call.task.uid)


def test_the_kinds_part_everything_among_them(shop: Session) -> None:
    one = contacts.add(shop, {"name": "Ayşe", "note": "not"}).contact
    ref = f"uid:{one.uid}"
    for channel in ("call", "whatsapp", "email", "visit", "fair", "note", "survey", "web", "post"):
        interactions.log(shop, ref, {"channel": channel, "text": channel})
    tasks.done(shop, tasks.add(shop, {"title": "iş", "contact": ref}).task.uid)
    kinds = {
        kind: sorted(texts(timeline.window(shop, one.id, 99, kind=kind)))
        for kind in timeline.KINDS
        if kind
    }
    assert kinds == {
        "calls": ["call"],
        "messages": ["email", "post", "web", "whatsapp"],
        "visits": ["fair", "visit"],
        "notes": ["not", "note", "survey"],
        "tasks": ["iş"],
    }
    every = sorted(texts(timeline.window(shop, one.id, 99)))
    assert every == sorted(text for found in kinds.values() for text in found)


def test_what_others_did_is_not_in_it(shop: Session) -> None:
    one = contacts.add(shop, {"name": "Ayşe", "note": "benim"}).contact
    other = contacts.add(shop, {"name": "Veli", "note": "onun"}).contact
    said(shop, other.uid, 3)
    assert texts(timeline.window(shop, one.id, 10)) == ["benim"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_windows_hold_everything_once(shop: Session, size: int) -> None:
    one = contacts.add(shop, {"name": "Ayşe"}).contact
    dice = Random(size)
    moments = [datetime(2026, 11, 1 + dice.randrange(3), 10, tzinfo=UTC) for _one in range(36)]
    with shop.write("import") as unit:
        for number, at in enumerate(moments):
            if number % 3 == 0:
                values = {"contact": one.uid, "channel": "call", "at": iso(at), "text": f"{number}"}
                records.add(unit, "interaction", {**values, "direction": "", "author": ""})
            elif number % 3 == 1:
                task = Task(str(number), contact=one.uid, state="done", ended_at=at, created_at=at)
                records.add(unit, "task", task.values())
            else:
                before = contacts.get(shop, f"uid:{one.uid}")
                note = Note(str(number), at)
                unit.update(before, altered(before, notes=(*before.notes, note)))
    every = timeline.window(shop, one.id, 99)
    assert sorted(texts(every), key=int) == [str(number) for number in range(36)]
    assert [entry.at for entry in every] == sorted(moments, reverse=True)
    assert whole(shop, one.id, size) == every


def steps_of(shop: Session, act: Callable[[], object]) -> int:
    """Return how many steps SQLite took, to the hundred."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection: Any = shop.store.connection()
    connection.set_progress_handler(count, 100)
    try:
        act()
    finally:
        connection.set_progress_handler(None, 0)
    return taken * 100


@pytest.mark.parametrize("kind", ["", "calls"])
def test_the_first_window_of_ten_thousand_reads_no_more_than_that_of_a_hundred(
    shop: Session, kind: str
) -> None:
    few = contacts.add(shop, {"name": "Az", "note": "not"}).contact
    many = contacts.add(shop, {"name": "Çok", "note": "not"}).contact
    said(shop, few.uid, 100)
    said(shop, many.uid, 10_000, minute=30)
    of_few = steps_of(shop, lambda: timeline.window(shop, few.id, WINDOW, kind=kind))
    of_many = steps_of(shop, lambda: timeline.window(shop, many.id, WINDOW, kind=kind))
    assert of_many <= of_few * 1.3 + 100
    deep = timeline.window(shop, many.id, 5_000, kind=kind)[-1].cursor
    of_deep = steps_of(shop, lambda: timeline.window(shop, many.id, WINDOW, kind=kind, after=deep))
    assert of_deep <= of_few * 1.5 + 200


def test_each_table_is_read_in_the_order_of_its_index(shop: Session) -> None:
    with shop.store.reading():
        plans = {}
        for query, rank in stored.queries(1, stored.EVERYTHING, (0, 1, 0)):
            sql, values = query.sql()
            rows = shop.store.connection().execute(f"EXPLAIN QUERY PLAN {sql}", values)
            plans[rank] = "; ".join(row[3] for row in rows)
    assert "interaction_by_contact (contact_id=? AND at<?)" in plans[2]
    assert "note_by_contact (contact_id=? AND at<?)" in plans[1]
    assert "TEMP B-TREE" not in plans[2] + plans[1]
    assert "task_by_contact (contact_id=? AND state=?)" in plans[0]
    assert "SCAN" not in "".join(plans.values())
