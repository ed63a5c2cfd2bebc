"""One line of a form sheet: its value, its label, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from screens.text import STRIP, plain

if TYPE_CHECKING:
    from screens.widgets.sheet import Sheet

LineKind = Literal["heading", "text", "choice", "note", "shown"]
SaidKind = Literal["none", "note", "ok", "question", "error"]
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A line for the answer column; F4 puts ``offer`` into the field, if there is one."""

    kind: SaidKind = "none"
    text: str = ""
    offer: str | None = None


NOTHING = Said()


class Line:
    """A line of the form. ``label`` gives its name in the language in force, from its mark.

    ``mark`` is what the line is labelled with (mobile, work ...), ``marks`` those to step
    through; a line without marks has a fixed label. ``options`` belong to a choice: pairs of a
    value and its name (message id or the shop's own text); '' is no choice.
    """

    def __init__(
        self,
        key: str,
        label: Callable[[Line], str],
        value: str = "",
        *,
        kind: LineKind = "text",
        limit: int = 200,
        options: Sequence[Option] = (),
        needed: bool = True,
        complete: Callable[[str], str] | None = None,
        marks: Sequence[str] = (),
        mark: str = "",
        rows: int = 1,
    ) -> None:
        """Make a line that is shown; ``needed`` says that a choice can't be taken away."""
        self.key = key
        self.label = label
        self.kind = kind
        self.limit = limit
        self.options = list(options)
        self.needed = needed
        self.complete = complete
        self.marks = tuple(marks)
        self.mark = plain(mark)
        self.rows = rows
        self.shown = True
        self.said = NOTHING
        self.sheet: Sheet | None = None
        self._value = self._clean(value)
        if kind == "choice" and value and value not in [one for one, _name in self.options]:
            # A value of another program, or of a list that changed: it must not be lost.
            self.options.append((value, value))

    def _clean(self, text: str) -> str:
        if self.kind == "note":
            return text.translate(STRIP)
        return text if self.kind == "choice" else plain(text)

    @property
    def value(self) -> str:
        """The text of the line, the value of a choice."""
        if self.kind == "note" and self.sheet and self.sheet.note:
            return self.sheet.note.text
        return self._value

    @value.setter
    def value(self, text: str) -> None:
        text = self._clean(text)
        if text != self.value:
            self._value = text
            if self.sheet:
                self.sheet.was_set(self)

    @property
    def kept(self) -> str:
        """The text as last set from outside, whatever the note's widget holds."""
        return self._value

    def keep(self, text: str) -> None:
        """Take over what the editor holds; nothing is drawn for it."""
        self._value = text

    @property
    def state(self) -> SaidKind:
        """What kind of thing is said beside the line."""
        return self.said.kind

    @property
    def can_hold(self) -> bool:
        """Whether the bar can stand here."""
        return self.shown and self.kind in ("text", "choice", "note")

    @property
    def has_focus(self) -> bool:
        """Whether the bar stands here and keys arrive."""
        return self.sheet is not None and self.sheet.active is self and self.sheet.has_keys

    def focus(self) -> Line:
        """Put the bar here."""
        if self.sheet:
            self.sheet.go(self)
        return self

    def say(self, what: Said) -> None:
        """Say ``what`` beside the line."""
        if what != self.said:
            self.said = what
            if self.sheet:
                self.sheet.redraw(self)

    def step_mark(self, step: int = 1) -> None:
        """Label the line with the next of its marks; a word of one's own is one of them."""
        if self.marks:
            known = [*self.marks, *([] if self.mark in self.marks else [self.mark])]
            self.mark = known[(known.index(self.mark) + step) % len(known)]
            if self.sheet:
                self.sheet.redraw(self)

    def step(self, step: int) -> None:
        """Choose the option ``step`` places further; none is a stop too, unless one is needed."""
        values = [value for value, _name in self.options]
        if not self.needed:
            values = ["", *values]
        here = values.index(self.value) if self.value in values else 0
        self.value = values[(here + step) % len(values)]

    def choose(self, place: int) -> None:
        """Choose the option at ``place``, counted from 0."""
        if 0 <= place < len(self.options):
            self.value = self.options[place][0]
