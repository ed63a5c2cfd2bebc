"""Queries on tasks and interactions: compiled ones agree with a plain evaluation, use indexes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.domain.instants import micros
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.querying import Table, parse_query
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.turkish import fold
from kobicrm.errors import ValidationError
from kobicrm.services import contacts, interactions, querying, tasks
from kobicrm.services.session import Session, open_session
from kobicrm.services.tasks import TaskFilter
from kobicrm.storage import record_filters
from kobicrm.storage.interactions import window
from kobicrm.storage.record_pages import pages
from tests.conftest import Clock
from tests.unit.services.test_querying import day_of, edges
from tests.unit.storage.kit import as_of_schema
from tests.unit.storage.test_plans import plan_of

TODAY = date(2026, 11, 2)


@dataclass(frozen=True)
class One:
    """A record as plain values by the fields of queries, several for the tags of its contact."""

    uid: str
    values: dict[str, Any]
    text: str


# Plain evaluation: nothing of storage.


def passes(tree: Filter, one: One) -> bool:
    """Return whether a record passes a query, by looking at it."""
    if isinstance(tree, All):
        return all(passes(part, one) for part in tree.parts)
    if isinstance(tree, AnyOf):
        return any(passes(part, one) for part in tree.parts)
    if isinstance(tree, Not):
        return not passes(tree.part, one)
    if isinstance(tree, Text):
        return all(word in one.text for word in fold(tree.words).split())
    if tree.field == ANYWHERE:
        return fold(str(tree.value)) in one.text
    value = one.values[tree.field]
    values = value if isinstance(value, list) else [value] if value else []
    if tree.operator == "empty":
        return not values
    return any(fits(tree, value) for value in values)


def fits(tree: Compare, value: Any) -> bool:
    """Return whether one value of a field passes a comparison."""
    if tree.operator == "contains":
        return fold(str(tree.value)) in fold(str(value))
    if isinstance(tree.value, str):
        wanted = "Ayşe" if tree.value == "ben" else tree.value
        return fold(wanted) == fold(str(value))
    low, high = edges(tree, TODAY)
    if isinstance(value, datetime):
        value = day_of(micros(value))
    match tree.operator:
        case "<":
            return bool(value < low)
        case "<=":
            return bool(value <= high)
        case ">":
            return bool(value > high)
        case ">=":
            return bool(value >= low)
    return (low is None or value >= low) and (high is None or value <= high)


# The data

NAMES = ("Ayşe Yılmaz", "Işıl Iğdır", "Ümit Öztürk", "İbrahim Ay", "Şule Çağlayan")
TITLES = ("Teklif hazırla", "Fatura kes", "IŞIL'ı ara", "Ölçü al")
TEXTS = ("Fiyat sordu", "İade istedi", "Kargo gecikti", "")
RULES = ("her pazartesi", "ayın son günü", "her yıl", "")


def fill(session: Session, pick: random.Random) -> None:
    """Make people, tasks of theirs and of nobody, and interactions."""
    for name in NAMES:
        tags = pick.sample(("vip", "Toptan", "bayi"), pick.randrange(3))
        where = {"province": pick.choice(("İzmir", "Ankara"))} if pick.random() < 0.7 else {}
        contacts.add(session, {"name": name, "tags": tags, **where})
    for number in range(70):
        due = date.fromordinal(TODAY.toordinal() + pick.randrange(-40, 40))
        made = tasks.add(
            session,
            {
                "title": pick.choice(TITLES),
                "contact": str(pick.randrange(1, 6)) if pick.random() < 0.8 else "",
                "due": due.isoformat() if pick.random() < 0.8 else "",
                "kind": pick.choice(("todo", "call", "follow_up")),
                "priority": pick.choice(("low", "normal", "high")),
                "assignee": pick.choice(("Ayşe", "Mehmet", "")),
                "minutes": pick.choice(("", "15", "60")),
                "note": pick.choice(TEXTS),
                "repeat": pick.choice(RULES) if number % 5 == 0 else "",
            },
        )
        if number % 4 == 0:
            tasks.drop(session, [made.task.uid])
        elif number % 4 == 1:
            tasks.done(session, made.task.uid)
    for _number in range(70):
        day = date.fromordinal(TODAY.toordinal() - pick.choice((0, 1, 7, 30, 30, 90)))
        at = datetime.combine(day, time(pick.randrange(9))).astimezone()
        values = {
            "channel": pick.choice(("call", "site_visit", "social", "fair")),
            "direction": pick.choice(("in", "out", "")),
            "outcome": pick.choice(("quote", "no_answer", "")),
            "minutes": pick.choice(("", "5", "30")),
            "at": at,
            "text": pick.choice(TEXTS),
        }
        interactions.log(session, str(pick.randrange(1, 6)), values)
    contacts.delete(session, ["5"])


@pytest.fixture(scope="module")
def shop_of(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Any]:
    """Return a session, and the visible records of each kind as values, in the list's order."""
    path = tmp_path_factory.mktemp("sorgu") / "sorgu.db"
    shutil.copy(empty_database, path)
    with open_session(path, who="Ayşe", lang="tr", clock=Clock()) as session:
        fill(session, random.Random(1453))
        people = {one.uid: one for one in contacts.listing(session)}
        whole = TaskFilter("all")
        yield (
            session,
            {
                "task": [_task(row.task, people) for row in tasks.listing(session, whole)],
                "interaction": [_talk(row, people) for row in interactions.listing(session)],
            },
            {kind: querying.fields_of(session, kind) for kind in ("task", "interaction")},
        )


