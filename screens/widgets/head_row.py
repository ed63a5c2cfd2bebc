"""The row under the tabs: facts at the left, counts at the right, and the search field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.text import content, two_ends
from screens.widgets.keys import key_of
from screens.widgets.line_input import LineInput


class Line(Widget):
    """One line of content with a left and a right end."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; padding: 0 1; }"

    left: Content = Content("")
    right: Content = Content("")

    def set(self, left: Content, right: Content | None = None) -> None:
        """Show ``left`` and ``right`` at the ends of the line."""
        right = right or Content("")
        if not (_alike(left, self.left) and _alike(right, self.right)):
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Content:
        """Draw the line at its present width."""
        return two_ends(self.left, self.right, self.size.width)


def _alike(one: Content, other: Content) -> bool:
    # Contents are compared by their text alone.
    return one.plain == other.plain and one.spans == other.spans


class SearchInput(LineInput):
    """The search field: Enter or ↓ goes to the list, Esc takes the search away."""

    HELP_NAME: ClassVar[str] = N_("In the search")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "to_list", N_("To the list"), id="search.list"),
        Binding("down", "to_list", N_("To the list"), show=False, id="search.down"),
        Binding("escape", "clear_search", N_("Clear search"), id="search.clear"),
        Binding("f4", "mend", N_("accept the suggestion"), show=False, id="search.mend"),
    ]

    @dataclass
    class Mended(Message):
        """What was suggested is to be taken."""

    @dataclass
    class Left(Message):
        """The search stays, the focus goes to the list."""

    @dataclass
    class Cleared(Message):
        """The search is over."""

    def action_to_list(self) -> None:
        """Keep the search and go to what it found."""
        self.post_message(self.Left())

    def action_mend(self) -> None:
        """Take what was suggested."""
        self.post_message(self.Mended())

    def action_clear_search(self) -> None:
        """End the search."""
        self.post_message(self.Cleared())


class HeadRow(Vertical):
    """Facts and counts; with a search, its left half is the field and a mistake stands below.

    It posts :class:`SearchInput.Left` and :class:`SearchInput.Cleared` (after closing the
    field by itself) and, for every change of the text, :class:`Searched`.
    """

    DEFAULT_CSS = """
    HeadRow { height: auto; }
    HeadRow > Horizontal { height: 1; }
    HeadRow #search { display: none; width: 40; }
    HeadRow #mistake { display: none; }
    """

    @dataclass
    class Searched(Message):
        """The text in the search field changed."""

        text: str

    def __init__(
        self,
        example: str = N_("name, phone, district"),
        search: str = "",
        *,
        id: str | None = None,
    ) -> None:
        """Make the row; ``example`` (message id) says what can be searched for.

        ``search`` is the id of the binding that opens the search.
        """
        super().__init__(id=id)
        self._search = search
        self._example = example

    def compose(self) -> ComposeResult:
        """Lay out the field, the line and the line for a mistake."""
        with Horizontal():
            yield SearchInput(id="search")
            yield Line(id="facts")
        yield Line(id="mistake")

    @property
    def field(self) -> SearchInput:
        """The search field."""
        return self.query_one(SearchInput)

    @property
    def searching(self) -> bool:
        """Whether a search is on, in the field or kept from it."""
        return self.field.display

    def set(self, left: Content, right: Content | None = None) -> None:
        """Show the facts; during a search both stand right of the field, one after the other."""
        if self.searching and right is not None:
            left, right = Content.assemble(left, "   ", right), None
        self.query_one("#facts", Line).set(left.pad_left(1) if self.searching else left, right)

    def search_hint(self, text: str = "") -> Content:
        """Return the invitation to search: `/ ara: ad, telefon`, or `/` and a ``text`` given."""
        text = text or _("search: {example}").format(example=_(self._example))
        key = key_of(self.app, self._search) or "/"
        return Content.assemble((key, "bold $foreground"), " ", content(text, "$muted"))

    def on_mount(self) -> None:
        """Write the example into the field."""
        self.relabel()

    def open_search(self, text: str = "") -> None:
        """Turn the left half into the field and put the cursor into it."""
        # Not by a class: styles would be looked up anew for the whole row.
        self.field.display = True
        if text:
            self.field.value = text
        # At once: the next letter is for the field, not for the list.
        self.screen.set_focus(self.field)

    def close_search(self) -> None:
        """Take the field and its text away."""
        self.field.display = False
        self.set_mistake(None)
        with self.prevent(Input.Changed):
            self.field.value = ""

    def set_mistake(self, text: str | None, key: str = "") -> None:
        """Show one line under the field: what is wrong with the search, and the key to mend it."""
        line = self.query_one("#mistake", Line)
        line.display = text is not None
        parts = Content.assemble(
            (f"{current().alert} ", "$warning"), content(text or "", "$warning")
        )
        if key:
            parts = Content.assemble(parts, "   ", (key, "bold $foreground"))
        line.set(parts)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text of the search on."""
        event.stop()
        self.post_message(self.Searched(event.value))

    def on_search_input_cleared(self) -> None:
        """Close the field; the message goes on to the screen, which moves the focus."""
        self.close_search()

    def relabel(self) -> None:
        """Show the field's hint in the language in force."""
        self.field.placeholder = _(self._example)
