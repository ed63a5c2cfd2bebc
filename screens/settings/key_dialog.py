"""Waits for the key that is to do something from now on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.keymap import keymap_of
from screens.text import content, plain
from screens.widgets.keys import key_name


class KeyDialog(Dialog[str]):
    """Returns the key pressed, '' for Backspace: the built-in one. Esc returns None.

    A key that is taken is refused with the reason, and another one can be pressed.
    """

    WIDTH = 60
    KEYS = ("key.built_in", "dialog.cancel")
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    KeyDialog Static { height: auto; margin: 1 0 0 0; }
    KeyDialog #wrong { color: $warning; min-height: 2; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "built_in", N_("built-in key"), id="key.built_in", priority=True),
        Binding("escape", "cancel", N_("cancel"), id="dialog.cancel", priority=True),
    ]

    def __init__(self, name: str, label: str, wishes: Mapping[str, str]) -> None:
        """Ask for the key of the binding ``name``, called ``label``, beside other wishes."""
        super().__init__()
        self._binding = name
        self._label = label
        self._wishes = dict(wishes)

    def heading(self) -> str:
        """Return what the key is for."""
        return self._label

    def body(self) -> Iterable[Widget]:
        """Yield what is asked and the line for a refusal."""
        yield Static(content(_("Press the key that is to do this.")))
        yield Static(id="wrong")

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why not."""
        event.stop()
        event.prevent_default()
        if event.key in ("tab", "shift+tab", "enter", "ctrl+c"):
            self._refuse(_("{key} is needed everywhere.").format(key=key_name(event.key)))
            return
        keymap = keymap_of({**self._wishes, self._binding: event.key})
        wrong = [one.text for one in keymap.problems if one.id == self._binding and one.refused]
        if wrong:
            self._refuse(wrong[0])
        else:
            self.dismiss(event.key)

    def _refuse(self, text: str) -> None:
        self.query_one("#wrong", Static).update(content(plain(text)))

    def action_built_in(self) -> None:
        """Take the built-in key again."""
        self.dismiss("")
