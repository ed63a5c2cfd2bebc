"""The dialog of one line: what will be made of it is shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _, error_text
from kobicrm.i18n.capture import candidate_text, part_text, question_text, value_text, will_text
from kobicrm.services import capture
from kobicrm.services.capture import Made, Preview, Row
from kobicrm.services.session import Session
from screens.capture.answers import Answers, question_of, read
from screens.dialogs.base import Dialog
from screens.jobs import Jobs
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain
from screens.widgets.line_input import LineInput

READ = "capture.preview"
# Cells of a row, of its label and of what it says; what is left says what will happen.
ROW, LABEL, VALUE = 70, 11, 32
_STYLES = {"new": "$success", "added": "$success", "known": "$warning", "asks": "$warning",
           "as_typed": "$warning", "unread": "$error"}  # fmt: skip


class CaptureLine(LineInput):
    """The line; a digit that answers a question is not written into it."""

    def __init__(self, chosen: Callable[[str], bool], **options: Any) -> None:
        """Ask ``chosen`` whether a letter was meant for it."""
        super().__init__(**options)
        self._chosen = chosen

    async def _on_key(self, event: events.Key) -> None:
        if event.character and self._chosen(event.character):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class CaptureDialog(Dialog[Made]):
    """Takes one line and makes what its preview says; returns what was made, Esc returns None.

    Tab goes from part to part: its words are marked in the line, to be written anew, and where
    a part may mean several things a digit chooses.
    """

    WIDTH = 76
    KEYS = ("dialog.save", "dialog.next", "dialog.cancel")
    DEFAULT_CSS = """
    CaptureDialog > Frame { max-width: 100%; }
    CaptureDialog LineInput { margin: 1 0; width: 1fr; }
    CaptureDialog #parts { height: auto; min-height: 5; }
    CaptureDialog #told { height: auto; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("save"), id="dialog.save", priority=True),
        Binding("tab", "walk(1)", N_("fix"), tooltip=N_("next part"), id="dialog.next",
                priority=True),
        Binding("shift+tab", "walk(-1)", N_("previous part"), id="dialog.previous",
                priority=True, show=False),
    ]  # fmt: skip

    def __init__(self, session: Session, jobs: Jobs) -> None:
        """Read and write with ``session`` in the threads of ``jobs``."""
        super().__init__()
        self._session, self._jobs = session, jobs
        self._seen: Preview | None = None
        # The part that Tab is on, all answers given, those that fit the text, and the text.
        self._at: int | None = None
        self._answers: Answers = {}
        self._choices: dict[str, str] = {}
        self._asked = ""
        # Enter came before the preview did.
        self._wanted = self._reading = False
        self._busy = False

    def heading(self) -> str:
        """Return the title."""
        return _("Capture")

    def body(self) -> Iterable[Widget]:
        """Yield the line, its parts, and a line for what is wrong or asked."""
        yield CaptureLine(
            self.chosen, placeholder=_("name 0532 … company:… tomorrow 15:00 call tag:…"), id="line"
        )
        yield Static("", id="parts")
        yield Static("", id="told")

    @property
    def _line(self) -> LineInput:
        return self.query_one("#line", LineInput)

    def on_unmount(self) -> None:
        """Stop a reading nobody waits for any more."""
        self._jobs.forget(READ)

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self._line.placeholder = _("name 0532 … company:… tomorrow 15:00 call tag:…")
        self._show()

    def on_resize(self) -> None:
        """Write the rows as wide as the window lets them be."""
        self._show()

    @property
    def _width(self) -> int:
        """How many cells a row has: less than usual in a narrow window."""
        return min(ROW, max(self.app.size.width - (self.WIDTH - ROW), LABEL * 3))

    def retext(self) -> None:
        """Draw everything in the language in force."""
        super().retext()
        self.relabel()

    # The preview

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the line again; a reading of the text before is interrupted."""
        event.stop()
        if event.value == self._asked:
            return
        self._asked, self._at = event.value, None
        self._look()

    def _look(self) -> None:
        self._reading = True
        call = partial(read, self._session, self._asked, dict(self._answers))
        self._jobs.read(READ, call, self._take, self._failed)

    def _take(self, found: tuple[Preview, dict[str, str]]) -> None:
        if not self.is_attached:
            return
        seen, self._choices = found
        self._seen, self._reading = seen, False
        if self._at is not None and self._at >= len(seen.rows):
            self._at = None
        self._show()
        if self._wanted:
            self._wanted = False
            self.save()

    def _failed(self, error: KobiError) -> None:
        self._busy = self._wanted = self._reading = False
        if self.is_attached:
            self._tell(f"{current().alert} {plain(error_text(error))}", "$error")

    def _tell(self, text: str, style: str = "$muted") -> None:
        self.query_one("#told", Static).update(content(text, style))

    def _show(self) -> None:
        seen = self._seen
        if seen is None or not self.is_attached:
            return
        lines: list[Content] = []
        open_row = self._open_row(seen)
        for place, row in enumerate(seen.rows):
            lines.append(self._part(row, here=place == self._at))
            if place == open_row:
                lines += [
                    content(
                        fit(f"{'':{LABEL}}{number}  {plain(candidate_text(row, one))}", self._width)
                    )
                    for number, one in enumerate(row.candidates, 1)
                ]
        self.query_one("#parts", Static).update(Content("\n").join(lines))
        self._tell(*self._told(seen, open_row))

    def _open_row(self, seen: Preview) -> int | None:
        """Return the part whose answers are listed: the one Tab is on, else the first asked."""
        asked = [place for place, row in enumerate(seen.rows) if row.will == "asks"]
        return self._at if self._at in asked else next(iter(asked), None)

    def _told(self, seen: Preview, open_row: int | None) -> tuple[str, str]:
        if open_row is not None:
            asked = plain(question_text(seen.rows[open_row]))
            if self._at == open_row:
                return _("Choose with a digit: {question}").format(question=asked), "$warning"
            text = _("{key} leads to what is asked: {question}")
            return text.format(key="Tab", question=asked), "$muted"
        if seen.problem and self._asked.strip() and seen.problem != "capture_empty":
            return f"{current().alert} {self._why(seen)}", "$error"
        return "", "$muted"

    def _why(self, seen: Preview) -> str:
        return plain(error_text(KobiError(seen.problem, value=seen.text)))

    def _part(self, row: Row, *, here: bool) -> Content:
        sign = current().bar if here else " "
        label = content(pad(f"{sign}{plain(part_text(row))}", LABEL), "$muted")
        will = plain(will_text(row))
        width = self._width
        least = VALUE * width // ROW
        will = fit(f"? {will}" if row.will == "asks" else will, width - LABEL - least)
        said = plain(value_text(row))
        # A long value may take what the other side does not need.
        room = max(least, min(cell_len(said) + 1, width - LABEL - cell_len(will)))
        style = _STYLES.get(row.will, "$muted")
        value = content(pad(fit(said, room - 1), room))
        return Content("").join([label, value, content(will, style)])

    # Keys

    def action_walk(self, by: int) -> None:
        """Go to the next part, or the one before."""
        self.after_keys(partial(self._walk, by))

    def _walk(self, by: int) -> None:
        seen = self._seen
        if seen is None or not seen.rows:
            return
        if self._at is None:
            asked = [place for place, row in enumerate(seen.rows) if row.will == "asks"]
            first, last = 0, len(seen.rows) - 1
            self._go_to(next(iter(asked), first if by > 0 else last))
        else:
            place = self._at + by
            self._go_to(place if 0 <= place < len(seen.rows) else None)

    def _go_to(self, place: int | None) -> None:
        """Mark the words of a part in the line; None leads back to its end."""
        self._at = place
        end = len(self._line.value)
        span = self._seen.span(place) if self._seen is not None and place is not None else None
        if span and self._seen and self._line.value.startswith(self._seen.text):
            self._line.selection = Selection(*span)
        else:
            self._line.selection = Selection.cursor(end)
        self._show()

    def chosen(self, key: str) -> bool:
        """Choose with a digit while Tab is on a part that asks; return whether it did."""
        seen = self._seen
        if seen is None or self._at is None or seen.rows[self._at].will != "asks":
            return False
        row = seen.rows[self._at]
        if not (key.isascii() and key.isdigit() and 1 <= int(key) <= len(row.candidates)):
            return False
        self._answers[question_of(row)] = key
        self._at = None
        self._line.selection = Selection.cursor(len(self._line.value))
        self._look()
        return True

    def action_save(self) -> None:
        """Make what the preview says."""
        self.after_keys(self.save)

    def save(self) -> None:
        """Make it; what is asked comes first."""
        if self._busy:
            return
        seen = self._seen
        if self._line.value != self._asked or seen is None or self._reading:
            self._wanted = bool(self._line.value.strip())
            return
        if seen.asks:
            self._go_to(seen.rows.index(seen.asks[0]))
            return
        if seen.problem:
            self._tell(f"{current().alert} {self._why(seen)}", "$error")
            return
        self._busy = True
        call = partial(capture.capture, self._session, self._asked, dict(self._choices), seen=seen)
        self._jobs.write(call, self._made, self._refused)

    def _made(self, made: Made) -> None:
        if self.is_attached:
            self.dismiss(made)

    def _refused(self, error: KobiError) -> None:
        """Keep the line: the shop has changed since the preview, which is made anew."""
        self._failed(error)
        if self.is_attached and error.code == "capture_changed":
            self._answers.clear()
            self._look()
