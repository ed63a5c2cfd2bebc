"""The outcome dialog: how it happened, how it went, what was said, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, TextArea

from kobicrm.domain.interactions import OUTCOMES
from kobicrm.domain.kinds.labels import DIRECTION_LABELS
from kobicrm.i18n import N_, _
from screens.dialogs.form import Focusable, FormDialog
from screens.talks.choices import Channels, Direction, OutcomeGrid
from screens.talks.names import TWO_WAYS
from screens.talks.quick import QuickDates, say
from screens.talks.reading import (
    QUICK,
    Read,
    Typed,
    ahead,
    behind,
    minutes_wrong,
    of_step,
)
from screens.text import plain
from screens.widgets.choice import NoteArea
from screens.widgets.fields import FormField, Label
from screens.widgets.line_input import LineInput


class Row(Horizontal):
    """A label and what stands behind it."""

    DEFAULT_CSS = """
    Row { height: auto; }
    Row > NoteArea, Row > LineInput, Row > OneOf { width: 1fr; }
    """

    def __init__(self, label: str, widget: Widget, *, id: str | None = None) -> None:
        """Put ``widget`` behind ``label``, a message id."""
        super().__init__(Label(label), widget, id=id)


class OutcomeDialog(FormDialog[Typed]):
    """Returns what was typed; Enter saves, Esc on a changed dialog asks first.

    Digits choose an outcome wherever nothing is typed, and go on to the note.
    """

    WIDTH = 70
    KEYS: ClassVar[tuple[str, ...]] = ("dialog.save", "dialog.cancel")
    DEFAULT_CSS = """
    OutcomeDialog > Frame { max-width: 100%; }
    OutcomeDialog.-h24 > Frame { height: auto; }
    OutcomeDialog.-h24 #fields { height: auto; }
    OutcomeDialog OutcomeGrid, OutcomeDialog #note { margin: 1 0; }
    OutcomeDialog OutcomeGrid { width: 1fr; }
    OutcomeDialog NoteArea { height: 2; }
    OutcomeDialog FormField LineInput { width: 18; }
    OutcomeDialog #at { margin: 1 0 0 0; }
    OutcomeDialog #way.-one-way { visibility: hidden; }
    OutcomeDialog FormStrip { display: none; }
    OutcomeDialog.-asking FormStrip { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("save"), id="dialog.save", priority=True),
        Binding("down", "app.focus_next", id="outcome.next", show=False),
        Binding("up", "app.focus_previous", id="outcome.previous", show=False),
        Binding("f5", "quick(0)", N_("tomorrow"), show=False, id="outcome.tomorrow"),
        Binding("f6", "quick(1)", N_("in 3 days"), show=False, id="outcome.three_days"),
        Binding("f7", "quick(2)", N_("in a week"), show=False, id="outcome.week"),
        Binding("f8", "no_step", N_("no next step"), show=False, id="outcome.no_step"),
    ]

    def __init__(
        self,
        title: str,
        now: datetime,
        typed: Typed | None = None,
        *,
        start: str = "outcome",
        steps: bool = True,
    ) -> None:
        """Begin with ``typed``; ``now`` is a moment of the wall clock.

        ``start`` names what has the focus (outcome, note, step, when). Without ``steps`` nothing
        is asked about what comes next.
        """
        super().__init__()
        self._title, self._now, self._steps, self._start = title, now, steps, start
        self.before = typed or Typed()

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def fields(self) -> Iterable[Widget]:
        """Yield what is asked, line by line."""
        typed = self.before
        self.channels = Channels(typed.channel)
        self.direction = Direction(tuple(DIRECTION_LABELS.items())[::-1], typed.direction)
        self.outcomes = OutcomeGrid(typed.outcome)
        self.note = NoteArea(typed.text)
        self.step = LineInput(typed.step, max_length=200)
        self.when = FormField(N_("When"), typed.when, max_length=60, id="when")
        self.at = FormField(
            N_("Date, time"), typed.at, max_length=60, placeholder=_("now"), id="at"
        )
        self.minutes = FormField(N_("Duration"), typed.minutes, max_length=20, id="minutes")
        yield Row(N_("How"), self.channels)
        yield Row(N_("Direction"), self.direction, id="way")
        yield self.outcomes
        yield Row(N_("Note"), self.note, id="note")
        if self._steps:
            yield Row(N_("Next step"), self.step)
            yield self.when
            yield QuickDates(("outcome.no_step", N_("no step"), "screen.no_step"))
        yield self.at
        yield self.minutes

    def on_mount(self) -> None:
        """Go where the work begins, and say what the texts mean."""
        self._show_way()
        if self._steps:
            self._say_when()
        starts: dict[str, Focusable] = {
            "outcome": self.outcomes,
            "note": self.note,
            "step": self.step,
            "when": self.when,
        }
        starts[self._start].focus()

    def values(self) -> Mapping[str, object]:
        """Return the present values."""
        return {"typed": self.draft()}

    def draft(self) -> Typed:
        """Return what stands in the dialog."""
        return Typed(
            channel=self.channels.value,
            direction=self.direction.value,
            outcome=self.outcomes.value,
            text=self.note.text,
            step=self.step.value,
            when=self.when.value,
            at=self.at.value,
            minutes=self.minutes.value,
        )

    # What is read back

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read a day back with every letter."""
        event.stop()
        if event.field is self.when:
            self._say_when()
        elif event.field is self.at and event.value != self.before.at:
            say(self.at, behind(event.value, self._now), self._now)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the day back that stands in the next step."""
        if event.input is self.step:
            event.stop()
            self._say_when()

    def _say_when(self) -> None:
        say(self.when, self._when(), self._now)

    def _when(self) -> Read:
        if self.when.value.strip():
            return ahead(self.when.value, self._now)
        return of_step(self.step.value, self._now)

    def on_one_of_changed(self, event: Channels.Changed) -> None:
        """Ask who began it only where somebody did."""
        event.stop()
        self._show_way()

    def _show_way(self) -> None:
        both = self.channels.value in TWO_WAYS
        self.query_one("#way").set_class(not both, "-one-way")
        self.direction.disabled = not both

    def check(self) -> Focusable | None:
        """Return the first field that can't be saved as it stands, having said why."""
        if self._steps and self._when().wrong:
            self._say_when()
            return self.when
        at = behind(self.at.value, self._now)
        if self.at.value != self.before.at and at.wrong:
            say(self.at, at, self._now)
            return self.at
        if wrong := minutes_wrong(self.minutes.value):
            self.minutes.fail(wrong)
            return self.minutes
        if self.channels.value == "note" and not (self.note.text.strip() or self.outcomes.value):
            self._ask_strip(_("A note needs a text."))
            return self.note
        return None

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer quick dates only where a next step is asked for."""
        if action in ("quick", "no_step"):
            return self._steps
        return super().check_action(action, parameters)

    def action_take(self) -> None:
        """Save, or go to what is wrong; while that is asked, throw the changes away."""
        if self._asking:
            self.action_discard()
        else:
            self.action_save()

    def action_cancel(self) -> None:
        """Close, or ask in a line of its own."""
        super().action_cancel()
        if self.is_attached:
            self.set_class(self._asking, "-asking")

    def _ask_strip(self, text: str) -> None:
        self.strip.set(text, "")
        self.add_class("-asking")

    def action_quick(self, place: int) -> None:
        """Write a day that is often wanted."""
        self.when.value = _(QUICK[place])
        self.when.focus()

    def action_no_step(self) -> None:
        """Want no next step."""
        self.step.value = self.when.value = ""
        self._say_when()

    def on_key(self, event: events.Key) -> None:
        """Let a digit choose the outcome and go on to the note."""
        if isinstance(self.focused, Input | TextArea):
            return
        if event.character and self._choose(event.character):
            event.stop()

    def _choose(self, sign: str) -> bool:
        if sign not in "123456"[: len(OUTCOMES)]:
            return False
        self.outcomes.choose(int(sign) - 1)
        self.note.focus()
        return True

    def _insert(self, text: str) -> None:
        """Take what was typed ahead: a digit is an outcome, the rest the note."""
        if isinstance(self.focused, Input | TextArea):
            super()._insert(text)
        elif text and self._choose(text[0]):
            self.note.insert(plain(text[1:]))
