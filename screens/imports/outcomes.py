"""The results of a trial or an import: a line and a bar each, and those with a warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.notices import notice_text
from kobicrm.services.imports import ImportReport
from screens.styles.glyphs import current
from screens.text import content, pad, plain
from screens.widgets.columns import LEAST_NAME

# The outcomes in order: their names before and after, and the colour of the bar.
OUTCOMES = ("created", "updated", "unchanged", "refused")
FLAGGED = "flagged"
_BEFORE = {
    "created": N_("New"),
    "updated": N_("To be completed"),
    "unchanged": N_("Already there"),
    "refused": N_("Refused"),
}
_AFTER = {
    "created": N_("Added"),
    "updated": N_("Completed"),
    "unchanged": N_("Left as it was"),
    "refused": N_("Not taken in"),
}
_COLOURS = {
    "created": "$success",
    "updated": "$success",
    "unchanged": "$muted",
    "refused": "$error",
}
_COUNT, _BAR = 8, 26


def outcome_name(outcome: str, *, past: bool) -> str:
    """Return what a result is called before or after the import; '' for the flagged rows."""
    name = (_AFTER if past else _BEFORE).get(outcome)
    return _(name) if name else ""


class Outcomes(Widget, can_focus=True):
    """Four results and the rows with a warning; the bar walks them, ``Shown`` says which."""

    HELP_NAME: ClassVar[str] = N_("On the results")
    DEFAULT_CSS = "Outcomes { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("one row up"), show=False, id="outcomes.up"),
        Binding("down,j", "move(1)", N_("one row down"), show=False, id="outcomes.down"),
        Binding("g,home", "move(-9)", N_("first row"), show=False, id="outcomes.first"),
        Binding("G,end", "move(9)", N_("last row"), show=False, id="outcomes.last"),
    ]

    place: reactive[int] = reactive(0)

    @dataclass
    class Shown(Message):
        """The bar stands on another result."""

        outcome: str

    def __init__(self, *, past: bool = False, id: str | None = None) -> None:
        """Say what would happen, or what did when ``past``."""
        super().__init__(id=id)
        self._past = past
        self.report: ImportReport | None = None
        self.note: Callable[[str], str] = lambda _outcome: ""

    @property
    def stops(self) -> tuple[str, ...]:
        """What the bar can stand on."""
        flagged = self.report is not None and self.report.flagged
        return (*OUTCOMES, FLAGGED) if flagged else OUTCOMES

    @property
    def outcome(self) -> str:
        """What the bar stands on."""
        return self.stops[min(self.place, len(self.stops) - 1)]

    def show(self, report: ImportReport, note: Callable[[str], str]) -> None:
        """Show ``report``; ``note`` gives the muted end of a line, in the language in force."""
        self.report, self.note = report, note
        counts = [getattr(report, outcome) for outcome in self.stops]
        if self.place >= len(counts) or not counts[self.place]:
            self.place = next((i for i, count in enumerate(counts) if count), 0)
        self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """Move the bar."""
        place = max(0, min(self.place + step, len(self.stops) - 1))
        if place != self.place:
            self.place = place
            self.post_message(self.Shown(self.outcome))

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is."""
        event.stop()
        self.action_move(event.y - self.place)

    def render(self) -> Content:
        """Draw the lines."""
        report = self.report
        if report is None:
            return Content("")
        lines = [self._line(outcome, report) for outcome in OUTCOMES]
        if report.flagged:
            lines.append(self._flagged(report))
        return Content("\n").join(lines)

    def _line(self, outcome: str, report: ImportReport) -> Content:
        on = outcome == self.outcome
        count = getattr(report, outcome)
        name = outcome_name(outcome, past=self._past)
        note = self.note(outcome) if count else ""
        room = self.size.width - 2 - 16 - _COUNT - _BAR - 4
        return self._with_bar(
            on,
            (pad(name, 16), "bold $foreground" if on else "$foreground"),
            (pad(format_count(count, language()), _COUNT, right=True), "bold $foreground"),
            ("  ", ""),
            (_bar(count, report.rows), _COLOURS[outcome]),
            ("  ", ""),
            (pad(plain(note), max(room, LEAST_NAME)), "$muted"),
        )

    def _flagged(self, report: ImportReport) -> Content:
        text = ngettext(
            "{n} row has a warning: it is taken in and flagged.",
            "{n} rows have a warning: they are taken in and flagged.",
            report.flagged,
        )
        if self._past:
            text = ngettext(
                "{n} row was flagged with a warning.",
                "{n} rows were flagged with a warning.",
                report.flagged,
            )
        line = text.format(n=format_count(report.flagged, language()))
        width = max(self.size.width - 2, 1)
        bold = "bold " if self.outcome == FLAGGED else ""
        return self._with_bar(self.outcome == FLAGGED, (pad(line, width), f"{bold}$warning"))

    def _with_bar(self, on: bool, *parts: tuple[str, str]) -> Content:
        if not on:
            return Content.assemble("  ", *parts)
        if self.app.native_ansi_color:
            text = "".join(text for text, _style in parts)
            return content(f"  {text}", "bold reverse" if self.has_focus else "reverse")
        ground = "$cursor" if self.has_focus else "$cursor-idle"
        bar = (current().bar, f"{'$primary' if self.has_focus else '$muted'} on {ground}")
        shown = [(text, f"{style} on {ground}".strip()) for text, style in parts]
        return Content.assemble(bar, (" ", f"on {ground}"), *shown)


def _bar(count: int, rows: int) -> str:
    """Return a bar for a share of the rows: half a cell for the smallest, nothing for none."""
    signs = current()
    halves = round(2 * _BAR * count / rows) if rows else 0
    halves = max(halves, 1 if count else 0)
    return pad(signs.line * (halves // 2) + signs.half_line * (halves % 2), _BAR)


def reason_counts(report: ImportReport, outcome: str) -> list[tuple[str, int]]:
    """Return the reasons for refusing or flagging rows in words, the most frequent first."""
    counts = report.reasons if outcome == "refused" else report.warnings
    found = sorted(counts.items(), key=lambda one: -one[1])
    return [(notice_text(code), count) for code, count in found]
