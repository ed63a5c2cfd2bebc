"""Typed text becomes the values of a contact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kobicrm.domain import drafting
from kobicrm.domain.clean import is_harmless
from kobicrm.domain.contacts import Contact, Email, Phone
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.money import Money


@pytest.mark.parametrize(
    ("typed", "handle", "network"),
    [
        ("@sule", "sule", ""),
        ("instagram:@sule", "sule", "instagram"),
        ("Instagram: sule", "sule", "instagram"),
        ("https://www.instagram.com/sule/?hl=tr", "sule", "instagram"),
        ("facebook.com/yildizkirtasiye", "yildizkirtasiye", "facebook"),
    ],
)
def test_a_social_account_is_read_from_any_form(typed: str, handle: str, network: str) -> None:
    made = drafting.make_social(typed)
    assert made is not None
    assert (made.handle, made.network, made.raw) == (handle, network, typed)


def test_a_website_gets_its_scheme() -> None:
    for typed, url in (
        ("ornek.com.tr", "https://ornek.com.tr"),
        ("http://ornek.com.tr", "http://ornek.com.tr"),
    ):
        made = drafting.make_website(typed)
        assert made is not None
        assert made.url == url
    assert drafting.make_website("  ") is None


def test_places_get_their_official_spelling() -> None:
    made = drafting.make_address("Bağdat Cd.", "KADIKOY", "istanbul", "34710", "Türkiye")
    assert (made.district, made.province) == ("Kadıköy", "İstanbul")
    other = drafting.make_address(district="Kreuzberg", province="Berlin")
    assert (other.district, other.province) == ("Kreuzberg", "Berlin")
    assert drafting.make_address().is_empty()


def test_tags_are_split_and_each_kept_once() -> None:
    typed = ["VIP, toptan; #İzmir", "vip", "IZMIR", " , ", "myContacts ::: * friends"]
    assert drafting.make_tags(typed) == ("VIP", "toptan", "İzmir", "myContacts", "* friends")


def test_the_first_valid_mobile_comes_first() -> None:
    numbers = drafting.make_phones("0212 555 11 22; 0532 12; 0533 111 22 33; 0532 123 45 67")
    ordered = drafting.primary_first(numbers)
    assert [p.e164 for p in ordered] == ["+905331112233", "+902125551122", "", "+905321234567"]
    landline = drafting.make_phones("0212 555 11 22")
    assert drafting.primary_first(landline) == landline


def test_another_spelling_is_the_same_value() -> None:
    kept = drafting.make_phones("0532 123 45 67")
    assert drafting.merge_unique(kept, drafting.make_phones("+905321234567, 444 1 234"))[1:] == (
        Phone("444 1 234", "+904441234"),
    )
    mails = drafting.make_emails("ali@ornek.com")
    assert drafting.merge_unique(mails, drafting.make_emails("ALİ@ORNEK.COM")) == mails
    street = (drafting.make_address("Bağdat Cad. No: 5", "Kadıköy", "İstanbul"),)
    again = drafting.make_address("BAGDAT CAD NO 5", "kadikoy", "ISTANBUL")
    assert drafting.merge_unique(street, [again]) == street
    sites = tuple(filter(None, [drafting.make_website("ornek.com/")]))
    same = drafting.make_website("HTTP://ornek.com")
    assert same is not None
    assert drafting.merge_unique(sites, [same]) == sites


def test_a_choice_is_known_by_key_and_name_in_both_languages() -> None:
    lifecycle = CONTACT.field("lifecycle")
    for typed in ("customer", "Customer", "müşteri", "MÜŞTERİ", "musteri"):
        assert drafting.choice(lifecycle, typed) == "customer"
    assert drafting.choice(CONTACT.field("kind"), "FİRMA") == "company"
    assert drafting.choice(lifecycle, "arkadaş") is None


@pytest.mark.parametrize(
    ("type_", "value", "fits"),
    [
        ("number", Decimal(1), True),
        ("number", "1", False),
        ("money", Money(1), True),
        ("money", Decimal(1), False),
        ("yes_no", True, True),
        ("yes_no", "evet", False),
        ("date", "1988-03-14", True),
        ("date", "dün", False),
        ("text", "x", True),
        ("choice", "Büyük", True),
        ("text", Money(1), False),
        ("", "x", False),
    ],
)
def test_a_value_fits_a_field_of_its_own_type_only(type_: str, value: object, fits: bool) -> None:
    assert drafting.custom_fits(type_, value) is fits


def test_a_contact_is_flagged_for_what_looks_wrong() -> None:
    contact = Contact(
        name="Ali",
        phones=drafting.make_phones("0532 12"),
        emails=drafting.make_emails("ali@gmial.com"),
        tax_number="1111111111",
        iban="TR00",
    )
    found = {(warn.code, warn.field) for warn in drafting.warnings(contact)}
    assert found == {
        ("phone_short", "phones"),
        ("email_typo", "emails"),
        ("tax_number_repeated", "tax_number"),
        ("iban_length", "iban"),
    }
    assert drafting.warnings(Contact(name="Ali")) == ()


@given(st.text(max_size=400))
def test_any_text_becomes_harmless_values_of_bounded_length(text: str) -> None:
    made: list[object] = [
        *drafting.make_phones(text),
        *drafting.make_emails(text),
        *filter(None, [drafting.make_social(text), drafting.make_website(text)]),
        drafting.make_address(text, text, text, text, text),
        drafting.with_name(Contact(), text),
    ]
    for value in made:
        for name in value.__slots__:  # type: ignore[attr-defined]
            part = getattr(value, name)
            if isinstance(part, str):
                assert is_harmless(part.replace("\n", " "))
                assert len(part) <= 2000
    assert all(is_harmless(tag) and len(tag) <= 100 for tag in drafting.make_tags([text]))


def test_a_very_long_address_is_cut() -> None:
    made = drafting.make_emails("a" * 400 + "@ornek.com")
    assert made == (Email("a" * 320, "a" * 320, made[0].key, "", False),)
