"""The description of a kind answers for its fields."""

from __future__ import annotations

import pytest

from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.turkish import fold


def test_a_field_is_found_by_its_key() -> None:
    assert CONTACT.field("phones").is_list
    assert not CONTACT.field("birthday").is_list
    with pytest.raises(KeyError):
        CONTACT.field("saç")


def test_keys_and_parts_are_unique() -> None:
    keys = [field.key for field in CONTACT.fields]
    assert len(keys) == len(set(keys))
    parts = [part.key for field in CONTACT.fields for part in field.parts]
    assert len(parts) == len(set(parts))
    targets = [target.key for target in CONTACT.targets]
    assert len(targets) == len(set(targets))


def test_aliases_are_written_as_headers_are_compared() -> None:
    for target in CONTACT.targets:
        assert [fold(alias) for alias in target.aliases] == list(target.aliases)


def test_what_tells_about_a_person_is_marked_personal() -> None:
    personal = {field.key for field in CONTACT.fields if field.personal}
    assert personal >= {
        *("name", "first_name", "last_name", "phones", "emails", "addresses", "birthday"),
        *("tax_number", "iban", "notes", "socials", "custom"),
    }


def test_only_what_the_program_itself_writes_can_not_be_edited() -> None:
    fixed = {field.key for field in CONTACT.fields if not field.editable}
    assert fixed == {"uid", "origin", "created_at", "updated_at"}
