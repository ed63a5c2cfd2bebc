"""Taking back and putting back: whole changesets, refused when later work would be lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kobicrm.errors import Conflict, NotFound
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.shop import get_shop, set_shop
from kobicrm.services.undo import UndoConflict


def refused(shop: Session, number: int | None = None) -> list[tuple[str, str]]:
    """Return what stands in the way of an undo, which must change nothing."""
    before = undo.changesets(shop)
    with pytest.raises(Conflict) as error:
        undo.undo(shop, number)
    assert error.value.code == "undo_conflicts"
    assert undo.changesets(shop) == before
    report = error.value.values["report"]
    assert isinstance(report, undo.UndoReport)
    return [(conflict.name, conflict.reason) for conflict in report.conflicts]


def test_an_edit_is_taken_back_and_put_back(shop: Session, people: list[Saved]) -> None:
    before = people[0].contact
    after = contacts.edit(
        shop,
        before.uid,
        {"name": "Şule Öz", "phones": "0533 1112233", "tags": "eski", "note": "evlendi"},
    ).contact
    report = undo.undo(shop)
    assert (report.action, report.records, report.conflicts) == ("contact.edit", 1, ())
    back = contacts.get(shop, before.uid)
    assert (back.name, back.phones, back.tags, back.notes) == (
        before.name,
        before.phones,
        before.tags,
        before.notes,
    )
    undo.redo(shop)
    assert contacts.get(shop, before.uid).notes == after.notes
    assert contacts.get(shop, before.uid).phones == after.phones


def test_a_new_contact_is_taken_back_with_the_company_made_for_it(shop: Session) -> None:
    uid = contacts.add(shop, {"name": "Ece Su", "company": "Su Ltd. Şti.", "tags": "a"}).contact.uid
    whole = contacts.get(shop, uid)
    assert undo.undo(shop).records == 2
    assert contacts.count(shop) == 0
    with pytest.raises(NotFound):
        contacts.get(shop, uid)
    assert undo.redo(shop).records == 2
    back = contacts.get(shop, uid)
    assert (back.companies, back.tags, back.created_at, back.created_by) == (
        whole.companies,
        whole.tags,
        whole.created_at,
        whole.created_by,
    )
    # Numbers are never used again.
    assert back.id == whole.id


def test_a_company_made_by_an_edit_goes_with_it(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    count = contacts.count(shop)
    contacts.edit(shop, uid, {"company": ["Yıldız İnşaat", "Yepyeni A.Ş."]})
    assert undo.undo(shop).records == 2
    assert contacts.count(shop) == count
    undo.redo(shop)
    assert [link.name for link in contacts.get(shop, uid).companies][1] == "Yepyeni A.Ş."


def test_a_company_is_searched_for_after_it_came_back(shop: Session, people: list[Saved]) -> None:
    person = people[1].contact
    contacts.edit(shop, person.uid, {"company": ""})
    assert [c.kind for c in contacts.search(shop, "yıldız")] == ["company"]
    undo.undo(shop)
    assert {c.kind for c in contacts.search(shop, "yıldız")} == {"person", "company"}


def test_deleting_is_taken_back(shop: Session, people: list[Saved]) -> None:
    uids = [saved.contact.uid for saved in people]
    contacts.delete(shop, uids)
    assert undo.undo(shop).records == len(uids)
    assert all(contacts.get(shop, uid).deleted_at is None for uid in uids)
    undo.redo(shop)
    assert all(contacts.get(shop, uid, trashed=True) for uid in uids)


def test_u_goes_one_further_back_each_time_and_redo_forward(
    shop: Session, people: list[Saved]
) -> None:
    uid = people[0].contact.uid
    for title in ("bir", "iki", "üç"):
        contacts.edit(shop, uid, {"title": title})
    titles = []
    for step in (undo.undo, undo.undo, undo.redo, undo.undo, undo.undo, undo.redo, undo.redo):
        step(shop)
        titles.append(contacts.get(shop, uid).title)
    assert titles == ["iki", "bir", "iki", "bir", "", "bir", "iki"]
    undo.redo(shop)
    assert contacts.get(shop, uid).title == "üç"
    with pytest.raises(NotFound) as error:
        undo.redo(shop)
    assert error.value.code == "redo_nothing"


def test_nothing_is_redone_over_newer_work(shop: Session, people: list[Saved]) -> None:
    contacts.edit(shop, people[0].contact.uid, {"title": "Sayın"})
    undo.undo(shop)
    contacts.note(shop, people[1].contact.uid, "aradı")
    with pytest.raises(NotFound):
        undo.redo(shop)


def test_u_takes_back_only_what_this_person_did_in_this_application(
    open_shop: Callable[..., Session], people: list[Saved]
) -> None:
    uid = people[0].contact.uid
    contacts.edit(open_shop("Ayşe", "screen"), uid, {"title": "Sayın"})
    contacts.edit(open_shop("Ayşe", "command"), uid, {"language": "tr"})
    contacts.edit(open_shop("Mehmet", "screen"), uid, {"source": "fuar"})
    with pytest.raises(NotFound) as error:
        undo.undo(open_shop("Zeynep", "screen"))
    assert error.value.code == "undo_nothing"
    # Capitals make no other person.
    undo.undo(open_shop("AYŞE", "screen"))
    stored = contacts.get(open_shop("Mehmet", "screen"), uid)
    assert (stored.title, stored.language, stored.source) == ("", "tr", "fuar")
    undo.undo(open_shop("Mehmet", "screen"))
    assert contacts.get(open_shop("Ayşe", "screen"), uid).source == ""
    undo.redo(open_shop("ayşe", "screen"))
    assert contacts.get(open_shop("Ayşe", "screen"), uid).title == "Sayın"


def test_a_field_edited_since_is_a_conflict(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    first = contacts.edit(shop, uid, {"title": "bir", "source": "fuar"}).changeset
    contacts.edit(shop, uid, {"title": "iki"})
    assert refused(shop, first) == [("Şule Çağlayan", "edited")]
    # Another field of the record is none.
    second = contacts.edit(shop, uid, {"language": "en"}).changeset
    contacts.edit(shop, uid, {"preferred_time": "akşam"})
    undo.undo(shop, second)
    stored = contacts.get(shop, uid)
    assert (stored.title, stored.language, stored.preferred_time) == ("iki", "", "akşam")


@pytest.mark.parametrize(
    "act",
    [
        lambda shop, uid: contacts.edit(shop, uid, {"title": "Sayın"}),
        lambda shop, uid: contacts.note(shop, uid, "aradı"),
        lambda shop, uid: contacts.tag(shop, [uid], add=["yeni"]),
        lambda shop, uid: contacts.delete(shop, [uid]),
    ],
)
def test_a_created_record_that_has_since_got_something_stays(
    shop: Session, act: Callable[[Session, str], object]
) -> None:
    saved = contacts.add(shop, {"name": "Ece Su"})
    act(shop, saved.contact.uid)
    assert refused(shop, saved.changeset) == [("Ece Su", "edited")]
    # Taken back itself, it stands in the way no longer.
    undo.undo(shop)
    undo.undo(shop, saved.changeset)
    assert contacts.count(shop) == 0


def test_a_company_that_others_were_linked_to_since_stays(shop: Session) -> None:
    first = contacts.add(shop, {"name": "Ece Su", "company": "Su Ltd. Şti."})
    contacts.add(shop, {"name": "Can Su", "company": "SU LTD"})
    assert refused(shop, first.changeset) == [("Su Ltd. Şti.", "linked")]
    report = undo.undo(shop, first.changeset, partial=True)
    assert (report.records, [c.reason for c in report.conflicts]) == (1, ["linked"])
    assert [c.name for c in contacts.listing(shop)] == ["Can Su", "Su Ltd. Şti."]


def test_partial_takes_back_the_rest_and_names_what_stayed(
    shop: Session, people: list[Saved]
) -> None:
    uids = [saved.contact.uid for saved in people]
    tagged = contacts.tag(shop, uids, add=["kampanya"]).changeset
    contacts.tag(shop, [uids[2]], add=["özel"])
    assert refused(shop, tagged) == [(people[2].contact.name, "edited")]
    report = undo.undo(shop, tagged, partial=True)
    assert report.records == len(uids) - 1
    assert report.conflicts == (UndoConflict(uids[2], people[2].contact.name, "edited"),)
    tags = {contact.uid: contact.tags for contact in contacts.listing(shop)}
    assert [uid for uid, own in tags.items() if "kampanya" in own] == [uids[2]]
    undo.redo(shop)
    assert all("kampanya" in contact.tags for contact in map(shop_get(shop), uids))


def shop_get(shop: Session) -> Callable[[str], object]:
    """Return a function that reads a contact."""
    return lambda uid: contacts.get(shop, uid)


def test_a_link_does_not_come_back_to_a_company_that_is_gone(shop: Session) -> None:
    company = contacts.add(shop, {"kind": "company", "name": "Eski A.Ş."})
    uid = contacts.add(shop, {"name": "Ece Su", "company": "Eski A.Ş."}).contact.uid
    moved = contacts.edit(shop, uid, {"company": ""})
    undo.undo(shop, company.changeset)
    assert refused(shop, moved.changeset) == [("Ece Su", "gone")]
    assert contacts.get(shop, uid).companies == ()


def test_what_somebody_else_took_out_of_the_trash_is_a_conflict(
    open_shop: Callable[..., Session], people: list[Saved]
) -> None:
    uid = people[0].contact.uid
    contacts.delete(open_shop("Ayşe"), [uid])
    contacts.restore(open_shop("Mehmet"), [uid])
    assert refused(open_shop("Ayşe")) == [("Şule Çağlayan", "edited")]


def test_a_changeset_is_taken_back_once(shop: Session, people: list[Saved]) -> None:
    number = contacts.edit(shop, people[0].contact.uid, {"title": "Sayın"}).changeset
    undo.undo(shop, number)
    with pytest.raises(Conflict) as error:
        undo.undo(shop, number)
    assert error.value.code == "undo_done"
    with pytest.raises(NotFound):
        undo.undo(shop, 99_999)


def test_an_undo_named_by_its_number_is_put_back_like_a_redo(
    shop: Session, people: list[Saved]
) -> None:
    uid = people[0].contact.uid
    number = contacts.edit(shop, uid, {"title": "Sayın"}).changeset
    first = undo.undo(shop, number).changeset
    second = undo.undo(shop, first).changeset
    assert contacts.get(shop, uid).title == "Sayın"
    third = undo.undo(shop, second).changeset
    assert contacts.get(shop, uid).title == ""
    states = {info.id: info.undone_by for info in undo.changesets(shop)}
    assert (states[number or 0], states[first or 0]) == (first, None)
    assert (states[second or 0], states[third or 0]) == (third, None)
    undo.redo(shop)
    assert contacts.get(shop, uid).title == "Sayın"
    undo.undo(shop)
    assert contacts.get(shop, uid).title == ""


def test_an_edit_put_back_by_number_counts_as_later_work_again(shop: Session) -> None:
    made = contacts.add(shop, {"name": "Ece Su"})
    contacts.edit(shop, made.contact.uid, {"title": "Sayın"})
    taken = undo.undo(shop).changeset
    undo.undo(shop, taken)
    assert refused(shop, made.changeset) == [("Ece Su", "edited")]


def test_the_shops_settings_are_taken_back_unless_changed_since(shop: Session) -> None:
    set_shop(shop, name="Yıldız Kırtasiye")
    first = undo.changesets(shop)[0].id
    set_shop(shop, name="Yıldız Kırtasiye ve Kitap", place="Kadıköy")
    assert [reason for _name, reason in refused(shop, first)] == ["edited"]
    undo.undo(shop)
    assert get_shop(shop).name == "Yıldız Kırtasiye"
    assert get_shop(shop).place == ""
    undo.undo(shop)
    assert get_shop(shop).name == ""


def test_undo_is_journalled_and_seen_in_the_history(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    number = contacts.edit(shop, uid, {"title": "Sayın"}).changeset
    report = undo.undo(shop)
    info = undo.changesets(shop)[0]
    assert (info.id, info.undoes, info.action, info.who) == (
        report.changeset,
        number,
        "undo",
        "Ayşe",
    )
    entries = contacts.history(shop, uid)
    assert [(entry.action, entry.undone) for entry in entries] == [
        ("undo", False),
        ("contact.edit", True),
        ("contact.add", False),
    ]
    assert entries[0].fields == {"title": ["Sayın", ""]}


def test_the_preview_names_what_would_be_taken_back(shop: Session, people: list[Saved]) -> None:
    number = contacts.delete(shop, [saved.contact.uid for saved in people]).changeset
    seen = undo.preview(shop)
    assert (seen.id, seen.action, seen.counts) == (number, "contact.delete", {"trash": 5})
