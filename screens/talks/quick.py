"""The quick dates below a field, and what a field says about the day typed into it."""

from __future__ import annotations

from datetime import datetime

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.talks.reading import Read, words_of
from screens.widgets.fields import FormField
from screens.widgets.keys import key_of

_QUICK_KEYS = ("outcome.tomorrow", "outcome.three_days", "outcome.week")
_SHORT = (N_("tomorrow"), N_("3 days"), N_("next week"))


class QuickDates(Static):
    """`F5 yarın   F6 3 gün   F7 haftaya   F8 adım yok`, each a place to click."""

    DEFAULT_CSS = "QuickDates { height: 1; margin: 0 0 0 14; }"

    def __init__(self, *more: tuple[str, str, str]) -> None:
        """Name the quick dates, and ``more`` keys: binding id, text (a message id), action."""
        super().__init__()
        self._more = more

    def render(self) -> Content:
        """Write keys and words in the language in force."""
        parts = []
        quick = [
            (name, text, f"screen.quick({place})")
            for place, (name, text) in enumerate(zip(_QUICK_KEYS, _SHORT, strict=True))
        ]
        for name, text, action in (*quick, *self._more):
            key = key_of(self.app, name)
            part = Content.assemble((key, "bold $foreground"), " ", (_(text), "$muted"))
            parts.append(part.stylize(Style.from_meta({"act": action})))
        needed = sum(part.cell_length + 3 for part in parts) - 3
        return Content("   " if needed <= self.size.width else "  ").join(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        if action := event.style.meta.get("act"):
            event.stop()
            await self.run_action(action)


def say(field: FormField, read: Read, now: datetime) -> None:
    """Say beside a field what its text means, or what is wrong with it."""
    if read.wrong:
        field.fail(read.wrong)
    elif read.due is not None:
        field.ok(words_of(read.due, now))
    else:
        field.clear()
