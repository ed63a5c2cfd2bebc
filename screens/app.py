"""The application: one open database, its areas, global keys, language and look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.signal import Signal

from kobicrm import i18n, paths
from kobicrm.config import Settings
from kobicrm.i18n import N_, _, error_text
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import first_start
from screens.choices import LOOKS, Choices
from screens.data_change import DataChange
from screens.ending import end_on_signals, farewell, signals_kept
from screens.jobs import Job, Jobs
from screens.mail_watch import MailWatch
from screens.reminders.keys import WithReminders
from screens.reminders.watch import ReminderWatch
from screens.shop_watch import ShopWatch
from screens.state import State, state_file
from screens.styles import glyphs, theme
from screens.switching import FIRST, Switching
from screens.text import Kind, say
from screens.trouble import BEHIND, WAITING, is_trouble
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from kobicrm.errors import KobiError
    from screens.exports.run import ExportRun
    from screens.imports.run import ImportRun

BACKUP_SECONDS = 30.0
RETRY_SECONDS = 1.0
# The age of the backup may wait until the first list is on the screen.
FIRST_LOOK_SECONDS = 0.2
# What may pass by itself, and is over when anything works again.
PASSING = ("store_busy", "store_cannot_open", "store_io")


__all__ = ["DataChange", "KobiApp", "make_app", "run_app"]


def _local_now() -> datetime:
    return datetime.now().astimezone()


class KobiApp(WithReminders):
    """KobiCRM on the screen. Give it an open session; it closes its threads, not the session."""

    TITLE = "KobiCRM"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", N_("Help"), tooltip=N_("this help"), id="app.help"),
        Binding("f1", "help", N_("Help"), tooltip=N_("this help"), show=False, id="app.help_f1"),
        Binding("colon,ctrl+p", "palette", N_("Commands"), show=False, id="app.palette"),
        Binding("ctrl+o", "import_file", N_("Import a file"), show=False, id="app.import"),
        Binding("f2", "language", N_("Language: Türkçe"), show=False, id="app.language"),
        Binding("f3", "look", N_("Look: dark or light"), show=False, id="app.look"),
        Binding("ctrl+q", "quit", N_("Quit"), show=False, id="app.quit", priority=True),
    ]

    def __init__(
        self,
        session: Session,
        *,
        settings: Settings | None = None,
        settings_file: Path | None = None,
        state: Path | None = None,
        clock: Callable[[], datetime] = _local_now,
        doors: bool = False,
        area: str = "",
    ) -> None:
        """Work with ``session``; choices are remembered in the files given (``screens.state``).

        It begins with ``area``, else with the first one; with ``doors`` with the first page of a
        new shop.
        """
        settings = settings or Settings()
        signs: glyphs.GlyphMode = "ascii" if settings.glyphs == "ascii" else "auto"
        if begin := FIRST if doors else area:
            # Textual takes the mode to begin with from here.
            vars(self)["DEFAULT_MODE"] = begin
        super().__init__(look=LOOKS.get(settings.theme, theme.DARK), signs=signs)
        self.session = session
        self.settings = settings
        self.choices = Choices(self, settings_file)
        self.clock = clock
        self.jobs = Jobs(session, self.post_message, self.show_error)
        # Whichever threads there are then: another database brings others.
        self.state = State(state, lambda *save: self.jobs.read("app.state", *save))
        self.data_changed: Signal[DataChange] = Signal(self, "data_changed")
        self.trouble = ""
        self.shop_watch = ShopWatch(self)
        self.switching = Switching(self)
        self.reminders = ReminderWatch(self)
        self.mail_watch = MailWatch(self)
        self.import_run: ImportRun | None = None
        self.export_run: ExportRun | None = None
        self.touched: dict[int, int] = {}
        self._leaving = False

    # Beginning and end

    def on_load(self) -> None:
        """Start the threads before the first screen asks for anything."""
        self.curtain.drop()
        self.jobs.start()

    def on_mount(self) -> None:
        """Look at shop and backups, and end politely when the system asks for it."""
        end_on_signals(lambda code: self.exit(return_code=code))
        self.shop_watch.read_shop()
        self.shop_watch.read_backup(FIRST_LOOK_SECONDS)
        self.set_interval(BACKUP_SECONDS, self.shop_watch.read_backup)
        self.reminders.begin()
        self.mail_watch.begin()
        self.data_changed.subscribe(self, self.reminders.follow)
        if self.settings.keys:
            self.choices.read_keys(tell=True)

    def on_unmount(self) -> None:
        """End the threads; what was saved is saved."""
        self.close_acts()
        self.jobs.close()
        self.choices.flush()
        self.state.save()

    async def action_quit(self) -> None:
        """Leave; what is not finished is waited for once."""
        if not self._leaving and self.is_unfinished:
            self._leaving = True
            key = key_of(self, "app.quit")
            text = _("Closing once your record is saved. {key} again: close without it.")
            if not self.jobs.pending_writes:
                text = _("Closing once the running work is done. {key} again: close without it.")
            self.tell(text.format(key=key), "error")
            return
        self.exit()

    @property
    def is_unfinished(self) -> bool:
        """Whether something the user began is not done: a write, a backup, an export."""
        return bool(self.jobs.pending_writes or self.backup or self.export_run)

    def _fatal_error(self) -> None:
        """Say in one sentence what happened, and where the log lies; never show data."""
        if not self._exit_renderables:
            self._exit_renderables.append(farewell())
        self._close_messages_no_wait()

    # Answers of the threads

    def on_jobs_finished(self, message: Jobs.Finished) -> None:
        """Hand an answer to who asked for it, unless that left with its database or the program."""
        job = message.job
        if message.jobs is not self.jobs or not self.is_running:
            return
        if job.error is None and not job.dropped:
            self._all_well(job)
        self.jobs.settle(job)
        self.switching.go_on()
        if self._leaving and not self.is_unfinished:
            self.exit()

    def _all_well(self, job: Job[Any]) -> None:
        if self.trouble and (job.writes or self.trouble in PASSING):
            self.set_trouble("")

    def on_jobs_waiting(self, message: Jobs.Waiting) -> None:
        """Say that a write waits for another program, or for an import."""
        if message.jobs is self.jobs:
            self.set_trouble(BEHIND if message.behind else WAITING)

    def on_jobs_changed(self, message: Jobs.Changed) -> None:
        """Show what another program wrote."""
        if message.jobs is self.jobs:
            self.shop_watch.read_shop()
            self.data_changed.publish(DataChange(own=False))

    # What every area may ask for

    def tell(self, text: str, kind: Kind = "done", *, back: str = "") -> None:
        """Show one toast; it takes the place of the one before."""
        self.clear_notifications()
        say(self, text, kind, back=back)

    def undo_hint(self) -> str:
        """Return the way back that ends a toast: `u geri al`."""
        return " ".join((key_of(self, "app.undo"), _("undo")))

    def redo_hint(self) -> str:
        """Return the way back that ends the toast of an undo: `U yinele`."""
        return " ".join((key_of(self, "app.redo"), _("redo")))

    def wrote(self, changeset: int | None, show: int | None = None) -> None:
        """Tell every view that a write is done; ``show`` is the contact it touched."""
        if changeset is not None and show is not None:
            self.touched[changeset] = show
        self.shop_watch.read_shop()
        self.data_changed.publish(DataChange(own=True, show=show))

    def show_error(self, error: KobiError) -> None:
        """Say what went wrong: about the whole database in the head row, else in a toast."""
        if is_trouble(error):
            self.set_trouble(error.code)
            # A read that failed is tried again; `_all_well` says when it works.
            self.set_timer(RETRY_SECONDS, self._try_again)
        else:
            self.tell(error_text(error), "error")

    def _try_again(self) -> None:
        if self.trouble in PASSING:
            self.data_changed.publish(DataChange(own=False))

    def set_trouble(self, code: str) -> None:
        """Keep what is wrong with the database ('' = nothing) and show it in every area."""
        self.trouble = code
        for screen in self.open_areas():
            screen.show_head()

    # Keys that work everywhere

    def action_help(self) -> None:
        """Open the help of the screen in sight."""
        from screens.dialogs.help import HelpDialog

        self.push_screen(HelpDialog(self.screen))

    def action_import_file(self) -> None:
        """Open the import, or the one that runs."""
        from screens.imports.screen import ImportScreen

        if not isinstance(self.screen, ImportScreen):
            self.push_screen(ImportScreen())

    def action_language(self) -> None:
        """Switch between Turkish and English, and remember it."""
        self.choices.use_language("en" if i18n.language() == "tr" else "tr")

    def action_look(self) -> None:
        """Switch between dark and light, and remember it."""
        self.choices.use_look("light" if self.theme == theme.DARK else "dark")

    def on_key(self, event: events.Key) -> None:
        """Hand letters nobody took to a dialog or palette that is still being drawn."""
        typed_ahead = getattr(self.screen, "typed_ahead", None)
        if typed_ahead is not None and typed_ahead(event):
            event.prevent_default()

    async def on_event(self, event: events.Event) -> None:
        """Take an error's toast away with the next key."""
        if isinstance(event, events.Key) and any(
            one.severity == "error" for one in self._notifications
        ):
            self.clear_notifications()
        await super().on_event(event)


def make_app(session: Session, **options: Any) -> KobiApp:
    """Return the application for tests and screenshots: nothing is remembered."""
    return KobiApp(session, **options)


def run_app(path: Path, *, settings: Settings | None = None, who: str = "") -> int:
    """Open the application on the database at ``path`` and return its exit code.

    The language in force is used. Errors of opening (KobiError) are raised before anything is
    drawn.
    """
    settings = settings or Settings()
    session = open_session(path, who=who, door="screen", wait=settings.wait, lang=i18n.language())
    try:
        doors = first_start(session).doors
        # The threads keep connections of their own; the UI thread has no business with one.
        session.store.forget_thread()
        app = KobiApp(
            session,
            settings=settings,
            settings_file=paths.config_file(),
            state=state_file(),
            doors=doors,
        )
        with signals_kept():
            app.run()
        return app.return_code or 0
    finally:
        session.close()
