"""Importing: mapping, filling, refusing, undoing, meeting other writers."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import BadFile, UsageError
from kobicrm.services import contacts, fields, undo
from kobicrm.services.exports import export_contacts
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session

OTHER_WRITER = """
import sys
from pathlib import Path
from kobicrm.services import contacts
from kobicrm.services.session import open_session
with open_session(Path(sys.argv[1]), who="Veli") as other:
    contacts.add(other, {"name": "Ali Kaya", "phones": "0532 123 45 67"})
"""


def test_a_matching_row_fills_blanks_and_leaves_differing_values(
    shop: Session, table: Callable[..., Path]
) -> None:
    contacts.add(
        shop,
        {"name": "Ayşe Yılmaz", "emails": "ayse@firma.com.tr", "birthday": "14.03.1988"},
    )
    report = run_import(
        shop,
        table(
            "Ad Soyad;E-posta;Cep;Doğum Tarihi;Vergi Dairesi",
            "AYŞE YILMAZ;AYSE@FIRMA.COM.TR;0532 123 45 67;01.01.1990;Kadıköy",
        ),
        ImportOptions(verbose=True),
    )
    assert (report.updated, report.flagged) == (1, 1)
    assert report.entries[0].warnings[0].code == "value_differs"
    ayse = contacts.get(shop, "0532 123 45 67")
    assert (ayse.name, ayse.birthday, ayse.tax_office) == ("Ayşe Yılmaz", "1988-03-14", "Kadıköy")


@pytest.mark.parametrize(
    ("policy", "count", "birthday"),
    [
        ("fill", 1, "1988-03-14"),
        ("update", 1, "1990-01-01"),
        ("skip", 1, "1988-03-14"),
        ("new", 2, ""),
    ],
)
def test_what_happens_to_known_people_can_be_chosen(
    shop: Session, table: Callable[..., Path], policy: str, count: int, birthday: str
) -> None:
    saved = contacts.add(
        shop, {"name": "Ayşe Yılmaz", "emails": "ayse@firma.com.tr", "birthday": "14.03.1988"}
    )
    path = table("Ad Soyad;E-posta;Doğum Tarihi", "Ayşe Yılmaz;ayse@firma.com.tr;01.01.1990")
    run_import(shop, path, ImportOptions(on_match=policy))
    assert contacts.count(shop) == count
    if birthday:
        assert contacts.get(shop, f"id:{saved.contact.id}").birthday == birthday


def test_later_rows_of_a_file_meet_the_earlier_ones(
    shop: Session, table: Callable[..., Path]
) -> None:
    report = run_import(
        shop,
        table(
            "Ad Soyad;Cep;E-posta",
            "Ali Kaya;0532 123 45 67;",
            "ALİ KAYA;5321234567;ali@kaya.com.tr",
            "Ali Rıza Kaya;+90 532 123 45 67;",
            "Mehmet Aslan;0532 123 45 67;",
        ),
    )
    assert (report.created, report.updated, report.unchanged) == (2, 1, 1)
    assert report.warnings == {"value_differs": 1, "possible_duplicate": 1}


def test_a_person_beside_a_company_is_linked_and_the_company_made_once(
    shop: Session, table: Callable[..., Path]
) -> None:
    report = run_import(
        shop,
        table(
            "Ad Soyad;Firma;Görevi;Vergi No;Cep",
            "Ali Kaya;Yılmaz Gıda Ltd. Şti.;Satın alma;1234567890;0532 123 45 67",
            "Ayşe Demir;YILMAZ GIDA LTD ŞTİ;;;0533 123 45 67",
        ),
    )
    assert (report.created, report.companies_created) == (2, 1)
    ali = contacts.get(shop, "0532 123 45 67")
    assert [(link.name, link.role) for link in ali.companies] == [
        ("Yılmaz Gıda Ltd. Şti.", "Satın alma")
    ]
    assert ali.tax_number == ""
    company = contacts.get(shop, "1234567890")
    assert (company.kind, company.tax_number) == ("company", "1234567890")
    assert len(contacts.employees(shop, company.id)) == 2


def test_refused_rows_come_back_corrected(
    shop: Session, table: Callable[..., Path], tmp_path: Path
) -> None:
    rejects = tmp_path / "red.csv"
    path = table(
        "Ad Soyad;Cep;Not", "Ali Kaya;0532 123 45 67;", ";0533 111 22 33;kim bu", name="a.csv"
    )
    report = run_import(shop, path, ImportOptions(rejects=rejects))
    assert (report.created, report.refused, report.rejects) == (1, 1, str(rejects))
    assert rejects.stat().st_mode & 0o777 == 0o600
    text = rejects.read_text("utf-8-sig").replace("\r\n", "\n")
    assert text.splitlines()[1].split(";")[:4] == ["", "0533 111 22 33", "kim bu", "3"]
    rejects.write_text(text.replace(";0533 111", "Veli Can;0533 111", 1), "utf-8-sig")
    again = run_import(shop, rejects)
    assert (again.created, again.refused) == (1, 0)
    assert [note.text for note in contacts.get(shop, "0533 111 22 33").notes] == ["kim bu"]


def test_columns_go_where_they_are_told(shop: Session, table: Callable[..., Path]) -> None:
    path = table("Kim;Numara;Bölge;Gizli", "Ali Kaya;0532 123 45 67;Ege;sır")
    with pytest.raises(BadFile):
        run_import(shop, table("x;y", "1;2", name="b.csv"))
    told = {"Kim": "ad soyad", "2": "mobile", "bölge": "custom:Bölge", "Gizli": "-"}
    report = run_import(shop, path, ImportOptions(mapping=told))
    assert report.ignored == ["Gizli"]
    ali = contacts.get(shop, "0532 123 45 67")
    assert dict(ali.custom) == {"Bölge": "Ege"}
    for wrong in ({"Kim": "full_name", "Yok": "mobile"}, {"Kim": "olmayan"}):
        with pytest.raises(UsageError):
            run_import(shop, path, ImportOptions(mapping=wrong))


def test_unreadable_values_are_kept_as_notes(shop: Session, table: Callable[..., Path]) -> None:
    report = run_import(
        shop,
        table("Ad Soyad;Cep;Doğum Tarihi;Bakiye", "Ali Kaya;0532 123 45 67;31.02.1990;bin lira"),
    )
    assert report.warnings == {"date_invalid": 1, "custom_unreadable": 1}
    texts = [note.text for note in contacts.get(shop, "0532 123 45 67").notes]
    assert any("31.02.1990" in text for text in texts)
    assert any("bin lira" in text for text in texts)


def test_a_row_of_somebody_in_the_trash_leaves_him_there(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved = contacts.add(shop, {"name": "Ali Kaya", "phones": "0532 123 45 67"})
    contacts.delete(shop, [saved.contact.uid])
    path = table("Ad Soyad;Cep", "Ali Kaya;0532 123 45 67")
    report = run_import(shop, path, ImportOptions(verbose=True))
    assert (report.unchanged, report.created, report.entries[0].reason) == (1, 0, "in_trash")
    assert contacts.count(shop) == 0


def test_undo_takes_an_import_back_whole_and_redo_brings_it_again(
    shop: Session, table: Callable[..., Path]
) -> None:
    saved = contacts.add(shop, {"name": "Ayşe Yılmaz", "emails": "ayse@firma.com.tr"})
    path = table(
        "Ad Soyad;E-posta;Cep;Firma;Bakiye",
        "Ayşe Yılmaz;ayse@firma.com.tr;0532 123 45 67;Yılmaz Gıda;1.250,50",
        "Ali Kaya;ali@kaya.com.tr;;Kaya Tekstil;-3,5",
    )
    report = run_import(shop, path)
    after = [contacts.get(shop, ref) for ref in ("ayse@firma.com.tr", "ali@kaya.com.tr")]
    undo.undo(shop, report.changeset)
    ayse = contacts.get(shop, saved.contact.uid)
    assert (ayse.phones, ayse.companies, ayse.custom) == ((), (), ())
    assert contacts.count(shop) == 1
    assert fields.list_fields(shop) == []
    undo.redo(shop)
    again = [contacts.get(shop, ref) for ref in ("ayse@firma.com.tr", "ali@kaya.com.tr")]
    for one, two in zip(after, again, strict=True):
        assert (one.uid, one.phones, one.custom, one.companies) == (
            two.uid,
            two.phones,
            two.custom,
            two.companies,
        )


def test_people_follow_the_name_an_import_gives_their_company(
    shop: Session, table: Callable[..., Path]
) -> None:
    person = contacts.add(shop, {"name": "Ece Su", "company": "Yıldız"}).contact
    contacts.edit(shop, person.companies[0].uid, {"tax_number": "1234567890"})
    path = table("Firma;Vergi No", "Zümrüt A.Ş.;1234567890")
    run_import(shop, path, ImportOptions(on_match="update"))
    assert {one.name for one in contacts.search(shop, "zümrüt")} == {"Ece Su", "Zümrüt A.Ş."}
    view = contacts.ListView(shop, sort="company")
    view.start()
    assert [row.name for row in view.window(view.place_of_letter("Z"), 9)] == [
        *("Zümrüt A.Ş.", "Ece Su")
    ]


def test_an_undo_keeps_what_was_edited_since(shop: Session, table: Callable[..., Path]) -> None:
    report = run_import(
        shop, table("Ad Soyad;Cep", "Ali Kaya;0532 123 45 67", "Veli Can;0533 123 45 67")
    )
    contacts.note(shop, "0532 123 45 67", "cuma arayın")
    done = undo.undo(shop, report.changeset, partial=True)
    assert [conflict.name for conflict in done.conflicts] == ["Ali Kaya"]
    assert [contact.name for contact in contacts.listing(shop)] == ["Ali Kaya"]


def test_standard_input_is_read(shop: Session) -> None:
    data = "Ad Soyad;Cep\nŞule Çağlayan;0532 123 45 67\n".encode("cp1254")
    report = run_import(shop, "-", stdin=io.BytesIO(data))
    assert (report.created, report.source.encoding) == (1, "cp1254")
    assert contacts.get(shop, "0532 123 45 67").name == "Şule Çağlayan"


def test_a_plan_is_made_anew_when_somebody_writes_meanwhile(
    shop: Session, table: Callable[..., Path]
) -> None:
    path = table("Ad Soyad;Cep", "Ali Kaya;0532 123 45 67", "Veli Can;0533 123 45 67")
    written: list[int] = []

    def meanwhile(_rows: int) -> None:
        if not written:
            written.append(1)
            subprocess.run([sys.executable, "-c", OTHER_WRITER, str(shop.path)], check=True)

    report = run_import(shop, path, ImportOptions(progress=meanwhile))
    assert (report.created, report.unchanged) == (1, 1)
    assert contacts.count(shop) == 2


def test_a_nameless_row_with_nobody_behind_it_is_refused_and_a_known_one_taken(
    shop: Session, table: Callable[..., Path]
) -> None:
    contacts.add(shop, {"name": "Ali Kaya", "emails": "ali@kaya.com.tr"})
    report = run_import(
        shop, table("Ad Soyad;E-posta;Not", ";ali@kaya.com.tr;yeni not", ";kim@kaya.com.tr;x")
    )
    assert (report.updated, report.refused) == (1, 1)
    assert contacts.get(shop, "ali@kaya.com.tr").name == "Ali Kaya"


def test_a_header_without_rows_makes_no_changeset(
    shop: Session, table: Callable[..., Path]
) -> None:
    report = run_import(shop, table("Ad Soyad;Cep;E-posta"))
    assert (report.rows, report.changeset) == (0, None)


def test_an_export_somebody_worked_on_comes_back_with_all_of_it(
    shop: Session, tmp_path: Path
) -> None:
    fields.add_field(shop, "Puan", "number")
    contacts.add(shop, {"name": "Ali Kaya", "phones": "0532 123 45 67", "custom": {"Puan": "3"}})
    out = tmp_path / "liste.csv"
    export_contacts(shop, out, format="csv")
    header, row = out.read_text("utf-8").splitlines()
    out.write_text(f"{header},Bölge\n{row.replace(',3,', ',üç,')},Ege\n", "utf-8")
    report = run_import(shop, out, ImportOptions(mapping={"Bölge": "custom:Bölge"}))
    assert (report.updated, report.flagged) == (1, 1)
    ali = contacts.get(shop, "0532 123 45 67")
    assert {name: str(value) for name, value in ali.custom} == {"Bölge": "Ege", "Puan": "3"}
    assert [note.text for note in ali.notes] == ["Puan: üç"]


def test_a_large_import_leaves_the_same_indexes_and_everybody_findable(
    shop: Session, table: Callable[..., Path]
) -> None:
    def schema() -> set[tuple[str, str]]:
        sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        return set(shop.store.connection().execute(sql).fetchall())

    contacts.add(shop, {"name": "Şule Çağlayan"})
    before = schema()
    rows = [f"Ümit Öz {row};0532 {row // 10000:03d} {row % 10000:04d}" for row in range(2_500)]
    report = run_import(shop, table("Ad Soyad;Cep", *rows))
    assert (report.created, contacts.count(shop)) == (2_500, 2_501)
    assert schema() == before
    assert len(list(contacts.search(shop, "umit oz"))) == 2_500
    assert [one.name for one in contacts.search(shop, "0532 000 2417")] == ["Ümit Öz 2417"]
    view = contacts.ListView(shop)
    view.start()
    down = [row.id for at in range(0, 2_501, 64) for row in view.window(at, 64)]
    up = [row.id for at in range(2_496, -1, -64) for row in reversed(view.window(at, 64))]
    assert down == [contact.id for contact in contacts.listing(shop)]
    assert up[::-1] == down
