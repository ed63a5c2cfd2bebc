"""The card of the contacts area: reads its contact, and does what its lines offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from kobicrm.i18n import N_
from screens.contacts.card import FOLDED, HINTS
from screens.contacts.card_lines import Act, Fold, More
from screens.contacts.card_tasks import ActingCard
from screens.contacts.reading import (
    ENTRIES_SHOWN,
    HISTORY_SHOWN,
    CardData,
    read_all_tasks,
    read_card,
    read_entries,
    read_history,
)
from screens.talks.names import KINDS

if TYPE_CHECKING:
    from kobicrm.domain.timeline import Entry as TimelineEntry
    from kobicrm.errors import KobiError
    from kobicrm.services.contacts import HistoryEntry
    from kobicrm.services.tasks import TaskRowInfo

READ, READ_ON = "contacts.card", "contacts.card.more"
READ_ENTRIES, READ_TASKS = "contacts.card.entries", "contacts.card.tasks"
STATE = "card.folded"
# How much a history that is shown to its end may grow from one reading to the next.
GROWN = 50


class ContactCard(ActingCard):
    """A card that fills itself: give it a uid."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "kinds", N_("Kinds"), tooltip=N_("calls, visits, notes…"), id="card.kinds"),
    ]

    @dataclass
    class EmployeesWanted(Message):
        """All people of a company are wanted, more than the card shows."""

        company: int
        name: str

    def on_mount(self) -> None:
        """Fold what was folded last time."""
        kept = self.kobi.state.get(STATE, list(FOLDED))
        self.folded = frozenset(name for name in kept if isinstance(name, str))

    def hints(self) -> list[str]:
        """Return what the footer says of the line under the bar."""
        if self.line is None or self.line.key[:1] != ("timeline",):
            return list(HINTS)
        # What an entry says is seldom copied.
        return ["card.kinds" if name == "contacts.copy" else name for name in HINTS]

    def read(self, uid: str, failed: Callable[[KobiError], None]) -> None:
        """Read a contact and show it; of the one shown already, as much as is shown of it."""
        history, entries, kind = HISTORY_SHOWN, ENTRIES_SHOWN, ""
        if self.data and self.data.contact.uid == uid:
            kind = self.data.kind
            # What came meanwhile must not push out the oldest ones.
            entries = max(entries, len(self.data.entries) + GROWN)
            history = max(history, len(self.data.history))
            if history >= self.data.history_total:
                history += GROWN
        session, now = self.kobi.session, self.kobi.clock()
        call = partial(read_card, session, uid, now, history=history, entries=entries, kind=kind)
        self.kobi.jobs.read(READ, call, self.show, failed)

    def show(self, data: CardData | None) -> None:
        """Show a contact, or nothing."""
        if data is None:
            self.kobi.jobs.forget(READ)
        for key in (READ_ON, READ_ENTRIES, READ_TASKS):
            self.kobi.jobs.forget(key)
        super().show(data)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read on when the end of the timeline or of the changes comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        bottom = new_value + 2 * self.size.height
        if bottom >= len(self.lines):
            self._read_on()
        if any(line.act == More("timeline") for line in self.lines[int(new_value) : int(bottom)]):
            self._read_entries()

    def _read_on(self) -> None:
        data = self.data
        if data is None or "history" in self.folded or len(data.history) >= data.history_total:
            return
        call = partial(read_history, self.kobi.session, data.contact.uid, len(data.history))
        self.kobi.jobs.read(READ_ON, call, partial(self._read_more, data))

    def _read_more(self, data: CardData, entries: list[HistoryEntry]) -> None:
        if data is not self.data:
            return
        data.history += entries
        # Less than was counted: something was taken back meanwhile, the next reload tells.
        data.history_total = (
            max(data.history_total, len(data.history)) if entries else len(data.history)
        )
        self.relabel()

    def _read_entries(self) -> None:
        data = self.data
        if data is None or not data.older:
            return

        def done(found: tuple[list[TimelineEntry], bool]) -> None:
            if data is self.data:
                data.entries = data.entries + found[0]
                data.older = found[1]
                self.relabel()

        call = partial(read_entries, self.kobi.session, data)
        self.kobi.jobs.read(READ_ENTRIES, call, done)

    def action_kinds(self) -> None:
        """Narrow the timeline to the next kind of entry, after the last one to everything."""
        data = self.data
        if data is None:
            return
        kinds = list(KINDS)
        data.kind = kinds[(kinds.index(data.kind) + 1) % len(kinds)]

        def done(found: tuple[list[TimelineEntry], bool]) -> None:
            if data is self.data:
                data.entries, data.older = found
                self.relabel()
                self.show_section("timeline")

        call = partial(read_entries, self.kobi.session, data, ENTRIES_SHOWN, data.kind)
        self.kobi.jobs.read(READ_ENTRIES, call, done)

    def show_section(self, name: str) -> None:
        """Unfold a section and put the bar on its heading, unless it is inside already."""
        if name in self.folded:
            self.fold(name, folded=False)
        if self.line is None or self.line.key[:1] != (name,):
            self.move_to(self._place_of((name, "heading"), self.cursor))
            # As much of it as fits.
            self.scroll_to(y=max(0, self.cursor - 1), animate=False)

    def take(self, act: Act) -> None:
        """Do what a line is there for."""
        if self.data is None:
            return
        if isinstance(act, Fold):
            self.fold(act.section, not act.folded)
            self.kobi.state.set(STATE, sorted(self.folded))
        elif isinstance(act, More):
            self._more(act.section, self.data)
        else:
            super().take(act)

    def _more(self, section: str, data: CardData) -> None:
        if section == "history":
            self._read_on()
        elif section == "timeline":
            self._read_entries()
        elif section == "tasks":
            call = partial(read_all_tasks, self.kobi.session, data)
            self.kobi.jobs.read(READ_TASKS, call, partial(self._show_tasks, data))
        else:
            self.post_message(self.EmployeesWanted(data.contact.id, data.contact.name))

    def _show_tasks(self, data: CardData, rows: list[TaskRowInfo]) -> None:
        if data is self.data:
            data.tasks, data.tasks_total = rows, len(rows)
            self.relabel()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to narrow the timeline where there is one."""
        if action == "kinds":
            return self.data is not None and bool(self.data.entries or self.data.kind)
        return super().check_action(action, parameters)
