"""What a settings page is made of: groups at the left, their lines at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kobicrm.errors import KobiError
from kobicrm.i18n import _
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what it is called, what it is now, and what is said of it below the list.

    All texts are in the language in force. ``copy`` is what `y` takes, the value when empty;
    ``tone`` colours the value when it says how something stands.
    """

    key: str
    label: str
    value: str = ""
    about: str = ""
    copy: str = ""
    tone: str = ""
    acts: bool = True


class Group:
    """One group of settings. A subclass gives its lines and what Enter does to them."""

    NAME: ClassVar[str] = ""
    # The verbs of keys in this group (message ids), '' where a key does nothing.
    ADD: ClassVar[str] = ""
    RESET: ClassVar[str] = ""
    # Whether Enter changes something, or only copies what the line says.
    CHANGES: ClassVar[bool] = True

    # The row of the screen the line under the bar stands in: lists open below it.
    below = 2

    def __init__(self, app: KobiApp, changed: Callable[[], None]) -> None:
        """Belong to ``app``; ``changed`` is called when the lines are others."""
        self.app = app
        self.changed = changed

    def read(self) -> None:
        """Read what the lines need, if anything; called when the group comes into sight."""

    def items(self) -> Sequence[Item]:
        """Return the lines as they are now."""
        return ()

    def edit(self, item: Item) -> None:
        """Change what a line says."""

    def add(self) -> None:
        """Add a line."""

    def reset(self, item: Item) -> None:
        """Give a line its built-in value again."""

    # What several groups do

    def ask(
        self,
        title: str,
        value: str,
        save: Callable[[str], None],
        *,
        hint: str = "",
        empty: bool = False,
    ) -> None:
        """Ask for one line of text and have it saved; ``empty`` text counts as an answer, too.

        When ``save`` refuses it, that is said and asked again with what was typed.
        """
        from screens.settings.line_dialog import LineDialog

        def answered(text: str | None) -> None:
            if text is None:
                return
            try:
                save(text)
            except KobiError as error:
                self.app.show_error(error)
                self.ask(title, text, save, hint=hint, empty=empty)

        self.app.push_screen(LineDialog(title, value=value, hint=hint, empty=empty), answered)

    def kept(self, label: str, value: str) -> None:
        """Tell that a setting of this user was changed."""
        value = plain(value) or _("default")
        self.app.tell(_("Saved: {label}: {value}").format(label=label, value=value))
        self.changed()

    def where_kept(self) -> str:
        """Return where this user's settings are kept."""
        file = self.app.choices.file
        if file is None:
            return _("Kept until the application is closed.")
        return _("Yours alone, kept in {file}").format(file=file)
