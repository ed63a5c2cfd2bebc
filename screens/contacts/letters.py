"""Jumping to a letter: the alphabet on one line, and the next key chooses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain.turkish import letter_of
from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.text import content

# As stored names are sorted; `#` is whatever stands before the letters.
ALPHABET = "#ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ"


class Alphabet(Widget):
    """All letters in their order on one line; each can be clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Alphabet { height: 1; margin: 1 0; width: 1fr; }"

    place = 1

    def render(self) -> Content:
        """Draw the letters, the one at hand in reverse."""
        drawn = []
        for place, letter in enumerate(ALPHABET):
            style = "bold reverse $primary" if place == self.place else "$foreground"
            part = content(letter, style).stylize(Style.from_meta({"place": place}))
            drawn.append(part)
        # In a narrow window the gaps give way.
        gap = " " if self.size.width >= 2 * len(ALPHABET) - 1 else ""
        return Content(gap).join(drawn)


class LetterDialog(Dialog[str]):
    """The next letter typed is the answer; a keyboard without it takes ← → and Enter."""

    WIDTH = 76
    KEYS = ("letters.choose", "letters.move", "dialog.cancel")
    DEFAULT_CSS = "LetterDialog Static { height: 1; margin: 1 0 0 0; color: $muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("go"), id="letters.choose"),
        Binding("left", "move(-1)", show=False, id="letters.back"),
        Binding("right", "move(1)", N_("choose"), id="letters.move"),
    ]

    def __init__(self, order: str) -> None:
        """Ask for a letter of the list's ``order``: its name in the language in force."""
        super().__init__()
        self._order = order

    def heading(self) -> str:
        """Return `Harfe git · Ad`."""
        return _("Go to letter · {order}").format(order=self._order)

    def body(self) -> Iterable[Widget]:
        """Yield the alphabet."""
        yield Static(content(_("Press a letter; digits and signs are under #.")))
        yield Alphabet()

    def on_key(self, event: events.Key) -> None:
        """Take the letter typed."""
        letter = letter_of(event.character) if event.is_printable and event.character else ""
        if letter:
            event.stop()
            self.dismiss(letter)

    def typed_ahead(self, event: events.Key) -> None:
        """Take a letter typed before the dialog was drawn."""
        self.on_key(event)

    def on_click(self, event: events.Click) -> None:
        """Take the letter that was clicked."""
        place = event.style.meta.get("place")
        if place is None:
            super().on_click(event)
        else:
            event.stop()
            self.dismiss(ALPHABET[place])

    def action_move(self, step: int) -> None:
        """Move along the letters."""
        alphabet = self.query_one(Alphabet)
        alphabet.place = (alphabet.place + step) % len(ALPHABET)
        alphabet.refresh()

    def action_choose(self) -> None:
        """Take the letter at hand."""
        self.dismiss(ALPHABET[self.query_one(Alphabet).place])
