"""Which key does what, for keys that are spoken of while they are not in sight."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from screens.contacts.card import Card
from screens.contacts.screen import ContactsScreen
from screens.dialogs.form import FormDialog
from screens.dialogs.prompt import NoteDialog
from screens.widgets.head_row import SearchInput
from screens.widgets.rows import Rows

_SPOKEN_OF = (Rows, Card, SearchInput, ContactsScreen, FormDialog, NoteDialog)


def declared_keys(app: App[None], given: Mapping[str, str]) -> dict[str, str]:
    """Return the first key of every binding the tour may name, by the binding's id.

    ``given`` are the keys of the settings, by the same ids.
    """
    found: dict[str, str] = {}
    for kind in (*_SPOKEN_OF, type(app)):
        for binding in _bindings(kind):
            if binding.id:
                keys = given.get(binding.id) or binding.key
                found.setdefault(binding.id, keys.split(",")[0].strip())
    return found


def live_keys(screen: Screen[object]) -> dict[str, str]:
    """Return the first key of every binding that works now, by the binding's id."""
    found: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id:
            found.setdefault(active.binding.id, key)
    return found


def _bindings(kind: type[DOMNode]) -> list[Binding]:
    return [
        one
        for base in kind.__mro__
        for one in vars(base).get("BINDINGS", ())
        if isinstance(one, Binding)
    ]
