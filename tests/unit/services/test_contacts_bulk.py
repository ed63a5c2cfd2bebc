"""Many contacts at once: named by marks or by what a list shows, changed in one changeset."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kobicrm.domain.contacts import Contact
from kobicrm.domain.query import EVERYTHING, Compare
from kobicrm.errors import Interrupted, UsageError, ValidationError
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Bulk, Saved, Selection
from kobicrm.services.session import Session

ALL = Selection(where=EVERYTHING)


def everyone(shop: Session) -> dict[str, Contact]:
    """Return all live contacts by the first word of their names."""
    return {contact.name.split()[0]: contact for contact in contacts.listing(shop)}


def ids_of(people: list[Saved], *places: int) -> tuple[int, ...]:
    """Return the ids of some of the people."""
    return tuple(people[place].contact.id for place in places)


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (ALL, ["Ali", "İbrahim", "Öztürk", "Şule", "Ümit", "Yıldız"]),
        (Selection("ali"), ["Ali"]),
        (Selection("", Compare("province", "=", "izmir")), ["Şule"]),
        (Selection("yıldız", Compare("kind", "=", "person")), ["İbrahim"]),
        (Selection("|", EVERYTHING), []),
        (Selection(), []),
        (Selection(ids=(10**6,)), []),
    ],
)
def test_a_selection_names_what_its_list_shows(
    shop: Session, people: list[Saved], selection: Selection, names: list[str]
) -> None:
    info = contacts.describe(shop, selection)
    assert (info.count, [name.split()[0] for name in info.names]) == (len(names), names[:3])
    assert [c.name.split()[0] for c in contacts.listed(shop, selection)] == names


def test_some_may_be_left_out_of_a_selection(shop: Session, people: list[Saved]) -> None:
    but = Selection(where=EVERYTHING, minus_ids=ids_of(people, 0, 3))
    assert contacts.describe(shop, but).names == (
        "Ali Rıza Kaya",
        "İbrahim Iğdır",
        "Öztürk Gıda San. ve Tic. A.Ş.",
    )
    marked = Selection(ids=ids_of(people, 3, 0, 3))
    assert contacts.describe(shop, marked).names == ("Şule Çağlayan", "Ümit Yaşar")


def test_marks_on_what_is_gone_by_now_name_nobody(shop: Session, people: list[Saved]) -> None:
    contacts.delete(shop, [people[0].contact.uid])
    marked = Selection(ids=ids_of(people, 0, 3))
    assert contacts.describe(shop, marked).names == ("Ümit Yaşar",)
    assert contacts.describe(shop, marked, trashed=True).names == ("Şule Çağlayan",)
    assert contacts.describe(shop, ALL, trashed=True).count == 1


def test_tags_are_put_on_and_taken_off_in_one_changeset(shop: Session, people: list[Saved]) -> None:
    done = contacts.bulk_tag(shop, ALL, add=["vip, Fuar 2026"], remove=["izmir"])
    assert done.count == len(done.uids) == 6
    tags = {name: contact.tags for name, contact in everyone(shop).items()}
    assert tags["Şule"] == tags["Ali"] == ("VIP", "Fuar 2026")
    undo.undo(shop)
    assert {name: c.tags for name, c in everyone(shop).items() if c.tags} == {
        "Şule": ("VIP", "İzmir")
    }
    undo.redo(shop)
    assert {name: contact.tags for name, contact in everyone(shop).items()} == tags


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("lifecycle", "Müşteri", "customer"),
        ("lifecycle", "supplier", "supplier"),
        ("lifecycle", "", ""),
        ("preferred_channel", "Phone call", "call"),
        ("source", "  Fuar  ", "Fuar"),
        ("tax_office", "Üsküdar", "Üsküdar"),
        ("owner", "Mehmet", "Mehmet"),
        ("tags", "toptan; bayi", ("toptan", "bayi")),
    ],
)
def test_a_field_is_set_on_all(
    shop: Session, people: list[Saved], field: str, text: str, shown: object
) -> None:
    contacts.bulk_set(shop, ALL, field, text)
    assert {getattr(contact, field) for contact in everyone(shop).values()} == {shown}


def test_a_place_is_set_in_its_official_spelling_and_keeps_the_rest(
    shop: Session, people: list[Saved]
) -> None:
    contacts.bulk_set(shop, ALL, "province", "34")
    found = everyone(shop)
    assert {contact.addresses[0].province for contact in found.values()} == {"İstanbul"}
    assert found["Şule"].addresses[0].district == "Karşıyaka"
    contacts.bulk_set(shop, ALL, "district", "")
    contacts.bulk_set(shop, ALL, "province", "")
    assert {contact.addresses for contact in everyone(shop).values()} == {()}


def test_a_company_is_made_once_and_never_its_own(shop: Session, people: list[Saved]) -> None:
    done = contacts.bulk_set(shop, ALL, "company", "Deniz A.Ş.")
    assert done.count == 6
    found = everyone(shop)
    assert {c.companies[0].name for name, c in found.items() if name != "Deniz"} == {"Deniz A.Ş."}
    assert found["Deniz"].companies == ()
    contacts.bulk_set(shop, Selection(ids=ids_of(people, 1)), "company", "")
    assert everyone(shop)["İbrahim"].companies == ()


def test_an_empty_selection_makes_no_company(shop: Session) -> None:
    assert contacts.bulk_set(shop, ALL, "company", "Deniz A.Ş.").changeset is None
    assert contacts.count(shop) == 0


def test_a_bad_value_or_field_is_refused_before_anything_is_written(
    shop: Session, people: list[Saved]
) -> None:
    before = everyone(shop)
    with pytest.raises(ValidationError) as error:
        contacts.bulk_set(shop, ALL, "lifecycle", "arkadaş")
    assert error.value.values["field"] == "lifecycle"
    with pytest.raises(UsageError):
        contacts.bulk_set(shop, ALL, "name", "Ali")
    assert everyone(shop) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda shop: contacts.bulk_tag(shop, ALL, add=["izmir"], remove=["izmir"]),
        lambda shop: contacts.bulk_tag(shop, Selection(), add=["yeni"]),
        lambda shop: contacts.bulk_set(shop, Selection("şule"), "district", "KARSIYAKA"),
        lambda shop: contacts.bulk_assign(shop, ALL, ""),
        lambda shop: contacts.bulk_delete(shop, Selection("bulunmayan kimse")),
        lambda shop: contacts.bulk_restore(shop, ALL),
    ],
)
def test_a_change_that_changes_nothing_makes_no_changeset(
    shop: Session, people: list[Saved], act: Callable[[Session], Bulk]
) -> None:
    if act.__code__.co_consts and "izmir" in str(act.__code__.co_consts):
        contacts.bulk_tag(shop, ALL, remove=["izmir"])
    before = undo.changesets(shop, 1)[0].id
    assert act(shop) == Bulk(None, (), (), 0)
    assert undo.changesets(shop, 1)[0].id == before


def test_all_can_go_to_the_trash_and_come_back(shop: Session, people: list[Saved]) -> None:
    before = everyone(shop)
    assert contacts.bulk_delete(shop, ALL).count == 6
    assert contacts.count(shop) == 0
    assert contacts.bulk_restore(shop, Selection("şule")).names == ("Şule Çağlayan",)
    undo.undo(shop)
    undo.undo(shop)
    assert everyone(shop).keys() == before.keys()


def test_progress_is_told_and_may_stop_it_all(shop: Session, people: list[Saved]) -> None:
    told: list[int] = []
    contacts.bulk_tag(shop, ALL, add=["a"], progress=told.append)
    assert told == [6]
    before = everyone(shop)

    def stop(_done: int) -> None:
        raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        contacts.bulk_delete(shop, ALL, progress=stop)
    assert everyone(shop) == before
