"""Names of other records as ids, inside one write transaction."""

from __future__ import annotations

from kobicrm.domain import turkish
from kobicrm.domain.uids import new_uid, pack
from kobicrm.errors import NotFound
from kobicrm.storage.models import Contact, CustomField, Staff
from kobicrm.storage.models.base import fetch_one


class Resolver:
    """Ids of staff, companies and custom fields; staff are added when first named."""

    def __init__(self, now: int) -> None:
        """Resolve for a transaction that happens at ``now`` (microseconds)."""
        self._now = now
        self._staff: dict[str, int] = {}
        self._companies: dict[str, tuple[int, str]] = {}
        self._fields: dict[str, int] = {}

    def staff(self, name: str) -> int | None:
        """Return the id of the staff member called ``name``, None for ''."""
        fold = turkish.fold(name)
        if not fold:
            return None
        if fold not in self._staff:
            row = fetch_one(Staff.select(Staff.id).where(Staff.fold == fold))
            self._staff[fold] = (
                row[0]
                if row
                else Staff.insert(
                    uid=pack(new_uid()), name=name, fold=fold, created_at=self._now
                ).execute()
            )
        return self._staff[fold]

    def forget_staff(self) -> None:
        """Look names of staff up again: somebody was given another one."""
        self._staff.clear()

    def company(self, uid: str) -> int:
        """Return the id of the contact with this uid; NotFound when it is gone."""
        return self._company(uid)[0]

    def company_name(self, uid: str) -> str:
        """Return the name of the contact with this uid; NotFound when it is gone."""
        return self._company(uid)[1]

    def _company(self, uid: str) -> tuple[int, str]:
        if uid not in self._companies:
            query = Contact.select(Contact.id, Contact.name).where(Contact.uid == pack(uid))
            row = fetch_one(query)
            if not row:
                raise NotFound("contact_missing", ref=uid)
            self._companies[uid] = (row[0], row[1])
        return self._companies[uid]

    def custom_field(self, name: str) -> int:
        """Return the id of the custom field called ``name``; NotFound when there is none."""
        if name not in self._fields:
            fold = turkish.fold(name)
            found = fetch_one(CustomField.select(CustomField.id).where(CustomField.fold == fold))
            if not found:
                raise NotFound("field_missing", field=name)
            self._fields[name] = found[0]
        return self._fields[name]
