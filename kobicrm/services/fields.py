"""Custom fields: typed fields a shop adds to its contacts."""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.domain.clean import clean_line
from kobicrm.domain.values import CUSTOM_TYPES
from kobicrm.errors import ValidationError
from kobicrm.services.session import Session
from kobicrm.storage.shop import FieldInfo, custom_fields


def list_fields(session: Session) -> list[FieldInfo]:
    """Return the custom fields in name order."""
    with session.store.reading():
        return custom_fields()


def add_field(
    session: Session, name: str, type_: str = "text", choices: Sequence[str] = ()
) -> FieldInfo:
    """Define a custom field.

    Raises ValidationError for a bad name, type or a choice without choices, Conflict when the
    name is taken.
    """
    clean = clean_line(name, 100)
    if not clean or "(" in clean or ":::" in clean:
        raise ValidationError("field_name_invalid", field="name", value=name)
    if type_ not in CUSTOM_TYPES:
        known = ", ".join(CUSTOM_TYPES)
        raise ValidationError("choice_unknown", field="type", value=type_, known=known)
    picks = tuple(dict.fromkeys(filter(None, (clean_line(pick, 100) for pick in choices))))
    if (type_ == "choice") != bool(picks):
        raise ValidationError("field_choices", field="choices", value=name)
    with session.write("field.add") as unit:
        unit.add_field(clean, type_, picks)
        unit.recorder.detail["name"] = clean
    return FieldInfo(clean, type_, picks)
