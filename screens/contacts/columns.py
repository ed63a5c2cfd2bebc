"""Columns of the contact list, and a contact as one of its rows."""

from __future__ import annotations

from datetime import date

from kobicrm.domain.contacts import ListRow
from kobicrm.domain.dates import short_date
from kobicrm.domain.phones import display
from kobicrm.i18n import N_, language
from screens.widgets.columns import Column
from screens.widgets.pages import Row

# Widths by the width of the list: 34 in a window of 80, 52 in 100, 66 in 120, 94 in 160.
COLUMNS = (
    Column("name", N_("Name"), muted=False, sortable=False),
    Column("phone", N_("Phone"), {52: 15, 94: 16}, muted=False, sortable=False),
    Column("district", N_("District"), {0: 10, 66: 11, 94: 12}, sortable=False),
    Column("province", N_("Province"), {94: 11}, sortable=False),
    Column("changed", N_("Edited"), {66: 8}, sortable=False),
)


def row_of(contact: ListRow, today: date) -> Row:
    """Return what the list shows of a contact; ``uid`` comes along for acts on the row."""
    lang = language()
    changed = contact.updated_at.astimezone().date()
    phone = display(contact.phone, "", lang) if contact.phone.startswith("+") else contact.phone
    return Row(
        contact.id,
        {
            "name": contact.name,
            "phone": phone,
            "email": contact.email,
            "district": contact.district,
            "province": contact.province,
            "changed": short_date(changed, today, lang),
            "uid": contact.uid,
        },
    )
