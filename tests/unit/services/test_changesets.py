"""What a changeset did, record by record, and in words."""

from __future__ import annotations

import pytest

from kobicrm import i18n
from kobicrm.errors import NotFound
from kobicrm.i18n.changes import FieldChange, changes_text, field_changes
from kobicrm.services import contacts, fields, staff, undo
from kobicrm.services.changesets import contents
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop


@pytest.fixture(autouse=True)
def turkish() -> None:
    """Speak Turkish."""
    i18n.install("tr")


def changes(shop: Session, number: int | None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the fields of the one record a changeset touched: label, old and new values."""
    assert number is not None
    found = contents(shop, number)
    (one,) = found.changes
    return {
        change.label: (change.old, change.new)
        for change in field_changes(one.fields, one.op, found.names)
    }


def test_every_field_is_told_with_what_went_and_what_came(
    shop: Session, people: list[Saved]
) -> None:
    fields.add_field(shop, "Kredi", "money")
    fields.add_field(shop, "Koli", "number")
    given = {
        "title": "Sayın",
        "birthday": "14.03.1988",
        "phones": ["cep: 0532 123 45 67", "iş: 0216 345 67 89 dahili 12"],
        "emails": ["iş: sule@ornek.com"],
        "socials": ["instagram:sule"],
        "websites": ["sule.com.tr"],
        "street": "Moda Cad. 3",
        "district": "Kadıköy",
        "province": "İstanbul",
        "company": "Yıldız İnşaat Ltd. Şti.",
        "company_role": "Ortak",
        "tags": ["toptan", "VIP"],
        "codes": ["logo:7"],
        "lifecycle": "customer",
        "custom": {"Kredi": "1.250,50 TL", "Koli": "2,5"},
    }
    number = contacts.edit(shop, f"uid:{people[0].contact.uid}", given).changeset
    assert changes(shop, number) == {
        "Hitap": ((), ("Sayın",)),
        "Doğum günü": ((), ("14 Mart 1988",)),
        "Durum": ((), ("Müşteri",)),
        "Firma": ((), ("Yıldız İnşaat Ltd. Şti. (Ortak)",)),
        "Telefon": (
            ("0532 123 45 67",),
            ("0532 123 45 67 (cep)", "0216 345 67 89 dahili 12 (iş)"),
        ),
        "E-posta": (("sule.caglayan@ornek.com.tr",), ("sule@ornek.com (iş)",)),
        "Sosyal medya": ((), ("instagram sule",)),
        "Web sitesi": ((), ("sule.com.tr",)),
        "Adres": (("Karşıyaka, İzmir",), ("Moda Cad. 3, Kadıköy, İstanbul",)),
        "Etiketler": (("İzmir",), ("toptan",)),
        "Kod": ((), ("logo, 7",)),
        "Kredi": ((), ("1.250,50 TL",)),
        "Koli": ((), ("2,5",)),
    }


def test_an_order_that_changed_is_told_by_all_values(shop: Session, people: list[Saved]) -> None:
    ref = f"uid:{people[0].contact.uid}"
    number = contacts.edit(shop, ref, {"tags": ["İzmir", "VIP"]}).changeset
    assert changes(shop, number) == {"Etiketler": (("VIP", "İzmir"), ("İzmir", "VIP"))}


def test_what_is_gone_for_good_is_told_by_its_values(shop: Session, people: list[Saved]) -> None:
    number = contacts.add(shop, {"name": "Gökçe Çiçek", "phones": "0530 246 80 13"}).changeset
    undone = undo.undo(shop, number).changeset
    assert undone is not None
    (one,) = contents(shop, undone).changes
    assert (one.name, one.op) == ("Gökçe Çiçek", "remove")
    told = field_changes(one.fields, one.op)
    assert FieldChange("Telefon", ("0530 246 80 13",), ()) in told
    assert contents(shop, number or 0).changes[0].name == ""


def test_of_many_records_the_asked_one_comes_first(shop: Session, people: list[Saved]) -> None:
    refs = [f"uid:{saved.contact.uid}" for saved in people]
    number = contacts.tag(shop, refs, add=["fuar"]).changeset or 0
    for saved in people:
        found = contents(shop, number, first=saved.contact.uid, limit=2)
        assert found.changes[0].name == saved.contact.name
        assert (len(found.changes), found.total) == (2, 5)


def test_settings_of_the_shop_have_names(shop: Session) -> None:
    set_shop(shop, name="Yıldız Kırtasiye", place="Kadıköy")
    found = contents(shop, undo.changesets(shop)[0].id)
    texts = [changes_text(change.fields) for change in found.changes]
    assert "Dükkânın adı: - → Yıldız Kırtasiye" in texts


def test_a_changeset_that_is_not_there_is_not_found(shop: Session) -> None:
    with pytest.raises(NotFound):
        contents(shop, 999)


def test_a_history_is_read_piece_by_piece(shop: Session, people: list[Saved]) -> None:
    uid = people[0].contact.uid
    for number in range(7):
        contacts.edit(shop, f"uid:{uid}", {"title": f"Sayın {number}"})
    whole = contacts.history(shop, f"uid:{uid}")
    pieces = [contacts.history(shop, f"uid:{uid}", 3, skip=skip) for skip in (0, 3, 6)]
    assert [entry for piece in pieces for entry in piece] == whole
    assert contacts.history_length(shop, f"uid:{uid}") == len(whole) == 8


def test_employees_are_counted_and_rows_keep_their_order(
    shop: Session, people: list[Saved]
) -> None:
    company = people[1].contact.companies[0].id
    second = contacts.add(shop, {"name": "Zeynep Öz", "company": "Yıldız İnşaat Ltd. Şti."})
    assert contacts.employee_count(shop, company) == 2
    contacts.delete(shop, [f"uid:{second.contact.uid}"])
    assert contacts.employee_count(shop, company) == 1
    uids = [people[3].contact.uid, second.contact.uid, people[0].contact.uid]
    names = [row.name for row in contacts.rows_of(shop, uids)]
    assert names == ["Ümit Yaşar", "Şule Çağlayan"]


def test_numbers_too_long_for_json_are_told_too() -> None:
    pair = [None, {"number": "12345678901234567890.5"}]
    assert field_changes({"custom:Ölçü": pair}, "update")[0].label == "Ölçü"
    assert "12.345.678.901.234.567.890,5" in changes_text({"custom:Ölçü": pair})


def test_an_own_field_and_a_person_of_the_staff_are_named(shop: Session) -> None:
    fields.add_field(shop, "İskonto", "number")
    number = undo.changesets(shop, 1)[0].id
    assert [one.name for one in contents(shop, number).changes] == ["İskonto"]
    staff.add_staff(shop, "Çağrı Öztürk")
    number = undo.changesets(shop, 1)[0].id
    assert [one.name for one in contents(shop, number).changes] == ["Çağrı Öztürk"]
