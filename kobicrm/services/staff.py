"""The staff of the shop: owners of contacts, authors of changes."""

from __future__ import annotations

from kobicrm.domain.clean import clean_line
from kobicrm.errors import NotFound, ValidationError
from kobicrm.services.session import Session
from kobicrm.storage import named
from kobicrm.storage.named import StaffRow

__all__ = ["StaffRow", "add_staff", "list_staff", "rename_staff"]


def list_staff(session: Session) -> list[StaffRow]:
    """Return the staff, oldest first, with how many contacts are theirs."""
    with session.store.reading():
        return named.staff_rows()


def _clean(name: str) -> str:
    clean = clean_line(name)
    if not clean:
        raise ValidationError("staff_name_missing")
    return clean


def add_staff(session: Session, name: str) -> int | None:
    """Add somebody and return the changeset; Conflict when the name is taken."""
    clean = _clean(name)
    with session.write("staff.add") as unit:
        named.add_staff(unit, clean)
        unit.recorder.detail["name"] = clean
    return unit.recorder.changeset


def rename_staff(session: Session, uid: str, name: str) -> int | None:
    """Give somebody another name wherever they are named; return the changeset, None for none.

    Whoever works in ``session`` under the old name goes on under the new one. Raises NotFound,
    Conflict when the name is taken, ValidationError for an empty one.
    """
    clean = _clean(name)
    with session.write("staff.rename") as unit:
        if not named.staff_name(uid):
            raise NotFound("staff_missing")
        named.rename_staff(unit, uid, clean)
        unit.recorder.detail["name"] = clean
    return unit.recorder.changeset
