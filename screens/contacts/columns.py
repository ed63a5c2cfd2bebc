"""Columns of the contact list, and a contact as one of its rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kobicrm.domain.dates import short_date
from kobicrm.domain.kinds.labels import LIFECYCLE_LABELS
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, _, language
from screens.widgets.columns import Column, arranged, from_json
from screens.widgets.pages import Row

if TYPE_CHECKING:
    from kobicrm.domain.list_row import ListRow

_HIDDEN = {0: 0}
# Widths by the width of the list: 34 in a window of 80, 52 in 100, 66 in 120, 94 in 160.
COLUMNS = (
    Column("name", N_("Name"), muted=False),
    Column("phone", N_("Phone"), {52: 15, 94: 16}, muted=False, sortable=False, usual=15),
    Column("district", N_("District"), {0: 10, 66: 11, 94: 12}, order="place", usual=11),
    Column("province", N_("Province"), {94: 11}, order="place"),
    Column("changed", N_("Edited"), {66: 8}, usual=9),
    Column("company", N_("Company"), _HIDDEN, usual=20),
    Column("email", N_("E-mail"), _HIDDEN, sortable=False, usual=24),
    Column("tags", N_("Tags"), _HIDDEN, sortable=False, usual=16),
    Column("lifecycle", N_("Stage of life"), _HIDDEN, sortable=False, usual=12),
    Column("owner", N_("Responsible person"), _HIDDEN, sortable=False, usual=12),
    Column("created", N_("Added"), _HIDDEN, usual=9),
)


def chosen_columns(kept: list[object]) -> list[Column]:
    """Return the columns as they were chosen and remembered."""
    return arranged(COLUMNS, from_json(kept))


def row_of(contact: ListRow, today: date) -> Row:
    """Return what the list shows of a contact; ``uid`` comes along for acts on the row."""
    lang = language()

    def day(moment: datetime) -> str:
        return short_date(moment.astimezone().date(), today, lang)

    phone = display(contact.phone, "", lang) if contact.phone.startswith("+") else contact.phone
    return Row(
        contact.id,
        {
            "name": contact.name,
            "phone": phone,
            "email": contact.email,
            "district": contact.district,
            "province": contact.province,
            "company": contact.company,
            "tags": ", ".join(contact.tags),
            "lifecycle": _(LIFECYCLE_LABELS.get(contact.lifecycle, contact.lifecycle)),
            "owner": contact.owner,
            "created": day(contact.created_at),
            "changed": day(contact.updated_at),
            "uid": contact.uid,
        },
    )
