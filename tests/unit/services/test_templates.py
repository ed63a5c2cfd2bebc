"""Blank tables are understood completely when they come back; forms print what they must."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kobicrm.domain.money import Money
from kobicrm.errors import UsageError
from kobicrm.services import contacts, fields, templates
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session
from kobicrm.services.shop import set_shop
from kobicrm.storage import records

TABLES = [("csv", True, "tr"), ("csv", True, "en"), ("csv", False, "tr"), ("xlsx", True, "tr")]


def blank(shop: Session, kind: str, form: tuple[str, bool, str]) -> bytes:
    out, (format_, excel_tr, lang) = io.BytesIO(), form
    templates.write_template(shop, kind, out, format=format_, excel_tr=excel_tr, lang=lang)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["contact", "interaction"])
@pytest.mark.parametrize("form", TABLES)
def test_every_column_is_understood_and_the_example_row_is_nobody(
    shop: Session, tmp_path: Path, kind: str, form: tuple[str, bool, str]
) -> None:
    fields.add_field(shop, "Bakiye", "money")
    fields.add_field(shop, "Beden", "choice", ["S", "M"])
    file = tmp_path / "boş"
    file.write_bytes(blank(shop, kind, form))
    report = run_import(shop, file, ImportOptions(kind=kind))
    assert report.ignored == []
    assert len({target for _header, target in report.columns}) == len(report.columns)
    assert (report.rows, report.reasons, report.changeset) == (1, {"example_row": 1}, None)
    assert contacts.count(shop) == 0


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_a_table_filled_in_comes_in_whole(shop: Session, tmp_path: Path, lang: str) -> None:
    fields.add_field(shop, "Bakiye", "money")
    table = blank(shop, "contact", ("csv", True, lang)).decode("utf-8-sig")
    head, example = csv.reader(io.StringIO(table), delimiter=";")
    filled = ["Ayşe Yılmaz", *example[1:-1], "1.250,50 TL"]
    file = tmp_path / "dolu.csv"
    file.write_text(";".join(head) + "\n" + ";".join(f'"{cell}"' for cell in filled), "utf-8")
    report = run_import(shop, file)
    assert (report.created, report.refused, report.flagged) == (1, 0, 0)
    one = contacts.get(shop, "0532 000 00 00")
    assert (one.name, one.birthday, one.tags) == ("Ayşe Yılmaz", "1988-03-14", ("vip", "toptan"))
    place = one.addresses[0]
    assert (place.district, place.province, place.postcode) == ("Bornova", "İzmir", "35040")
    assert one.companies[0].name == filled[1]
    assert (one.emails[0].address, one.tax_office, one.notes[0].text) == (
        "ornek@ornek.com.tr", "Bornova", filled[head.index("Not" if lang == "tr" else "Note")],
    )  # fmt: skip
    assert dict(one.custom)["Bakiye"] == Money(125050, "TRY")


def test_interactions_filled_in_find_their_contact(shop: Session, tmp_path: Path) -> None:
    uid = contacts.add(shop, {"name": "Ayşe Yılmaz", "phones": "0532 000 00 00"}).contact.uid
    table = blank(shop, "interaction", ("csv", True, "tr")).decode("utf-8-sig")
    name = next(csv.reader(io.StringIO(table.splitlines()[1]), delimiter=";"))[0]
    file = tmp_path / "dolu.csv"
    file.write_text(table.replace(name, "Ayşe Yılmaz"), "utf-8")
    report = run_import(shop, file, ImportOptions(kind="interaction"))
    assert (report.created, report.flagged) == (1, 0)
    with shop.store.reading():
        [made] = records.read("interaction").values()
    assert (made["contact"], made["channel"], made["direction"]) == (uid, "call", "in")
    assert made["text"] == "Fiyat listesi istiyor."


class Page(HTMLParser):
    """Collects what a page shows and what it would load."""

    def __init__(self, data: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("lang", "lawyer"), [("tr", "avukat"), ("en", "lawyer")])
def test_a_form_holds_the_fields_the_notice_and_empty_boxes(
    shop: Session, lang: str, lawyer: str
) -> None:
    set_shop(shop, name="<b>Çağlayan & Oğulları</b>")
    fields.add_field(shop, "Beden <i>", "choice", ["S", "<script>"])
    page = Page(blank(shop, "contact", ("html", True, lang)).decode())
    assert page.tags.isdisjoint({"script", "b", "i", "img", "link", "input"})
    assert not any(name in ("src", "href", "checked") for name, _value in page.attributes)
    assert page.text.count("<b>Çağlayan & Oğulları</b>") >= 3
    assert "Beden <i>" in page.text
    assert lawyer in page.text
    assert "{" not in re.sub(r"@page.*?small p.*?\}.*?\}", "", page.text, flags=re.DOTALL)
    boxes = {
        "tr": ("telefonla arama", "mesaj", "e-posta"),
        "en": ("phone call", "message", "e-mail"),
    }
    assert all(f"☐ {one}" in page.text for one in boxes[lang])
    assert "☑" not in page.text


def test_a_form_of_interactions_asks_for_no_consent(shop: Session) -> None:
    text = Page(blank(shop, "interaction", ("html", True, "tr")).decode()).text
    assert "6698" in text
    assert "6563" not in text


def test_other_kinds_and_forms_are_refused(shop: Session) -> None:
    for kind, form in (("kedi", "csv"), ("contact", "pdf")):
        with pytest.raises(UsageError):
            templates.write_template(shop, kind, io.BytesIO(), format=form)
