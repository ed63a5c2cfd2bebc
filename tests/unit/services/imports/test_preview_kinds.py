"""What the rows of a file are is told by what stands in them; profiles are looked at, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import NotFound, UsageError
from kobicrm.services import contacts
from kobicrm.services.contacts import Saved
from kobicrm.services.exports import export_records
from kobicrm.services.imports import (
    ImportOptions,
    last_used,
    preview,
    remap,
    run_import,
    save_profile,
)
from kobicrm.services.session import Session

CALLS = (
    "Tarih;Görüşme türü;Yön;Telefon;Ad Soyad;Açıklama",
    "17.11.2026 14:05;Telefon;Giden;0532 123 45 67;Şule Çağlayan;Teklifi inceliyor",
    "12.11.2026;Mağaza;;0532 123 45 67;;2 koli numune aldı",
    "11.11.2026;Telsiz;gelen;0532 123 45 67;;",
)


def test_a_table_of_interactions_is_told_from_one_of_contacts(
    shop: Session, people: list[Saved], table: Callable[..., Path]
) -> None:
    found = preview(shop, table(*CALLS))
    assert (found.kind, found.options.kind, found.rows) == ("interaction", "interaction", 3)
    assert {one.header: one.target for one in found.columns} == {
        "Tarih": "at",
        "Görüşme türü": "channel",
        "Yön": "direction",
        "Telefon": "phone",
        "Ad Soyad": "full_name",
        "Açıklama": "text",
    }
    assert {one.header: one.bad for one in found.columns if one.bad} == {"Görüşme türü": 1}
    assert (found.line, found.values["channel"], found.values["direction"]) == (2, "call", "out")
    assert found.contact is not None
    assert found.contact.name == "Şule Çağlayan"
    assert found.names_somebody
    assert found.missing == ()
    assert run_import(shop, table(*CALLS), found.options).created == 3


@pytest.mark.parametrize(
    "lines",
    [
        # A date, a kind and a remark make no interaction of a customer.
        ("Ad Soyad;Telefon;Tip;Tarih;Not", "Can Öz;0532 1;Bireysel;01.02.2026;eski"),
        ("Ad Soyad;Telefon;Tarih;Not", "Can Öz;0532 1;01.02.2026;aradı"),
        ("Ad Soyad;Telefon;Kanal;Tarih", "Can Öz;0532 1;Telefon;ocak"),
        ("Tarih;Kanal;Not", "01.02.2026;Telefon;kim"),
    ],
)
def test_a_list_of_customers_stays_one(
    shop: Session, table: Callable[..., Path], lines: tuple[str, ...]
) -> None:
    found = preview(shop, table(*lines))
    assert (found.kind, found.options.kind) == ("contact", "")


def test_the_kind_is_what_somebody_tells(shop: Session, table: Callable[..., Path]) -> None:
    told = preview(shop, table(*CALLS), ImportOptions(kind="contact"))
    assert told.kind == "contact"
    customers = table("Ad Soyad;Telefon;Not", "Can Öz;0532 123 45 67;eski")
    found = preview(shop, customers, ImportOptions(kind="interaction"))
    assert (found.kind, found.missing) == ("interaction", ("at",))
    assert found.can_be_other_kind
    mapped = remap(shop, found, {3: "at", 1: "-", 2: "-"})
    assert (mapped.missing, mapped.names_somebody) == ((), False)
    assert [one.bad for one in mapped.columns] == [0, 0, 1]
    with pytest.raises(UsageError) as error:
        remap(shop, found, {3: "vergi dairesi"})
    assert error.value.code == "target_unknown"


@pytest.mark.parametrize("name", ["g.csv", "g.xlsx", "g.json", "g.jsonl"])
def test_our_own_export_of_interactions_is_told(
    shop: Session, people: list[Saved], table: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    run_import(shop, table(*CALLS), ImportOptions(kind="interaction"))
    file = tmp_path / name
    export_records(shop, "interaction", file, format=file.suffix[1:])
    found = preview(shop, file)
    assert (found.kind, found.rows) == ("interaction", 3)
    assert found.contact is not None
    assert found.contact.name == "Şule Çağlayan"
    assert run_import(shop, file, found.options).unchanged == 3


def test_a_table_whose_interactions_are_with_one_contact(
    shop: Session, people: list[Saved], table: Callable[..., Path]
) -> None:
    file = table("Tarih;Kanal;Not", "17.11.2026;Telefon;aradı")
    who = f"uid:{people[0].contact.uid}"
    found = preview(shop, file, ImportOptions(kind="interaction", contact=who))
    assert found.whose is not None
    assert found.contact == found.whose
    assert found.names_somebody
    report = run_import(shop, file, found.options)
    assert (report.kind, report.created) == ("interaction", 1)
    assert report.whose == found.whose
    with pytest.raises(NotFound):
        preview(shop, file, ImportOptions(kind="interaction", contact="uid:yok"))


def test_a_chat_is_looked_into_before_anybody_says_whose_it_is(
    shop: Session, people: list[Saved], table: Callable[..., Path]
) -> None:
    lines = ("2.01.2024 15:47 - Şule Ç.: gelirim", "2.01.2024 15:48 - Siz: tamam")
    chat = table(*lines, name="WhatsApp Chat with Şule Çağlayan.txt")
    found = preview(shop, chat)
    assert (found.kind, found.rows, found.is_chat) == ("interaction", 2, True)
    assert [one.header for one in found.columns] == ["at", "author", "text"]
    assert (found.whose, found.likely, found.names_somebody) == (None, "Şule Çağlayan", False)
    assert not found.can_be_other_kind
    told = preview(shop, chat, ImportOptions(contact=f"uid:{people[0].contact.uid}"))
    assert told.names_somebody
    assert (told.line, told.values["text"], told.values["direction"]) == (1, "gelirim", "in")
    report = run_import(shop, chat, told.options)
    assert (report.created, report.source.format) == (2, "whatsapp")


def test_the_writers_of_a_chat_tell_who_it_may_be(
    shop: Session, people: list[Saved], table: Callable[..., Path]
) -> None:
    one = table("2.01.2024 15:47 - Can: selam", "2.01.2024 15:48 - Siz: iyi", name="_chat.txt")
    assert preview(shop, one).likely == "Can"
    two = table("2.01.2024 15:47 - Can: selam", "2.01.2024 15:48 - Su: iyi", name="_chat.txt")
    assert preview(shop, two).likely == ""
    known = table("2.01.2024 15:47 - +90 532 123 45 67: fiyat", name="_chat.txt")
    found = preview(shop, known)
    assert found.whose is not None
    assert found.whose.uid == people[0].contact.uid


def test_a_saved_profile_is_suggested_used_and_remembered(
    shop: Session, table: Callable[..., Path]
) -> None:
    file = table("Cari;Numara;Puan", "Can Öz;0544 111 22 33;5")
    found = remap(shop, preview(shop, file), {1: "full_name", 2: "mobile", 3: "-"})
    assert found.suggested == ""
    save_profile(shop, "Gece Listesi", found.header, found.options, source=found.namespace)
    again = preview(shop, file)
    assert (again.suggested, again.read_as) == ("Gece Listesi", "")
    used = preview(shop, file, ImportOptions(profile="gece listesi"))
    assert (used.suggested, used.read_as, used.options.profile) == ("", "Gece Listesi", "")
    assert [one.target for one in used.columns] == ["full_name", "mobile", ""]
    assert last_used(shop) == {}
    # Columns may still be told otherwise.
    changed = remap(shop, used, {**used.options.mapping, 3: "note"})
    assert run_import(shop, file, changed.options).created == 1
    assert list(last_used(shop)) == ["gece listesi"]
    assert contacts.count(shop) == 1
    with pytest.raises(NotFound):
        preview(shop, file, ImportOptions(profile="yok"))
    with pytest.raises(UsageError):
        preview(shop, table("Cari", "Su Ak"), ImportOptions(profile="Gece Listesi"))


def test_a_profile_of_interactions_names_their_kind(
    shop: Session, people: list[Saved], table: Callable[..., Path]
) -> None:
    file = table("Gün;Numara;Konu", "17.11.2026;0532 123 45 67;aradı")
    told = ImportOptions(kind="interaction", header_row=1, mapping={1: "at", 2: "phone"})
    found = preview(shop, file, told)
    save_profile(shop, "Aramalar", found.header, found.options, source=found.namespace)
    used = preview(shop, file, ImportOptions(profile="Aramalar"))
    assert (used.kind, used.missing, used.read_as) == ("interaction", (), "Aramalar")
    assert run_import(shop, file, used.options).created == 1
