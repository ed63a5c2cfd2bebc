"""Out, into an empty database, and out again: the same bytes."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobicrm.domain.contacts import Contact, altered
from kobicrm.services import contacts, exports, fields
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session, open_session

NAMES = (
    "Şule Çağlayan", "İbrahim Iğdır", "Ali Rıza Kaya", "Ümit Öztürk", "Nazlıcan Güneş", "=1+1",
    "'tırnaklı ad", "''iki tırnak", "[red]Kırmızı[/red]", "😀 Gülen 👩‍👩‍👧 Aile", "-Tire", "+90 Ad",
    "@kullanıcı", "Yağmur \"Yağ\" Damla", "Kaya; Ali, Veli", "A\\B ::: C", "%50 indirim",
)  # fmt: skip
COMPANIES = ("Öztürk Gıda San. ve Tic. A.Ş.", "Yıldız İnşaat Ltd. Şti.", "=cmd|' /C calc'!A0")
PHONES = (
    "0532 123 45 67", "+90 (216) 444 55 66", "05321112233", "444 1 234", "+49 30 901820",
    "0212 555 11 22 dahili 104", "12345", "0532 123 45 6", "(0532)-999.88.77",
)  # fmt: skip
EMAILS = ("ayse@ornek.com.tr", "ŞÜKRÜ@ORNEK.COM", "ali@gmial.com", "bozuk@", "İLETİŞİM@ORNEK.COM")
TAGS = ("vip", "İzmir", "düğün 2026", "=toptan", "ğüşıöç")
NOTES = (
    "Kapıyı çalmayın", "İlk satır\nikinci satır\n\nson satır", "=TOPLA(A1:A9)", "a ::: b", "\\-",
    "tırnak ' ve \" ve ; ve ,", "😀" * 50,
)  # fmt: skip
# Longer than a spreadsheet cell holds, with characters of two units at the seams.
LONG = "Uzun not: " + "çok uzun 😀 metin, " * 2600
CUSTOM = {
    "Bakiye": ("money", ("1.234,56 TL", "-5 TL", "0,01", "12.50 USD", "3 gr altın", "0")),
    "Beden": ("choice", ("S", "M | L", "X\\L")),
    "İlk alışveriş": ("date", ("14.03.2019", "1.1.2026", "05.06.1850")),
    "Açıklama": ("text", ("=1+1", "iki\nsatır", "[b]kalın[/b]", "0123")),
    "Puan": ("number", ("7", "3,14", "1,50", "-0,001", "12345678901234567890", "1000000")),
    "Üye mi?": ("yes_no", ("evet", "hayır")),
}


def some(dice: random.Random, options: tuple[str, ...], most: int) -> list[str]:
    return dice.sample(options, dice.randint(0, min(most, len(options))))


def person(dice: random.Random, number: int) -> dict[str, object]:
    own = {
        name: dice.choice(values) for name, (_type, values) in CUSTOM.items() if dice.random() < 0.4
    }
    return {
        "kind": "person" if dice.random() < 0.8 else "company",
        "name": f"{dice.choice(NAMES)} {number}",
        "title": dice.choice(("", "Ayşe Hanım")),
        "company": [f"{name} {dice.randint(1, 3)}" for name in some(dice, COMPANIES, 3)],
        "company_role": dice.choice(("", "Şantiye şefi")),
        "phones": [f"{dice.choice(('cep', 'iş', 'yazlık'))}: {p}" for p in some(dice, PHONES, 4)],
        "emails": some(dice, EMAILS, 3),
        "socials": some(dice, ("@ayse", "https://www.instagram.com/ayse_/", "facebook:kaya"), 3),
        "websites": some(dice, ("ornek.com.tr", "https://example.com/?a=1&b=ş"), 2),
        "street": dice.choice(("", "Bağdat Cad. No:1", "Çiçek Sok.\nKat 2")),
        "district": dice.choice(("", "kadıköy", "Merkez")),
        "province": dice.choice(("", "istanbul", "Afyon", "Berlin")),
        "postcode": dice.choice(("", "01000", "34710")),
        "country": dice.choice(("", "TR", "Almanya")),
        "birthday": dice.choice(("", "14.03.1988", "29.02", "1.1.1899")),
        "tax_office": dice.choice(("", "Kadıköy")),
        "tax_number": dice.choice(("", "1234567890", "0110023450", "12345")),
        "iban": dice.choice(("", "TR33 0006 1005 1978 6457 8413 26", "TR00 1")),
        "language": dice.choice(("", "tr", "en")),
        "tags": some(dice, TAGS, 4),
        "lifecycle": dice.choice(("", "lead", "customer", "supplier", "passive")),
        "owner": dice.choice(("", "Ayşe", "Öğünç")),
        "source": dice.choice(("", "Fuar", "=kaynak")),
        "preferred_channel": dice.choice(("", "call", "whatsapp")),
        "preferred_time": dice.choice(("", "öğleden sonra")),
        "codes": [f"logo:120.{number:03}"] if dice.random() < 0.4 else [],
        "custom": own,
    }  # fmt: skip


@pytest.fixture(scope="module")
def rich_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shop of some 200 contacts that has everything at least once."""
    path = tmp_path_factory.mktemp("rich") / "zengin.db"
    dice = random.Random(7)
    with open_session(path, who="Ayşe", lang="tr") as session:
        for name, (type_, values) in CUSTOM.items():
            fields.add_field(session, name, type_, values if type_ == "choice" else ())
        for number in range(200):
            saved = contacts.add(session, person(dice, number))
            for text in some(dice, NOTES, 3):
                contacts.note(session, saved.contact.uid, text)
            if number in (3, 50):
                contacts.note(session, saved.contact.uid, LONG)
            if number % 20 == 19:
                contacts.delete(session, [saved.contact.uid])
        employer = next(c for c in contacts.listing(session) if c.companies).companies[0]
        contacts.delete(session, [employer.uid])
    return path


