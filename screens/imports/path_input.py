"""The line for a path, with completion, and the list of files below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester

from kobicrm.domain.turkish import fold_length
from kobicrm.i18n import N_
from screens.widgets.line_input import LineInput
from screens.widgets.plain_rows import PlainRows


class PathSuggester(Suggester):
    """Completes the last part of a path from the entries in sight."""

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        """Complete from what ``names`` returns, folders with a stroke behind."""
        super().__init__(case_sensitive=True, use_cache=False)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` completed, or None."""
        last = value.rpartition("/")[2]
        wanted = fold_length(last)
        if not wanted:
            return None
        for name in self._names():
            if fold_length(name).startswith(wanted) and len(name) > len(last):
                return value + name[len(last) :]
        return None


class PathInput(LineInput):
    """The line for a name or a path; the arrows move the bar in the list below."""

    HELP_NAME: ClassVar[str] = N_("In the file line")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", N_("Open"), id="file.open"),
        Binding("down", "bar(1)", N_("one row down"), show=False, id="file.down"),
        Binding("up", "bar(-1)", N_("one row up"), show=False, id="file.up"),
        Binding("pagedown", "bar(10)", N_("one page down"), show=False, id="file.pagedown"),
        Binding("pageup", "bar(-10)", N_("one page up"), show=False, id="file.pageup"),
        Binding("f4", "accept", N_("accept the suggestion"), show=False, id="file.accept"),
        Binding("backspace", "delete_left", N_("delete, or the folder above"), show=False),
    ]

    @dataclass
    class Asked(Message):
        """A key in the line is about the list: move the bar by ``step``, enter, or go up."""

        act: str
        step: int = 0

    def action_enter(self) -> None:
        """Open what was typed or stands at the bar, when every letter has arrived."""
        self.post_message(self.Asked("enter"))

    def action_bar(self, step: int) -> None:
        """Move the bar of the list."""
        self.post_message(self.Asked("bar", step))

    def action_accept(self) -> None:
        """Take over the completion shown in the line."""
        if self.completion:
            self.value = self.completion
            self.action_end()

    def action_delete_left(self) -> None:
        """Delete a letter; in an empty line, go to the folder above."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Asked("up"))


class FileRows(PlainRows):
    """The entries of a folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "v", "every_kind", N_("All files"), tooltip=N_("other kinds, too"), id="file.kinds"
        ),
        Binding("r", "reload", N_("Reload"), tooltip=N_("read again"), id="file.reload"),
    ]

    @dataclass
    class Asked(Message):
        """``every_kind`` or ``reload`` is wanted."""

        act: str

    def action_every_kind(self) -> None:
        """Show files of other kinds, or leave them out again."""
        self.post_message(self.Asked("every_kind"))

    def action_reload(self) -> None:
        """Read the folder again."""
        self.post_message(self.Asked("reload"))
