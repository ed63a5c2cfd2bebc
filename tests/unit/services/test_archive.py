"""Everything out and into an empty database: not a value, not an act of the history is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from kobicrm.domain.instants import micros
from kobicrm.domain.tasks import Task
from kobicrm.domain.uids import new_uid, pack
from kobicrm.errors import KobiError
from kobicrm.services import contacts, exports, fields, undo
from kobicrm.services.imports import ImportOptions, run_archive, save_profile
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import begin, set_shop
from kobicrm.services.staff import add_staff, list_staff, rename_staff
from kobicrm.storage import records
from kobicrm.storage.models import QualityScore, Reminder
from tests.conftest import PEOPLE, Clock
from tests.unit.services.archive_kit import snapshot
from tests.unit.services.test_undo_property import Operation, operations, run

AT = "2026-11-17T11:05:00.000001Z"
CALL = {"channel": "call", "direction": "", "at": AT, "author": "Veli", "text": "=Aradı\n😀"}
FORMS = ("arşiv", "arşiv.zip")


@contextmanager
def opened(path: Path, empty: Path, who: str = "Ayşe") -> Iterator[Session]:
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    shutil.copy(empty, path)
    with open_session(path, who=who, door="screen", clock=Clock()) as shop:
        yield shop


def fill(shop: Session) -> None:
    """Give a shop something of every kind, a trash and a history with an undone act."""
    begin(shop, "Çağlayan Kırtasiye")
    fields.add_field(shop, "Beden", "choice", ["S", "M | L"])
    fields.add_field(shop, "Puan", "number")
    saved = [contacts.add(shop, one).contact for one in PEOPLE]
    first, second, third, fourth, *_others = saved
    own: dict[str, object] = {"custom": {"Beden": "M | L", "Puan": "1,50"}, "note": "iki\nsatır"}
    own |= {"socials": "@sule", "websites": "ornek.com.tr"}
    contacts.edit(shop, first.uid, own)
    contacts.edit(shop, first.uid, {"title": "Hanım"})
    undo.undo(shop)
    low, high = sorted([first.uid, second.uid])
    with shop.write("import") as unit:
        for number, whose in enumerate((first, second, first, fourth)):
            text = {"text": f"{number}. {CALL['text']}"}
            records.add(unit, "interaction", {"contact": whose.uid, **CALL, **text})
        records.add(unit, "different", {"first": low, "second": high})
        finding = {"contact": third.uid, "code": "phone_short", "field": "phones", "value": "12"}
        records.add(unit, "quality_ignored", finding)
        QualityScore.insert(day="2026-11-17", contacts=5, flagged=1, findings=2).execute()
    save_profile(shop, "Mikro", ["Ad", "Çarpı:=;"], ImportOptions(mapping={"Ad": "name"}))
    keep_tasks(shop, first.uid)
    contacts.delete(shop, [second.uid])
    employer = next(one for one in contacts.listing(shop) if one.kind == "company")
    contacts.delete(shop, [employer.uid])
    gone = contacts.add(shop, {"name": "Silinen Biri", "phones": "0533 111 22 33"}).contact
    assert gone.id
    undo.undo(shop)
    add_staff(shop, "Veli")
    rename_staff(shop, list_staff(shop)[0].uid, "Ayşe Hanım")


def keep_tasks(shop: Session, uid: str) -> None:
    at = shop.clock()
    mine = Task("Fiyat listesini gönder", contact=uid, due=date(2026, 11, 23), created_at=at)
    nobodys = Task(
        "İşyerini boya", assignee="Çırak", state="done", ended_at=at, created_at=at, note="=2+2"
    )
    view = {"name": "İzmir", "kind": "contact", "query": "şehir:izmir", "columns": "[]"}
    with shop.write("task.add") as unit:
        for task in (mine, nobodys):
            records.add(unit, "task", task.values())
        records.add(unit, "saved_view", {**view, "sort": "name", "key": ""})
        records.add(unit, "cadence", {"contact": "", "tag": "VIP", "view": "", "days": 30})
        given = {"task": pack(new_uid()), "reminds": "2026-11-23T09:00", "state": "given"}
        Reminder.insert(**given, at=micros(at)).execute()


def check_whole(shop: Session) -> None:
    connection = shop.store.connection()
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO contact_fts (contact_fts, rank) VALUES ('integrity-check', 1)")


def carried(shop: Session, folder: Path, form: str, empty: Path) -> Path:
    exports.export_all(shop, folder / form, force=True)
    return folder / form


@pytest.mark.parametrize("form", FORMS)
def test_a_shop_comes_back_whole(tmp_path: Path, empty_database: Path, form: str) -> None:
    with opened(tmp_path / "a.db", empty_database) as shop:
        fill(shop)
        before = snapshot(shop)
        report = exports.export_all(shop, tmp_path / form)
        assert report.parts["contact"] + report.parts["trash"] == len(before["contact"])
        assert report.parts["change"] == len(before["change"])
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    with opened(tmp_path / "b.db", empty_database, "Kim Bu") as other:
        told = run_archive(other, tmp_path / form)
        assert told is not None
        assert (told.whole, told.refused) == (True, 0)
        assert snapshot(other) == before
        check_whole(other)
        again = exports.export_all(other, tmp_path / f"yine-{form}")
        assert {name: rows for name, rows in again.parts.items() if rows} == {
            name: rows for name, rows in told.rows.items() if rows
        }


@settings(max_examples=25)
@given(operations, st.sampled_from(FORMS))
def test_whatever_was_done_an_old_act_is_taken_back_there_as_here(
    empty_database: Path, steps: list[Operation], form: str
) -> None:
    folder = empty_database.parent
    with opened(folder / "burada.db", empty_database) as here:
        fields.add_field(here, "Puan", "number")
        fields.add_field(here, "Borç", "money")
        for step in steps:
            run(here, step)
        archive = carried(here, folder, form, empty_database)
        with opened(folder / "orada.db", empty_database) as there:
            run_archive(there, archive)
            assert snapshot(there) == snapshot(here)
        for number in [info.id for info in undo.changesets(here, None)]:
            assert after_undo(folder / "burada.db", number) == after_undo(
                folder / "orada.db", number
            )


def after_undo(path: Path, number: int) -> Any:
    """Return what an act leaves when it is taken back in a copy, or why it can't be."""
    copy = path.with_name("kopya.db")
    for old in path.parent.glob("kopya.db*"):
        old.unlink()
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    with open_session(copy, who="Ayşe", door="screen", clock=Clock()) as shop:
        try:
            undo.undo(shop, number)
        except KobiError as error:
            return error.code, error.values.get("names")
        check_whole(shop)
        return snapshot(shop, of_acts=False)


