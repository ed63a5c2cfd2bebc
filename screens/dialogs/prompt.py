"""One answer in words: a tag on one line, a note on several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_
from screens.dialogs.base import Dialog
from screens.text import content, plain
from screens.widgets.choice import NoteArea
from screens.widgets.line_input import LineInput
from screens.widgets.palette import TurkishSuggester


class AnswerDialog(Dialog[str]):
    """A title, a line that says what is asked, and a field; returns the trimmed text.

    An empty answer is not taken; Esc returns None.
    """

    DEFAULT_CSS = """
    AnswerDialog .hint { height: auto; margin: 1 0 0 0; color: $muted; }
    AnswerDialog #answer { margin: 1 0; width: 1fr; }
    """

    def __init__(self, title: str, *, value: str = "", hint: str = "") -> None:
        """Ask under ``title``, starting from ``value``; ``hint`` says what is wanted."""
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Yield hint and field."""
        if self._hint:
            yield Static(content(plain(self._hint)), classes="hint")
        yield self.field()

    def field(self) -> Widget:
        """Return the widget ``#answer`` that takes the answer."""
        raise NotImplementedError

    def answer(self) -> str:
        """Return what was typed."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Close with the answer, if there is one."""
        self.after_keys(self.save)

    def save(self) -> None:
        """Close with what stands in the field now, if anything does."""
        if text := self.answer().strip():
            self.dismiss(text)


class PromptDialog(AnswerDialog):
    """An answer on one line (a tag, a name); Enter takes it."""

    WIDTH = 60
    KEYS = ("dialog.save", "dialog.cancel")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("save"), id="dialog.save", priority=True),
    ]

    def __init__(
        self, title: str, *, value: str = "", hint: str = "", suggestions: Sequence[str] = ()
    ) -> None:
        """Ask for one line; ``suggestions`` complete it while typing (→ takes one)."""
        super().__init__(title, value=value, hint=hint)
        self._suggestions = suggestions

    def field(self) -> Widget:
        """Return the input."""
        suggester = TurkishSuggester(self._suggestions) if self._suggestions else None
        return LineInput(self._value, suggester=suggester, id="answer")

    def answer(self) -> str:
        """Return what was typed."""
        return self.query_one("#answer", LineInput).value


class NoteDialog(AnswerDialog):
    """A text of several lines; Ctrl+S saves, Enter begins a new line."""

    WIDTH = 70
    KEYS = ("dialog.save", "dialog.cancel")
    DEFAULT_CSS = "NoteDialog #answer { height: 6; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), id="dialog.save", priority=True),
    ]

    def field(self) -> Widget:
        """Return the text area."""
        return NoteArea(self._value, id="answer")

    def answer(self) -> str:
        """Return the text."""
        return self.query_one("#answer", NoteArea).text
