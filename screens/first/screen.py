"""The first page of a new shop: hello, its name once, three doors, language and look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from kobicrm.domain.clean import clean_line
from kobicrm.i18n import N_, _
from kobicrm.services.shop import FirstStart, begin, first_start, name_shop
from screens.area import AreaScreen
from screens.data_change import DataChange
from screens.first.doors import ADD, DEMO, IMPORT, Doors
from screens.first.language_line import LanguageLine
from screens.first.name_input import NameInput
from screens.text import content
from screens.widgets.header import ShopHeader

LOOK = "first.look"
# The rows the page takes with air between its parts.
AIRY = 20


class FirstScreen(AreaScreen):
    """Shown while the shop is new; it gives way as soon as something is in it."""

    AREA = "first"
    NAME = N_("First page")
    TABS = False
    CSS_PATH = Path(__file__).with_name("first.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Open"), tooltip=N_("go on with this choice"), id="first.open"),
        Binding("up", "move(-1)", N_("one choice up"), show=False, id="first.up"),
        Binding("down", "move(1)", N_("one choice down"), show=False, id="first.down"),
        Binding("1", "door(1)", N_("Import my customer list"), show=False, id="first.import"),
        Binding("2", "door(2)", N_("Add my first customer"), show=False, id="first.add"),
        Binding("3", "door(3)", N_("Look around the demo shop"), show=False, id="first.demo"),
        Binding(
            "tab,shift+tab",
            "turn",
            N_("Name"),
            tooltip=N_("name ↔ choices"),
            show=False,
            id="first.name",
        ),
        Binding("escape", "step_back", N_("Back to the choices"), show=False, id="first.back"),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the one column."""
        with Vertical(id="page"), Vertical(id="column"):
            yield Static(id="hello")
            with Horizontal(id="name"):
                yield Static(id="ask")
                yield NameInput(id="shop-name", max_length=200)
            yield Doors(id="doors")
            yield LanguageLine(id="choices")

    @property
    def doors(self) -> Doors:
        """The doors."""
        return self.query_one(Doors)

    @property
    def field(self) -> NameInput:
        """The line for the shop's name."""
        return self.query_one(NameInput)

    @property
    def asks(self) -> bool:
        """Whether the shop's name is asked for."""
        return bool(self.query_one("#name").display)

    def on_mount(self) -> None:
        """Write the texts and look what is known of the shop."""
        self._write()
        self.field.focus()
        self.kobi.data_changed.subscribe(self, self._data_changed)
        self._look()

    def _write(self) -> None:
        hello = Content.assemble(
            (_("Welcome."), "bold $foreground"),
            "\n",
            (_("Your customers are kept on this computer, in one file."), "$muted"),
        )
        self.query_one("#hello", Static).update(hello)
        self.query_one("#ask", Static).update(content(_("Your shop's name")))
        self.field.placeholder = _("just type; may stay empty")

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        self._write()

    def show_shop(self) -> None:
        """Write the header: a shop that is new has its name from the moment it is typed."""
        state = self.kobi.shop_watch.state
        name = clean_line(self.field.value) or state.name
        place = state.place or _("new shop")
        self.query_one(ShopHeader).state = replace(state, name=name, place=place)

    def hints(self) -> list[str]:
        """Return the keys that matter."""
        if self.field.writing:
            return ["first.open", "first.back", "app.language", "app.help_f1", "app.quit"]
        return ["first.open", "app.language", "app.look", "app.help", "app.quit"]

    # While the page is in sight

    def _data_changed(self, change: DataChange) -> None:
        name = clean_line(self.field.value) if self.asks else ""
        if change.own and name and self.kobi.screen is not self:
            # The user went on by another way (the palette): what was typed is the name.
            self._keep(partial(begin, self.kobi.session, name))
        self.when_in_sight("data", self._look)

    def on_screen_resume(self) -> None:
        """Look again after a page that lay over this one."""
        self._look()

    def _look(self) -> None:
        self.kobi.jobs.read(LOOK, partial(first_start, self.kobi.session), self._looked)

    def _looked(self, found: FirstStart) -> None:
        if found.name and self.asks:
            self.query_one("#name").display = False
            self.set_focus(None)
            self._turned()
        if not found.doors and self.kobi.screen is self and not self.doors.waiting:
            self._give_way()

    def _give_way(self) -> None:
        """Leave the place to the contacts: somebody else filled the shop."""
        from screens.dialogs.prompt import PromptDialog

        half = clean_line(self.field.value) if self.asks else ""
        self.kobi.switch_mode(self.kobi.HOME)
        if half:
            ask = PromptDialog(_("Your shop's name"), value=half)
            self.kobi.push_screen(ask, self._named)

    def _named(self, name: str | None) -> None:
        self._keep(partial(begin, self.kobi.session, name or ""))

    def _keep(self, write: partial[None]) -> None:
        self.kobi.jobs.write(write, lambda _none: self.kobi.shop_watch.read_shop())

    # Doors

    def action_move(self, step: int) -> None:
        """Move the bar."""
        self.doors.move(step)

    def action_open(self) -> None:
        """Open the door under the bar."""
        self.door(self.doors.at)

    def action_door(self, number: int) -> None:
        """Open a door by its digit."""
        self.doors.at = number
        self.door(number)

    def on_doors_clicked(self, event: Doors.Clicked) -> None:
        """Open the door that was clicked."""
        self.action_door(event.door)

    def door(self, number: int) -> None:
        """Go through a door, with the name as it stands."""
        if self.doors.waiting:
            return
        name = clean_line(self.field.value) if self.asks else ""
        if number == DEMO:
            if name:
                self._keep(partial(name_shop, self.kobi.session, name))
            self.doors.waiting = DEMO
            self.refresh_bindings()
            self.kobi.switching.to_demo(failed=self._stay)
            return
        self._keep(partial(begin, self.kobi.session, name))
        self.kobi.run_worker(self._enter(number))

    async def _enter(self, number: int) -> None:
        """Open what is behind a door, the contacts behind it."""
        app = self.kobi
        await app.switch_mode(app.HOME)
        if number == IMPORT:
            await app.run_action("import_file")
        elif number == ADD:
            await app.screen.run_action("new")

    def _stay(self) -> None:
        self.doors.waiting = 0
        self.refresh_bindings()

    # Name

    def action_turn(self) -> None:
        """Go to the line and back."""
        self.field.writing = not self.field.writing

    def action_step_back(self) -> None:
        """Stay out of the demo shop, else go back from the line to the doors."""
        if self.doors.waiting:
            self.kobi.switching.stay()
            self._stay()
        else:
            self.field.writing = False

    def on_name_input_turned(self) -> None:
        """Show where the keys go."""
        self._turned()

    def _turned(self) -> None:
        self.doors.lit = not (self.asks and self.field.writing)
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the name where it will stand."""
        event.stop()
        self.show_shop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if self.is_mounted:
            if action == "step_back":
                return bool(self.doors.waiting) or (self.asks and self.field.writing)
            if action == "turn":
                return self.asks
        return super().check_action(action, parameters)

    def on_resize(self, event: events.Resize) -> None:
        """Stand closer in a low window."""
        super().on_resize(event)
        low = event.size.height < AIRY
        self.set_class(low, "-low")
        self.doors.set_class(low, "-close")
