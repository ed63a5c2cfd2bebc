"""Records beside the contacts are taken back and put back like everything else."""

from __future__ import annotations

import pytest

from kobicrm.errors import Conflict
from kobicrm.services import contacts, undo
from kobicrm.services.changesets import contents
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.undo import UndoReport
from kobicrm.storage import record_kinds, records

AT = "2026-11-17T11:05:00Z"
Everything = dict[str, dict[str, dict[str, object]]]


def values(contact: str, **more: object) -> dict[str, object]:
    """Return the values of a call."""
    call = {"channel": "call", "direction": "out", "at": AT, "author": "", "text": "Aradık, açmadı"}
    return {"contact": contact, **call, "outcome": "", "minutes": 0, "task": "", **more}


def everything(shop: Session) -> Everything:
    """Return all records of all kinds."""
    with shop.store.reading():
        return {kind: records.read(kind) for kind in record_kinds.KINDS}


@pytest.fixture
def ayse(people: list[Saved]) -> str:
    """Return the uid of somebody."""
    return people[0].contact.uid


@pytest.fixture
def call(shop: Session, ayse: str) -> str:
    """Return the uid of an interaction with her."""
    with shop.write("import") as unit:
        return records.add(unit, "interaction", values(ayse))


def refused(shop: Session) -> list[str]:
    """Return why the last act can't be taken back."""
    with pytest.raises(Conflict) as error:
        undo.undo(shop)
    report = error.value.values["report"]
    assert isinstance(report, UndoReport)
    return [conflict.reason for conflict in report.conflicts]


def test_one_that_was_made_goes_and_comes_back(shop: Session, call: str) -> None:
    with_it = everything(shop)
    assert undo.undo(shop).records == 1
    assert not everything(shop)["interaction"]
    assert undo.redo(shop).records == 1
    assert everything(shop) == with_it
    assert list(with_it["interaction"]) == [call]


def test_one_that_was_changed_gets_its_values_back(shop: Session, call: str, ayse: str) -> None:
    before = everything(shop)
    with shop.write("contact.merge") as unit:
        assert records.change(unit, "interaction", call, {"text": "Aradık, konuştuk"})
        assert not records.change(unit, "interaction", call, {"text": "Aradık, konuştuk"})
    assert everything(shop)["interaction"][call] == values(ayse, text="Aradık, konuştuk")
    undo.undo(shop)
    assert everything(shop) == before


def test_one_that_was_removed_is_put_back_under_its_uid(shop: Session, call: str) -> None:
    before = everything(shop)
    with shop.write("contact.merge") as unit:
        assert records.remove(unit, "interaction", [call]) == 1
    undo.undo(shop)
    assert everything(shop) == before


def test_what_was_changed_since_stands_in_the_way(shop: Session, call: str) -> None:
    with shop.write("contact.merge") as unit:
        records.change(unit, "interaction", call, {"direction": "in"})
    made = undo.changesets(shop)[1].id
    with pytest.raises(Conflict) as error:
        undo.undo(shop, made)
    assert error.value.code == "undo_conflicts"


def test_somebody_with_an_interaction_since_does_not_go(shop: Session) -> None:
    uid = contacts.add(shop, {"name": "Işıl Ağaoğlu"}).contact.uid
    with shop.write("import") as unit:
        records.add(unit, "interaction", values(uid))
    made = undo.changesets(shop)[1].id
    with pytest.raises(Conflict):
        undo.undo(shop, made)
    assert contacts.get(shop, uid).name == "Işıl Ağaoğlu"
    undo.undo(shop)
    undo.undo(shop, made)


def test_somebody_goes_with_the_interactions_of_the_same_act(shop: Session) -> None:
    with shop.write("import") as unit:
        from kobicrm.domain.contacts import Contact
        from kobicrm.domain.uids import new_uid

        made = unit.insert(Contact(name="Işıl Ağaoğlu", uid=new_uid()))
        records.add(unit, "interaction", values(made.uid))
    before = everything(shop)
    assert undo.undo(shop).records == 2
    assert contacts.count(shop) == 0
    assert undo.redo(shop).records == 2
    assert everything(shop) == before


def test_a_name_that_was_taken_meanwhile_is_not_given_twice(shop: Session) -> None:
    profile = {"name": "Mikro", "kind": "contact", "header": "[]", "mapping": "{}", "options": "{}"}
    with shop.write("profile.save") as unit:
        uid = records.add(unit, "import_profile", profile)
    with shop.write("profile.remove") as unit:
        records.remove(unit, "import_profile", [uid])
    with shop.write("import") as unit:
        records.add(unit, "import_profile", {**profile, "name": "MİKRO"})
    removed = undo.changesets(shop)[1].id
    with pytest.raises(Conflict):
        undo.undo(shop, removed)


def test_an_act_names_whom_its_records_are_about(
    shop: Session, people: list[Saved], call: str
) -> None:
    assert undo.changesets(shop)[0].id
    name = people[0].contact.name
    assert [one.name for one in contents(shop, undo.changesets(shop)[0].id).changes] == [name]
    first, second = sorted(one.contact.uid for one in people[:2])
    with shop.write("contact.different") as unit:
        records.add(unit, "different", {"first": first, "second": second})
    names = {one.contact.uid: one.contact.name for one in people}
    shown = contents(shop, undo.changesets(shop)[0].id).changes[0].name
    assert shown == f"{names[first]} · {names[second]}"
