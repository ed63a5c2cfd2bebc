"""Waiting for the next reminder without reading, and keeping those that were told in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.timer import Timer

from kobicrm.domain.dates import short_date
from kobicrm.errors import Interrupted, KobiError
from kobicrm.i18n import _, language, ngettext
from kobicrm.i18n.moments import clock_words
from kobicrm.services import reminding
from kobicrm.services.reminding import Due
from kobicrm.services.session import Session
from kobicrm.services.tasks import wall_clock
from screens.data_change import DataChange
from screens.text import TOAST, fit, plain
from screens.widgets.keys import key_name

if TYPE_CHECKING:
    from screens.app import KobiApp

# The wall clock is looked at this often: it may be set, and a machine may sleep. The disk is not.
TICK_SECONDS = 10.0
# After something went wrong, and when somebody else was quicker.
RETRY_SECONDS = 60.0
# What is struck in the moment a reminder appears is meant for the page.
GRACE_SECONDS = 0.8
# A month: it stays until somebody was there.
STAYS_SECONDS = 2_592_000.0
READ = "app.reminders"


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder that waits for somebody; an ``unsure`` one may have been given before."""

    due: Due
    unsure: bool

    def line(self, now: datetime) -> str:
        """Return `15.00 Ayşe Yılmaz: Ara`, of another day with its date."""
        task, row = self.due.row.task, self.due.row
        day = "" if task.due in (None, now.date()) else short_date(task.due, now.date(), language())
        when = " ".join(filter(None, (day, clock_words(task.clock))))
        what = f"{row.contact_name}: {task.title}" if row.contact_name else task.title
        return " ".join(filter(None, (when, what)))


class ReminderWatch:
    """Has reminders handed over at their time, and shows them until somebody acts on them."""

    @dataclass
    class HandedOver(Message):
        """Reminders are to be shown; sent from the thread that marked them."""

        session: Session
        given: Sequence[Due]
        unsure: Sequence[Due]

    def __init__(self, app: KobiApp) -> None:
        """Watch for ``app``; nothing is read yet."""
        self.app = app
        self._by_shop: dict[Path, dict[str, Told]] = {}
        self._next: datetime | None = None
        self._timer: Timer | None = None
        self._handing = self._armed = False
        self._text = ""

    # Waiting

    def begin(self) -> None:
        """Watch the database that is open now."""
        self._handing = False
        self._next = None
        self.show()
        self.plan()

    def follow(self, _change: DataChange) -> None:
        """Plan anew: a task may have come, gone or moved."""
        self.plan()

    def plan(self) -> None:
        """Read when the next reminder is due, and which of those told still stand."""
        session, told = self.app.session, [one.due for one in self.told]
        self.app.jobs.read(READ, partial(_read, session, told), self._planned, self._failed)

    def _planned(self, found: tuple[datetime | None, list[Due]]) -> None:
        self._next, standing = found
        before = self._told()
        now = {one.row.task.uid: Told(one, before[one.row.task.uid].unsure) for one in standing}
        if now != before:
            before.clear()
            before.update(now)
            self.show()
        self.look()

    def look(self) -> None:
        """Have reminders handed over when it is time, by the wall clock of this moment."""
        if self._next is None or self._handing:
            return
        left = (self._next - wall_clock(self.app.session)).total_seconds()
        if left > 0:
            self._again(min(left, TICK_SECONDS), self.look)
            return
        self._handing = True
        session = self.app.session
        call = partial(reminding.remind, session, partial(self._hand_over, session))
        self.app.jobs.write(call, self._handed, self._failed)

    def _hand_over(self, session: Session, given: Sequence[Due], unsure: Sequence[Due]) -> None:
        # In the thread of the writer. What nobody takes any more was not told: it is uncertain.
        if not self.app.post_message(self.HandedOver(session, given, unsure)):
            raise Interrupted("interrupted")

    def _handed(self, done: reminding.Reminded) -> None:
        self._handing = False
        if done.given or done.uncertain:
            self.plan()
        else:
            self._again(RETRY_SECONDS, self.plan)

    def _failed(self, _error: KobiError) -> None:
        # Whatever it is, a read or write somebody asked for tells of it in words.
        self._handing = False
        self._again(RETRY_SECONDS, self.plan)

    def _again(self, after: float, call: Callable[[], object]) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.app.set_timer(after, call)

    # Those that wait for somebody

    def _told(self) -> dict[str, Told]:
        return self._by_shop.setdefault(self.app.session.path, {})

    @property
    def told(self) -> list[Told]:
        """Those nobody acted on yet, the earliest first."""
        return sorted(self._told().values(), key=lambda one: one.due.moment)

    def take(self, message: HandedOver) -> None:
        """Show what was handed over."""
        told = self._by_shop.setdefault(message.session.path, {})
        told.update({one.row.task.uid: Told(one, unsure=False) for one in message.given})
        told.update({one.row.task.uid: Told(one, unsure=True) for one in message.unsure})
        self.show()

    def settle(self, *uids: str) -> None:
        """Let go of reminders: somebody looked at them."""
        for uid in uids:
            self._told().pop(uid, None)
        self.show()

    # The toast

    @property
    def is_shown(self) -> bool:
        """Whether the toast is in sight."""
        return bool(self._text) and any(
            one.message == self._text for one in self.app._notifications
        )

    @property
    def takes_keys(self) -> bool:
        """Whether the toast is in sight for long enough that its keys are meant for it."""
        return self._armed and self.is_shown

    def show(self) -> None:
        """Show the toast of those that wait, or none."""
        self.hide()
        if self.told:
            self._text = self._written()
            self.show_again()
            self.app.set_timer(GRACE_SECONDS, self._arm)

    def show_again(self) -> None:
        """Put the toast back after all were taken away."""
        self.app.notify(self._text, timeout=STAYS_SECONDS, markup=False)

    def hide(self) -> None:
        """Take the toast away; the reminders are still found in the palette."""
        for one in [one for one in self.app._notifications if one.message == self._text]:
            self.app._unnotify(one)
        self._text, self._armed = "", False

    def _arm(self) -> None:
        self._armed = bool(self._text)

    def _written(self) -> str:
        told = self.told
        enter = " ".join((self._key("reminder.open"), _("open")))
        if len(told) == 1:
            line = told[0].line(wall_clock(self.app.session))
            if told[0].unsure:
                line = _("Perhaps told before: {reminder}").format(reminder=line)
            later = " ".join((self._key("reminder.later"), _("put it off")))
            keys = f"{enter}   {later}"
        else:
            line = ngettext("{n} reminder", "{n} reminders", len(told)).format(n=len(told))
            keys = enter
        shown = fit(plain(line), TOAST)
        # On one line where both fit.
        room = TOAST - cell_len(shown) - cell_len(keys)
        return f"{shown}{'   ' if room > 2 else chr(10)}{keys}"

    def _key(self, name: str) -> str:
        return key_name(self.app.reminder_keys(name)[0])


def _read(session: Session, told: Sequence[Due]) -> tuple[datetime | None, list[Due]]:
    return reminding.next_moment(session), reminding.standing(session, told)
