"""Opening and saving changes nothing, and a changed line changes its field only: any contact."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given as over, strategies as st

from kobicrm import i18n
from kobicrm.domain.contacts import (
    CHANNELS,
    LIFECYCLES,
    Address,
    Code,
    CompanyLink,
    Contact,
    Email,
    Note,
    Phone,
    Social,
    Website,
)
from kobicrm.domain.money import Money
from screens.contacts.form_given import given
from screens.contacts.form_lines import ContactLines
from screens.contacts.form_values import (
    CUSTOM,
    LISTS,
    PLAIN_KEYS,
    OwnField,
    changed_keys,
    split_key,
    texts_of,
)

# What can stand in a stored field: any letters, markup, odd spaces, line ends of a street.
TEXT = st.text(
    st.one_of(
        st.sampled_from("şŞıİğĞüÜöÖçÇ[]:@;,#\n 0123456789+"), st.sampled_from(string.printable)
    ),
    max_size=12,
)
LABEL = st.one_of(st.sampled_from(["", "mobile", "work", "home", "fax", "other"]), TEXT)
NUMBER = st.sampled_from(
    ["", "+905321234567", "+902163456789", "+904441234", "+4930123456", "+9012"]
)
PHONES = st.builds(Phone, TEXT, NUMBER, st.sampled_from(["", "12"]), LABEL, st.booleans())
ADDRESSES = st.builds(Address, TEXT, TEXT, TEXT, TEXT, TEXT, LABEL)
OWN = (
    OwnField("Bölge", "choice", ("Anadolu", "Avrupa")),
    OwnField("Limit", "money"),
    OwnField("Puan", "number"),
    OwnField("Onay", "yes_no"),
    OwnField("İlk alışveriş", "date"),
    OwnField("Not defteri", "text"),
)
CUSTOMS = st.fixed_dictionaries(
    {},
    optional={
        "Bölge": st.one_of(st.sampled_from(["Anadolu", "Trakya"]), TEXT),
        "Limit": st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["TRY", "USD"])),
        "Puan": st.decimals(-(10**6), 10**6, places=2),
        "Onay": st.booleans(),
        "İlk alışveriş": st.dates().map(lambda day: day.isoformat()),
        "Not defteri": TEXT,
        "Artık olmayan": TEXT,
    },
)
NOTES = st.builds(Note, TEXT, st.just(datetime(2026, 1, 1, tzinfo=UTC)))


def some(items: st.SearchStrategy) -> st.SearchStrategy:
    """Return tuples of up to six items."""
    return st.lists(items, max_size=6).map(tuple)


PLAIN_TEXTS = ("name", "first_name", "last_name", "title", "tax_office", "tax_number", "iban")
PLAIN_TEXTS += ("language", "owner", "source", "preferred_time")
CONTACTS = st.builds(
    Contact,
    kind=st.sampled_from(["person", "company"]),
    companies=some(st.builds(CompanyLink, st.sampled_from("abcd"), TEXT, TEXT)),
    phones=some(PHONES),
    emails=some(st.builds(Email, TEXT, TEXT, TEXT, LABEL, st.booleans())),
    socials=some(st.builds(Social, TEXT, st.sampled_from(["", "x", "vk"]), TEXT, LABEL)),
    websites=some(st.builds(Website, TEXT, TEXT, LABEL)),
    addresses=some(ADDRESSES),
    birthday=st.sampled_from(["", "1988-03-14", "--02-29", "bozuk"]),
    lifecycle=st.one_of(st.sampled_from(["", *LIFECYCLES]), TEXT),
    preferred_channel=st.one_of(st.sampled_from(["", *CHANNELS]), TEXT),
    tags=some(TEXT),
    codes=some(st.builds(Code, TEXT, TEXT)),
    custom=CUSTOMS.map(lambda found: tuple(found.items())),
    notes=some(NOTES),
    **dict.fromkeys(PLAIN_TEXTS, TEXT),
)


@over(CONTACTS, st.sampled_from(["tr", "en"]))
def test_opening_and_saving_gives_nothing(contact: Contact, lang: str) -> None:
    i18n.install(lang)
    before = texts_of(contact, OWN)
    lines = ContactLines(before, OWN, contact)
    shown = lines.texts()
    i18n.install("en" if lang == "tr" else "tr")
    assert list(changed_keys(before, shown)) == []
    assert given(before, shown, contact) == {}


@over(CONTACTS, st.data())
def test_a_changed_line_gives_its_field_only(contact: Contact, data: st.DataObject) -> None:
    i18n.install("tr")
    before = texts_of(contact, OWN)
    lines = ContactLines(before, OWN, contact)
    line = data.draw(
        st.sampled_from([one for one in lines.all() if one.kind == "text" and one.shown])
    )
    line.value = "Başka bir şey 7"
    line.keep(line.value)
    found = given(before, lines.texts(), contact)
    split = split_key(line.key)
    if split is not None:
        name, place, _part = split
        stored = getattr(contact, name)
        secondary = split[2] == "role" and not (place < len(stored) and stored[place].name.strip())
        assert found.keys() <= {name}
        assert found or secondary
        for other in range(len(stored)):
            if found and other != place:
                assert stored[other] in found[name]
    elif line.key.startswith(CUSTOM):
        assert found == {"custom": {line.key.removeprefix(CUSTOM): line.value}}
    elif line.key in ("first_name", "last_name"):
        assert found.keys() == {"first_name", "last_name"}
    else:
        assert found.keys() == {line.key}


def test_every_field_that_can_be_edited_has_its_line() -> None:
    from kobicrm.domain.kinds.contact import CONTACT

    texts = texts_of(Contact(codes=(Code("logo", "1"),)), OWN)
    lines = ContactLines(texts, OWN, Contact(codes=(Code("logo", "1"),)))
    keys = {line.key.partition(".")[0] for line in lines.all()}
    keys |= {"custom" for key in keys if key.startswith(CUSTOM)}
    wanted = {one.key for one in CONTACT.fields if one.editable} - {"notes"}
    assert wanted <= keys
    assert "note" in keys
    assert {*PLAIN_KEYS, *LISTS} <= keys


def test_a_record_with_many_values_comes_back_through_the_form_unaltered() -> None:
    i18n.install("tr")
    many = Contact(
        name="Ada",
        first_name="Ada",
        phones=tuple(Phone(f"Tel: {n} @", "", "", f"Ev {n}:", False) for n in range(6)),
        addresses=tuple(Address(f"a\nb{n}", "kadikoy", "ist", "", "", "Depo 2") for n in range(3)),
    )
    before = texts_of(many)
    lines = ContactLines(before, (), many)
    assert given(before, lines.texts(), many) == {}
    line = lines.find("phones.3.raw")
    assert line is not None
    line.value = "0532 123 45 67"
    found = given(before, lines.texts(), many)["phones"]
    changed = replace(many.phones[3], raw="0532 123 45 67", e164="+905321234567", valid=True)
    assert found == [*many.phones[:3], changed, *many.phones[4:]]
