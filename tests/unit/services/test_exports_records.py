"""Interactions go out as tables and documents and come back as they were."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.instants import instant, iso
from kobicrm.domain.interactions import DIRECTIONS, INTERACTION_CHANNELS, OUTCOMES
from kobicrm.domain.query import Compare
from kobicrm.errors import UsageError
from kobicrm.services import contacts, exports
from kobicrm.services.contacts import Saved
from kobicrm.services.imports import ImportOptions, run_import
from kobicrm.services.session import Session
from kobicrm.storage import records

FORMS = [
    ("csv", False, "tr"),
    ("csv", True, "tr"),
    ("csv", True, "en"),
    ("json", False, "tr"),
    ("jsonl", False, "tr"),
    ("xlsx", False, "tr"),
    ("xlsx", False, "en"),
]
HOSTILE = (
    "=HYPERLINK(1)", "-", "'=1", "a;b\tc", 'tırnak " ve \'', "iki\nsatır\n\nüç", "a ::: b", "0123",
    "5,32E+09", "[red]x[/red]", "😀👩‍👩‍👧", "true", "17.11.2026", "_x000D_", "\\-", "Ünvan,Tarih",
    "çok uzun 😀 " * 4000,
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)).map(clean_text)
LINES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)).map(clean_line)
# From 1950 to 2100, to the microsecond.
MOMENTS = st.integers(-631_152_000_000_000, 4_102_444_800_000_000).map(instant)
MADE = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(INTERACTION_CHANNELS),
        "direction": st.sampled_from(("", *DIRECTIONS)),
        "outcome": st.sampled_from(("", *OUTCOMES)),
        "minutes": st.integers(0, 10_080),
        "at": MOMENTS.map(iso),
        "author": LINES,
        "text": TEXTS,
    }
)
HERE = ImportOptions(kind="interaction")


def stored(shop: Session) -> dict[str, dict[str, Any]]:
    with shop.store.reading():
        return records.read("interaction")


def add(shop: Session, made: list[dict[str, Any]], whose: list[str]) -> None:
    with shop.write("import") as unit:
        for number, values in enumerate(made):
            contact = whose[number % len(whose)]
            records.add(unit, "interaction", {"contact": contact, **values})


def clear(shop: Session) -> None:
    with shop.write("import") as unit:
        records.remove(unit, "interaction", list(stored(shop)))


def exported(shop: Session, form: tuple[str, bool, str], **more: Any) -> bytes:
    out, (format_, excel_tr, lang) = io.BytesIO(), form
    exports.export_records(
        shop, "interaction", out, format=format_, excel_tr=excel_tr, lang=lang, **more
    )
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=st.lists(MADE, min_size=1, max_size=8))
def test_what_goes_out_comes_back_without_loss(
    shop: Session, tmp_path: Path, form: tuple[str, bool, str], made: list[dict[str, Any]]
) -> None:
    names = ("=1+1", "Öztürk Gıda A.Ş.", "Ali Kaya")
    whose = [contacts.add(shop, {"name": name}).contact.uid for name in names]
    clear(shop)
    add(shop, made, whose)
    before = stored(shop)
    file = tmp_path / "görüşmeler"
    file.write_bytes(exported(shop, form))
    again = run_import(shop, file, HERE)
    assert (again.unchanged, again.flagged, again.changeset) == (len(made), 0, None)
    clear(shop)
    report = run_import(shop, file, HERE)
    assert (report.created, report.refused, report.flagged) == (len(made), 0, 0)
    assert list(stored(shop).items()) == list(before.items())


CALL = {"channel": "call", "direction": "in", "at": "2026-11-17T11:05:00Z", "author": "Veli"}


def test_excel_gets_turkish_names_and_words(shop: Session, people: list[Saved]) -> None:
    add(shop, [{**CALL, "text": "Aradı"}], [people[0].contact.uid])
    head, row = exported(shop, ("csv", True, "tr")).decode("utf-8-sig").splitlines()
    assert head == (
        "Kayıt no (uid);Kişinin kayıt no'su (uid);Kişi;Kanal;Yön;Sonuç;Ne zaman;Dakika;Yazan;Yazı;"
        "Görevin kayıt no'su (uid)"
    )
    assert row.split(";")[2:5] == ["Şule Çağlayan", "Telefon görüşmesi", "Gelen"]


def test_the_trash_and_those_the_filter_leaves_out_stay_out(
    shop: Session, people: list[Saved]
) -> None:
    first, second, third = (one.contact.uid for one in people[:3])
    add(
        shop,
        [{**CALL, "text": f"{number}. görüşme"} for number in range(6)],
        [first, second, third],
    )
    contacts.delete(shop, [second])
    out = exported(shop, ("csv", False, "tr"), columns=["Yazı"]).decode().splitlines()
    assert out == ["text", *(f"{number}. görüşme" for number in (0, 2, 3, 5))]
    contacts.edit(shop, third, {"lifecycle": "supplier"})
    only = exported(
        shop, ("csv", False, "tr"), columns=["text"], where=Compare("lifecycle", "=", "supplier")
    )
    assert only.decode().splitlines() == ["text", "2. görüşme", "5. görüşme"]


def test_a_column_nobody_knows_is_refused(shop: Session) -> None:
    with pytest.raises(UsageError) as error:
        exported(shop, ("csv", False, "tr"), columns=["kedi"])
    assert error.value.code == "export_column_unknown"
