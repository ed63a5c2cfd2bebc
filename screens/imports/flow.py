"""What happens between the pages of an import: choosing a file, trying it, going back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError
from kobicrm.services import imports
from kobicrm.services.imports import ImportOptions, ImportReport
from screens.imports.columns_flow import READ, SAMPLES, ColumnsFlow
from screens.imports.recent import Recent, recent
from screens.imports.run import Pace
from screens.stop import Stop

if TYPE_CHECKING:
    from screens.imports.screen import ImportScreen

TRIAL = "import.trial"
TICK_SECONDS = 0.2


class Flow(ColumnsFlow):
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

    # Trial

    def try_out(self, policy: str = "") -> None:
        """Plan the import without writing anything."""
        known, path = self.known, self.path
        if known is None or path is None:
            return
        if self.lacks_contact:
            self.ask_contact()
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
