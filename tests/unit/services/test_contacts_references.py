"""A contact is named by id, uid, e-mail, phone, tax number or code; never guessed."""

from __future__ import annotations

import pytest

from kobicrm.errors import Ambiguous, KobiError, NotFound
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session

BY_VALUE = [
    ("sule.caglayan@ornek.com.tr", 0),
    ("SULE.CAGLAYAN@ORNEK.COM.TR", 0),
    ("SULE.CAĞLAYAN@ORNEK.COM.TR".replace("Ğ", "G"), 0),
    ("eposta:sule.caglayan@ornek.com.tr", 0),
    ("e-posta: sule.caglayan@ornek.com.tr", 0),
    ("email:sule.caglayan@ornek.com.tr", 0),
    ("0532 123 45 67", 0),
    ("05321234567", 0),
    ("+90 532 123 45 67", 0),
    ("+90 (532) 123-45-67", 0),
    ("0090 532 123 4567", 0),
    ("532 123 45 67", 0),
    ("telefon:0532 1234567", 0),
    ("phone:905321234567", 0),
    ("(0212) 555 11 22", 1),
    ("05339876543", 1),
    ("444 1 234", 2),
    ("4441234", 2),
    ("1234567890", 2),
    ("vergi:1234567890", 2),
    ("vergi: 123 456 78 90", 2),
    ("tax:1234567890", 2),
    ("ümit@ornek.com", 3),
    ("UMİT@ORNEK.COM", 3),
    ("120.01.001", 3),
    ("kod:120.01.001", 3),
    ("CODE:120.01.001", 3),
    ("+49 30 901820", 4),
    ("004930901820", 4),
    ("  +4930901820  ", 4),
]


@pytest.mark.parametrize(("ref", "place"), BY_VALUE)
def test_a_contact_is_found_by_what_it_is_known_by(
    shop: Session, people: list[Saved], ref: str, place: int
) -> None:
    assert contacts.get(shop, ref).uid == people[place].contact.uid


def test_a_contact_is_found_by_its_numbers(shop: Session, people: list[Saved]) -> None:
    for saved in people:
        one, uid = saved.contact.id, saved.contact.uid
        for ref in (str(one), f"id:{one}", f"ID: {one}", uid, uid.upper(), f"uid:{uid}"):
            assert contacts.get(shop, ref).uid == uid


@pytest.mark.parametrize(
    "ref",
    [
        *("", " ", "@", "+", ":", "id:", "uid:abc", "kod:", "telefon:12", "0", "-1", "９９"),
        *("9" * 40, "yok@ornek.com", "0555 000 00 00", "\ud800", "a\0b", "id:1e3"),
        *("'; DROP TABLE contact", "Şule Çağlayan", "sule"),
    ],
)
def test_nothing_is_guessed_from_an_unknown_reference(
    shop: Session, people: list[Saved], ref: str
) -> None:
    with pytest.raises(NotFound) as error:
        contacts.get(shop, ref)
    assert error.value.code == "contact_not_found"
    assert error.value.exit_code == 4


def test_a_prefix_tells_a_code_from_an_id(shop: Session, people: list[Saved]) -> None:
    first, second = people[0].contact, people[1].contact
    contacts.edit(shop, f"id:{second.id}", {"codes+": f"parasut:{first.id}"})
    with pytest.raises(Ambiguous):
        contacts.get(shop, str(first.id))
    assert contacts.get(shop, f"kod:{first.id}").uid == second.uid
    assert contacts.get(shop, f"id:{first.id}").uid == first.uid


def test_an_ambiguous_reference_lists_the_candidates_and_changes_nothing(
    shop: Session, people: list[Saved]
) -> None:
    santral = "0216 444 55 66"
    for name in ("Zeynep Ay", "Çetin Ay"):
        contacts.add(shop, {"name": name, "phones": santral, "emails": f"{name[0]}@ay.com.tr"})
    before = undo.changesets(shop)
    for act in (
        lambda: contacts.get(shop, santral),
        lambda: contacts.edit(shop, santral, {"title": "Sayın"}),
        lambda: contacts.note(shop, santral, "aradı"),
        lambda: contacts.tag(shop, ["sule.caglayan@ornek.com.tr", santral], add=["yeni"]),
        lambda: contacts.delete(shop, ["sule.caglayan@ornek.com.tr", santral]),
    ):
        with pytest.raises(Ambiguous) as error:
            act()
        assert error.value.exit_code == 4
        assert error.value.values["count"] == 2
        lines = str(error.value.values["candidates"]).splitlines()
        assert [line.split(" · ")[1] for line in lines] == ["Çetin Ay", "Zeynep Ay"]
        assert all(line.startswith("id:") for line in lines)
    assert undo.changesets(shop) == before
    assert contacts.get(shop, "sule.caglayan@ornek.com.tr").tags == ("VIP", "İzmir")


def test_the_trash_does_not_make_a_reference_ambiguous(shop: Session) -> None:
    for number in range(60):
        contacts.add(shop, {"name": f"Eski {number}", "phones": "0532 111 22 33"})
        contacts.delete(shop, ["0532 111 22 33"])
    kept = contacts.add(shop, {"name": "Yeni Sahibi", "phones": "0532 111 22 33"})
    assert contacts.get(shop, "05321112233").uid == kept.contact.uid
    with pytest.raises(Ambiguous):
        contacts.get(shop, "05321112233", trashed=True)


def test_a_deleted_contact_is_only_found_in_the_trash(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    contacts.delete(shop, [uid])
    with pytest.raises(NotFound):
        contacts.get(shop, uid)
    with pytest.raises(NotFound):
        contacts.edit(shop, uid, {"title": "Sayın"})
    assert contacts.get(shop, "0532 123 45 67", trashed=True).deleted_at is not None


def test_deleting_needs_somebody(shop: Session, people: list[Saved]) -> None:
    with pytest.raises(KobiError):
        contacts.delete(shop, [])
