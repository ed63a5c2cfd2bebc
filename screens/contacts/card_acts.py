"""The card of the contacts area: reads its contact, and does what its lines offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.message import Message

from kobicrm.i18n import N_
from screens import opening, undoing
from screens.contacts.card import FOLDED, HINTS, Card
from screens.contacts.card_lines import Entry, Fold, More, Talk, Todo
from screens.contacts.reading import (
    ENTRIES_SHOWN,
    HISTORY_SHOWN,
    CardData,
    read_all_tasks,
    read_card,
    read_entries,
    read_history,
)
from screens.opening import Outside
from screens.talks.names import KINDS

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.domain.timeline import Entry as TimelineEntry
    from kobicrm.errors import KobiError
    from kobicrm.services.contacts import HistoryEntry
    from kobicrm.services.tasks import TaskRowInfo
    from screens.app import KobiApp
    from screens.talks.acts import TalkActs, Who

READ, READ_ON = "contacts.card", "contacts.card.more"
READ_ENTRIES, READ_TASKS = "contacts.card.entries", "contacts.card.tasks"
STATE = "card.folded"
# How much a history that is shown to its end may grow from one reading to the next.
GROWN = 50
_ON_A_TASK = ("end_task", "not_reached", "other_outcome", "put_off")


class ContactCard(Card):
    """A card that fills itself: give it a uid."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "end_task", N_("Done"), tooltip=N_("the task is done"), id="card.done"),
        Binding(
            "m",
            "not_reached",
            N_("No answer"),
            tooltip=N_("nobody was reached"),
            show=False,
            id="card.not_reached",
        ),
        Binding(
            "o",
            "other_outcome",
            N_("Outcome"),
            tooltip=N_("how the task went"),
            show=False,
            id="card.outcome",
        ),
        Binding("z", "put_off", N_("Put off"), tooltip=N_("put the task off"), id="card.later"),
        Binding("f", "kinds", N_("Kinds"), tooltip=N_("calls, visits, notes…"), id="card.kinds"),
    ]

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

    @cached_property
    def talks(self) -> TalkActs:
        """The acts on entries and tasks; loaded when the first is asked for."""
        from screens.talks.acts import TalkActs

        return TalkActs(self.kobi)

    def hints(self) -> list[str]:
        """Return what the footer says of the line under the bar."""
        if self.line is None or self.line.key[:1] != ("timeline",):
            return list(HINTS)
        # What an entry says is seldom copied.
        return ["card.kinds" if name == "contacts.copy" else name for name in HINTS]

    @property
    def who(self) -> Who:
        """The contact that is shown."""
        from screens.talks.acts import Who

        assert self.data is not None
        contact = self.data.contact
        return Who(contact.uid, contact.name, contact.id)

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
            self.talks.open_entry(act.entry, self.who, editable=self.editable)
        elif isinstance(act, Todo):
            self.talks.open_task(act.row, data.contact.name, editable=self.editable)
        elif isinstance(act, More):
            self._more(act.section, data)
        elif isinstance(act, Outside):
            opening.ask_and_open(self.kobi, titled(act, data.contact))

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

    # Tasks

    @property
    def editable(self) -> bool:
        """Whether something can be done with what is shown: not in the trash."""
        return self.data is not None and self.data.contact.deleted_at is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done with a task only on one."""
        if action in _ON_A_TASK:
            return self.editable and self.todo is not None
        if action == "kinds":
            return self.data is not None and bool(self.data.entries or self.data.kind)
        return super().check_action(action, parameters)

    @property
    def todo(self) -> TaskRowInfo | None:
        """The task under the bar, if one is."""
        act = self.line.act if self.line else None
        return act.row if isinstance(act, Todo) else None

    def action_end_task(self, start: str = "note") -> None:
        """End the task under the bar."""
        if self.todo is not None:
            self.talks.end(self.todo, start)

    def action_not_reached(self) -> None:
        """End the task without having reached anybody; the next try is the next step."""
        self.action_end_task("when")

    def action_other_outcome(self) -> None:
        """End the task with another outcome."""
        self.action_end_task("outcome")

    def action_put_off(self) -> None:
        """Put the task under the bar off."""
        if self.todo is not None:
            self.talks.put_off(self.todo)


def titled(outside: Outside, contact: Contact) -> Outside:
    """Return what can be opened with the contact's name in its title."""
    return Outside(f"{outside.title} · {contact.name}", outside.text, outside.ways)