@pytest.fixture
def rich(rich_database: Path, tmp_path: Path) -> Iterator[Session]:
    shutil.copy(rich_database, tmp_path / "zengin.db")
    with open_session(tmp_path / "zengin.db", who="Ayşe", lang="tr") as session:
        yield session


def exported(session: Session, format_: str, *, excel_tr: bool = False, lang: str = "tr") -> bytes:
    out = io.BytesIO()
    exports.export_contacts(session, out, format=format_, excel_tr=excel_tr, lang=lang)
    return out.getvalue()


def comparable(contact: Contact) -> Contact:
    """Leave out what belongs to a database: numbers, versions, who wrote it."""
    return Contact(
        **{
            name: getattr(contact, name)
            for name in Contact.__dataclass_fields__
            if name not in ("id", "ver", "created_by", "updated_by")
        }
    )


@pytest.mark.parametrize(
    ("format_", "excel_tr", "lang"),
    [
        ("csv", False, "tr"),
        ("csv", True, "tr"),
        ("csv", True, "en"),
        ("json", False, "tr"),
        ("jsonl", False, "tr"),
        ("xlsx", False, "tr"),
        ("xlsx", False, "en"),
        ("vcard", False, "tr"),
    ],
)
def test_an_export_read_into_an_empty_database_gives_the_same_export(
    rich: Session, tmp_path: Path, format_: str, excel_tr: bool, lang: str
) -> None:
    stored = list(contacts.listing(rich, sort="id"))
    live = {contact.uid for contact in stored}
    before = [
        altered(
            comparable(contact),
            # What lies in the trash is not written out, and neither is a link to it.
            companies=tuple(link for link in contact.companies if link.uid in live),
        )
        for contact in stored
    ]
    assert sum(len(contact.companies) for contact in before) < sum(
        len(contact.companies) for contact in stored
    )
    first = exported(rich, format_, excel_tr=excel_tr, lang=lang)
    rich.close()
    file = tmp_path / f"kişiler.{format_}"
    file.write_bytes(first)
    with open_session(tmp_path / "boş.db", who="Veli", lang="tr") as other:
        report = run_import(other, file, ImportOptions())
        assert (report.created, report.refused, report.companies_created) == (len(before), 0, 0)
        after = [comparable(contact) for contact in contacts.listing(other, sort="id")]
        assert [contact.name for contact in after] == [contact.name for contact in before]
        for old, new in zip(before, after, strict=True):
            assert new == old
        assert exported(other, format_, excel_tr=excel_tr, lang=lang) == first


def test_an_export_read_where_it_came_from_changes_nothing(rich: Session, tmp_path: Path) -> None:
    for format_ in exports.FORMATS:
        file = tmp_path / f"kişiler.{format_}"
        file.write_bytes(exported(rich, format_))
        report = run_import(rich, file, ImportOptions())
        assert (report.created, report.updated, report.changeset) == (0, 0, None)
        assert report.unchanged == report.rows == contacts.count(rich)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_table_brings_the_shops_own_fields_along_used_or_not(
    shop: Session, tmp_path: Path, format_: str
) -> None:
    many = [f"{number} numaralı çok uzun bir seçenek" for number in range(30)]
    fields.add_field(shop, "Hiç kullanılmayan", "date")
    fields.add_field(shop, "Uzun liste", "choice", many)
    contacts.add(shop, {"name": "Şule Çağlayan", "custom": {"Uzun liste": many[7]}})
    defined, first = fields.list_fields(shop), exported(shop, format_)
    shop.close()
    file = tmp_path / f"kişiler.{format_}"
    file.write_bytes(first)
    with open_session(tmp_path / "boş.db", who="Veli", lang="tr") as other:
        run_import(other, file, ImportOptions())
        assert fields.list_fields(other) == defined
        assert exported(other, format_) == first
