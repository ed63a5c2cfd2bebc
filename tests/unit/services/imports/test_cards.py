"""What the cards of phones and programs become: nothing a shop would miss is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.services import contacts
from kobicrm.services.imports import ImportOptions, preview, run_import
from kobicrm.services.session import Session
from tests.unit.services.imports.card_kit import DATA, flags, taken

pytestmark = pytest.mark.usefixtures("turkish")
Book = Callable[..., Path]


def test_a_phone_of_android(shop: Session) -> None:
    report = run_import(shop, DATA / "rehber-android.vcf", ImportOptions(verbose=True))
    assert (report.rows, report.created, report.refused, report.flagged) == (41, 41, 0, 1)
    sule = contacts.get(shop, "0532 111 22 33")
    assert (sule.name, sule.first_name, sule.last_name) == ("Şule Şen", "Şule", "Şen")
    assert [(phone.raw, phone.label) for phone in sule.phones] == [("05321112233", "İş 2")]
    [flagged] = [entry for entry in report.entries if entry.warnings]
    assert (flagged.line, flagged.name) == (148, "Şule Şen")
    assert [warning.code for warning in flagged.warnings] == ["card_line_odd"]
    fatma = contacts.get(shop, "0506 564 49 19")
    assert (fatma.name, fatma.phones[0].label, fatma.emails[0].label) == (
        "Fatma Gündoğdu", "mobile", "home",
    )  # fmt: skip


def test_an_iphone(shop: Session) -> None:
    report = run_import(shop, DATA / "rehber-iphone.vcf")
    assert (report.rows, report.created, report.flagged) == (40, 40, 0)
    people = list(contacts.listing(shop))
    assert {one.birthday for one in people} == {"--05-12"}
    assert {phone.label for one in people for phone in one.phones} == {"mobile"}
    gokce = contacts.get(shop, "+90 535 686 87 81")
    assert gokce.notes[0].text == "İki satırlı\nnot; noktalı virgül de var"


@pytest.mark.parametrize("name", ["android", "iphone"])
def test_a_second_import_changes_nothing(shop: Session, name: str) -> None:
    path = DATA / f"rehber-{name}.vcf"
    run_import(shop, path)
    before = [(c.uid, c.ver) for c in contacts.listing(shop, sort="id")]
    dry = run_import(shop, path, ImportOptions(dry_run=True))
    again = run_import(shop, path)
    for report in (dry, again):
        assert (report.unchanged, report.changeset) == (report.rows, None)
    assert [(c.uid, c.ver) for c in contacts.listing(shop, sort="id")] == before


def test_everything_a_card_can_say(shop: Session, book: Book) -> None:
    ayse, report = taken(
        shop,
        book(
            "N:Yılmaz;Ayşe;Nur;Dr.;",
            "FN:Dr. Ayşe Nur Yılmaz",
            "NICKNAME:Ayşo",
            "ORG:Öztürk Gıda\\, Ltd. Şti.;Satın alma",
            "TITLE:Müdür",
            "TEL;TYPE=WORK,VOICE:(0216) 444 55 66\\,104",
            "TEL;TYPE=HOME,FAX:0212 555 11 22",
            "TEL;TYPE=CELL,PREF:+90 532 111 22 33",
            "EMAIL;TYPE=INTERNET:ayse@ornek.com.tr",
            "item1.EMAIL;TYPE=PREF:AYSE@FIRMA.COM.TR",
            "item1.X-ABLabel:muhasebe",
            "ADR;TYPE=WORK:PK 5;Kat 2;Bağdat Cad. No: 1;Kadıköy;İstanbul;34710;Türkiye",
            "item2.URL:http\\://www.ornek.com.tr/?a=1\\;b",
            "item2.X-ABLabel:_$!<HomePage>!$_",
            "BDAY;VALUE=date:19880314",
            "CATEGORIES:myContacts,vip,toptan müşteri",
            "NOTE:Kapıyı çalmayın\\nTekrar arayın",
            "X-SOCIALPROFILE;type=instagram;x-user=ayse.y:https://www.instagram.com/ayse.y",
            "IMPP;X-SERVICE-TYPE=Skype;type=pref:skype:ayse.yilmaz",
            "item3.X-ABDATE;type=pref:2010-06-05",
            "item3.X-ABLabel:_$!<Anniversary>!$_",
            "item4.X-ABRELATEDNAMES:Mehmet Yılmaz",
            "item4.X-ABLabel:_$!<Spouse>!$_",
            "UID:5E0A-77",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
            " SkZJRgABAQ",
            "X-PHONETIC-LAST-NAME:Yilmaz",
            "GEO:41.0;29.0",
            "REV:2026-11-20T10:00:00Z",
        ),
    )
    assert (ayse.name, ayse.first_name, ayse.last_name, ayse.title) == (
        "Ayşe Nur Yılmaz", "Ayşe Nur", "Yılmaz", "Dr.",
    )  # fmt: skip
    assert [(link.name, link.role) for link in ayse.companies] == [
        ("Öztürk Gıda, Ltd. Şti.", "Müdür, Satın alma")
    ]
    assert [(phone.e164, phone.ext, phone.label) for phone in ayse.phones] == [
        ("+905321112233", "", "mobile"),
        ("+902164445566", "104", "work"),
        ("+902125551122", "", "fax"),
    ]
    assert [(email.address, email.label) for email in ayse.emails] == [
        ("ayse@firma.com.tr", "muhasebe"),
        ("ayse@ornek.com.tr", ""),
    ]
    [address] = ayse.addresses
    assert (address.street, address.label) == ("Bağdat Cad. No: 1\nKat 2\nPK 5", "work")
    assert (address.district, address.province, address.postcode, address.country) == (
        "Kadıköy", "İstanbul", "34710", "Türkiye",
    )  # fmt: skip
    assert [(site.raw, site.label) for site in ayse.websites] == [
        ("http://www.ornek.com.tr/?a=1;b", "")
    ]
    assert ayse.birthday == "1988-03-14"
    assert ayse.tags == ("vip", "toptan müşteri")
    assert [(one.network, one.handle) for one in ayse.socials] == [
        ("instagram", "ayse.y"), ("skype", "ayse.yilmaz"),
    ]  # fmt: skip
    assert [note.text for note in ayse.notes] == [
        "Kapıyı çalmayın\nTekrar arayın",
        "Yıl dönümü: 5 Haziran 2010",
        "Eşi: Mehmet Yılmaz",
        "Takma adı: Ayşo",
    ]
    assert [(code.source, code.code) for code in ayse.codes] == [("vcard", "5E0A-77")]
    assert flags(report) == []
    found = report.to_json()["source"]
    assert (found["photos"], found["left_out"]) == (1, {"GEO": 1, "X-PHONETIC-LAST-NAME": 1})  # type: ignore[index]
    assert report.ignored == ["GEO", "X-PHONETIC-LAST-NAME"]


def test_a_card_of_version_4(shop: Session, book: Book) -> None:
    ali, _report = taken(
        shop,
        book(
            "FN:Ali Rıza Kaya",
            "KIND:individual",
            'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+90-212-555-11-22;ext=104',
            'TEL;VALUE=uri;PREF=1;TYPE="cell":tel:+90-532-111-22-33',
            "EMAIL;TYPE=work:mailto:ali@ornek.com.tr",
            "BDAY:--0512",
            "LANG:tr",
            "RELATED;TYPE=friend;VALUE=text:Veli Can",
            "RELATED;TYPE=contact;VALUE=uri:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "SOCIALPROFILE;SERVICE-TYPE=Telegram:https://t.me/alikaya",
            "PHOTO:data:image/jpeg;base64,AAAA",
            "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            version="4.0",
        ),
    )
    assert (ali.first_name, ali.last_name, ali.birthday, ali.language) == (
        "Ali Rıza", "Kaya", "--05-12", "tr",
    )  # fmt: skip
    assert [(p.e164, p.ext, p.label) for p in ali.phones] == [
        ("+905321112233", "", "mobile"), ("+902125551122", "104", "home"),
    ]  # fmt: skip
    assert (ali.emails[0].address, ali.emails[0].label) == ("ali@ornek.com.tr", "work")
    assert ali.notes[0].text == "Arkadaşı: Veli Can"
    assert ali.socials[0].network == "telegram"
    assert ali.codes[0].code == "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"


def test_what_android_has_no_property_for(shop: Session, book: Book) -> None:
    found, report = taken(
        shop,
        book(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=9Een;=C5=9Eule;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Şulo;1;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-05;1;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Veli;14;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/kedi;Tekir;1;;;;;;;;;;;;;",
            "TEL;X-Yazlık:0532 111 22 33",
            version="2.1",
        ),
    )
    assert found.phones[0].label == "Yazlık"
    assert {note.text for note in found.notes} == {
        "Takma adı: Şulo", "Yıl dönümü: 5 Haziran 2010", "Yakını: Veli",
    }  # fmt: skip
    assert report.cards is not None
    assert report.cards.left_out == {"X-ANDROID-CUSTOM": 1}


def test_a_broken_line_costs_nothing(shop: Session, book: Book) -> None:
    found, report = taken(
        shop,
        book(
            "FN:Ali Kaya",
            "NOTE:Adres tarifi:",
            "Camiden sağa: 200 m",
            "sonra düz",
            "TEL;TYPE=CELL:0532 111 22 33",
            "%%% bozuk satır",
            "EMAIL:ali@ornek.com.tr",
        ),
    )
    assert [note.text for note in found.notes] == [
        "Adres tarifi:\nCamiden sağa: 200 m\nsonra düz", "%%% bozuk satır",
    ]  # fmt: skip
    assert (found.phones[0].e164, found.emails[0].address) == (
        "+905321112233", "ali@ornek.com.tr",
    )  # fmt: skip
    assert (report.flagged, flags(report)) == (1, ["card_line_note"])


@pytest.mark.parametrize("number", ['"1e99999999"', "[" * 5000, "1e999", "{}", "true"])
def test_a_number_that_is_none_costs_that_value_only(
    shop: Session, book: Book, number: str
) -> None:
    product = "PRODID:-//KobiCRM//KobiCRM//EN"
    found, report = taken(shop, book(product, "FN:Ali", f"X-KOBICRM-CUSTOM:Puan;number;{number}"))
    assert (found.custom, flags(report)) == ((), ["custom_unreadable"])


def test_a_card_is_known_again_by_its_uid(shop: Session, book: Book) -> None:
    taken(shop, book("FN:Ali Kaya", "UID:ABC-1", "TEL:0212 555 11 22"))
    report = run_import(shop, book("FN:Ali Rıza Kaya", "UID:ABC-1", "NOTE:yeni"))
    assert (report.created, report.updated) == (0, 1)
    other = run_import(shop, book("FN:Veli Can", "UID:ABC-1"))
    assert (other.created, flags(other)) == (1, ["code_other_name"])
    named = run_import(shop, book("FN:Ali Kaya", "UID:ABC-1"), ImportOptions(source="telefon"))
    assert named.created == 1


def test_the_preview_shows_what_stands_in_the_cards(shop: Session, book: Book) -> None:
    path = book("N:Şen;Şule;;;", "TEL:0532 111 22 33", "PHOTO;ENCODING=b:AAAA", "GEO:41;29")
    found = preview(shop, path)
    assert (found.rows, found.is_exact, found.documents, found.is_own) == (1, True, True, False)
    assert found.contact is not None
    assert (found.contact.name, found.line, found.names_somebody) == ("Şule Şen", 1, True)
    assert [(one.header, one.target, one.samples) for one in found.columns] == [
        ("N", "full_name", ("Şen Şule",)),
        ("TEL", "phone", ("0532 111 22 33",)),
        ("GEO", "", ("41 29",)),
        ("PHOTO", "", ("",)),
    ]


def test_cards_of_a_large_file_are_estimated(shop: Session, tmp_path: Path) -> None:
    path = tmp_path / "rehber.vcf"
    photo = "PHOTO;ENCODING=b:" + "\r\n ".join(["A" * 74] * 200)
    cards = (f"BEGIN:VCARD\r\nFN:Ali {n}\r\n{photo}\r\nEND:VCARD\r\n" for n in range(2000))
    path.write_text("".join(cards))
    found = preview(shop, path)
    assert not found.is_exact
    assert abs(found.rows - 2000) < 100
