"""A choice on one line, and a note of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import TextArea

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.text import STRIP, content, plain
from screens.widgets.fields import Label

Option = tuple[str, str]
_GAP = 3


class OneOf(Widget, can_focus=True):
    """`● Kişi   ○ Firma`: arrows, Space, digits or the mouse choose."""

    DEFAULT_CSS = """
    OneOf { height: 1; width: 1fr; border-left: blank; }
    OneOf:focus { border-left: outer $primary; background: $cursor; }
    OneOf:ansi:focus { background: ansi_default; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", N_("previous choice"), show=False, id="choice.previous"),
        Binding("right,l,space", "step(1)", N_("next choice"), show=False, id="choice.next"),
    ]

    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        one_of: OneOf
        value: str

        @property
        def control(self) -> OneOf:
            """The choice it came from."""
            return self.one_of

    def __init__(
        self,
        options: Sequence[Option],
        value: str,
        *,
        id: str | None = None,
        named: Callable[[str], str] = _,
    ) -> None:
        """Offer ``options``, pairs of a value and its name.

        ``named`` writes a name in the language in force; unless told, names are message ids.
        """
        super().__init__(id=id)
        self.options = options
        self._named = named
        self.set_reactive(OneOf.value, value)

    def render(self) -> Content:
        """Draw every option with its sign."""
        signs = current()
        parts: list[Content] = []
        for value, name in self.options:
            on = value == self.value
            part = Content.assemble(
                (signs.yes if on else signs.no, "$primary" if on else "$muted"),
                " ",
                content(plain(self._named(name)), "bold $foreground" if on else "$muted"),
            )
            parts.append(part.stylize(Style.from_meta({"place": len(parts)})))
        # Closer together where they do not fit otherwise.
        needed = sum(part.cell_length + _GAP for part in parts) - _GAP
        return Content(" " * (_GAP if needed <= self.size.width else _GAP - 1)).join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        place = event.style.meta.get("place")
        if place is not None:
            event.stop()
            self.choose(place)

    def choose(self, place: int) -> None:
        """Choose the option at ``place``, counted from 0."""
        if 0 <= place < len(self.options) and self.options[place][0] != self.value:
            self.value = self.options[place][0]
            self.post_message(self.Changed(self, self.value))

    def action_step(self, step: int) -> None:
        """Choose the option ``step`` places further, round the corner."""
        values = [value for value, _name in self.options]
        here = values.index(self.value) if self.value in values else -step
        self.choose((here + step) % len(values))

    def on_key(self, event: events.Key) -> None:
        """Digits choose by place."""
        if event.character and event.character in "123456789":
            event.stop()
            self.choose(int(event.character) - 1)


class ChoiceField(Horizontal):
    """A label and a choice on one form line."""

    # The sign stands where the fields have their edge, the bar one cell before it.
    DEFAULT_CSS = """
    ChoiceField { height: 1; }
    ChoiceField Label { width: 13; }
    """

    def __init__(
        self,
        label: str,
        options: Sequence[Option],
        value: str,
        *,
        id: str | None = None,
        named: Callable[[str], str] = _,
    ) -> None:
        """Make the line; ``label`` is a message id, ``named`` as :class:`OneOf` takes it."""
        super().__init__(id=id)
        self._label = label
        self.choice = OneOf(options, value, named=named)

    def compose(self) -> ComposeResult:
        """Put label and choice side by side."""
        yield Label(self._label)
        yield self.choice

    @property
    def value(self) -> str:
        """The value chosen."""
        return self.choice.value


class NoteArea(TextArea):
    """A text of several lines; Tab leaves it, pastes are cleaned."""

    DEFAULT_CSS = """
    NoteArea, NoteArea:ansi {
        border: none; border-left: solid $rule; height: 3; padding: 0 1 0 0;
        background: $field; color: $foreground; background-tint: 0%;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    NoteArea:focus { border: none; border-left: outer $primary; background: $cursor;
                     background-tint: 0%; }
    NoteArea:ansi:focus { background: ansi_default; }
    NoteArea .text-area--cursor-line { background: transparent; }
    NoteArea .text-area--placeholder { color: $muted; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, **options: Any) -> None:
        """Begin with ``text``; ``options`` go to ``TextArea``."""
        options.setdefault("tab_behavior", "focus")
        options.setdefault("show_line_numbers", False)
        super().__init__(text.translate(STRIP), id=id, **options)

    def on_mount(self) -> None:
        """Begin behind the text there is."""
        self.move_cursor(self.document.end)

    async def on_paste(self, event: events.Paste) -> None:
        """Take a paste without what a terminal would obey."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n").translate(STRIP)
        if not self.read_only:
            self.replace(text, *self.selection)


class NoteField(Horizontal):
    """A label and a text of several lines, as wide as field and answer together."""

    DEFAULT_CSS = """
    NoteField { height: auto; }
    NoteField NoteArea { width: 1fr; }
    """

    def __init__(
        self, label: str, text: str = "", *, id: str | None = None, lines: int = 3
    ) -> None:
        """Make the line; ``label`` is a message id."""
        super().__init__(id=id)
        self._label = label
        self.area = NoteArea(text)
        self.area.styles.height = lines

    def compose(self) -> ComposeResult:
        """Put label and text side by side."""
        yield Label(self._label)
        yield self.area

    @property
    def value(self) -> str:
        """The text."""
        return self.area.text
