"""A form whose lines are one sheet: its frame, its keys, its size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widget import Widget

from kobicrm.i18n import N_
from screens.dialogs.base import Frame
from screens.dialogs.form import FormDialog
from screens.widgets.fields import FormStrip
from screens.widgets.sheet import Sheet
from screens.widgets.sheet_line import Line

# Rows of the frame that are no lines: its border, the strip and the rule above it.
_FRAME = 4
_LOW = 30


class SheetForm(FormDialog[ScreenResultType], Generic[ScreenResultType]):
    """A form dialog over a :class:`Sheet`. A subclass makes ``sheet`` and answers its calls."""

    AUTO_FOCUS = ""
    HELP_NAME: ClassVar[str] = N_("In a form")
    KEYS: ClassVar[tuple[str, ...]] = ("form.label", "form.own_label", "form.save", "dialog.cancel")
    # The scrollbar stands in the padding, so that an answer keeps its 26 cells.
    DEFAULT_CSS = """
    SheetForm > Frame { overflow: hidden; padding: 0 1 0 2; }
    SheetForm FormStrip { margin: 0 1 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # The editor takes these in the order they came; here they are for the help, and for
        # the rare moment when nothing has the focus.
        Binding("tab,down", "next_line", N_("next field"), show=False, id="dialog.next"),
        Binding("shift+tab,up", "line_before", N_("field before"), show=False, id="form.up"),
        Binding("f4", "accept", N_("accept the suggestion"), show=False, id="form.accept"),
        Binding("f5", "next_mark", N_("type"), tooltip=N_("mobile, work, home…"), id="form.label"),
        Binding(
            "f6",
            "own_mark",
            N_("own label"),
            tooltip=N_("a word of one's own"),
            id="form.own_label",
        ),
    ]

    sheet: Sheet
    # Whether the border names the keys of labels.
    _names_marks = False

    def body(self) -> Iterable[Widget]:
        """Yield the sheet of lines, and the strip below it."""
        yield self.sheet
        yield FormStrip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer labels only on lines that have one."""
        if action in ("next_mark", "own_mark"):
            return bool(self.sheet.active and self.sheet.active.marks)
        return super().check_action(action, parameters)

    def line_entered(self, line: Line) -> None:
        """Name the keys of a line that can be labelled; the frame is drawn for a change only."""
        if self.is_mounted and bool(line.marks) != self._names_marks:
            self._names_marks = bool(line.marks)
            self.query_one(Frame).border_subtitle = self.keys_line()

    def action_next_line(self) -> None:
        """Move the bar on."""
        self.sheet.step(1)

    def action_line_before(self) -> None:
        """Move the bar back."""
        self.sheet.step(-1)

    def action_accept(self) -> None:
        """Take over what is offered."""
        self.sheet.accept()

    def action_next_mark(self) -> None:
        """Label the line with the next word."""
        line = self.sheet.active
        if line is not None:
            self.sheet.end_marking()
            line.step_mark()
            self.sheet.owner.line_changed(line)

    def action_own_mark(self) -> None:
        """Write the label in a word of one's own, or take it."""
        if self.sheet.editor.marking:
            self.sheet.end_marking()
        else:
            self.sheet.begin_marking()

    def action_cancel(self) -> None:
        """Leave the label first; then as every form."""
        if self.sheet.editor.marking:
            self.sheet.end_marking()
        else:
            super().action_cancel()

    def on_mount(self) -> None:
        """Have the right height before anything is laid out."""
        self.fit_frame()

    def on_resize(self) -> None:
        """Give the frame the height of its lines, as far as there is room."""
        self.fit_frame()

    def fit_frame(self) -> None:
        """Take as many rows as there are lines, at most 90 % of a high window."""
        height = self.app.size.height
        spaced = height >= _LOW
        if spaced != self.sheet.spaced:
            self.sheet.spaced = spaced
            self.sheet.lay()
        most = int(height * 0.9) if spaced else min(height, 22)
        rows = min(len(self.sheet.rows) + _FRAME, most) if spaced else most
        frame = self.query_one(Frame)
        if frame.styles.height is None or frame.styles.height.value != rows:
            frame.styles.height = rows

    def retext(self) -> None:
        """Draw everything in the language in force."""
        super().retext()
        self.relabel()
        self.sheet.ground.refresh()
