"""What a column can be taken in as: names for the list, and for what was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kobicrm.domain.kinds.base import Target
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.turkish import fold
from kobicrm.i18n import _
from kobicrm.i18n.messages import field_label
from kobicrm.services.imports import ColumnPreview, Preview, targets_of
from screens.dialogs.pick import Choice
from screens.field_types import TYPES
from screens.imports.nouns import are_contacts

LEAVE_OUT = "-"
# `balance` is a new money field, which the list offers by its type.
_HIDDEN = ("balance",)
_NOT_IN_NAMES = re.compile(r"[:()]+")


def target_label(column: ColumnPreview, known: Preview) -> str:
    """Return where a column goes, in the language in force."""
    if known.is_own and column.target and not column.custom:
        return _("as it was exported")
    if column.custom:
        type_ = _(TYPES.get(column.custom_type, column.custom_type))
        if column.custom == column.header.strip():
            return _("Own field: {type}").format(type=type_)
        return _("Own field: {name}").format(name=column.custom)
    if not column.target:
        return ""
    return _labels(known.kind).get(column.target) or field_label(column.target)


def _targets(kind: str) -> Sequence[Target]:
    return CONTACT.targets if are_contacts(kind) else targets_of(KINDS[kind])


def _labels(kind: str) -> dict[str, str]:
    return {target.key: _(target.label) for target in _targets(kind)}


def wish_of(column: ColumnPreview) -> str:
    """Return the value of the choice that stands for what a column is now."""
    if column.custom and not column.is_new_field:
        return f"custom:{column.custom}"
    if column.custom:
        return f"custom:{column.custom}:{column.custom_type}"
    return column.target or LEAVE_OUT


def choices(column: ColumnPreview, kind: str, own: Iterable[tuple[str, str]]) -> list[Choice]:
    """Return all a column can be: fields of the ``kind``, the shop's ``own`` ones, new ones.

    Own fields (name, type) belong to contacts.
    """
    new = _("new field")
    named = field_name(column)
    fields = [
        Choice(target.key, _(target.label), words=" ".join(target.aliases))
        for target in _targets(kind)
        if target.key not in _HIDDEN
    ]
    known = [Choice(f"custom:{name}", name, _(TYPES[type_])) for name, type_ in own]
    taken = {fold(choice.label) for choice in known}
    fresh = [
        Choice(f"custom:{named}:{type_}", _("New field: {type}").format(type=_(label)), new)
        for type_, label in TYPES.items()
        if type_ != "choice" and fold(named) not in taken
    ]
    leave = Choice(LEAVE_OUT, _("Leave this column out"))
    return [leave, *fields, *known, *fresh] if are_contacts(kind) else [leave, *fields]


def field_name(column: ColumnPreview) -> str:
    """Return what a new field for a column is called."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", column.header).split())
    return name or _("Column {number}").format(number=column.place)


def ordered(columns: Sequence[ColumnPreview]) -> list[ColumnPreview]:
    """Return the columns nobody knows first, then those taken in, then those without values."""
    return sorted(columns, key=lambda one: (not one.is_open, not (one.target or one.filled)))
