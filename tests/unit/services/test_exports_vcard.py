"""Contacts as cards that a phone takes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, UsageError
from kobicrm.services import contacts, fields
from kobicrm.services.exports import export_contacts
from kobicrm.services.imports import run_import
from kobicrm.services.session import Session


def written(shop: Session, **options: object) -> list[str]:
    """Return the lines of an export, folded ones put together."""
    out = io.BytesIO()
    export_contacts(shop, out, format="vcard", **options)  # type: ignore[arg-type]
    return out.getvalue().decode().replace("\r\n ", "").split("\r\n")


def add(shop: Session, **given: object) -> list[str]:
    """Store one contact and return its card."""
    contacts.add(shop, given)
    return written(shop)


def test_a_person_as_phones_read_one(shop: Session) -> None:
    lines = add(
        shop,
        name="Ayşe Nur Yılmaz",
        company=["Öztürk Gıda, Ltd. Şti."],
        company_role="Müdür; satın alma",
        phones=["iş: 0216 444 55 66 dahili 104", "5321112233", "yazlık: 444 1 234", "123"],
        emails=["AYŞE <Ayse@Ornek.com.tr>"],
        socials=["@ayse.y", "instagram:ayse.y"],
        websites=["ornek.com.tr"],
        street="Bağdat Cad. No: 1\nKat 2",
        district="Kadıköy",
        province="İstanbul",
        birthday="12.05",
        tags=["vip", "toptan"],
        tax_number="1234567890",
    )
    start = lines.index("N:Yılmaz;Ayşe Nur;;;")
    assert lines[start - 4 : start - 1] == [
        "BEGIN:VCARD", "VERSION:3.0", "PRODID:-//KobiCRM//KobiCRM//EN",
    ]  # fmt: skip
    assert lines[start - 1].startswith("UID:")
    for line in (
        "FN:Ayşe Nur Yılmaz",
        "ORG:Öztürk Gıda\\, Ltd. Şti.",
        "TITLE:Müdür\\; satın alma",
        "ADR:;;Bağdat Cad. No: 1\\nKat 2;Kadıköy;İstanbul;;",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12",
        "CATEGORIES:vip,toptan",
        "X-KOBICRM-TAX-NUMBER:1234567890",
    ):
        assert line in lines
    # What can be dialled, and beside it how it was given where that is something else.
    text = "\n".join(lines)
    assert ".TEL;TYPE=WORK:+902164445566,104\n" in text
    assert ".TEL;TYPE=PREF:+905321112233\n" in text
    assert ".TEL:444 1 234\n" in text
    assert "\nTEL:123\n" in text
    assert ".X-ABLabel:yazlık\n" in text
    assert ".X-KOBICRM-GIVEN:5321112233\n" in text
    assert ".EMAIL;TYPE=INTERNET:ayse@ornek.com.tr\n" in text
    assert ".URL:https://ornek.com.tr\n" in text
    assert (
        ".X-SOCIALPROFILE;x-user=ayse.y;TYPE=instagram:https://www.instagram.com/ayse.y\n" in text
    )


def test_a_company_as_phones_read_one(shop: Session) -> None:
    lines = add(shop, kind="company", name="Kaya Ticaret", phones=["0216 444 55 66"])
    assert {"N:;;;;", "FN:Kaya Ticaret", "ORG:Kaya Ticaret", "X-ABShowAs:COMPANY"} <= {*lines}


def test_several_notes_are_one_for_the_phone_and_come_back_each(
    shop: Session, tmp_path: Path
) -> None:
    saved = contacts.add(shop, {"name": "Ali Kaya"})
    for text in ("Kapıyı çalmayın", "iki\nsatır"):
        contacts.note(shop, saved.contact.uid, text)
    assert "NOTE:Kapıyı çalmayın\\n\\niki\\nsatır" in written(shop)
    file = tmp_path / "rehber.vcf"
    report = export_contacts(shop, file, format="vcard")
    assert (report.rows, report.bytes, file.stat().st_mode & 0o777) == (
        1, file.stat().st_size, 0o600,
    )  # fmt: skip
    assert run_import(shop, file).unchanged == 1


def test_only_what_is_asked_for_goes_along_with_the_name(shop: Session) -> None:
    contacts.add(shop, {"name": "Ali Kaya", "phones": "0532 111 22 33", "birthday": "1.1.1990"})
    lines = written(shop, columns=["phones"])
    assert lines == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//KobiCRM//KobiCRM//EN",
        "N:Kaya;Ali;;;",
        "FN:Ali Kaya",
        "TEL:0532 111 22 33",
        "END:VCARD",
        "",
    ]


def test_a_number_that_lost_its_zero_comes_back_as_it_was(shop: Session, tmp_path: Path) -> None:
    contacts.add(shop, {"name": "Ali Kaya", "phones": "5321112233"})
    file = tmp_path / "rehber.vcf"
    export_contacts(shop, file, format="vcard")
    assert run_import(shop, file).unchanged == 1
    # Another program sends it back without what only we read.
    text = file.read_text("utf-8").replace("PRODID:-//KobiCRM//KobiCRM//EN", "PRODID:-//Apple//")
    kept = [line for line in text.splitlines() if "KOBICRM" not in line]
    file.write_text("\n".join(kept) + "\n", "utf-8")
    back = run_import(shop, file)
    assert (back.created, back.refused) == (0, 0)
    assert contacts.get(shop, "0532 111 22 33").phones[0].raw == "5321112233"


def test_a_card_of_ours_that_went_through_another_program_is_read_as_theirs(
    shop: Session, tmp_path: Path
) -> None:
    fields.add_field(shop, "Puan", "number")
    saved = contacts.add(
        shop,
        {"name": "Ali Kaya", "phones": "0532 111 22 33", "tax_office": "Kadıköy", "title": "Bey",
         "custom": {"Puan": "7"}},
    )  # fmt: skip
    text = "\n".join(written(shop))
    changed = text.replace("PRODID:-//KobiCRM//KobiCRM//EN", "PRODID:-//Nextcloud//")
    contacts.delete(shop, [saved.contact.uid])
    file = tmp_path / "rehber.vcf"
    file.write_text(changed.replace("0532 111 22 33", "0533 999 88 77"), "utf-8")
    report = run_import(shop, file)
    assert (report.created, report.refused) == (1, 0)
    found = contacts.get(shop, "0533 999 88 77")
    assert found.uid != saved.contact.uid
    assert (found.tax_office, found.title, found.custom) == ("Kadıköy", "Bey", ())


def test_a_damaged_line_of_ours_costs_that_value_only(shop: Session, tmp_path: Path) -> None:
    fields.add_field(shop, "Puan", "number")
    contacts.add(shop, {"name": "Ali Kaya", "company": ["Kaya A.Ş."], "custom": {"Puan": "7"}})
    text = "\n".join(written(shop))
    for old, new in (
        (";number;7", ";number;yedi"),
        ("REV:", "REV:dün "),
        ("X-KOBICRM-CREATED-AT:", "X-KOBICRM-CREATED-AT:dün "),
        ("X-KOBICRM-COMPANY:", "X-KOBICRM-COMPANY:x"),
        ("UID:", "UID:x"),
    ):
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "rehber.vcf"
    file.write_text(text, "utf-8")
    shop.close()
    from kobicrm.services.session import open_session

    with open_session(tmp_path / "boş.db", who="Veli", lang="tr") as other:
        report = run_import(other, file)
        assert (report.created, report.refused, report.companies_created) == (2, 0, 0)
        ali = next(one for one in contacts.listing(other) if one.kind == "person")
        assert [link.name for link in ali.companies] == ["Kaya A.Ş."]
        assert ali.notes[0].text == "Puan: yedi"
        assert report.warnings == {"custom_unreadable": 1}


def test_wrong_wishes_are_refused(shop: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        written(shop, excel_tr=True)
    with pytest.raises(UsageError):
        written(shop, columns=["kedi"])
    file = tmp_path / "rehber.vcf"
    file.write_text("elle yazılmış", "utf-8")
    with pytest.raises(BadFile):
        export_contacts(shop, file, format="vcard")
    assert file.read_text("utf-8") == "elle yazılmış"


def test_nobody_gives_an_empty_file(shop: Session) -> None:
    assert written(shop) == [""]
