"""A text to be copied: a line for a terminal, a file to be written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.text import content, plain, say


class TextDialog(Dialog[None]):
    """Shows ``text`` whole, wrapped; `y` copies it as it is."""

    WIDTH = 76
    KEYS = ("text.copy", "dialog.close")
    DEFAULT_CSS = """
    TextDialog Static { height: auto; margin: 1 0 0 0; }
    TextDialog #text { margin: 1 0; }
    TextDialog .file { color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", N_("copy"), id="text.copy"),
        Binding("escape,enter", "cancel", N_("close"), id="dialog.close"),
    ]

    def __init__(self, title: str, text: str, file: str = "") -> None:
        """Show ``text``; ``file`` is where it is to be written."""
        super().__init__()
        self._title, self._text, self._file = title, text, file

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Yield the file's name and the text."""
        if self._file:
            name = _("Write this into {file}:").format(file=self._file)
            yield Static(content(plain(name)), classes="file")
        lines = [plain(line) for line in self._text.split("\n")]
        yield Static(content("\n".join(lines)), id="text")

    def action_copy(self) -> None:
        """Copy the text and close."""
        self.app.copy_to_clipboard(self._text)
        say(self.app, _("Copied: {text}").format(text=self._text.split("\n")[0]))
        self.dismiss(None)
