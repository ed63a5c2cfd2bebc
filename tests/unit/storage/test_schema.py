"""The tables hold what the descriptions say and refuse what the cleaner would not let in."""

from __future__ import annotations

import dataclasses
import inspect
import sqlite3

import pytest

from kobicrm.domain import codec
from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.services import contacts
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.storage import models, record_kinds, records
from kobicrm.storage.kinds import contact as binding
from kobicrm.storage.models.base import Table

MODELS = [getattr(models, name) for name in models.__all__]
RECORDS: dict[str, dict[str, object]] = {
    "interaction": {
        "channel": "call",
        "direction": "in",
        "outcome": "quote",
        "at": "2026-11-17T11:05:00Z",
        "minutes": 5,
        "author": "Şule",
        "text": "Aradı",
        "task": "",
    },
    "task": {
        "title": "Fiyat listesini gönder",
        "kind": "message",
        "due": "2026-11-23",
        "clock": "10:00",
        "remind": 15,
        "priority": "high",
        "minutes": 10,
        "checklist": '[["Yazdır", false]]',
        "note": "İki nüsha",
        "repeat": "FREQ=MONTHLY",
        "start": "2026-11-23",
        "skipped": "[]",
        "series": "",
        "state": "open",
        "ended_at": "",
        "created_at": "2026-11-17T11:05:00Z",
        "assignee": "Şule",
    },
    "cadence": {"tag": "", "view": "", "days": 30},
    "saved_view": {
        "name": "İzmir toptan",
        "kind": "contact",
        "query": "şehir:izmir",
        "columns": "[]",
        "sort": "name",
        "key": "",
    },
    "import_profile": {
        "name": "Mikro",
        "kind": "contact",
        "header": "[]",
        "mapping": "{}",
        "options": "{}",
    },
    "different": {},
    "quality_ignored": {"code": "email_typo", "field": "emails", "value": "a@gmial.com"},
}
PLANTED = ("\x1b[2J", "a\x07b", "\x01", "\x1f", "x\x0by", "\x08")


def refused(shop: Session, sql: str, *values: object) -> None:
    """Check that a statement breaks a rule of its table."""
    with pytest.raises(sqlite3.Error) as error, shop.store.writing() as connection:
        connection.execute(sql, values)
    assert "constraint failed" in str(error.value) or "cannot store" in str(error.value)


@pytest.mark.parametrize("text", PLANTED)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("contact", name) for name in ("name", "first_name", "last_name", "title")),
        *(("contact", name) for name in ("tax_office", "tax_number", "iban", "source", "origin")),
        ("phone", "given"),
        ("phone", "label"),
        ("email", "given"),
        ("email", "address"),
        ("social", "handle"),
        ("website", "url"),
        ("address", "street"),
        ("address", "province"),
        ("contact_tag", "name"),
        ("external_code", "code"),
        ("note", "text"),
        ("custom_value", "text"),
        ("company_link", "role"),
        ("staff", "name"),
        ("interaction", "text"),
        ("interaction", "author"),
        ("import_profile", "name"),
        ("task", "title"),
        ("task", "note"),
        ("saved_view", "name"),
        ("cadence", "tag"),
        ("saved_view", "query"),
        ("quality_ignored", "value"),
    ],
)
def test_control_characters_can_not_be_planted(
    whole: Session, table: str, column: str, text: str
) -> None:
    refused(whole, f"UPDATE {table} SET {column} = ?", text)


