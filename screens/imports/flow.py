"""What happens between the pages of an import: reading, trying, running, going back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError
from kobicrm.services import imports
from kobicrm.services.fields import list_fields
from kobicrm.services.imports import ImportOptions, ImportReport, Preview
from kobicrm.services.session import Session
from screens.imports.errors import in_place, is_about_reading, sentence
from screens.imports.recent import Recent, recent
from screens.imports.run import Pace
from screens.imports.run_flow import RunFlow
from screens.stop import Stop

if TYPE_CHECKING:
    from screens.imports.screen import ImportScreen

# Rows of each result that the pages show; the counts are of all.
SAMPLES = 300
READ, TRIAL = "import.read", "import.trial"
TICK_SECONDS = 0.2


def _look_into(
    session: Session, path: Path, options: ImportOptions
) -> tuple[Preview, list[tuple[str, str]]]:
    found = imports.preview(session, path, options)
    return found, [(one.name, one.type) for one in list_fields(session)]


class Flow(RunFlow):
    """The state of one import page and the work behind it."""

    def __init__(self, screen: ImportScreen) -> None:
        """Work for ``screen``."""
        super().__init__(screen)
        self.options = ImportOptions(samples=SAMPLES)
        self._trial_stop = Stop()
        self._pace = Pace(0)
        self._timer = screen.set_interval(TICK_SECONDS, self._tick, pause=True)

    # File

    def begin(self, path: Path | None) -> None:
        """Show the folder used last, or read ``path`` at once."""
        if path is not None:
            self.open(path)
        self.jobs.read("import.recent", partial(recent, self.app.state), self._begin)

    def _begin(self, known: Recent) -> None:
        self.screen.file.begin(known.folder, known.files)

    def choose_file(self, trouble: Callable[[], str] | None = None) -> None:
        """Go to the choice of a file, saying what was wrong with the last one."""
        self.jobs.forget(READ)
        self.path = self.known = None
        self.screen.columns.forget()
        self.screen.file.say(trouble)
        self.screen.show_page("file")

    def open(self, path: Path) -> None:
        """Read a file from the beginning."""
        self.path = path
        self.options = ImportOptions(samples=SAMPLES)
        self._read(self.options)

    def _read(self, options: ImportOptions) -> None:
        if self.path is not None:
            call = partial(_look_into, self.session, self.path, options)
            self.screen.file.say_reading(self.path)
            self.jobs.read(READ, call, self._read_done, self._read_failed)

    def _read_done(self, found: tuple[Preview, list[tuple[str, str]]]) -> None:
        self.known, own = found
        self.options = self.known.options
        self.screen.columns.show(self.known, own)
        self.screen.columns.relabel()
        self.screen.show_page("columns")

    def _read_failed(self, error: KobiError) -> None:
        if is_about_reading(error):
            self.screen.columns.fail(partial(sentence, error))
            self.screen.show_page("columns")
        else:
            self._file_failed(error)

    def _file_failed(self, error: KobiError) -> None:
        self.choose_file(partial(in_place, error))

    # Columns

    def remap(self, mapping: dict[str | int, str]) -> None:
        """Take columns as the user told."""
        if self.known is not None:
            call = partial(imports.remap, self.session, self.known, mapping)
            self.jobs.read(READ, call, self._remapped)

    def _remapped(self, known: Preview) -> None:
        self.known, self.options = known, known.options
        self.screen.columns.show(known, self.screen.columns.own)

    def ask_reading(self) -> None:
        """Ask how the file is to be read."""
        from screens.imports.reading import ReadingDialog

        def answered(options: ImportOptions | None) -> None:
            if options is not None:
                self._read(options)

        if self.path is not None:
            dialog = ReadingDialog(self.session, self.jobs, self.path, self.options, self.known)
            self.app.push_screen(dialog, answered)

    # Trial

    def try_out(self, policy: str = "") -> None:
        """Plan the import without writing anything."""
        known, path = self.known, self.path
        if known is None or path is None:
            return
        self._trial_stop.ask()
        stop, self._pace = Stop(), Pace(known.rows)
        self._trial_stop = stop
        pace = self._pace

        def planned(rows: int) -> None:
            stop.check()
            pace.done = rows

        options = replace(
            self.options,
            on_match=policy or self.options.on_match,
            sha256=known.source.sha256,
            dry_run=True,
            progress=planned,
        )
        self.options = options
        trial = self.screen.trial
        trial.policy = options.on_match
        trial.report = None if not policy else trial.report
        trial.set_class(True, "-trying")
        trial.remove_class("-slow")
        trial.relabel()
        self.screen.show_page("trial")
        self._timer.resume()
        call = partial(imports.run_import, self.session, path, options)
        self.jobs.read(TRIAL, call, self._tried, self._trial_failed)

    def _tick(self) -> None:
        self.screen.trial.add_class("-slow")
        progress = self.screen.trial.trying
        progress.total, progress.done = self._pace.total, self._pace.done
        progress.seconds_left = self._pace.seconds_left

    def _tried(self, report: ImportReport) -> None:
        self._timer.pause()
        self.screen.trial.set_class(False, "-trying")
        self.screen.trial.show(report)
        self.screen.refresh_bindings()

    def _trial_failed(self, error: KobiError) -> None:
        self._timer.pause()
        if error.code == "interrupted":
            return
        self._file_failed(error)

    def back_to_columns(self) -> None:
        """Stop a trial that runs, and show the columns."""
        self._trial_stop.ask()
        self.jobs.forget(TRIAL)
        self._timer.pause()
        self.screen.show_page("columns")

    def close(self) -> None:
        """End what only this page waits for."""
        self._trial_stop.ask()
        for key in (READ, TRIAL):
            self.jobs.forget(key)
        if self.running is not None:
            self.running.let_go()
