"""The keys that act on the item under the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from kobicrm.i18n.today import line_text, reason_text
from screens.area import AreaScreen
from screens.dialogs.whole_text import WholeTextDialog
from screens.tasks.people import Person
from screens.text import pad, plain
from screens.today.card import TodayCard
from screens.today.queue_rows import QueueRows

if TYPE_CHECKING:
    from kobicrm.services.tasks import TaskRowInfo
    from kobicrm.services.today import Card
    from screens.talks.acts import Who

_ON_AN_ITEM = ("answered", "not_reached", "outcome", "later", "score", "to_card", "copy")
_ON_A_CONTACT = ("log", "edit", "note", "tags", "contact")
# The cells of a line of the score, without its points.
_LINE = 40


class TodayKeys(AreaScreen):
    """Record, put off, log, look behind the score; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "answered", N_("Reached"), tooltip=N_("reached, or done"), id="today.reached"),
        Binding(
            "m",
            "not_reached",
            N_("No answer"),
            tooltip=N_("nobody was reached"),
            id="today.not_reached",
        ),
        Binding("o", "outcome", N_("Outcome"), tooltip=N_("how it went"), id="today.outcome"),
        Binding("n", "new", N_("New"), tooltip=N_("new task"), show=False, id="today.new"),
        Binding("z", "later", N_("Put off"), tooltip=N_("put it off"), id="today.later"),
        Binding(
            "p",
            "score",
            N_("Why here"),
            tooltip=N_("what the place in the queue is made of"),
            show=False,
            id="today.score",
        ),
        Binding(
            "c",
            "log",
            N_("Log entry"),
            tooltip=N_("a call, a visit, a message…"),
            show=False,
            id="today.log",
        ),
        Binding(
            "e",
            "edit",
            N_("Edit"),
            tooltip=N_("edit the contact"),
            show=False,
            id="today.edit",
        ),
        Binding("N", "note", N_("Note"), tooltip=N_("write a note"), show=False, id="today.note"),
        Binding("t", "tags", N_("Tag"), show=False, id="today.tags"),
        Binding("y", "copy", N_("Copy"), tooltip=N_("copy the phone"), show=False, id="today.copy"),
        Binding(
            "f9",
            "contact",
            N_("Contact"),
            tooltip=N_("go to the contact"),
            show=False,
            id="today.contact",
        ),
    ]

    @property
    def rows(self) -> QueueRows:
        """The queue."""
        return self.query_one(QueueRows)

    @property
    def card(self) -> TodayCard:
        """The card."""
        return self.query_one(TodayCard)

    @property
    def item(self) -> Card | None:
        """The item under the bar."""
        return self.rows.card

    @property
    def todo(self) -> TaskRowInfo | None:
        """The task that is the weightiest reason of the item, if one is."""
        item = self.item
        if item is None or item.reasons[0].task is None:
            return None
        return item.tasks[0]

    @property
    def who(self) -> Who | None:
        """The contact of the item, if it has one."""
        from screens.talks.acts import Who

        contact = self.item.contact if self.item else None
        return Who(contact.uid, contact.name, contact.id) if contact else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action in _ON_AN_ITEM:
            return self.is_mounted and self.item is not None
        if action in _ON_A_CONTACT:
            return self.is_mounted and self.who is not None
        return super().check_action(action, parameters)

    # How it went

    def _answer(self, start: str) -> None:
        """Ask how it went, of the task or of the call that no task was about."""
        if (task := self.todo) is not None:
            self.card.talks.end(task, start)
        elif (who := self.who) is not None:
            self.card.talks.answer(who, start)

    def action_answered(self) -> None:
        """It happened."""
        self._answer("note")

    def action_not_reached(self) -> None:
        """It did not; the next try is the next step."""
        self._answer("when")

    def action_outcome(self) -> None:
        """Choose the outcome."""
        self._answer("outcome")

    def action_later(self) -> None:
        """Put the task off, or plan a call with who is here without one."""
        if (task := self.todo) is not None:
            self.card.talks.put_off(task)
        elif (who := self.who) is not None:
            self.card.talks.plan(who)

    def action_new(self) -> None:
        """Ask for a new task, with the contact of the item."""
        who = self.who
        self.card.talks.add(person=Person(who.uid, who.name) if who else None)

    # The contact

    def action_log(self) -> None:
        """Write down what happened with the contact."""
        if (who := self.who) is not None:
            self.card.talks.log(who)

    def action_edit(self) -> None:
        """Edit the contact."""
        if (who := self.who) is not None:
            self.kobi.contact_acts.edit(who.uid)

    def action_note(self) -> None:
        """Write a note on the contact."""
        if (who := self.who) is not None:
            self.kobi.contact_acts.note(who.uid, who.name)

    def action_tags(self) -> None:
        """Change the tags of the contact."""
        if (who := self.who) is not None:
            self.kobi.contact_acts.tags(who.uid)

    def action_contact(self) -> None:
        """Go to the contact in its area."""
        if (who := self.who) is not None:
            self.kobi.show_contact(who.id)

    def action_copy(self) -> None:
        """Copy the phone, else the e-mail; on the card, the line under the bar."""
        item, text = self.item, ""
        if self.card.has_focus and self.card.line:
            text = self.card.line.copy
        elif item is not None and item.contact is not None:
            text = item.contact.phone or item.contact.email
        elif item is not None:
            text = item.name
        if text := plain(text):
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))
        else:
            self.kobi.tell(_("No phone and no e-mail to copy."), "warn")

    # The score

    def action_score(self) -> None:
        """Show what the place in the queue is made of, as a sum."""
        if (item := self.item) is not None:
            title = _("Score · {name}").format(name=plain(item.name))
            told = _("The queue stands by this sum; nothing else goes into it.")
            self.app.push_screen(WholeTextDialog(title, told, score_text(item)))


def score_text(item: Card) -> str:
    """Return the sum line by line, in the language in force."""
    lines = []
    for reason in item.reasons:
        lines.append(plain(reason_text(reason)))
        lines += [_points(f"  {line_text(one.code)}", one.points) for one in reason.lines]
    return "\n".join([*lines, "", _points(_("Total"), item.score)])


def _points(text: str, points: int) -> str:
    return f"{pad(text, _LINE)}{points:>4}"
