"""Contacts as rows of a table, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from kobicrm.domain import drafting
from kobicrm.domain.codec import sorted_custom
from kobicrm.domain.contacts import Contact, Note, Phone, Warn, altered
from kobicrm.domain.money import Money
from kobicrm.domain.tables import columns, form_of, from_cells, header_of, parse_header, to_cells
from kobicrm.domain.turkish import fold
from tests.unit.domain.table_kit import FORMS, OWN, Own, contacts, lines

NOON = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)


@settings(max_examples=200, deadline=None)
@given(contact=contacts(), form=st.sampled_from(FORMS), lang=st.sampled_from(["tr", "en"]))
def test_a_contact_comes_back_from_its_row(contact: Contact, form: str, lang: str) -> None:
    table = columns(OWN)
    problems: list[Warn] = []
    values = from_cells(table, to_cells(contact, table, form, lang), form, problems=problems)
    assert Contact(**values) == contact
    assert [link.name for link in values["companies"]] == [c.name for c in contact.companies]
    assert problems == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["tr", "en"])
def test_every_header_names_its_column_and_no_other(form: str, lang: str) -> None:
    table = columns(OWN)
    headers = [header_of(column, form, lang) for column in table]
    assert [parse_header(header) for header in headers] == list(table)
    assert [parse_header(header.upper() if header.isascii() else header) for header in headers[:5]]
    assert len({fold(header) for header in headers}) == len(headers)


def test_no_label_of_one_language_names_another_column_in_the_other() -> None:
    table = columns()
    for lang in ("tr", "en"):
        for form in FORMS:
            for column in table:
                assert parse_header(header_of(column, form, lang)).key == column.key


def test_own_fields_stand_where_the_kind_has_them_with_their_type() -> None:
    keys = [column.key for column in columns(OWN)]
    assert keys[keys.index("code_sources") + 1] == "custom:Bakiye"
    headers = {column.name: header_of(column, "xlsx", "tr") for column in columns(OWN)}
    assert headers["Bakiye"] == "Bakiye (özel: para)"
    assert headers["Beden"] == "Beden (özel: seçenek: S | M \\| L | X\\\\L | Büyük: çok (XL))"
    assert headers["Üye mi?"] == "Üye mi? (özel: evet/hayır)"
    plain = [header_of(column, "plain", "tr") for column in columns(OWN) if column.name]
    assert plain[-1] == "Üye mi? (custom: yes/no)"


@settings(deadline=None)
@given(picks=st.lists(lines.map(lambda s: s[:100].strip()).filter(bool), min_size=1, max_size=4))
def test_any_choices_survive_in_a_header(picks: list[str]) -> None:
    (column,) = [c for c in columns([Own("Beden", "choice", tuple(picks))]) if c.name]
    assert parse_header(header_of(column, "plain", "tr")) == column


@pytest.mark.parametrize(
    "header", ["", "Telefon 2", "Bakiye (para)", "Renk (özel: seçenek)", "X (özel: metin: a)"]
)
def test_other_headers_are_nobodys(header: str) -> None:
    assert parse_header(header) is None


def test_a_column_nobody_filled_is_an_empty_cell() -> None:
    person = Contact(
        name="Ayşe Yılmaz",
        phones=(*drafting.make_phones("0532 111 22 33"), *drafting.make_phones("0216 444 55 66")),
    )
    row = dict(
        zip((c.key for c in columns()), to_cells(person, columns(), "plain", "tr"), strict=True)
    )
    assert row["phones"] == "0532 111 22 33 ::: 0216 444 55 66"
    assert row["phone_labels"] == ""


def test_excel_in_turkiye_gets_turkish_words_and_numbers() -> None:
    person = Contact(
        name="Ayşe Yılmaz",
        phones=drafting.make_phones("0532 111 22 33", "mobile"),
        lifecycle="customer",
        birthday="1988-03-14",
        custom=sorted_custom(
            {
                "Bakiye": Money(-123456),
                "İlk alışveriş": "2026-01-05",
                "Puan": Decimal("1234.5"),
                "Üye mi?": False,
            }
        ),
        created_at=NOON,
    )
    table = columns(OWN)
    row = dict(zip((c.key for c in table), to_cells(person, table, "excel-tr", "tr"), strict=True))
    assert row["kind"] == "Kişi"
    assert row["lifecycle"] == "Müşteri"
    assert row["phone_labels"] == "cep"
    assert row["birthday"] == "14.03.1988"
    assert row["custom:Bakiye"] == "-1.234,56 TL"
    assert row["custom:İlk alışveriş"] == "05.01.2026"
    assert row["custom:Puan"] == "1234,5"
    assert row["custom:Üye mi?"] == "Hayır"
    assert row["created_at"] == "2026-11-20T12:00:00.123456Z"


def test_a_workbook_gets_numbers_that_can_be_added_and_texts_that_stay_texts() -> None:
    person = Contact(
        name="Ayşe Yılmaz",
        phones=drafting.make_phones("05321112233"),
        birthday="--03-14",
        tax_number="0123456789",
        custom=sorted_custom({"Bakiye": Money(123456), "Puan": Decimal(7), "Üye mi?": True}),
    )
    table = columns(OWN)
    row = dict(zip((c.key for c in table), to_cells(person, table, "xlsx", "tr"), strict=True))
    assert row["custom:Bakiye"] == Decimal("1234.56")
    assert row["custom:Puan"] == Decimal(7)
    assert row["custom:Üye mi?"] is True
    assert (row["phones"], row["tax_number"], row["birthday"]) == (
        "05321112233",
        "0123456789",
        "14.03",
    )
    gold = altered(person, custom=(("Bakiye", Money(2500, "XAU")),))
    assert "2,500 XAU" in to_cells(gold, table, "xlsx", "tr")


def test_what_a_spreadsheet_makes_of_cells_is_still_read() -> None:
    table = tuple(c for c in columns(OWN) if c.key in ("phones", "tax_number") or c.name)
    cells = [123, 5321112233, 1234.5, "m | l", date(2026, 1, 5), 12.25, 3, 1]
    by_key = dict(zip((c.key for c in table), cells, strict=True))
    assert list(by_key) == [c.key for c in table]
    values = from_cells(table, list(by_key.values()), "xlsx")
    assert dict(values["custom"]) == {
        "Bakiye": Money(123450),
        "Beden": "M | L",
        "İlk alışveriş": "2026-01-05",
        "Not: önemli": "12,25",
        "Puan": Decimal(3),
        "Üye mi?": True,
    }


def test_a_cell_that_cannot_be_read_is_told_and_left_out() -> None:
    table = tuple(c for c in columns(OWN) if c.key in ("birthday", "kind", "custom:Puan"))
    problems: list[Warn] = []
    values = from_cells(table, ["robot", "yarın", "çok"], "excel-tr", problems=problems)
    assert values == {"kind": "person", "birthday": "", "custom": ()}
    assert problems == [
        Warn("choice_unreadable", "kind", "robot"),
        Warn("date_invalid", "birthday", "yarın"),
        Warn("custom_unreadable", "custom:Puan", "çok"),
    ]


def test_numbers_are_understood_anew_from_what_stands_in_the_cell() -> None:
    table = tuple(c for c in columns() if c.field == "phones")
    values = from_cells(table, ["0532 111 22 33 ::: 12", "cep"], "excel-tr")
    assert values["phones"] == (
        Phone("0532 111 22 33", "+905321112233", "", "mobile", True),
        Phone("12", "", "", "", False),
    )


def test_a_note_without_a_time_gets_the_time_of_the_import() -> None:
    table = tuple(c for c in columns() if c.field == "notes")
    values = from_cells(table, ["Aradı ::: Geldi", ""], "plain", at=NOON)
    assert values["notes"] == (Note("Aradı", NOON), Note("Geldi", NOON))


def test_the_form_is_known_by_the_header() -> None:
    table = columns(OWN)
    assert form_of("csv", [header_of(c, "plain", "tr") for c in table]) == "plain"
    assert form_of("csv", [header_of(c, "excel-tr", "tr") for c in table]) == "excel-tr"
    assert form_of("csv", [header_of(c, "excel-tr", "en") for c in table]) == "excel-tr"
    assert form_of("xlsx", [header_of(c, "xlsx", "en") for c in table]) == "xlsx"
