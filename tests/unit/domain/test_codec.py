"""A contact through the journal's form and back, and as a published document."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain import codec
from kobicrm.domain.contacts import (
    Address,
    Code,
    CompanyLink,
    Contact,
    Email,
    Note,
    Phone,
    Social,
    Warn,
    Website,
    altered,
)
from kobicrm.domain.money import Money

line = st.text(max_size=12)
at = st.integers(-(10**15), 4 * 10**15).map(codec.instant)
uid = st.uuids().map(str)
custom = st.dictionaries(
    st.sampled_from(["Ağırlık", "Borç", "Boy", "Üye", "Tarih"]),
    st.one_of(
        line,
        st.booleans(),
        st.decimals(allow_nan=False, allow_infinity=False, places=3),
        st.integers(-(10**24), 10**24).map(Decimal),
        st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(["TRY", "EUR", "XAU"])),
        st.dates().map(str),
    ),
).map(codec.sorted_custom)
contacts = st.builds(
    Contact,
    kind=st.sampled_from(["person", "company"]),
    name=line,
    title=line,
    companies=st.lists(st.builds(CompanyLink, uid, line), max_size=2).map(tuple),
    phones=st.lists(st.builds(Phone, line, line, line, line, st.booleans()), max_size=2).map(tuple),
    emails=st.lists(st.builds(Email, line, line, line, line, st.booleans()), max_size=2).map(tuple),
    socials=st.lists(st.builds(Social, line, line, line, line), max_size=2).map(tuple),
    websites=st.lists(st.builds(Website, line, line, line), max_size=2).map(tuple),
    addresses=st.lists(st.builds(Address, line, line, line, line, line, line), max_size=2).map(
        tuple
    ),
    tags=st.lists(line, max_size=2).map(tuple),
    codes=st.lists(st.builds(Code, line, line), max_size=2).map(tuple),
    custom=custom,
    notes=st.lists(st.builds(Note, line, at, uid), max_size=2).map(tuple),
    uid=uid,
    created_at=at,
    updated_at=at,
    created_by=line,
)


def same(one: Contact, other: Contact) -> bool:
    """Tell whether two contacts are equal in value and in the type of their own fields."""
    types = [[type(value) for _name, value in contact.custom] for contact in (one, other)]
    return one == other and types[0] == types[1]


@given(contacts)
def test_a_removed_contact_comes_back_whole(contact: Contact) -> None:
    data = json.loads(json.dumps(codec.pack_all(contact)))
    assert same(codec.unpack_all(contact.uid, data), contact)


@given(contacts, contacts)
def test_a_change_leads_there_and_back(before: Contact, after: Contact) -> None:
    fields = {name: getattr(after, name) for name in codec.FIELDS}
    after = altered(before, **fields)
    change = json.loads(json.dumps(codec.difference(before, after)))
    assert bool(change) is (before != after)
    forth = codec.with_values(before, {name: pair[1] for name, pair in change.items()})
    back = codec.with_values(after, {name: pair[0] for name, pair in change.items()})
    assert same(forth, after)
    assert same(back, before)
    for name, (old, new) in change.items():
        assert json.loads(json.dumps(codec.current(before, name))) == old
        assert json.loads(json.dumps(codec.current(after, name))) == new


@given(at)
def test_an_instant_keeps_its_microseconds(instant: datetime) -> None:
    assert codec.instant(codec.micros(instant)) == instant
    assert datetime.fromisoformat(codec.iso(instant)) == instant


def test_an_instant_is_written_in_utc() -> None:
    istanbul = datetime.fromisoformat("2026-11-22T01:30:00+03:00")
    assert codec.iso(istanbul) == "2026-11-21T22:30:00Z"
    assert codec.micros(istanbul) == codec.micros(istanbul.astimezone(UTC))


def test_own_fields_are_told_apart_in_a_change() -> None:
    before = Contact(custom=(("Boy", Decimal(170)), ("Üye", True)))
    after = altered(before, custom=(("Boy", Decimal(171)), ("Üye", True)))
    assert codec.difference(before, after) == {"custom:Boy": [170, 171]}


def test_what_is_only_read_along_is_no_change() -> None:
    before = Contact(companies=(CompanyLink("u", "Müdür", "Eski ad", 1),))
    after = Contact(companies=(CompanyLink("u", "Müdür", "Yeni ad", 2),), id=5, ver=7)
    assert codec.difference(before, after) == {}


DOCUMENT = {
    *("id", "uid", "kind", "name", "first_name", "last_name", "title", "company", "companies"),
    *("phones", "emails", "socials", "websites", "addresses", "birthday", "tax_office"),
    *("tax_number", "iban", "language", "tags", "lifecycle", "owner", "source"),
    *("preferred_channel", "preferred_time", "codes", "custom", "notes", "warnings"),
    *("created_at", "updated_at"),
}


def test_a_document_has_the_published_keys() -> None:
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    contact = Contact(
        id=7,
        uid="u",
        name="Şule Çağlayan",
        companies=(CompanyLink("c", "Müdür", "Yıldız Ltd. Şti.", 3),),
        phones=(Phone("0532 123 45 67", "+905321234567"), Phone("12", valid=False)),
        emails=(Email("A@B.COM", "a@b.com", "a@b.com", "work"),),
        birthday="--05-12",
        custom=(("Borç", Money(123456)), ("Puan", Decimal("1.5")), ("Üye", True)),
        notes=(Note("aradı", now),),
        created_at=now,
        updated_at=now + timedelta(seconds=1),
    )
    document = codec.to_json(contact, warnings=[Warn("phone_short", "phones", "12")])
    assert document.keys() >= DOCUMENT
    assert document["company"] == {"id": 3, "uid": "c", "name": "Yıldız Ltd. Şti.", "role": "Müdür"}
    assert document["phones"] == [
        {
            "raw": "0532 123 45 67",
            "e164": "+905321234567",
            "ext": None,
            "label": None,
            "valid": True,
            "primary": True,
        },
        {"raw": "12", "e164": None, "ext": None, "label": None, "valid": False, "primary": False},
    ]
    assert document["birthday"] == "--05-12"
    assert document["custom"] == {
        "Borç": {"amount": "1234.56", "currency": "TRY"},
        "Puan": 1.5,
        "Üye": True,
    }
    assert document["notes"] == [{"text": "aradı", "at": "2026-11-22T09:30:00Z"}]
    assert document["warnings"] == [{"code": "phone_short", "field": "phones", "value": "12"}]
    assert document["title"] is None


def test_an_export_carries_no_numbers_of_this_database() -> None:
    contact = Contact(id=7, uid="u", name="Ali", companies=(CompanyLink("c", "", "Yıldız", 3),))
    document = codec.to_json(contact, with_ids=False)
    assert "id" not in document
    assert document["company"] == {"uid": "c", "name": "Yıldız", "role": None}


def test_a_kind_is_a_person_or_a_company() -> None:
    assert [codec.kind_of(text) for text in ("person", "company")] == ["person", "company"]
    with pytest.raises(ValueError, match="belediye"):
        codec.kind_of("belediye")


def test_every_field_of_a_contact_is_in_the_document() -> None:
    names = {field.name for field in dataclasses.fields(Contact)}
    hidden = {"ver", "created_by", "updated_by", "deleted_at"}
    assert names - hidden <= codec.to_json(Contact()).keys()
