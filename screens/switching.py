"""Changing the database under the running application: to the demo shop, and back.

One database is open at a time. The other one is opened first, in a thread; only when that went
well are the screens and threads of the present one ended. Nothing is ever copied between them,
and what opens at the next start is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from kobicrm import i18n, paths
from kobicrm.i18n import N_, _, error_text
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import ShopInfo, first_start, get_shop, offer_tour
from screens.area import AreaScreen
from screens.backup_keys import WithBackups
from screens.jobs import Jobs

if TYPE_CHECKING:
    from kobicrm.errors import KobiError
    from screens.app import KobiApp
    from screens.tour.guide import Guide

FIRST, NOWHERE = "first", "nowhere"
SWITCH = "app.switch"
# How soon a dialog that is open is looked at again.
AGAIN_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Opened:
    """Another database, open: whether its doors are shown, and whether a tour is offered."""

    session: Session
    shop: ShopInfo
    doors: bool
    tour: bool


def open_other(
    path: Path, like: Session, wait: float, prepare: Callable[[], object] | None
) -> Opened:
    """Open the database at ``path`` for the person of another session (in a thread)."""
    if prepare is not None:
        prepare()
    author = like.author
    session = open_session(
        path,
        who=author.staff,
        door=author.door,
        wait=wait,
        lang=i18n.language(),
        clock=like.clock,
    )
    try:
        return Opened(session, get_shop(session), first_start(session).doors, offer_tour(session))
    except BaseException:
        session.close()
        raise
    finally:
        session.store.forget_thread()


def make_demo_ready(wait: float) -> None:
    """Build the demo shop in its own file if there is none yet."""
    from kobicrm.services import demo

    path = paths.demo_file()
    paths.private_dir(path.parent)
    demo.ready(path, lang=i18n.language(), wait=wait)


class Switching:
    """Takes an application from one database to another."""

    def __init__(self, app: KobiApp) -> None:
        """Switch ``app``; it starts in the database it was given."""
        self.app = app
        self._own: Path | None = None
        self._next: Opened | None = None

    @property
    def home(self) -> Path | None:
        """The shop's own database while the demo shop is open, None when there is no way back."""
        if not self.in_demo:
            return None
        if self._own is None:
            # The demo shop was opened by its file.
            self._own = paths.database_file()
        return None if self._own == self.app.session.path else self._own

    @property
    def in_demo(self) -> bool:
        """Whether the demo shop is open."""
        return self.app.shop_watch.shop.demo

    def to(
        self,
        path: Path,
        *,
        prepare: Callable[[], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Open the database at ``path``; after an error the present one simply stays."""

        def not_opened(error: KobiError) -> None:
            # Never in the head row: that one is about the database that stays.
            self.app.tell(error_text(error), "error")
            if failed is not None:
                failed()

        call = partial(open_other, path, self.app.session, self.app.settings.wait, prepare)
        self.app.jobs.read(SWITCH, call, self._opened, not_opened)

    def to_demo(self, failed: Callable[[], object] | None = None) -> None:
        """Open the demo shop, making it first if it is not there."""
        if self.in_demo:
            return
        ready = partial(make_demo_ready, self.app.settings.wait)
        self.to(paths.demo_file(), prepare=ready, failed=failed)

    def stay(self) -> None:
        """Think better of it, as long as the other database is not in sight."""
        self.app.jobs.forget(SWITCH)
        self._next = None

    def _opened(self, opened: Opened) -> None:
        self._next = opened
        if self.app.jobs.pending_writes:
            # Another program holds the database.
            self.app.tell(_("The shop changes once your record is saved."), "warn")
        elif self.app.is_unfinished:
            self.app.tell(_("The shop changes once the running work is done."), "warn")
        self.go_on()

    def go_on(self) -> None:
        """Change over when everything the user began is finished, and saved is on the disk."""
        opened = self._next
        if opened is None or self.app.is_unfinished:
            return
        if isinstance(self.app.screen, AreaScreen):
            self._next = None
            self.app.run_worker(self._change(opened))
        else:
            # A form or a question: what is typed into it belongs to the shop it was opened in.
            self.app.set_timer(AGAIN_SECONDS, self.go_on)

    async def _change(self, opened: Opened) -> None:
        app = self.app
        if not self.in_demo:
            self._own = app.session.path
        app.action_leave_tour()
        app.add_mode(NOWHERE, Screen)
        with app.batch_update():
            # From here on no key reaches the screens that go.
            app.switch_mode(NOWHERE)
            app.jobs.leave()
            for mode in app.MODES:
                await app.remove_mode(mode)
            self._take(opened)
            for mode, builder in app.MODES.items():
                app.add_mode(mode, builder)
            await app.switch_mode(FIRST if opened.doors else app.HOME)
            await app.remove_mode(NOWHERE)
        if opened.tour:
            app.start_tour(0)

    def _take(self, opened: Opened) -> None:
        """Have the application work with the other database; the screens of this one are gone."""
        app = self.app
        app.close_acts()
        app.jobs.close()
        # What the threads were about to write for this user, whatever the shop.
        app.choices.flush()
        app.state.save()
        app.session.close()
        app.session = opened.session
        app.jobs = Jobs(opened.session, app.post_message, app.show_error)
        app.jobs.start()
        app.touched.clear()
        app.import_run = None
        app.set_trouble("")
        app.shop_watch.take(opened.shop)
        app.shop_watch.read_backup()
        app.reminders.begin()


class WithShops(WithBackups):
    """The half of the application that goes from shop to shop, and through the demo shop."""

    HOME: ClassVar[str] = "contacts"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "home", N_("Back to your own shop"), show=False, id="app.home"),
        Binding("ctrl+t", "tour", N_("Tour of the demo shop"), show=False, id="app.tour"),
        # Esc takes one step back: the first of these that can be done now.
        Binding("escape", "stop_backup", N_("Stop the backup"), show=False, id="app.stop_backup"),
        Binding("escape", "leave_tour", N_("End the tour"), show=False, id="app.leave_tour"),
    ]

    switching: Switching
    guide: Guide | None = None

    def switch_database(self, path: Path) -> None:
        """Open another database in the place of the present one."""
        self.switching.to(path)

    def action_home(self) -> None:
        """Leave the demo shop for the shop's own database."""
        if (home := self.switching.home) is not None:
            self.switch_database(home)

    def action_demo(self) -> None:
        """Open the demo shop."""
        self.switching.to_demo()

    def action_tour(self) -> None:
        """Begin the tour, go on with it, or open the demo shop for it."""
        if self.guide is not None:
            self.guide.onward()
        elif self.switching.in_demo:
            self.start_tour(1)
        else:
            self.action_demo()

    def start_tour(self, at: int) -> None:
        """Show the tour's offer (0) or its first step (1) in the contacts area."""
        from screens.tour.guide import Guide

        self.action_leave_tour()
        if self.current_mode != self.HOME:
            self.switch_mode(self.HOME)
        self.guide = Guide(cast("KobiApp", self), at)

    def action_leave_tour(self) -> None:
        """End the tour."""
        if self.guide is not None:
            self.guide.end()
            self.guide = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the shop that is open."""
        if action == "home":
            return self.switching.home is not None
        if action == "leave_tour":
            return self.guide is not None
        if action == "tour":
            return self.switching.in_demo or self.screen_stack[0].has_class("-vacant")
        return super().check_action(action, parameters)

    def action_export_all(self) -> None:
        """Write all of the shop into one file."""
        from screens.exports.everything import export_everything

        export_everything(cast("KobiApp", self))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer, in words, what has no key: everything into one file, the demo shop."""
        yield from super().get_system_commands(screen)
        yield SystemCommand(_("Export everything"), "", self.action_export_all)
        if not self.check_action("tour", ()):
            yield SystemCommand(_("Look around the demo shop"), "", self.action_demo)
