"""The keys of a reminder, wherever one is: open it, put it off, take it out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language
from screens.area import AreaScreen
from screens.capture.keys import WithCapture
from screens.reminders.watch import ReminderWatch, Told
from screens.widgets.keys import own_bindings

if TYPE_CHECKING:
    from screens.tasks.acts import TaskActs


class ReminderKeys:
    """Keys that go before those of the page, but only while a reminder is in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open the reminder"), show=False, id="reminder.open"),
        Binding("z", "later", N_("put the task off"), show=False, id="reminder.later"),
        Binding("escape", "close", N_("take the reminder out of sight"), show=False,
                id="reminder.close"),
    ]  # fmt: skip


class WithReminders(WithCapture):
    """The part of the application that reminds."""

    reminders: ReminderWatch

    def reminder_keys(self, name: str) -> list[str]:
        """Return the keys in force of one of the bindings."""
        built_in = next(one.key for one in own_bindings(ReminderKeys) if one.id == name)
        return self.keys_in_force.get(name, built_in).split(",")

    def on_reminder_watch_handed_over(self, message: ReminderWatch.HandedOver) -> None:
        """Show reminders whose time has come."""
        self.reminders.take(message)

    def clear_notifications(self) -> None:
        """Take all toasts away, but for reminders nobody acted on."""
        stays = self.reminders.is_shown
        super().clear_notifications()
        if stays:
            self.reminders.show_again()

    def retext(self) -> None:
        """Write the toast in the language in force."""
        super().retext()
        if self.reminders.is_shown:
            self.reminders.show()

    async def on_event(self, event: events.Event) -> None:
        """Take the keys of a reminder before the page does, unless letters are being written."""
        if isinstance(event, events.Key) and self._reminded(event):
            return
        await super().on_event(event)

    def _reminded(self, event: events.Key) -> bool:
        if not self.reminders.takes_keys or not isinstance(self.screen, AreaScreen):
            return False
        focused = self.screen.focused
        # Where letters are written, Enter and Esc belong to what is written too.
        if focused is not None and focused.check_consume_key("z", "z"):
            return False
        acts: dict[str, Callable[[], object]] = {
            "reminder.open": self.action_reminders,
            "reminder.later": self._put_reminder_off,
            "reminder.close": self.reminders.hide,
        }
        for name, act in acts.items():
            if event.key in self.reminder_keys(name):
                return act() is not False
        return False

    def action_reminders(self) -> None:
        """Open the reminder that waits, or the list of several."""
        told = self.reminders.told
        if len(told) == 1:
            self._open_reminder(told[0])
        elif told:
            self._list_reminders(told)

    def _put_reminder_off(self) -> bool:
        told = self.reminders.told
        if len(told) != 1:
            return False
        self._acts().put_off(told[0].due.row)
        return True

    def _open_reminder(self, told: Told) -> None:
        row = told.due.row
        self.reminders.settle(row.task.uid)
        self._acts().open_full(row)

    def _list_reminders(self, told: list[Told]) -> None:
        from screens.dialogs.pick import Choice, PickDialog

        now = self._acts().now
        by_uid = {one.due.row.task.uid: one for one in told}
        choices = [
            Choice(uid, one.line(now), _("perhaps told before") if one.unsure else "")
            for uid, one in by_uid.items()
        ]

        def picked(uid: str | None) -> None:
            if uid is not None:
                self._open_reminder(by_uid[uid])

        self.push_screen(PickDialog(_("Reminders"), choices), picked)

    def _acts(self) -> TaskActs:
        from screens.tasks.acts import TaskActs

        return TaskActs(self._kobi)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the reminders nobody acted on."""
        yield from super().get_system_commands(screen)
        if told := self.reminders.told:
            count = format_count(len(told), language())
            yield SystemCommand(_("Reminders"), count, self.action_reminders)
