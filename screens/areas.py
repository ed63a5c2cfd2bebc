"""The areas of the application: which there are, how each is built, and going from one to another.

An area is a mode of Textual: it is built when it is first opened, and keeps its focus, its bar
and its place while another one is in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.data_change import DataChange
from screens.widgets.base import KobiBase
from screens.widgets.header import Area, ShopHeader

if TYPE_CHECKING:
    from datetime import date

    from textual.command import Provider
    from textual.screen import Screen
    from textual.signal import Signal

    from screens.app import KobiApp
    from screens.contacts.acts import Acts
    from screens.over_contacts import OverContacts

AREAS: tuple[Area, ...] = (
    Area("1", "today", N_("Today")),
    Area("2", "contacts", N_("Contacts")),
    Area("3", "tasks", N_("Tasks")),
    Area("8", "history", N_("History"), quiet=True),
    Area("9", "trash", N_("Trash"), quiet=True),
    Area("0", "settings", N_("Settings"), quiet=True),
)


def _today() -> Screen[Any]:
    from screens.today.screen import TodayScreen

    return TodayScreen()


def _contacts() -> Screen[Any]:
    from screens.contacts.screen import ContactsScreen

    return ContactsScreen()


def _tasks() -> Screen[Any]:
    from screens.tasks.screen import TasksScreen

    return TasksScreen()


def _history() -> Screen[Any]:
    from screens.history.screen import HistoryScreen

    return HistoryScreen()


def _trash() -> Screen[Any]:
    from screens.trash.screen import TrashScreen

    return TrashScreen()


def _settings() -> Screen[Any]:
    from screens.settings.screen import SettingsScreen

    return SettingsScreen()


def _first() -> Screen[Any]:
    from screens.first.screen import FirstScreen

    return FirstScreen()


BUILDERS: dict[str, str | Callable[[], Screen[Any]]] = {
    "today": _today,
    "contacts": _contacts,
    "tasks": _tasks,
    "history": _history,
    "trash": _trash,
    "settings": _settings,
    # The first page of a new shop is no area: no tab leads to it.
    "first": _first,
}


def area_bindings(areas: Sequence[Area]) -> list[Binding]:
    """Return the key of each area; the digits are keys of the application, so dialogs keep theirs.

    The id of a binding is `area.` and the area's.
    """
    return [
        Binding(area.digit, f"area('{area.id}')", area.name, show=False, id=f"area.{area.id}")
        for area in areas
    ]


def _people_and_commands() -> type[Provider]:
    # Late: the palette costs start-up time and is seldom the first thing wanted.
    from screens.contacts.palette import PeopleAndCommands

    return PeopleAndCommands


class WithAreas(KobiBase[None]):
    """The half of the application that goes from area to area."""

    COMMANDS = {_people_and_commands}  # noqa: RUF012 - the type Textual gives it
    PALETTE_HINT = N_("Search for a command or a contact…")

    AREAS: ClassVar[Sequence[Area]] = AREAS
    MODES = BUILDERS
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [*area_bindings(AREAS)]
    data_changed: Signal[DataChange]
    loaded_acts: Acts | None = None

    @property
    def contact_acts(self) -> Acts:
        """The acts on one contact; loaded when the first list is in sight, or one is asked for."""
        if self.loaded_acts is None:
            from screens.contacts.acts import Acts

            self.loaded_acts = Acts(cast("KobiApp", self))
        return self.loaded_acts

    def close_acts(self) -> None:
        """Let go of the drafts: what is still there is offered at the next start."""
        if self.loaded_acts is not None:
            self.loaded_acts.drafts.close()
            self.loaded_acts = None

    def open_areas(self) -> list[AreaScreen]:
        """Return every screen of every area opened so far, in sight or not.

        None at the end: they lose their parts while timers still tick.
        """
        if not self.is_running:
            return []
        return [
            screen
            for screen in self.open_screens()
            if isinstance(screen, AreaScreen) and screen.is_mounted
        ]

    def show_shop(self) -> None:
        """Write the header of every open area."""
        for screen in self.open_areas():
            screen.show_shop()

    def action_area(self, area: str) -> None:
        """Go to an area; the area in sight takes it as the way to where it begins."""
        if area == self.current_mode:
            if isinstance(self.screen, AreaScreen):
                self.screen.begin()
        else:
            self.switch_mode(area)

    def action_quality(self) -> None:
        """Open the quality page over the contacts; Esc leads back to where one was."""
        from screens.quality.screen import QualityScreen

        self._open_over_contacts(QualityScreen)

    def action_duplicates(self) -> None:
        """Open the duplicates page over the contacts; Esc leads back to where one was."""
        from screens.duplicates.screen import DuplicatesScreen

        self._open_over_contacts(DuplicatesScreen)

    def _open_over_contacts(self, page: type[OverContacts]) -> None:
        came_from = self.current_mode
        if came_from != "contacts":
            self.switch_mode("contacts")
        if not any(isinstance(one, page) for one in self.screen_stack):
            self.push_screen(page(came_from))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer the pages no key leads to, wherever areas are."""
        from screens.widgets.palette import Act

        yield from super().get_system_commands(screen)
        if self.check_action("area", ()):
            act = Act("app.quality", self, "quality", self)
            yield SystemCommand(_("Data quality"), _("what looks wrong in the data"), act)
            act = Act("app.duplicates", self, "duplicates", self)
            yield SystemCommand(_("Duplicates"), _("contacts that may be one"), act)

    def show_contact(self, one: int) -> None:
        """Go to the contacts with the bar on one of them, whatever they are narrowed to."""

        async def go() -> None:
            # An area that was never open hears of it only once it is there.
            await self.switch_mode("contacts")
            self.data_changed.publish(DataChange(own=True, show=one))

        self.run_worker(go())

    def show_tasks(self, view: str = "open", day: date | None = None) -> None:
        """Go to the tasks, to a view of them or those of a day."""
        from screens.tasks.screen import TasksScreen
        from screens.tasks.wanted import Wanted

        async def go() -> None:
            await self.switch_mode("tasks")
            for screen in self.screen_stack:
                if isinstance(screen, TasksScreen):
                    screen.want(Wanted(view=view, day=day))

        self.run_worker(go())

    def on_shop_header_chosen(self, event: ShopHeader.Chosen) -> None:
        """Go to the area whose tab was clicked."""
        self.action_area(event.area)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave areas out where a screen shows no tabs."""
        if action == "area":
            # Below the palette, which offers them too.
            pages = [one for one in self.screen_stack if isinstance(one, AreaScreen)]
            return bool(pages) and pages[-1].TABS
        return super().check_action(action, parameters)
