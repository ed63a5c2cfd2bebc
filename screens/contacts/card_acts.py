"""The card of the contacts area: reads its contact, and does what its lines offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.message import Message

from screens import opening, undoing
from screens.contacts.card import FOLDED, Card
from screens.contacts.card_lines import Entry, Fold, More, Talk
from screens.contacts.card_talks import dialog_of
from screens.contacts.reading import (
    HISTORY_SHOWN,
    TALKS_SHOWN,
    CardData,
    read_card,
    read_history,
    read_talks,
)
from screens.opening import Outside

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.errors import KobiError
    from kobicrm.services.contacts import HistoryEntry
    from kobicrm.services.interactions import Interaction
    from screens.app import KobiApp

READ, READ_ON, READ_TALKS = "contacts.card", "contacts.card.more", "contacts.card.talks"
STATE = "card.folded"
# How much a history that is shown to its end may grow from one reading to the next.
GROWN = 50


class ContactCard(Card):
    """A card that fills itself: give it a uid."""

    @dataclass
    class EmployeesWanted(Message):
        """All people of a company are wanted, more than the card shows."""

        company: int
        name: str

    @property
    def kobi(self) -> KobiApp:
        """The application, with its jobs and what it remembers."""
        return cast("KobiApp", self.app)

    def on_mount(self) -> None:
        """Fold what was folded last time."""
        kept = self.kobi.state.get(STATE, list(FOLDED))
        self.folded = frozenset(name for name in kept if isinstance(name, str))

    def read(self, uid: str, failed: Callable[[KobiError], None]) -> None:
        """Read a contact and show it; of the one shown already, as much as is shown of it."""
        history, talks = HISTORY_SHOWN, TALKS_SHOWN
        if self.data and self.data.contact.uid == uid:
            talks = max(talks, len(self.data.talks))
            history = max(history, len(self.data.history))
            if history >= self.data.history_total:
                # What came meanwhile must not push out the oldest ones.
                history += GROWN
        session, now = self.kobi.session, self.kobi.clock()
        call = partial(read_card, session, uid, now, history=history, talks=talks)
        self.kobi.jobs.read(READ, call, self.show, failed)

    def show(self, data: CardData | None) -> None:
        """Show a contact, or nothing."""
        if data is None:
            self.kobi.jobs.forget(READ)
        self.kobi.jobs.forget(READ_ON)
        self.kobi.jobs.forget(READ_TALKS)
        super().show(data)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read on when the end of the history comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        if new_value + 2 * self.size.height >= len(self.lines):
            self._read_on()

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

    def on_card_taken(self, event: Card.Taken) -> None:
        """Do what the line offers."""
        event.stop()
        act, data = event.act, self.data
        if data is None:
            return
        if isinstance(act, Fold):
            self.fold(act.section, not act.folded)
            self.kobi.state.set(STATE, sorted(self.folded))
        elif isinstance(act, Entry):
            undoing.open_changeset(self.kobi, act.entry.changeset, uid=data.contact.uid)
        elif isinstance(act, Talk):
            self.kobi.push_screen(dialog_of(act.talk, data.contact.name))
        elif isinstance(act, More):
            self._more(act.section, data)
        elif isinstance(act, Outside):
            opening.ask_and_open(self.kobi, titled(act, data.contact))

    def _more(self, section: str, data: CardData) -> None:
        if section == "history":
            self._read_on()
        elif section == "interactions":
            call = partial(read_talks, self.kobi.session, data)
            self.kobi.jobs.read(READ_TALKS, call, partial(self._show_talks, data))
        else:
            self.post_message(self.EmployeesWanted(data.contact.id, data.contact.name))

    def _show_talks(self, data: CardData, talks: list[Interaction]) -> None:
        if data is self.data:
            data.talks, data.talks_total = talks, max(data.talks_total, len(talks))
            self.relabel()


def titled(outside: Outside, contact: Contact) -> Outside:
    """Return what can be opened with the contact's name in its title."""
    return Outside(f"{outside.title} · {contact.name}", outside.text, outside.ways)
