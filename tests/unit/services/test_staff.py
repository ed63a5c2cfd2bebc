"""The staff of the shop: added, renamed, taken back; owners and authors follow."""

from __future__ import annotations

import pytest

from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services import contacts, staff, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session, open_session


def names(shop: Session) -> list[str]:
    return [one.name for one in staff.list_staff(shop)]


def uid_of(shop: Session, name: str) -> str:
    return next(one.uid for one in staff.list_staff(shop) if one.name == name)


def test_somebody_is_added_once_however_it_is_spelled(shop: Session) -> None:
    staff.add_staff(shop, "  Işıl Güneş ")
    assert "Işıl Güneş" in names(shop)
    with pytest.raises(Conflict, match="staff_exists"):
        staff.add_staff(shop, "IŞIL GÜNEŞ")
    with pytest.raises(ValidationError):
        staff.add_staff(shop, " ")


def test_a_new_name_reaches_owners_and_the_history(shop: Session, people: list[Saved]) -> None:
    ref = f"id:{people[0].contact.id}"
    contacts.edit(shop, ref, {"owner": "Çağrı"})
    assert staff.rename_staff(shop, uid_of(shop, "Çağrı"), "Çağrı Öztürk")
    assert contacts.get(shop, ref).owner == "Çağrı Öztürk"
    assert ("Çağrı Öztürk", 1) in [(one.name, one.contacts) for one in staff.list_staff(shop)]
    number = undo.changesets(shop, 1)[0].id
    undo.undo(shop, number)
    assert contacts.get(shop, ref).owner == "Çağrı"
    undo.redo(shop)
    assert contacts.get(shop, ref).owner == "Çağrı Öztürk"


def test_the_one_who_works_here_goes_on_under_the_new_name(
    shop: Session, people: list[Saved]
) -> None:
    me = shop.author.staff
    staff.rename_staff(shop, uid_of(shop, me), "Ayşegül")
    assert shop.author.staff == "Ayşegül"
    assert names(shop) == ["Ayşegül"]
    assert undo.changesets(shop, 1)[0].who == "Ayşegül"
    undo.undo(shop)
    assert shop.author.staff == me
    contacts.note(shop, f"id:{people[0].contact.id}", "aradı")
    assert names(shop) == [me]


def test_a_name_that_is_taken_or_a_person_who_is_gone_is_refused(shop: Session) -> None:
    staff.add_staff(shop, "Çağrı")
    staff.add_staff(shop, "Gül")
    with pytest.raises(Conflict, match="staff_exists"):
        staff.rename_staff(shop, uid_of(shop, "Gül"), "çağrı")
    with pytest.raises(NotFound):
        staff.rename_staff(shop, "0" * 32, "Kim")
    assert staff.rename_staff(shop, uid_of(shop, "Gül"), "Gül") is None
    assert staff.rename_staff(shop, uid_of(shop, "Gül"), "GÜL")


def test_adding_somebody_is_taken_back_while_nothing_names_them(shop: Session) -> None:
    staff.add_staff(shop, "Çağrı")
    number = undo.changesets(shop, 1)[0].id
    undo.undo(shop, number)
    assert "Çağrı" not in names(shop)
    undo.redo(shop)
    assert "Çağrı" in names(shop)
    with open_session(shop.path, who="Çağrı") as other:
        contacts.add(other, {"name": "Gül Öz"})
    staff.add_staff(shop, "Deniz")
    contacts.add(shop, {"name": "Ece", "owner": "Deniz"})
    number = next(one.id for one in undo.changesets(shop) if one.detail.get("name") == "Deniz")
    with pytest.raises(Conflict) as refused:
        undo.undo(shop, number)
    assert [one.reason for one in refused.value.values["report"].conflicts] == ["linked"]


def test_a_name_somebody_else_took_meanwhile_is_a_conflict(shop: Session) -> None:
    staff.add_staff(shop, "Çağrı")
    staff.rename_staff(shop, uid_of(shop, "Çağrı"), "Çağrı Öztürk")
    number = undo.changesets(shop, 1)[0].id
    staff.add_staff(shop, "Çağrı")
    with pytest.raises(Conflict):
        undo.undo(shop, number)
