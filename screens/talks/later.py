"""Putting a task off: to tomorrow, by days, or to a day in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.talks.quick import QuickDates, say
from screens.talks.reading import QUICK, ahead
from screens.widgets.fields import FormField


class LaterDialog(Dialog[str]):
    """Returns a day in words: a quick one at once, another one with Enter."""

    WIDTH = 60
    KEYS: ClassVar[tuple[str, ...]] = ("dialog.save", "dialog.cancel")
    DEFAULT_CSS = """
    LaterDialog FormField { margin: 1 0 0 0; }
    LaterDialog FormField LineInput { width: 14; }
    LaterDialog FormField Label { width: 11; }
    LaterDialog QuickDates { margin: 0 0 1 11; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("save"), id="dialog.save", priority=True),
        Binding("f5", "quick(0)", N_("tomorrow"), show=False, id="outcome.tomorrow"),
        Binding("f6", "quick(1)", N_("in 3 days"), show=False, id="outcome.three_days"),
        Binding("f7", "quick(2)", N_("in a week"), show=False, id="outcome.week"),
    ]

    def __init__(self, title: str, now: datetime) -> None:
        """Ask under ``title``; ``now`` is a moment of the wall clock."""
        super().__init__()
        self._title, self._now = title, now

    def heading(self) -> str:
        """Return the title."""
        return _("Put off · {title}").format(title=self._title)

    def body(self) -> Iterable[Widget]:
        """Yield the field and the quick dates."""
        self.when = FormField(N_("When"), max_length=60, id="when")
        yield self.when
        yield QuickDates()

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read the day back with every letter."""
        event.stop()
        say(self.when, ahead(event.value, self._now), self._now)

    def action_quick(self, place: int) -> None:
        """Take a day that is often wanted."""
        self.dismiss(_(QUICK[place]))

    def action_save(self) -> None:
        """Take the day when every letter has arrived."""
        self.after_keys(self._save)

    def _save(self) -> None:
        read = ahead(self.when.value, self._now)
        if read.due is not None and not read.wrong:
            self.dismiss(self.when.value)
        elif read.wrong:
            say(self.when, read, self._now)
