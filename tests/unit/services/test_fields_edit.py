"""Own fields renamed and given other choices: values stay, and it can be taken back."""

from __future__ import annotations

import pytest

from kobicrm.errors import Conflict, NotFound, ValidationError
from kobicrm.services import contacts, fields, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session


@pytest.fixture
def filled(shop: Session, people: list[Saved]) -> str:
    """Return a customer with a value in a field of choices and one of text."""
    fields.add_field(shop, "Sınıf", "choice", ["A", "B"])
    fields.add_field(shop, "Açıklama")
    ref = f"id:{people[0].contact.id}"
    contacts.edit(shop, ref, {"custom": {"Sınıf": "A", "Açıklama": "kapıda öder"}})
    return ref


def known(shop: Session) -> dict[str, tuple[str, ...]]:
    return {one.name: one.choices for one in fields.list_fields(shop)}


def test_a_new_name_keeps_every_value(shop: Session, filled: str) -> None:
    assert fields.edit_field(shop, "açıklama", rename="İstek")
    assert dict(contacts.get(shop, filled).custom) == {"İstek": "kapıda öder", "Sınıf": "A"}
    undo.undo(shop)
    assert dict(contacts.get(shop, filled).custom)["Açıklama"] == "kapıda öder"
    undo.redo(shop)
    assert "İstek" in known(shop)


def test_choices_are_added_and_unused_ones_taken_away(shop: Session, filled: str) -> None:
    assert fields.edit_field(shop, "Sınıf", choices=["A", "Ç"])
    assert known(shop)["Sınıf"] == ("A", "Ç")
    undo.undo(shop)
    assert known(shop)["Sınıf"] == ("A", "B")


def test_a_choice_somebody_has_stays(shop: Session, filled: str) -> None:
    with pytest.raises(Conflict) as refused:
        fields.edit_field(shop, "Sınıf", choices=["B"])
    assert refused.value.code == "field_choice_used"
    assert refused.value.values["count"] == 1
    assert known(shop)["Sınıf"] == ("A", "B")


def test_what_is_no_name_or_is_taken_is_refused(shop: Session, filled: str) -> None:
    with pytest.raises(Conflict, match="field_exists"):
        fields.edit_field(shop, "Açıklama", rename="SINIF")
    with pytest.raises(ValidationError):
        fields.edit_field(shop, "Açıklama", rename="a(b")
    with pytest.raises(ValidationError):
        fields.edit_field(shop, "Sınıf", choices=[" "])
    with pytest.raises(ValidationError):
        fields.edit_field(shop, "Açıklama", choices=["A"])
    with pytest.raises(NotFound):
        fields.edit_field(shop, "Yok", rename="Var")
    assert fields.edit_field(shop, "Açıklama", rename="Açıklama") is None


def test_name_and_choices_are_one_act(shop: Session, filled: str) -> None:
    before = len(undo.changesets(shop, None))
    fields.edit_field(shop, "Sınıf", rename="Grup", choices=["A", "B", "C"])
    assert len(undo.changesets(shop, None)) == before + 1
    undo.undo(shop)
    assert known(shop)["Sınıf"] == ("A", "B")


def test_a_choice_picked_since_is_in_the_way_of_taking_it_back(shop: Session, filled: str) -> None:
    number = fields.edit_field(shop, "Sınıf", choices=["A", "B", "C"])
    contacts.edit(shop, filled, {"custom": {"Sınıf": "C"}})
    with pytest.raises(Conflict) as refused:
        undo.undo(shop, number)
    assert [one.reason for one in refused.value.values["report"].conflicts] == ["linked"]


def test_how_many_have_a_value_is_told(shop: Session, filled: str) -> None:
    assert [(one.name, one.values) for one in fields.fields_with_counts(shop)] == [
        ("Açıklama", 1),
        ("Sınıf", 1),
    ]