def _of_contact(contact: Any) -> dict[str, Any]:
    addresses = contact.addresses if contact else ()
    return {
        "contact": contact.name if contact else "",
        "tags": list(contact.tags) if contact else [],
        "province": [one.province for one in addresses if one.province],
        "district": [one.district for one in addresses if one.district],
    }


def _task(task: Any, people: dict[str, Any]) -> One:
    names = ("title", "due", "state", "kind", "priority", "assignee", "note", "minutes",
             "created_at", "ended_at")  # fmt: skip
    values = {name: getattr(task, name) for name in names} | _of_contact(people.get(task.contact))
    values["repeat"] = task.repeat.partition(";")[0].removeprefix("FREQ=")
    return One(task.uid, values, fold(f"{task.title}\n{task.note}\n{values['contact']}"))


def _talk(row: Any, people: dict[str, Any]) -> One:
    one = row.interaction
    names = ("channel", "outcome", "direction", "at", "minutes", "author", "text")
    values = {name: getattr(one, name) for name in names} | _of_contact(people[row.contact])
    return One(one.uid, values, fold(f"{one.text}\n{one.author}\n{values['contact']}"))


BOTH = (
    "ay", "ayşe istedi", '"iğdır"', "kişi:ı", "kişi:yılmaz", "etiket:VIP", "-etiket:*", "etiket:*",
    "şehir:izmir", "-şehir:*", "ilçe:*", "süre:30", "süre>5", "süre<=15", "süre:2,5..20",
    "süre<0", "-süre:*", "tarih:bugün", "tarih<-7g", "tarih>=-30g", "tarih:2026-10..",
)  # fmt: skip
OF_TASKS = (
    "başlık:ara", "başlık:ışıl", "not:istedi", "-not:*", "-kişi:*", "kişi:*", "vade:*", "-vade:*",
    "vade>bugün", "durum:açık", "durum:bitti", "durum:vazgeçildi", "tür:takip", "öncelik:acil",
    "sorumlu:MEHMET", "sorumlu:ben", "-sorumlu:*", "tekrar:aylık", "tekrar:haftalık", "-tekrar:*",
    "eklendi:bugün", "bitti:bugün", "-bitti:*", "bitti>bugün",
)  # fmt: skip
OF_TALKS = (
    "kanal:instagram", "kanal:yerinde", "tür:fuar", "sonuç:teklif", "-sonuç:*", "yön:gelen",
    "-yön:*", "yazan:AYŞE", "-yazan:*", "metin:iade", "metin:o", "-metin:*", "-tarih:*",
    "-kanal:*", "kanal:*",
)  # fmt: skip
TERMS = {"task": BOTH + OF_TASKS, "interaction": BOTH + OF_TALKS}


def queries(kind: str) -> st.SearchStrategy[str]:
    """Return queries on a kind."""
    return st.recursive(
        st.sampled_from(TERMS[kind]),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(" ".join),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' VEYA '.join(parts)})"),
            inner.map(lambda part: f"-({part})"),
        ),
        max_leaves=5,
    )


QUERIES = {kind: queries(kind) for kind in TERMS}


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, str]:
    """Return a kind and a query on it."""
    kind = draw(st.sampled_from(list(QUERIES)))
    return kind, draw(QUERIES[kind])


def check(shop_of: Any, kind: str, text: str) -> None:
    """Compare lists, counts and exports with the plain evaluation."""
    session, found, tables = shop_of
    tree = parse_query(text, tables[kind], "tr")
    right = [one.uid for one in found[kind] if passes(tree, one)]
    where = querying.ready(session, tree, tables[kind])
    if kind == "task":
        wanted = TaskFilter("all", where=where)
        assert [row.task.uid for row in tasks.listing(session, wanted)] == right
        assert [row.task.uid for row in tasks.listing(session, wanted, 3)] == right[:3]
        states = ("open", "ended")
        counts = [tasks.count(session, TaskFilter(one, where=where)) for one in states]
        assert sum(counts) == len(right)
    else:
        assert [row.interaction.uid for row in interactions.listing(session, where)] == right
    with session.store.reading():
        written = [one.uid for page in pages(kind, All(), asked=where) for one in page]
    assert sorted(written) == sorted(right)


