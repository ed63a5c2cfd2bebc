"""Custom fields: typed fields a shop adds to its contacts."""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.domain.clean import clean_line
from kobicrm.domain.values import CUSTOM_TYPES
from kobicrm.errors import NotFound, ValidationError
from kobicrm.services.session import Session
from kobicrm.storage import named
from kobicrm.storage.named import FieldRow
from kobicrm.storage.shop import FieldInfo, custom_fields

__all__ = ["FieldInfo", "FieldRow", "add_field", "edit_field", "fields_with_counts", "list_fields"]


def list_fields(session: Session) -> list[FieldInfo]:
    """Return the custom fields in name order."""
    with session.store.reading():
        return custom_fields()


def fields_with_counts(session: Session) -> list[FieldRow]:
    """Return the custom fields in name order, each with how many contacts have a value in it."""
    with session.store.reading():
        return named.field_rows()


def _clean_name(name: str) -> str:
    clean = clean_line(name, 100)
    if not clean or "(" in clean or ":::" in clean:
        raise ValidationError("field_name_invalid", field="name", value=name)
    return clean


def _clean_choices(choices: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean_line(pick, 100) for pick in choices))))


def add_field(
    session: Session, name: str, type_: str = "text", choices: Sequence[str] = ()
) -> FieldInfo:
    """Define a custom field.

    Raises ValidationError for a bad name, type or a choice without choices, Conflict when the
    name is taken.
    """
    clean = _clean_name(name)
    if type_ not in CUSTOM_TYPES:
        known = ", ".join(CUSTOM_TYPES)
        raise ValidationError("choice_unknown", field="type", value=type_, known=known)
    picks = _clean_choices(choices)
    if (type_ == "choice") != bool(picks):
        raise ValidationError("field_choices", field="choices", value=name)
    with session.write("field.add") as unit:
        unit.add_field(clean, type_, picks)
        unit.recorder.detail["name"] = clean
    return FieldInfo(clean, type_, picks)


def edit_field(
    session: Session, name: str, *, rename: str | None = None, choices: Sequence[str] | None = None
) -> int | None:
    """Give a custom field another name or other choices; None leaves one as it is.

    Values stay as they are. Returns the changeset, None when nothing changed. Raises NotFound,
    ValidationError for a bad name or missing choices, Conflict when the name is taken or a
    choice that contacts have picked would go.
    """
    with session.write("field.edit") as unit:
        field = named.field_named(name)
        if field is None:
            raise NotFound("field_missing", field=name)
        picks = None if choices is None else _clean_choices(choices)
        if picks is not None and (field.type == "choice") != bool(picks):
            raise ValidationError("field_choices", field="choices", value=name)
        clean = None if rename is None else _clean_name(rename)
        named.change_field(unit, field.uid, name=clean, choices=picks)
        unit.recorder.detail["name"] = clean or field.name
    return unit.recorder.changeset
