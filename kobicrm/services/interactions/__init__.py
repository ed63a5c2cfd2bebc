"""Use cases of interactions: what happened with a contact, looked at and written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kobicrm.lazy import exports

if TYPE_CHECKING:
    from kobicrm.services.interactions.logging import (
        Entry,
        Given,
        Logged,
        edit,
        log,
        log_many,
        remove,
        stored_interaction,
    )
    from kobicrm.services.interactions.reading import (
        Interaction,
        InteractionRow,
        count,
        get,
        listing,
        newest,
    )

__all__ = [
    "Entry",
    "Given",
    "Interaction",
    "InteractionRow",
    "Logged",
    "count",
    "edit",
    "get",
    "listing",
    "log",
    "log_many",
    "newest",
    "remove",
    "stored_interaction",
]

_MODULES = {
    "logging": (
        "Entry",
        "Given",
        "Logged",
        "edit",
        "log",
        "log_many",
        "remove",
        "stored_interaction",
    ),
    "reading": ("Interaction", "InteractionRow", "count", "get", "listing", "newest"),
}
__getattr__ = exports(__name__, {name: part for part, names in _MODULES.items() for name in names})