def test_settings_of_the_first_start_stay_and_their_acts_come_first(
    tmp_path: Path, empty_database: Path
) -> None:
    with opened(tmp_path / "a.db", empty_database) as shop:
        fill(shop)
        acts = undo.changesets(shop, None)
        names = [one.name for one in contacts.listing(shop)]
        exports.export_all(shop, tmp_path / "arşiv")
    with opened(tmp_path / "b.db", empty_database, "Zeynep") as other:
        set_shop(other, place="Bornova")
        fields.add_field(other, "PUAN", "text")
        run_archive(other, tmp_path / "arşiv")
        now = undo.changesets(other, None)
        assert [one.id for one in now] == [one.id + 2 for one in acts] + [2, 1]
        assert [one.undoes and one.undoes - 2 for one in now[:-2]] == [one.undoes for one in acts]
        undoing = next(one for one in now if one.undoes)
        assert undoing.detail["of"] == undoing.undoes
        assert [one.name for one in contacts.listing(other)] == names
        assert {one.name: one.type for one in fields.list_fields(other)}["Puan"] == "number"
        check_whole(other)
        trashed = [one for one in now if one.action == "contact.delete"]
        undo.undo(other, trashed[0].id)
        assert contacts.count(other) == len(names) + 1


def test_an_archive_of_the_same_shop_comes_back_after_everybody_was_removed(
    shop: Session, people: list[contacts.Saved], tmp_path: Path
) -> None:
    exports.export_all(shop, tmp_path / "arşiv")
    before = snapshot(shop)
    for _one in people:
        undo.undo(shop)
    assert contacts.count(shop) == 0
    run_archive(shop, tmp_path / "arşiv")
    after = snapshot(shop)
    assert after["contact"] == before["contact"]
    # The acts are here already: they are the same acts, not others.
    assert len(after["changeset"]) == len(before["changeset"]) + len(people)
    check_whole(shop)


def test_beside_contacts_they_go_through_the_import(tmp_path: Path, empty_database: Path) -> None:
    with opened(tmp_path / "a.db", empty_database) as shop:
        fill(shop)
        live = {one.name for one in contacts.listing(shop)}
        exports.export_all(shop, tmp_path / "arşiv.zip")
    with opened(tmp_path / "b.db", empty_database) as other:
        contacts.add(other, {"name": "Ümit Yaşar", "emails": "ÜMİT@ORNEK.COM"})
        before = snapshot(other)
        trial = run_archive(other, tmp_path / "arşiv.zip", ImportOptions(dry_run=True))
        assert trial is not None
        assert (trial.whole, trial.dry_run, snapshot(other)) == (False, True, before)
        told = run_archive(other, tmp_path / "arşiv.zip")
        assert told is not None
        assert not told.whole
        assert told.refused == 0
        assert {"trash", "change", "changeset", "different"} <= set(told.left_out)
        people, calls = told.parts["contact"], told.parts["interaction"]
        assert (people.created, people.created + people.unchanged + people.updated) == (3, 4)
        # Those with the person in the trash stay with that person; Ümit has another uid here.
        assert calls.created == 3
        own = contacts.get(other, "ümit@ornek.com").uid
        with other.store.reading():
            assert own in {one["contact"] for one in records.read("interaction").values()}
        assert {one.name for one in contacts.listing(other)} == live
        assert told.parts["task"].created == 2
        undo.undo(other, told.parts["task"].changeset)
        undo.undo(other, calls.changeset)
        undo.undo(other, people.changeset)
        assert [one.name for one in contacts.listing(other)] == ["Ümit Yaşar"]
        assert contacts.get(other, own).codes == ()


def test_a_trial_writes_nothing(
    shop: Session, open_shop: Callable[..., Session], tmp_path: Path, empty_database: Path
) -> None:
    with opened(tmp_path / "a.db", empty_database) as full:
        fill(full)
        exports.export_all(full, tmp_path / "arşiv")
    before = snapshot(shop)
    told = run_archive(shop, tmp_path / "arşiv", ImportOptions(dry_run=True))
    assert told is not None
    assert (told.whole, told.dry_run) == (True, True)
    assert snapshot(shop) == before


def test_what_is_no_archive_is_left_to_others(shop: Session, tmp_path: Path) -> None:
    (tmp_path / "klasör").mkdir()
    (tmp_path / "klasör" / "manifest.json").write_text('{"name": "başka"}')
    (tmp_path / "kişiler.csv").write_text("Ad Soyad;Telefon\nAli;0532 123 45 67\n")
    for name in ("klasör", "kişiler.csv", "yok.zip"):
        assert run_archive(shop, tmp_path / name) is None