@pytest.fixture(autouse=True)
def _turkish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kobicrm.domain.querying.parsing.language", lambda: "tr")


@pytest.mark.parametrize(("kind", "text"), [(k, text) for k in TERMS for text in TERMS[k]])
@pytest.mark.parametrize("few", [0, 1_000])
def test_a_field_finds_what_it_says(
    shop_of: Any, kind: str, text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_filters, "FEW", few)
    check(shop_of, kind, text)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(asked(), st.sampled_from((0, 1, 1_000)))
def test_compiled_queries_agree_with_a_plain_evaluation(
    shop_of: Any, about: tuple[str, str], few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_filters, "FEW", few)
        check(shop_of, *about)


def plans(shop_of: Any, kind: str, text: str) -> str:
    """Return how the first rows of a query are found, without the sizing before."""
    session, _found, _tables = shop_of
    where = querying.where(session, text, kind)

    def first() -> object:
        if kind == "interaction":
            return window(50, where=where)
        state = "ended" if "bitti" in text else "open"
        return tasks.window(session, TaskFilter(state, where=where), 50)

    return plan_of(session, first)


@pytest.mark.parametrize(
    ("kind", "text", "index"),
    [
        ("task", "vade<bugün", "task_open (place<?"),
        ("task", "vade:bu-ay", "task_open (place>? AND place<?"),
        ("task", "-vade:*", "task_open (place>?"),
        ("task", "durum:açık", "USING INDEX task_open"),
        ("task", "sorumlu:mehmet", "task_by_assignee (assignee_id=?"),
        ("task", "kişi:ışıl", "task_by_contact (contact_id=?"),
        ("task", "etiket:vip", "task_by_contact (contact_id=?"),
        ("task", "-kişi:*", "task_by_contact (contact_id=?"),
        ("task", "durum:bitti", "task_ended"),
        ("task", "bitti:bugün", "task_ended (ended_at>? AND ended_at<?"),
        ("interaction", "tarih<-30g", "interaction_by_time (at<?"),
        ("interaction", "tarih:bu-ay", "interaction_by_time (at>? AND at<?"),
        ("interaction", "kişi:ışıl", "interaction_by_contact (contact_id=?"),
        ("interaction", "etiket:vip", "interaction_by_contact (contact_id=?"),
        ("interaction", "şehir:izmir", "interaction_by_contact (contact_id=?"),
        ("interaction", "kanal:fuar", "interaction_by_channel (channel=?"),
        ("interaction", "sonuç:teklif", "interaction_by_outcome (outcome=?"),
        ("interaction", "metin:iade", "interaction_by_time"),
    ],
)
def test_a_query_uses_the_index_of_its_field(
    shop_of: Any, kind: str, text: str, index: str
) -> None:
    plan = plans(shop_of, kind, text)
    assert index in plan, plan
    assert not [line for line in plan.splitlines() if line.startswith("SCAN contact ")], plan


@pytest.mark.parametrize(
    ("kind", "text"),
    [("interaction", text) for text in ("etiket:vip", "kişi:a", "kanal:fuar", "sonuç:teklif", "a")]
    + [("task", text) for text in ("etiket:vip", "kişi:a", "a", "öncelik:acil", "bitti:bugün")],
)
def test_many_records_are_read_in_the_order_of_the_list(
    shop_of: Any, kind: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_filters, "FEW", 0)
    assert "TEMP B-TREE" not in plans(shop_of, kind, text)


@pytest.mark.parametrize("kind", ["task", "interaction"])
def test_an_unknown_field_is_an_error_never_an_empty_list(shop_of: Any, kind: str) -> None:
    session = shop_of[0]
    with session.store.reading(), pytest.raises(ValidationError):
        list(pages(kind, asked=Compare("saç", "=", "sarı")))


def test_no_word_finds_nobody(shop_of: Any) -> None:
    session, _found, tables = shop_of
    assert isinstance(tables["task"], Table)
    assert list(interactions.listing(session, Text(" "))) == []
    assert tasks.count(session, TaskFilter(where=AnyOf(()))) == 0


def test_an_older_database_gets_the_indexes(tmp_path: Path, empty_database: Path) -> None:
    old = as_of_schema(5, empty_database, tmp_path / "kobicrm.db")
    with open_session(old) as session:
        rows = session.store.connection().execute(
            "SELECT name FROM pragma_index_list('interaction') WHERE origin = 'c'"
        )
        named = {name for (name,) in rows}
    assert {"interaction_by_channel", "interaction_by_outcome"} <= named
