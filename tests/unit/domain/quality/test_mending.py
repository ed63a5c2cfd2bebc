"""A suggestion put in place does away with its finding, and with nothing else."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain import drafting
from kobicrm.domain.contacts import CompanyLink, Contact, Note, Phone, altered
from kobicrm.domain.quality import Finding, findings, is_long, mended
from kobicrm.errors import ValidationError

TODAY = date(2026, 11, 20)
AT = datetime(2026, 1, 1, tzinfo=UTC)

NAMES = (
    *("AYŞE YILMAZ", "ALI KILIC", "Þükrü Þahin", "ÅžÃ¼krÃ¼ Ä°nce", "ahmet kaya", "Ahmet 2"),
    *("Ahmet 0532 123 45 67", "ÞÜKRÜ 0216 345 67 89", "ISMAIL SIK", "Ayşe Kaya", "mehmet usta ltd"),
)
PHONES = ("0532 123 45 67", "+905321234567", "0532 123 45 6", "5,32123E+09", "0532 I23 45 67", "x")
EMAILS = ("a@gmial.com", "a@gmail.com", "çağrı@gmail.com", "ali at gmail.com", "ali@", "A@B.COM")
STREETS = ("Moda Cad. 12 Kadıköy/İstanbul", "Çýnar Sok.", "Fatih Cad.", "")
DISTRICTS = ("Kadıköy", "Kadikoyy", "Çankaya", "Moda", "Merkez", "Þiþli", "")
PROVINCES = ("İstanbul", "Istanbl", "Ankara", "Berlin", "Kars", "")
NUMBERS = ("", "123456789", "1234567890", "4540536921", "1111111111")
IBANS = ("", "330006100519786457841326", "TR33OO06100519786457841326", "TR12")
BIRTHDAYS = ("", "1988-03-14", "2029-11-21", "1888-05-05", "1899-12-30", "--02-29")

addresses = st.builds(
    drafting.make_address,
    st.sampled_from(STREETS),
    st.sampled_from(DISTRICTS),
    st.sampled_from(PROVINCES),
).filter(lambda address: not address.is_empty())


@st.composite
def contacts(draw: st.DrawFn, *, many: int = 1) -> Contact:
    """Return a contact with any of the values that checks look at, at most so many addresses."""
    phones = [n for text in draw(st.lists(st.sampled_from(PHONES), max_size=3, unique=True))
              for n in drafting.make_phones(text, draw(st.sampled_from(["", "work"])))]  # fmt: skip
    emails = [e for text in draw(st.lists(st.sampled_from(EMAILS), max_size=3, unique=True))
              for e in drafting.make_emails(text)]  # fmt: skip
    contact = Contact(
        kind=draw(st.sampled_from(["person", "company"])),
        title=draw(st.sampled_from(["", "ÅžÃ¼krÃ¼ Bey"])),
        phones=tuple(phones),
        emails=tuple(emails),
        addresses=tuple(draw(st.lists(addresses, max_size=many))),
        companies=tuple(CompanyLink(f"u{n}", role) for n, role in
                        enumerate(draw(st.lists(st.sampled_from(["Müdür", "Þef"]), unique=True)))),
        birthday=draw(st.sampled_from(BIRTHDAYS)),
        tax_number=draw(st.sampled_from(NUMBERS)),
        iban=draw(st.sampled_from(IBANS)),
        tags=drafting.make_tags(draw(st.lists(st.sampled_from(["Ýzmir", "İzmir", "vip"])))),
        custom=(("Not", draw(st.sampled_from(["Ýyi", "iyi"]))),),
        notes=(Note(draw(st.sampled_from(["Teþekkür\netti", "iyi"])), AT, "n1"),),
    )  # fmt: skip
    return drafting.with_name(contact, draw(st.sampled_from(NAMES)))


@given(contacts())
def test_a_suggestion_ends_its_finding_and_touches_nothing_else(contact: Contact) -> None:
    for one in findings(contact, TODAY):
        if one.suggestion is None:
            continue
        after = mended(contact, one, one.suggestion)
        assert after != contact
        assert one.key not in {found.key for found in findings(after, TODAY)}
        field = one.field.partition(".")[0]
        may_change = {field, "first_name", "last_name"} if field == "name" else {field}
        if one.code == "name_phone":
            may_change.add("phones")
        for name in {f.name for f in dataclasses.fields(Contact)} - may_change:
            assert getattr(after, name) == getattr(contact, name)


@given(contacts(many=3))
def test_suggestions_applied_one_after_the_other_come_to_an_end(contact: Contact) -> None:
    for _step in range(60):
        open_ = [one for one in findings(contact, TODAY) if one.suggestion is not None]
        if not open_:
            return
        contact = mended(contact, open_[0], str(open_[0].suggestion))
    raise AssertionError(open_)


def named(contact: Contact, code: str) -> Finding:
    """Return the first finding with this code."""
    return next(one for one in findings(contact, TODAY) if one.code == code)


def accepted(contact: Contact, code: str) -> Contact:
    """Return a contact with the suggestion of the first finding with this code."""
    one = named(contact, code)
    return mended(contact, one, str(one.suggestion))


def test_first_and_last_name_keep_their_border() -> None:
    contact = Contact(name="ALİ RIZA KAYA OĞLU", first_name="ALİ RIZA", last_name="KAYA OĞLU")
    after = accepted(contact, "name_capitals")
    assert (after.name, after.first_name, after.last_name) == (
        *("Ali Rıza Kaya Oğlu", "Ali Rıza"),
        "Kaya Oğlu",
    )


def test_first_and_last_name_that_say_something_else_are_kept() -> None:
    contact = Contact(name="AYŞE ABLA", first_name="Ayşe", last_name="Yılmaz")
    after = accepted(contact, "name_capitals")
    assert (after.name, after.first_name, after.last_name) == ("Ayşe Abla", "Ayşe", "Yılmaz")


def test_a_phone_taken_out_of_a_name_is_among_the_phones() -> None:
    contact = drafting.with_name(Contact(), "Ahmet Usta 0532 123 45 67")
    after = accepted(contact, "name_phone")
    assert (after.name, after.last_name) == ("Ahmet Usta", "Usta")
    assert [phone.e164 for phone in after.phones] == ["+905321234567"]
    known = altered(contact, phones=drafting.make_phones("+90 532 123 45 67"))
    assert accepted(known, "name_phone").phones == known.phones


def test_the_second_of_two_phones_goes_and_leaves_its_label() -> None:
    phones = (*drafting.make_phones("0532 123 45 67"), *drafting.make_phones("5321234567", "iş"))
    after = accepted(Contact(name="Ayşe Kaya", phones=phones), "phone_twice")
    assert after.phones == (Phone("0532 123 45 67", "+905321234567", "", "work"),)


def test_an_address_that_becomes_one_known_already_is_not_there_twice() -> None:
    emails = drafting.make_emails("ali@gmail.com; ali@gmial.com")
    after = accepted(Contact(name="Ali Kaya", emails=emails), "email_typo")
    assert [email.address for email in after.emails] == ["ali@gmail.com"]


def test_what_is_typed_is_read_as_in_a_form() -> None:
    contact = Contact(name="Ayşe Kaya", birthday="1888-05-05", phones=drafting.make_phones("12"))
    born = named(contact, "birthday_early")
    assert mended(contact, born, "5 Mayıs 1988").birthday == "1988-05-05"
    with pytest.raises(ValidationError) as error:
        mended(contact, born, "31.02.1988")
    assert error.value.code == "date_invalid"
    phone = named(contact, "phone_short")
    after = mended(contact, phone, "0532 123 45 67 / 0216 345 67 89")
    assert [one.e164 for one in after.phones] == ["+905321234567", "+902163456789"]
    assert mended(contact, phone, "").phones == ()


def test_a_name_is_never_emptied() -> None:
    contact = drafting.with_name(Contact(), "AYŞE YILMAZ")
    with pytest.raises(ValidationError) as error:
        mended(contact, named(contact, "name_capitals"), "  ")
    assert error.value.code == "name_missing"


def test_notes_and_streets_may_have_several_lines() -> None:
    contact = Contact(name="Ayşe Kaya", notes=(Note("Teþekkür\netti", AT, "n1"),))
    note = named(contact, "mojibake")
    assert is_long(note)
    assert mended(contact, note, "Teşekkür\netti").notes[0] == Note("Teşekkür\netti", AT)
    assert mended(contact, note, "Teşekkür\netti").notes[0].uid == "n1"
    assert not is_long(Finding("phone_short", "phones", "12"))
