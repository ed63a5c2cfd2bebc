"""Which columns or document keys of an export were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from kobicrm.domain.codec import CUSTOM, to_json
from kobicrm.domain.contacts import Contact
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.tables import Column, parse_header
from kobicrm.domain.turkish import fold
from kobicrm.errors import UsageError

CUSTOM_TYPES_KEY = "custom_types"


def document_keys() -> tuple[str, ...]:
    """Return the keys of an exported document, in its order."""
    keys = list(to_json(Contact(), with_ids=False))
    keys.insert(keys.index("custom") + 1, CUSTOM_TYPES_KEY)
    return tuple(keys)


def pick_columns(known: Sequence[Column], wanted: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns ``wanted`` names, in that order, each once; all when it names none.

    A column is named by its key or label; the key of a field with several columns (companies,
    addresses, custom) takes them all; a custom field goes by its name too. Raises UsageError.
    """
    found: dict[str, Column] = {}
    for name in wanted:
        picked = _named(known, name)
        if not picked:
            raise _unknown(name, [column.key for column in known])
        found.update((column.key, column) for column in picked)
    return tuple(found.values()) or tuple(known)


def _named(known: Sequence[Column], name: str) -> list[Column]:
    header = parse_header(name)
    exact = [c for c in known if c.key == name or (header and c.key == header.key)]
    if exact:
        return exact
    field = [column for column in known if column.field == name]
    plain = fold(name.removeprefix(CUSTOM))
    return field or [column for column in known if column.name and fold(column.name) == plain]


def pick_keys(wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the document keys ``wanted`` names, in that order; all when it names none.

    A column of a table (phone_labels) stands for the key its value lies under. Raises
    UsageError.
    """
    keys = document_keys()
    found: list[str] = []
    for name in wanted:
        header = parse_header(name)
        key = name if name in keys else header.field if header else ""
        if key not in keys:
            raise _unknown(name, keys)
        found.append(key)
        if key == "custom":
            found.append(CUSTOM_TYPES_KEY)
    return tuple(dict.fromkeys(found)) or keys


def _unknown(name: str, known: Sequence[str]) -> UsageError:
    fields = [field.key for field in CONTACT.fields]
    shown = ", ".join(dict.fromkeys([*known, *fields]))
    return UsageError("export_column_unknown", column=name, known=shown)
