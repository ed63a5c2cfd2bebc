"""What an export writes, where, and what it refuses."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
from pathlib import Path

import pytest

from kobicrm.domain.contacts import Contact
from kobicrm.domain.query import Compare, Text
from kobicrm.errors import BadFile, Interrupted, UsageError
from kobicrm.services import contacts, exports, fields
from kobicrm.services.contacts import Saved, Selection
from kobicrm.services.session import Session


def table(shop: Session, **options: object) -> list[list[str]]:
    """Return the rows of a CSV export, the header first."""
    out = io.BytesIO()
    exports.export_contacts(shop, out, **options)
    text = out.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if options.get("excel_tr") else ","))


def documents(shop: Session, **options: object) -> list[dict[str, object]]:
    """Return the documents of a JSON export."""
    out = io.BytesIO()
    exports.export_contacts(shop, out, format="json", **options)
    return json.loads(out.getvalue())


def test_the_file_is_private_and_the_report_tells_what_it_holds(
    shop: Session, people: list[Saved], tmp_path: Path
) -> None:
    file = tmp_path / "müşteriler.csv"
    report = exports.export_contacts(shop, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert report.path == str(file)
    # The company named by a person is a contact too.
    assert report.rows == contacts.count(shop) == len(people) + 1
    assert report.bytes == file.stat().st_size
    assert report.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_a_stream_gets_the_same_as_a_file(
    shop: Session, people: list[Saved], tmp_path: Path, format_: str
) -> None:
    stream = io.BytesIO()
    streamed = exports.export_contacts(shop, stream, format=format_)
    report = exports.export_contacts(shop, tmp_path / "kişiler", format=format_)
    assert streamed.path == "-"
    assert streamed.rows == report.rows
    assert streamed.bytes == len(stream.getvalue())
    assert streamed.sha256 == hashlib.sha256(stream.getvalue()).hexdigest()
    if format_ != "xlsx":
        assert streamed.sha256 == report.sha256


def test_an_existing_file_is_replaced_only_when_told(
    shop: Session, people: list[Saved], tmp_path: Path
) -> None:
    file = tmp_path / "müşteriler.csv"
    file.write_text("eski")
    with pytest.raises(BadFile, match="file_exists"):
        exports.export_contacts(shop, file)
    assert file.read_text() == "eski"
    exports.export_contacts(shop, file, force=True)
    assert file.read_text().startswith("uid,kind,name")


def test_rows_come_in_the_order_they_were_added_without_the_trash(
    shop: Session, people: list[Saved]
) -> None:
    contacts.delete(shop, [people[0].contact.uid])
    names = [row[2] for row in table(shop)[1:]]
    assert names == [
        "Yıldız İnşaat Ltd. Şti.",
        "İbrahim Iğdır",
        "Öztürk Gıda San. ve Tic. A.Ş.",
        "Ümit Yaşar",
        "Ali Rıza Kaya",
    ]


def test_a_link_to_a_company_in_the_trash_stays_out(shop: Session, people: list[Saved]) -> None:
    contacts.delete(shop, [people[1].contact.companies[0].uid])
    header, *rows = table(shop)
    assert [row[header.index("company")] for row in rows] == [""] * len(rows)


def test_only_what_passes_the_filter_goes_out(shop: Session, people: list[Saved]) -> None:
    assert [row[2] for row in table(shop, where=Text("igdir"))[1:]] == ["İbrahim Iğdır"]


def test_columns_are_taken_by_key_label_or_field_in_the_order_given(
    shop: Session, people: list[Saved]
) -> None:
    fields.add_field(shop, "Bakiye", "money")
    header = table(shop, columns=["phones", "name", "companies", "Bakiye", "Tags"])[0]
    assert header == [
        "phones", "name", "company", "company_role", "company_uid", "Bakiye (custom: money)",
        "tags",
    ]  # fmt: skip
    assert documents(shop, columns=["name", "phone_labels"], where=Text("igdir")) == [
        {
            "name": "İbrahim Iğdır",
            "phones": [
                {
                    "raw": raw,
                    "e164": e164,
                    "ext": None,
                    "label": None,
                    "valid": True,
                    "primary": primary,
                }
                for raw, e164, primary in (
                    ("+90 533 987 65 43", "+905339876543", True),
                    ("0212 555 11 22", "+902125551122", False),
                )
            ],
        }
    ]


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_an_unknown_column_is_refused_before_anything_is_written(
    shop: Session, tmp_path: Path, format_: str
) -> None:
    with pytest.raises(UsageError, match="export_column_unknown") as error:
        exports.export_contacts(shop, tmp_path / "x", format=format_, columns=["telefonn"])
    assert error.value.values["column"] == "telefonn"
    assert "phones" in str(error.value.values["known"])
    assert list(tmp_path.glob("x*")) == []


def test_formats_and_options_that_do_not_go_together_are_refused(shop: Session) -> None:
    with pytest.raises(UsageError, match="export_format_unknown"):
        exports.export_contacts(shop, io.BytesIO(), format="pdf")
    with pytest.raises(UsageError, match="exclusive_options"):
        exports.export_contacts(shop, io.BytesIO(), format="json", excel_tr=True)


def test_labels_speak_the_language_asked_for(shop: Session, people: list[Saved]) -> None:
    turkish = table(shop, excel_tr=True, lang="tr")
    english = table(shop, excel_tr=True, lang="en")
    assert (turkish[0][:3], turkish[1][1]) == (["Kayıt no (uid)", "Tür", "Ad soyad"], "Kişi")
    assert (english[0][:3], english[1][1]) == (["Record number", "Kind", "Full name"], "Person")


def test_a_formula_is_made_harmless_in_csv(shop: Session) -> None:
    contacts.add(shop, {"name": "=HYPERLINK(1)", "phones": "+90 532 111 22 33"})
    row = dict(zip(*table(shop), strict=True))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["phones"] == "+90 532 111 22 33"


def test_documents_carry_no_ids_and_say_what_type_a_custom_value_has(shop: Session) -> None:
    fields.add_field(shop, "Beden", "choice", ["S", "M"])
    fields.add_field(shop, "İlk alışveriş", "date")
    contacts.add(
        shop,
        {
            "name": "Ümit Yaşar",
            "company": "Kaya Ltd. Şti.",
            "phones": "123",
            "custom": {"Beden": "M", "İlk alışveriş": "14.03.2019"},
        },
    )
    company, person = documents(shop)
    assert "custom_types" not in company
    assert person["custom"] == {"Beden": "M", "İlk alışveriş": "2019-03-14"}
    assert person["custom_types"] == {
        "Beden": {"type": "choice", "choices": ["S", "M"]},
        "İlk alışveriş": "date",
    }
    assert person["company"] == {"uid": company["uid"], "name": "Kaya Ltd. Şti.", "role": None}
    assert person["warnings"] == [{"code": "phone_short", "field": "phones", "value": "123"}]
    assert "id" not in person


def test_an_empty_shop_gives_an_empty_table(shop: Session) -> None:
    assert len(table(shop)) == 1
    assert documents(shop) == []


def test_a_selection_is_written_in_name_order(
    shop: Session, people: list[Saved], tmp_path: Path
) -> None:
    chosen = Selection(where=Compare("kind", "=", "person"), minus_ids=(people[0].contact.id,))
    target = tmp_path / "seçilenler.jsonl"
    report = exports.export_contacts(shop, target, format="jsonl", selection=chosen)
    names = [json.loads(line)["name"] for line in target.read_text("utf-8").splitlines()]
    assert names == ["Ali Rıza Kaya", "İbrahim Iğdır", "Ümit Yaşar"]
    assert report.rows == 3


def test_an_export_tells_how_far_it_is_and_can_be_stopped(shop: Session, tmp_path: Path) -> None:
    with shop.write("load") as unit:
        for number in range(1_001):
            unit.insert(Contact(name=f"Müşteri {number}"))
    told: list[int] = []
    target = tmp_path / "kişiler.csv"
    exports.export_contacts(shop, target, progress=told.append)
    assert told == [500, 1_000]

    def stop(_count: int) -> None:
        raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        exports.export_contacts(shop, tmp_path / "yarım.csv", progress=stop)
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["kişiler.csv"]
