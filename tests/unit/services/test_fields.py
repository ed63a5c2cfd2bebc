"""Custom fields of every type: defined once, held exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kobicrm.domain.money import Money
from kobicrm.errors import Conflict, ValidationError
from kobicrm.services import contacts, fields, undo
from kobicrm.services.session import Session


@pytest.fixture
def defined(shop: Session) -> Session:
    """Return a shop with a field of every type."""
    for type_ in ("text", "number", "money", "date", "yes_no"):
        fields.add_field(shop, f"Alan {type_}", type_)
    fields.add_field(shop, "Beden", "choice", ["Küçük", "Orta", "Büyük"])
    return shop


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("Alan text", "İki satır\nolabilir", "İki satır\nolabilir"),
        ("Alan text", "123", "123"),
        ("Alan number", "1.234,5", Decimal("1234.5")),
        ("Alan number", "1.000.000", Decimal("1000000")),
        ("Alan number", "0,10", Decimal("0.1")),
        ("Alan number", "-3", Decimal(-3)),
        ("Alan number", "1234567890123456,789", Decimal("1234567890123456.789")),
        ("Alan number", "99999999999999999999999", Decimal("99999999999999999999999")),
        ("Alan money", "1.234,56 TL", Money(123456)),
        ("Alan money", "-12,50 €", Money(-1250, "EUR")),
        ("Alan date", "14.03.1988", "1988-03-14"),
        ("Alan yes_no", "Evet", True),
        ("Alan yes_no", "hayır", False),
        ("Beden", "Büyük", "Büyük"),
    ],
)
def test_a_value_is_held_exactly_through_edit_undo_and_redo(
    defined: Session, name: str, typed: str, value: object
) -> None:
    uid = contacts.add(defined, {"name": "Ali", "custom": {name: typed}}).contact.uid
    stored = contacts.get(defined, uid).custom
    assert stored == ((name, value),)
    contacts.edit(defined, uid, {"custom": {name: ""}})
    assert contacts.get(defined, uid).custom == ()
    undo.undo(defined)
    back = contacts.get(defined, uid).custom
    assert back == stored
    assert type(back[0][1]) is type(value)
    undo.undo(defined)
    undo.redo(defined)
    assert contacts.get(defined, uid).custom == stored


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Alan number", "çok"),
        ("Alan number", "1e400"),
        ("Alan money", "beş lira"),
        ("Alan date", "30.02.2026"),
        ("Alan yes_no", "belki"),
        ("Beden", "Dev"),
    ],
)
def test_a_value_that_does_not_fit_names_the_field(defined: Session, name: str, typed: str) -> None:
    with pytest.raises(ValidationError) as error:
        contacts.add(defined, {"name": "Ali", "custom": {name: typed}})
    assert error.value.values["field"] == name


def test_a_field_is_known_by_its_folded_name(defined: Session) -> None:
    saved = contacts.add(defined, {"name": "Ali", "custom": {"BEDEN": "Orta"}})
    assert saved.contact.custom == (("Beden", "Orta"),)
    with pytest.raises(Conflict) as error:
        fields.add_field(defined, "beden")
    assert error.value.code == "field_exists"


def test_fields_are_listed_in_name_order_with_their_choices(defined: Session) -> None:
    fields.add_field(defined, "Ağırlık", "number")
    infos = fields.list_fields(defined)
    assert infos[0].name == "Ağırlık"
    assert infos[-1].choices == ("Küçük", "Orta", "Büyük")


@pytest.mark.parametrize(
    ("name", "type_", "choices"),
    [
        ("", "text", []),
        ("\x1b\u200b", "text", []),
        ("Tutar (TL)", "money", []),
        ("a:::b", "text", []),
        ("Renk", "renk", []),
        ("Renk", "choice", []),
        ("Renk", "choice", [" "]),
        ("Renk", "text", ["Mavi"]),
    ],
)
def test_a_bad_definition_is_refused(
    shop: Session, name: str, type_: str, choices: list[str]
) -> None:
    with pytest.raises(ValidationError):
        fields.add_field(shop, name, type_, choices)
    assert fields.list_fields(shop) == []


def test_numbers_beyond_the_index_still_sort(defined: Session) -> None:
    for typed in ("99999999999999999999999", "-99999999999999999999999", "5"):
        contacts.add(defined, {"name": "Ali", "custom": {"Alan number": typed}})
    rows = defined.store.connection().execute("SELECT text FROM custom_value ORDER BY amount")
    assert [row[0] for row in rows][1] == "5"


def test_undo_takes_a_field_away_only_while_nobody_uses_it(defined: Session) -> None:
    fields.add_field(defined, "Puan", "number")
    undo.undo(defined)
    assert "Puan" not in {info.name for info in fields.list_fields(defined)}
    undo.redo(defined)
    assert "Puan" in {info.name for info in fields.list_fields(defined)}


def test_a_used_field_is_a_conflict(defined: Session) -> None:
    fields.add_field(defined, "Puan", "number")
    made = undo.changesets(defined)[0].id
    contacts.add(defined, {"name": "Ali", "custom": {"Puan": "3"}})
    with pytest.raises(Conflict) as error:
        undo.undo(defined, made)
    assert error.value.values["names"] == "Puan"
    assert "Puan" in {info.name for info in fields.list_fields(defined)}


def test_a_value_does_not_come_back_into_a_field_of_another_type(defined: Session) -> None:
    fields.add_field(defined, "Puan", "text")
    made = undo.changesets(defined)[0].id
    uid = contacts.add(defined, {"name": "Ali", "custom": {"Puan": "on"}}).contact.uid
    removed = contacts.edit(defined, uid, {"custom": {"Puan": ""}}).changeset
    undo.undo(defined, made)
    with pytest.raises(Conflict):
        undo.undo(defined, removed)
    fields.add_field(defined, "Puan", "number")
    with pytest.raises(Conflict):
        undo.undo(defined, removed)
    assert contacts.get(defined, uid).custom == ()
