"""What the lines of a card offer, whoever shows it: opening, calling, entries, open tasks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_
from screens import opening, undoing
from screens.contacts.card import Card
from screens.contacts.card_lines import Act, Entry, Talk, Todo
from screens.opening import Outside

if TYPE_CHECKING:
    from kobicrm.domain.contacts import Contact
    from kobicrm.services.tasks import TaskRowInfo
    from screens.app import KobiApp
    from screens.talks.acts import Who
    from screens.tasks.acts import TaskActs

_ON_A_TASK = ("end_task", "not_reached", "other_outcome", "put_off")


class ActingCard(Card):
    """A card whose lines do what they are there for."""

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
    ]

    @property
    def kobi(self) -> KobiApp:
        """The application, with its jobs and what it remembers."""
        return cast("KobiApp", self.app)

    @cached_property
    def talks(self) -> TaskActs:
        """The acts on entries and tasks; loaded when the first is asked for."""
        from screens.tasks.acts import TaskActs

        return TaskActs(self.kobi)

    @property
    def who(self) -> Who:
        """The contact that is shown."""
        from screens.talks.acts import Who

        assert self.data is not None
        contact = self.data.contact
        return Who(contact.uid, contact.name, contact.id)

    def on_card_taken(self, event: Card.Taken) -> None:
        """Do what the line offers."""
        event.stop()
        self.take(event.act)

    def take(self, act: Act) -> None:
        """Do what a line is there for."""
        data = self.data
        if isinstance(act, Todo):
            self.talks.open_full(act.row)
        elif data is None:
            return
        elif isinstance(act, Entry):
            undoing.open_changeset(self.kobi, act.entry.changeset, uid=data.contact.uid)
        elif isinstance(act, Talk):
            self.talks.open_entry(act.entry, self.who, editable=self.editable)
        elif isinstance(act, Outside):
            opening.ask_and_open(self.kobi, titled(act, data.contact))

    # Tasks

    @property
    def editable(self) -> bool:
        """Whether something can be done with what is shown: not in the trash."""
        return self.data is not None and self.data.contact.deleted_at is None

    @property
    def todo(self) -> TaskRowInfo | None:
        """The task under the bar, if one is."""
        act = self.line.act if self.line else None
        return act.row if isinstance(act, Todo) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done with a task only on one."""
        if action in _ON_A_TASK:
            return self.editable and self.todo is not None
        return super().check_action(action, parameters)

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
