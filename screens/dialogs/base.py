"""The frame of every dialog: round border, title above, keys below, the page dimmed behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, Generic, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, TextArea

from kobicrm.i18n import N_
from screens.text import content, fit, plain
from screens.widgets.base import HORIZONTAL, VERTICAL, LiveLabels
from screens.widgets.keys import key_display

Width = Literal[60, 70, 76]


class Frame(VerticalScroll, can_focus=False):
    """The box of a dialog; what is inside scrolls when the window is low."""


class Dialog(LiveLabels, ModalScreen[ScreenResultType], Generic[ScreenResultType]):
    """A question to the user: it returns a value and writes nothing; Esc returns None.

    The lower border names the bindings in ``KEYS`` (ids, in this order), each clickable.
    """

    WIDTH: ClassVar[Width] = 60
    KEYS: ClassVar[tuple[str, ...]] = ()
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL
    AUTO_FOCUS = "*"

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 55%; }
    Dialog > Frame {
        height: auto; max-height: 90%; padding: 0 2; background: $surface; color: $foreground;
        border: round $rule; border-title-style: bold; border-title-color: $foreground;
        border-subtitle-color: $muted; border-title-background: $surface;
        scrollbar-size-vertical: 1;
    }
    Dialog.-h24 > Frame { max-height: 100%; }
    Dialog:ansi { background: transparent; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("cancel"), id="dialog.cancel"),
        # Before the field sees them: in a burst (a paste, a slow line) the letters behind a Tab
        # must reach the next field.
        Binding("tab", "app.focus_next", id="dialog.next", priority=True, show=False),
        Binding("shift+tab", "app.focus_previous", id="dialog.previous", priority=True, show=False),
        # A dialog keeps the application's keys away; these three are wanted everywhere.
        Binding(
            "f1", "app.help", N_("Help"), tooltip=N_("this help"), show=False, id="app.help_f1"
        ),
        Binding("f2", "app.language", N_("Language: Türkçe"), show=False, id="app.language"),
        Binding("f3", "app.look", N_("Look: dark or light"), show=False, id="app.look"),
    ]

    # When the first field got the focus, and what was typed before it could take letters.
    _ready_at: float | None = None
    _ahead = ""

    def compose(self) -> ComposeResult:
        """Put the body into the frame."""
        frame = Frame()
        frame.styles.width = self.WIDTH
        with frame:
            yield from self.body()

    def body(self) -> Iterable[Widget]:
        """Yield what stands inside the frame."""
        return ()

    def heading(self) -> str:
        """Return the title, in the language in force."""
        return ""

    def on_mount(self) -> None:
        """Write title and keys into the border."""
        self.relabel()

    def relabel(self) -> None:
        """Write title and keys into the border in the language in force."""
        frame = self.query_one(Frame)
        frame.border_title = content(fit(plain(self.heading()), self.WIDTH - 8))
        frame.border_subtitle = self.keys_line()

    def after_keys(self, act: Callable[[], object]) -> None:
        """Do ``act`` when the field has taken every letter typed before this key.

        A priority binding is run at once, while letters may still wait for their field.
        """
        (self.focused or self).call_later(act)

    def typed_ahead(self, event: events.Key) -> None:
        """Take a letter typed while the dialog was still being drawn: none is lost."""
        if not (event.is_printable and event.character):
            return
        if self._ready_at is None:
            self._ahead += event.character
        elif event.time < self._ready_at:
            self._insert(event.character)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Put what was typed ahead into the first field."""
        if self._ready_at is None:
            self._ready_at = event.time
            self._insert(self._ahead)

    def _insert(self, text: str) -> None:
        if isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor(text)
        elif isinstance(self.focused, TextArea):
            self.focused.insert(text)

    def on_click(self, event: events.Click) -> None:
        """Do what the key in the border under the mouse does."""
        if key := event.style.meta.get("key"):
            event.stop()
            self.app.simulate_key(key)

    def keys_line(self) -> Content:
        """Return the keys of the lower border, each a place to click."""
        by_id: dict[str | None, Binding] = {}
        for one in self.active_bindings.values():
            by_id.setdefault(one.binding.id, one.binding)
        parts = []
        for name in self.KEYS:
            if binding := by_id.get(name):
                text = f"{key_display(binding)} {plain(self.verb(binding))}"
                parts.append(Content(text).stylize(Style.from_meta({"key": binding.key})))
        return Content("   ").join(parts)

    def verb(self, binding: Binding) -> str:
        """Return what the lower border says a key does; a dialog may name its own act."""
        return binding.description

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