@pytest.fixture
def whole(shop: Session, people: list[Saved]) -> Session:
    """Return a shop with a row in every table."""
    from kobicrm.services.fields import add_field

    add_field(shop, "Ayakkabı")
    contacts.edit(
        shop,
        people[0].contact.uid,
        {
            "socials": "instagram:sule",
            "websites": "ornek.com",
            "custom": {"Ayakkabı": "38"},
            "note": "x",
        },
    )
    uids = sorted(one.contact.uid for one in people[:2])
    with shop.write("import") as unit:
        for kind, values in RECORDS.items():
            named = {"contact": uids[0], "first": uids[0], "second": uids[1]}
            wanted = record_kinds.KINDS[kind].names()
            records.add(unit, kind, {key: {**named, **values}[key] for key in wanted})
        given = {"task": bytes(16), "reminds": "2026-11-23T09:00", "state": "given", "at": 0}
        models.Reminder.insert(**given).execute()
        models.QualityScore.insert(day="2026-11-24", contacts=6, flagged=2, findings=3).execute()
    for model in MODELS:
        assert model.select().count(), model
    return shop


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contact SET kind = 'firma'",
        "UPDATE contact SET name = ''",
        "UPDATE contact SET name = NULL",
        "UPDATE contact SET name = printf('%.*c', 201, 'a')",
        "UPDATE contact SET lifecycle = 'arkadaş'",
        "UPDATE contact SET birthday = 'dün'",
        "UPDATE contact SET birthday = '1988-3-14'",
        "UPDATE contact SET uid = x'00'",
        "UPDATE contact SET created_at = 'dün'",
        "UPDATE contact SET ver = 0",
        "UPDATE contact SET owner_id = 99",
        "UPDATE phone SET valid = 2",
        "UPDATE phone SET contact_id = 99",
        "UPDATE company_link SET company_id = contact_id",
        "UPDATE custom_field SET type = 'renk'",
        "UPDATE custom_field SET choices = 'kırmızı'",
        "UPDATE note SET text = ''",
        "UPDATE interaction SET channel = 'duman'",
        "UPDATE interaction SET direction = 'yan'",
        "UPDATE interaction SET contact_id = 99",
        "UPDATE import_profile SET name = ''",
        "UPDATE import_profile SET mapping = 'x'",
        "UPDATE different SET first = second",
        "INSERT INTO different (uid, first, second) SELECT randomblob(16), second, first"
        " FROM different",
        "INSERT INTO different (uid, first, second) SELECT randomblob(16), first, second"
        " FROM different",
        "UPDATE quality_score SET day = 'dün'",
        "UPDATE reminder SET state = 'belki'",
        "UPDATE task SET state = 'done'",
        "UPDATE task SET due = 'yarın'",
        "UPDATE task SET due = ''",
        "UPDATE task SET checklist = 'liste'",
        "UPDATE task SET kind = 'uçak'",
        "UPDATE interaction SET outcome = 'iyi'",
        "UPDATE interaction SET minutes = -1",
        "UPDATE cadence SET days = 0",
        "UPDATE cadence SET tag = 'VIP'",
        "UPDATE change SET op = 'silindi'",
        "UPDATE changeset SET detail = 'x'",
        "INSERT INTO shop VALUES ('shop.name', printf('%.*c', 201, 'a'))",
        "DELETE FROM contact WHERE kind = 'company'",
    ],
)
def test_a_row_that_breaks_the_rules_is_refused(whole: Session, sql: str) -> None:
    refused(whole, sql)


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_its_table(shop: Session, model: type[Table]) -> None:
    meta = model._meta
    rows = shop.store.connection().execute(f"PRAGMA table_info({meta.table_name})").fetchall()
    assert [field.column_name for field in meta.sorted_fields] == [row[1] for row in rows]
    kinds = {"AUTO": "INTEGER", "INT": "INTEGER", "TEXT": "TEXT", "BLOB": "BLOB"}
    for field, (_cid, name, type_, required, _default, key) in zip(
        meta.sorted_fields, rows, strict=True
    ):
        assert kinds[field.field_type] == type_, name
        assert field.null is not bool(required or key), name


def test_every_table_is_strict_and_has_a_model(shop: Session) -> None:
    rows = shop.store.connection().execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%_fts%' AND name NOT LIKE '%_vocab' AND name <> 'schema_migration'"
    )
    tables = dict(rows.fetchall())
    assert sorted(tables) == sorted(model._meta.table_name for model in MODELS)
    assert [name for name, sql in tables.items() if "STRICT" not in sql] == []


STORED = {field.name for field in dataclasses.fields(Contact)}
ABOUT = {
    "id",
    "uid",
    "ver",
    "created_at",
    "updated_at",
    "created_by",
    "updated_by",
    "deleted_at",
}


def test_every_field_is_described_journalled_and_bound_to_a_column() -> None:
    described = {field.key for field in CONTACT.fields}
    assert described - {"uid", "created_at", "updated_at"} == STORED - ABOUT
    assert set(codec.FIELDS) == STORED - ABOUT
    bound = [*binding.SCALARS, *binding.PARTS, *binding.SPECIAL]
    assert sorted(bound) == sorted(codec.FIELDS)


def test_every_field_has_a_turkish_and_an_english_name() -> None:
    from kobicrm.i18n import in_language

    networks = {"Instagram", "Facebook", "LinkedIn", "X (Twitter)", "Telegram", "Bluesky"}
    same = {"WhatsApp", "SMS", "IBAN", *networks}
    labels = [CONTACT.label, CONTACT.plural]
    for field in CONTACT.fields:
        labels += [field.label, *(part.label for part in field.parts)]
        labels += [label for _key, label in field.choices]
    labels += [target.label for target in CONTACT.targets]
    missing = {label for label in labels if in_language("tr", label) == label} - same
    assert missing == set()


def test_no_two_import_targets_share_a_header() -> None:
    seen: dict[str, str] = {}
    for target in CONTACT.targets:
        for alias in target.aliases:
            assert seen.setdefault(alias, target.key) == target.key, alias


def test_a_part_names_a_real_attribute() -> None:
    from kobicrm.domain import contacts as values

    types = {
        "companies": values.CompanyLink,
        "phones": values.Phone,
        "emails": values.Email,
        "socials": values.Social,
        "websites": values.Website,
        "addresses": values.Address,
        "codes": values.Code,
        "notes": values.Note,
    }
    for field in CONTACT.fields:
        for part in field.parts:
            if part.attribute:
                assert part.attribute in inspect.signature(types[field.key]).parameters
