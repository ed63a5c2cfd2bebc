"""Walking through the tour: what is said now, and noticing what the user tried."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.timer import Timer

from kobicrm.i18n import _, language
from kobicrm.services import undo
from kobicrm.services.session import Session
from screens.area import AreaScreen
from screens.contacts.card import Card
from screens.contacts.screen import ContactsScreen
from screens.data_change import DataChange
from screens.dialogs.form import FormDialog
from screens.dialogs.help import HelpDialog
from screens.dialogs.prompt import NoteDialog
from screens.tour.steps import STEPS, Facts
from screens.tour.strip import Said, TourStrip
from screens.widgets.head_row import SearchInput
from screens.widgets.hints import KeyHints
from screens.widgets.keys import key_of
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.app import KobiApp

ACT = "tour.act"
# What was tried is seen this much later at most, whoever drew what was tried.
LOOK_SECONDS = 0.1

# Bindings of the application, each named as its action.
NEXT, LEAVE, HOME = "app.tour", "app.leave_tour", "app.home"
# Where the keys are that are spoken of while they are not in sight.
SPOKEN_OF = (Rows, Card, SearchInput, ContactsScreen, FormDialog, NoteDialog)


def last_act(session: Session) -> tuple[int, str]:
    """Return number and kind of the last write, (0, '') before any."""
    return next(((one.id, one.action) for one in undo.changesets(session, 1)), (0, ""))


class Guide:
    """Leads through the demo shop; ``at`` is 0 for the offer, then the step, then the end."""

    def __init__(self, app: KobiApp, at: int = 0) -> None:
        """Begin in ``app`` with the offer (0) or the first step (1)."""
        self.app = app
        self.at = at
        self._before = self._now = Facts()
        self._act: tuple[int, str] | None = None
        self._did = self._over = False
        self._timer: Timer = app.set_interval(LOOK_SECONDS, self.look)
        app.data_changed.subscribe(app, self._data_changed)
        self._read_act()
        self.look()

    # What is said

    def say(self) -> Said:
        """Return what the strip says now."""
        if self.at == 0:
            text = _("A short tour: ten steps with the real keys.")
            note = _("Nothing here is real, and nothing can break.")
            return Said(_("Tour"), text, note, ((NEXT, _("start")), (LEAVE, _("no need"))))
        if self.at > len(STEPS):
            text = _("Done. {app.home} leads back to your own shop.")
            note = _("Or stay; the way back stays at the top right.")
            keys = ((HOME, _("go back")), (LEAVE, _("stay here")))
            return Said(_("Tour"), text, note, keys, self._did)
        step = STEPS[self.at - 1]
        place = _("Tour {n}/{total}").format(n=self.at, total=len(STEPS))
        keys = ((NEXT, _("next")), (LEAVE, _("end")))
        return Said(place, _(step.text), _(step.note), keys, self._did)

    def key_of(self, name: str) -> str:
        """Return the key of the binding ``name`` as people read it."""
        return key_of(self.app, name, *SPOKEN_OF)

    # Going on

    def onward(self, *, did: bool = False) -> None:
        """Go to the next step; ``did`` when this one was done and not passed over."""
        if self.at > len(STEPS):
            return
        self.at += 1
        self._did = did
        self._before = self._now
        self._show()

    def end(self) -> None:
        """Take the strip away."""
        self._over = True
        self._timer.stop()
        for screen in self.app.open_areas():
            screen.remove_class("-tour")
            screen.query(TourStrip).remove()

    # Looking

    def _data_changed(self, change: DataChange) -> None:
        if change.own and not self._over:
            self._read_act()

    def _read_act(self) -> None:
        self.app.jobs.read(ACT, partial(last_act, self.app.session), self._act_read)

    def _act_read(self, act: tuple[int, str]) -> None:
        begun = self._act is not None
        self._act = act
        self.look()
        if not begun:
            self._before = self._now

    def look(self) -> None:
        """See what was tried since the last look, and speak on the page in sight."""
        if self._over or not self.app.is_running:
            return
        page = self.app.screen
        if isinstance(page, AreaScreen) and page.is_mounted and page.TABS:
            self._speak_on(page)
        if self._act is None:
            return
        self._now = self._facts(self._act)
        step = STEPS[self.at - 1] if 0 < self.at <= len(STEPS) else None
        if step is not None and step.done(self._before, self._now):
            self.onward(did=True)

    def _facts(self, act: tuple[int, str]) -> Facts:
        top = self.app.screen
        now = replace(
            self._now,
            palette=isinstance(top, CommandPalette),
            help=isinstance(top, HelpDialog),
            language=language(),
            act=act,
        )
        for page in self.app.open_areas():
            # A page on its way out has no list any more.
            if isinstance(page, ContactsScreen) and (lists := page.query(Rows)):
                rows = lists.first()
                return replace(
                    now,
                    cursor=rows.cursor,
                    search_kept=bool(page.loader.text) and page.focused is rows,
                    on_card=isinstance(page.focused, Card),
                    marked=rows.marks.count(rows.total),
                )
        return now

    def _speak_on(self, page: AreaScreen) -> None:
        if not page.query(TourStrip) and (footer := page.query(KeyHints)):
            page.add_class("-tour")
            page.mount(TourStrip(self.say, self.key_of), before=footer.first())

    def _show(self) -> None:
        for screen in self.app.open_areas():
            for strip in screen.query(TourStrip):
                strip.refresh()
