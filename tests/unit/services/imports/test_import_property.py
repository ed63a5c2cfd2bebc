"""Whatever a table holds: a trial tells the truth, a second run changes nothing, undo undoes."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import Contact, altered
from kobicrm.services import contacts, undo
from kobicrm.services.fields import list_fields
from kobicrm.services.imports import ON_MATCH, ImportOptions, run_import
from kobicrm.services.session import Session, open_session
from kobicrm.storage import contacts as stored
from tests.conftest import PEOPLE, Clock

NAMES = ("Ahmet Aslan", "Mehmet Aslan", "Ali Kaya", "ALİ RIZA KAYA", "Şule Çağlayan", "Ümit", "")
COMPANIES = ("Yıldız İnşaat Ltd. Şti.", "YILDIZ İNŞ.", "Öztürk Gıda A.Ş.", "Deniz", "")
PHONES = ("0532 123 45 67", "5321234567", "0533 987 65 43", "0212 555 11 22", "0533", "5,3E+9", "")
EMAILS = (
    "sule.caglayan@ornek.com.tr",
    "ALİ@HOTMAİL.COM",
    "a@gmial.com; b@c.com",
    "çağrı@x.com",
    "",
)
NUMBERS = ("1234567890", "10000000146", "1111111111", "123456", "")
CODES = ("C-1", "C-2", "'C-1", "")
NOTES = ("aradı", "iki\nsatır", '"tırnak"; ve ayraç', "=1+1", "")
AMOUNTS = ("1.234,56", "bin lira", "-5", "")
COLUMNS = {
    "Ad Soyad": NAMES,
    "Firma": COMPANIES,
    "Cep": PHONES,
    "Telefon": PHONES,
    "E-posta": EMAILS,
    "Vergi No": NUMBERS,
    "Müşteri Kodu": CODES,
    "Grup": ("toptan", "Toptan, VIP", ""),
    "İl": ("İzmir", "izmir", "Mersin", ""),
    "Not": NOTES,
    "Bakiye": AMOUNTS,
}
Rows = list[dict[str, str]]
tables = st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=6, unique=True).flatmap(
    lambda header: st.lists(
        st.fixed_dictionaries({name: st.sampled_from(COLUMNS[name]) for name in header}),
        min_size=1,
        max_size=7,
    )
)
policies = st.sampled_from([one for one in ON_MATCH if one != "new"])


def written(folder: Path, rows: Rows) -> Path:
    """Write rows as a table."""
    path = folder / "liste.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_shop(template: Path, act: Callable[[Session, Path], None]) -> None:
    """Run ``act`` in a fresh shop with people, and the folder it lies in."""
    path = template.with_name("deneme.db")
    for old in template.parent.glob("deneme.db*"):
        old.unlink()
    shutil.copy(template, path)
    with open_session(path, who="Ayşe", clock=Clock()) as shop:
        for one in PEOPLE:
            contacts.add(shop, one)
        act(shop, path.parent)


def everything(shop: Session) -> dict[str, object]:
    """Return all records and values; not their numbers, versions and the times of changes."""
    with shop.store.reading() as connection:
        everyone = [row[0] for row in connection.execute("SELECT id FROM contact")]
        found: dict[str, object] = {one.uid: plain(one) for one in stored.load(everyone)}
    return {**found, "fields": list_fields(shop)}


def plain(contact: Contact) -> Contact:
    """Return a contact without what counts or dates its changes."""
    links = tuple(sorted((link.uid, link.role) for link in contact.companies))
    bare = altered(contact, id=0, ver=0, updated_at=None, updated_by="", companies=())
    return altered(bare, source=f"{bare.source}{links}")


def bytes_of(shop: Session) -> str:
    """Return a hash of the database file and its log."""
    digest = hashlib.sha256()
    for name in (shop.path.name, f"{shop.path.name}-wal"):
        path = shop.path.with_name(name)
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


@settings(max_examples=120)
@given(tables, policies)
def test_a_trial_tells_what_happens_and_writes_nothing(
    empty_database: Path, rows: Rows, on_match: str
) -> None:
    def act(shop: Session, folder: Path) -> None:
        path = written(folder, rows)
        options = ImportOptions(on_match=on_match, verbose=True, dry_run=True, header_row=1)
        before = bytes_of(shop)
        trial = run_import(shop, path, options).to_json()
        assert bytes_of(shop) == before
        real = run_import(shop, path, replace(options, dry_run=False)).to_json()
        for report in (trial, real):
            del report["changeset"], report["dry_run"]
            for entry in report["entries"]:  # type: ignore[attr-defined]
                # Records that don't exist yet get their number when they are made.
                entry["uid"] = ""
                for change in entry["changes"].values():
                    change[:] = [str(value).split("'")[0] for value in change]
        assert trial == real

    with_shop(empty_database, act)


@settings(max_examples=120)
@given(tables)
def test_a_second_run_changes_nothing(empty_database: Path, rows: Rows) -> None:
    def act(shop: Session, folder: Path) -> None:
        path = written(folder, rows)
        run_import(shop, path, ImportOptions(header_row=1))
        before = everything(shop)
        again = run_import(shop, path, ImportOptions(header_row=1, verbose=True))
        told = [(one.line, one.outcome, one.changes) for one in again.entries]
        assert (again.created, again.updated, again.changeset) == (0, 0, None), told
        assert everything(shop) == before

    with_shop(empty_database, act)


# Who they are everywhere: no two share anything that identifies.
ONES = (
    ("Ahmet Aslan", "0532 111 11 11", "ahmet@aslan.com", "A-1", ""),
    ("Mehmet Aslan", "0532 222 22 22", "mehmet@aslan.com", "A-2", ""),
    ("Ali Kaya", "0532 333 33 33", "", "A-3", "10000000146"),
    ("Şule Çağlayan", "0532 123 45 67", "sule.caglayan@ornek.com.tr", "A-4", ""),
    ("İlknur Iğdırlı", "0532 444 44 44", "İLKNUR@ORNEK.COM", "", ""),
)
HEADER = ("Ad Soyad", "Cep", "E-posta", "Müşteri Kodu", "Vergi No")
MORE = ("Firma", "Grup", "Not", "Bakiye", "İl")
mentions = st.fixed_dictionaries(
    {
        "who": st.integers(0, len(ONES) - 1),
        **{name: st.sampled_from(COLUMNS[name]) for name in MORE},
    }
)
# By what somebody is named, in all rows alike: a row that first shows that two records are one
# person fills the older of them, and the next file then finds it by both.
told = st.sets(st.sampled_from(HEADER[1:]), max_size=4)


@settings(max_examples=100)
@given(st.lists(mentions, min_size=1, max_size=8), st.tuples(*[told] * len(ONES)))
def test_the_same_list_in_another_file_changes_nothing(
    empty_database: Path, said: list[dict[str, Any]], known_by: tuple[set[str], ...]
) -> None:
    rows = [
        {
            **{
                column: value if column == "Ad Soyad" or column in known_by[one["who"]] else ""
                for column, value in zip(HEADER, ONES[one["who"]], strict=True)
            },
            **{name: one[name] for name in MORE},
        }
        for one in said
    ]

    def act(shop: Session, folder: Path) -> None:
        path = written(folder, rows)
        run_import(shop, path)
        before = everything(shop)
        path.write_bytes(path.read_text("utf-8-sig").encode("utf-16"))
        again = run_import(shop, path, ImportOptions(verbose=True))
        told = [(one.line, one.outcome, one.changes) for one in again.entries]
        assert again.repeats is None
        assert (again.created, again.updated, again.changeset) == (0, 0, None), told
        assert everything(shop) == before

    with_shop(empty_database, act)


@settings(max_examples=80)
@given(tables, policies)
def test_undo_gives_back_what_was_there(empty_database: Path, rows: Rows, on_match: str) -> None:
    def act(shop: Session, folder: Path) -> None:
        before = everything(shop)
        options = ImportOptions(on_match=on_match, header_row=1)
        report = run_import(shop, written(folder, rows), options)
        if report.changeset is None:
            assert everything(shop) == before
            return
        after = everything(shop)
        undo.undo(shop)
        assert everything(shop) == before
        undo.redo(shop)
        assert everything(shop) == after

    with_shop(empty_database, act)
