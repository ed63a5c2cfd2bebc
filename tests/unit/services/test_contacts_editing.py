"""Adding, editing, noting, tagging, deleting and restoring contacts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import pytest

from kobicrm.domain.contacts import Contact
from kobicrm.errors import Conflict, UsageError, ValidationError
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session


def again(shop: Session, saved: Saved) -> Contact:
    """Return the contact as it is stored now."""
    return contacts.get(shop, saved.contact.uid)


def test_a_new_contact_holds_what_was_typed_in_its_normal_form(shop: Session) -> None:
    saved = contacts.add(
        shop,
        {
            "name": "  Şule   Çağlayan ",
            "title": "Şule Hanım",
            "phones": ["iş: 0216 555 11 22 dahili 14", "cep: 0532 123 45 67"],
            "emails": "SULE@ORNEK.COM.TR",
            "socials": "https://www.instagram.com/sulecag/",
            "websites": "ornek.com.tr",
            "street": "Bağdat Cad. No:1",
            "district": "kadikoy",
            "province": "ISTANBUL",
            "birthday": "14.03.1988",
            "tags": "vip, İzmir; vip",
            "lifecycle": "Müşteri",
            "preferred_channel": "whatsapp",
            "codes": "logo:120.01.7",
            "note": "Kapıyı çalmayın",
        },
    )
    stored = again(shop, saved)
    assert stored == saved.contact
    assert (stored.first_name, stored.last_name) == ("Şule", "Çağlayan")
    # The first valid mobile is the primary phone.
    assert [(p.e164, p.ext, p.label) for p in stored.phones] == [
        ("+905321234567", "", "mobile"),
        ("+902165551122", "14", "work"),
    ]
    assert (stored.emails[0].address, stored.emails[0].raw) == (
        "sule@ornek.com.tr",
        "SULE@ORNEK.COM.TR",
    )
    assert (stored.socials[0].network, stored.socials[0].handle) == ("instagram", "sulecag")
    assert stored.websites[0].url == "https://ornek.com.tr"
    assert (stored.addresses[0].district, stored.addresses[0].province) == ("Kadıköy", "İstanbul")
    assert stored.birthday == "1988-03-14"
    assert stored.tags == ("vip", "İzmir")
    assert (stored.lifecycle, stored.preferred_channel) == ("customer", "whatsapp")
    assert (stored.codes[0].source, stored.codes[0].code) == ("logo", "120.01.7")
    assert stored.notes[0].text == "Kapıyı çalmayın"
    assert stored.created_at is not None
    assert stored.created_at.tzinfo is UTC
    assert stored.created_by == "Ayşe"


def test_a_wrong_value_is_kept_and_flagged(shop: Session) -> None:
    saved = contacts.add(
        shop,
        {"name": "Ali", "phones": "0532 12", "emails": "ali@gmaıl.com", "tax_number": "1234567891"},
    )
    assert saved.contact.phones[0].raw == "0532 12"
    assert not saved.contact.emails[0].valid
    assert saved.contact.tax_number == "1234567891"
    assert {warn.field for warn in saved.warnings} == {"phones", "emails", "tax_number"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first_name": ""}, "name"),
        ({"name": " \u200b "}, "name"),
        ({"name": "Ali", "kind": "belediye"}, "kind"),
        ({"name": "Ali", "lifecycle": "arkadaş"}, "lifecycle"),
        ({"name": "Ali", "preferred_channel": "güvercin"}, "preferred_channel"),
        ({"name": "Ali", "birthday": "31.02.1990"}, "birthday"),
        ({"name": "Ali", "custom": {"Ayakkabı": "42"}}, "Ayakkabı"),
    ],
)
def test_a_refused_value_names_its_field_and_stores_nothing(
    shop: Session, given: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        contacts.add(shop, {**given, "company": "Yeni A.Ş."})
    assert error.value.values["field"] == field
    assert contacts.count(shop) == 0
    assert undo.changesets(shop) == []


def test_an_unknown_field_is_a_wrong_call(shop: Session) -> None:
    for key in ("adı", "id", "uid", "created_at", "notes", "phones*", "search"):
        with pytest.raises(UsageError):
            contacts.add(shop, {"name": "Ali", key: "x"})


def test_the_longest_values_are_cut_not_refused(shop: Session) -> None:
    long = "ığüşöç" * 200
    saved = contacts.add(
        shop,
        {
            "first_name": long,
            "last_name": long,
            "title": long,
            "phones": "9" * 900,
            "emails": "a" * 400 + "@ornek.com.tr",
            "socials": "instagram:" + long,
            "websites": "ornek.com/" + long * 3,
            "street": long,
            "province": long,
            "tags": long,
            "codes": f"{long}:{long}",
            "iban": "ß" * 400,
            "tax_number": "1" * 400,
            "note": "ş" * 200_000,
        },
    )
    stored = again(shop, saved)
    assert len(stored.name) == 200
    assert len(stored.emails[0].address) == 320
    assert len(stored.notes[0].text) == 100_000


def test_hostile_text_is_stored_harmless(shop: Session) -> None:
    name = "Ali\x1b]52;c;x\x07\x00\u202e\u2028Veli \ud800[red][@click=app.quit]"
    stored = again(shop, contacts.add(shop, {"name": name, "note": name, "street": name}))
    assert stored.name == "Ali]52;cx Veli [red][@click=app.quit]".replace("cx", "c;x")
    assert "\x1b" not in stored.notes[0].text + stored.addresses[0].street


def test_an_edit_changes_the_named_fields_only(shop: Session, people: list[Saved]) -> None:
    before = people[1].contact
    after = contacts.edit(shop, before.uid, {"title": "İbrahim Bey", "birthday": ""}).contact
    assert (after.title, after.birthday) == ("İbrahim Bey", "")
    assert (after.phones, after.emails, after.companies) == (
        before.phones,
        before.emails,
        before.companies,
    )
    assert after.ver == before.ver + 1
    assert after.created_at == before.created_at


def test_lists_are_replaced_added_to_and_taken_from(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid

    def edit(given: dict[str, object]) -> Contact:
        return contacts.edit(shop, uid, given).contact

    assert [p.e164 for p in edit({"phones+": "0533 000 00 01"}).phones] == [
        "+905321234567",
        "+905330000001",
    ]
    # Another spelling of the same number is the same number.
    assert len(edit({"phones+": "+90 533 0000001"}).phones) == 2
    assert [p.e164 for p in edit({"phones-": "532 123 45 67"}).phones] == ["+905330000001"]
    assert edit({"emails-": "SULE.CAGLAYAN@ornek.com.tr"}).emails == ()
    assert edit({"tags-": ["izmir"], "tags+": ["Toptan"]}).tags == ("VIP", "Toptan")
    assert edit({"tags": []}).tags == ()
    assert edit({"emails": "mailto:sule@ornek.com.tr"}).emails[0].address == "sule@ornek.com.tr"


def test_the_other_half_of_a_name_stays(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    assert contacts.edit(shop, uid, {"last_name": "Öz"}).contact.name == "Şule Öz"
    assert contacts.edit(shop, uid, {"name": "Ayşe Şule Öz"}).contact.first_name == "Ayşe Şule"


def test_a_person_that_becomes_a_company_has_no_last_name(
    shop: Session, people: list[Saved]
) -> None:
    stored = contacts.edit(shop, people[0].contact.uid, {"kind": "firma"}).contact
    assert (stored.kind, stored.first_name, stored.last_name) == ("company", "", "")
    stored = contacts.edit(shop, stored.uid, {"kind": "person"}).contact
    assert (stored.first_name, stored.last_name) == ("Şule", "Çağlayan")


def test_an_edit_that_changes_nothing_leaves_no_trace(
    open_shop: Callable[..., Session], people: list[Saved]
) -> None:
    shop = open_shop("Mehmet")
    before = undo.changesets(shop)
    uid = people[0].contact.uid
    for given in (
        {},
        {"name": "Şule Çağlayan"},
        {"phones": "0532 123 45 67"},
        {"phones+": "+905321234567"},
        {"tags+": "vip", "tags-": "yok"},
        {"province": "IZMIR", "district": "karşıyaka"},
        {"note": "  "},
    ):
        saved = contacts.edit(shop, uid, given)
        assert saved.changeset is None
        assert saved.contact == people[0].contact
    assert contacts.tag(shop, [uid], add=["İZMİR"]).changeset is None
    assert undo.changesets(shop) == before


def test_somebody_elses_change_is_never_overwritten(shop: Session, people: list[Saved]) -> None:
    read = people[0].contact
    contacts.edit(shop, read.uid, {"title": "Hanımefendi"}, ver=read.ver)
    with pytest.raises(Conflict) as error:
        contacts.edit(shop, read.uid, {"title": "Sayın"}, ver=read.ver)
    assert error.value.code == "contact_changed"
    for change in (
        lambda: contacts.note(shop, read.uid, "aradı"),
        lambda: contacts.tag(shop, [read.uid], add=["yeni"]),
    ):
        seen = contacts.get(shop, read.uid).ver
        change()
        with pytest.raises(Conflict):
            contacts.edit(shop, read.uid, {"title": "Sayın"}, ver=seen)
    assert contacts.get(shop, read.uid).title == "Hanımefendi"


def test_a_note_is_dated_and_kept_in_order(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    contacts.note(shop, uid, "İlk görüşme")
    stored = contacts.note(shop, uid, "  Teklif\nistedi ").contact
    assert [note.text for note in stored.notes] == ["İlk görüşme", "Teklif\nistedi"]
    assert stored.notes[0].at < stored.notes[1].at
    with pytest.raises(ValidationError) as error:
        contacts.note(shop, uid, " \n ")
    assert error.value.code == "note_empty"


def test_a_tag_has_one_spelling_in_the_shop(shop: Session, people: list[Saved]) -> None:
    first, second = people[0].contact, people[1].contact
    done = contacts.tag(shop, [first.uid, second.uid], add=["vip", "TOPTAN"], remove=["izmir"])
    assert set(done.names) == {first.name, second.name}
    assert contacts.get(shop, second.uid).tags == ("VIP", "TOPTAN")
    assert contacts.get(shop, first.uid).tags == ("VIP", "TOPTAN")
    # One act on many records is one changeset.
    assert undo.changesets(shop)[0].counts == {"update": 2}


def test_a_contact_goes_to_the_trash_and_comes_back_whole(
    shop: Session, people: list[Saved]
) -> None:
    before = contacts.get(shop, people[0].contact.uid)
    gone = contacts.delete(shop, ["0532 123 45 67", before.uid])
    assert gone.uids == (before.uid,)
    assert list(contacts.search(shop, "şule")) == []
    assert before.uid not in {contact.uid for contact in contacts.listing(shop)}
    contacts.restore(shop, ["SULE.CAGLAYAN@ORNEK.COM.TR"])
    after = contacts.get(shop, before.uid)
    assert after.ver == before.ver + 2
    assert (after.name, after.phones, after.tags) == (before.name, before.phones, before.tags)


def test_history_tells_who_did_what_through_which_door(
    open_shop: Callable[..., Session], people: list[Saved]
) -> None:
    uid = people[0].contact.uid
    shop = open_shop("Mehmet", "command")
    contacts.edit(shop, uid, {"title": "Sayın"})
    contacts.delete(shop, [uid])
    entries = contacts.history(shop, uid)
    assert [(entry.op, entry.who, entry.door) for entry in entries] == [
        ("trash", "Mehmet", "command"),
        ("update", "Mehmet", "command"),
        ("create", "Ayşe", "screen"),
    ]
    assert entries[1].fields == {"title": ["", "Sayın"]}
    assert contacts.history(shop, uid, limit=1)[0].op == "trash"


def test_listing_is_complete_and_in_turkish_order(shop: Session) -> None:
    names = [
        "Zeki",
        "Ömer",
        "Osman",
        "İnci",
        "Irmak",
        "Çağ",
        "Can",
        "Şule",
        "Selin",
        "Ümit",
        "Ufuk",
    ]
    for name in names:
        contacts.add(shop, {"name": name})
    ordered = ["Can", "Çağ", "Irmak", "İnci", "Osman", "Ömer", "Selin", "Şule", "Ufuk", "Ümit"]
    assert [c.name for c in contacts.listing(shop)] == [*ordered, "Zeki"]
    down = [c.name for c in contacts.listing(shop, descending=True, limit=3)]
    assert down == ["Zeki", "Ümit", "Ufuk"]
    assert [c.name for c in contacts.listing(shop, sort="created", limit=2)] == names[:2]
    assert [c.name for c in contacts.listing(shop, sort="id")] == names
    with pytest.raises(UsageError):
        list(contacts.listing(shop, sort="name; DROP TABLE contact"))
