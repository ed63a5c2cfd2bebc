"""An import on its page: how far it is, what it did, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError
from kobicrm.i18n import _
from kobicrm.services import imports, undo
from kobicrm.services.imports import ImportOptions, ImportReport, Preview
from kobicrm.services.undo import UndoReport
from screens.imports.errors import in_place
from screens.imports.nouns import unit
from screens.imports.recent import remember
from screens.imports.run import ImportRun

if TYPE_CHECKING:
    from screens.imports.screen import ImportScreen


class RunFlow:
    """The second half of an import page: from the start of the import on."""

    def __init__(self, screen: ImportScreen) -> None:
        """Work for ``screen``."""
        self.screen, self.app = screen, screen.kobi
        self.jobs, self.session = self.app.jobs, self.app.session
        self.path: Path | None = None
        self.options = ImportOptions()
        self.known: Preview | None = None
        self.running: ImportRun | None = None

    def choose_file(self, trouble: Callable[[], str] | None = None) -> None:
        """Go to the choice of a file, saying what was wrong with the last one."""
        raise NotImplementedError

    @property
    def can_stop(self) -> bool:
        """Whether the import that runs can still be stopped."""
        return self.running is not None and not self.running.stop.is_saving

    def run(self) -> None:
        """Import for good."""
        report = self.screen.trial.report
        if report is not None and self.path is not None:
            run = ImportRun(
                self.app, self.path, self.options, report.rows, file_format=report.source.format
            )
            self.join(run)
            run.start()

    def join(self, run: ImportRun) -> None:
        """Show an import that runs or is done."""
        self.running, self.path = run, run.path
        run.page = self.show_run
        run.in_sight = lambda: self.app.shows(self.screen)
        self.screen.show_page("run")
        self.show_run()

    def show_run(self) -> None:
        """Show how far the import is, or what it did."""
        run = self.running
        if run is None:
            return
        if run.state == "running":
            self._show_progress(run)
        elif run.state == "done" and run.report is not None:
            self._show_done(run, run.report)
        else:
            self._show_stopped(run)

    def _show_progress(self, run: ImportRun) -> None:
        from screens.imports.screen import RunStep

        page = self.screen.query_one(RunStep)
        saving = run.stop.is_saving
        stop = _("stop; nothing will be changed")
        if run.stop.is_wanted:
            stop = _("Stopping…")
        notes = _("Saving: this takes a moment and is not stopped."), _waits()
        page.set(
            _("Importing"),
            run.path.name,
            unit(run.pace.total, run.file_format),
            "" if saving else stop,
            notes=notes if saving else notes[1:],
        )
        page.total, page.done = run.pace.total, run.pace.total if saving else run.pace.done
        page.seconds_left = None if saving else run.pace.seconds_left
        self.screen.refresh_bindings()

    def _show_done(self, run: ImportRun, report: ImportReport) -> None:
        self.screen.done.policy = run.options.on_match
        self.screen.done.undone = run.undone
        if self.screen.page != "done":
            self.screen.show_page("done")
            remember(self.app.state, run.path.absolute())
        self.screen.done.show(report)
        self.screen.refresh_bindings()

    def _show_stopped(self, run: ImportRun) -> None:
        self.running = self.app.import_run = None
        error = run.error
        if self.known is None or run.state == "failed":
            text = partial(in_place, error) if error else None
            self.choose_file(text if run.state == "failed" else None)
        else:
            self.screen.show_page("trial")
        if run.state == "stopped" and run.in_sight():
            self.app.tell(_("Import stopped; nothing was changed."))

    def stop(self) -> None:
        """Stop the import; nothing of it is kept."""
        if self.running is not None:
            self.running.stop.ask()
            self.show_run()

    # Afterwards

    def save_refused(self) -> None:
        """Write the refused rows into a file beside the one they came from."""
        run = self.running
        if run is not None and run.report is not None:
            call = partial(imports.save_refused, run.path, run.options, run.report)
            self.jobs.read("import.refused", call, self._refused_saved, self._done_failed)

    def _refused_saved(self, file: Path) -> None:
        self.screen.done.saved, self.screen.done.trouble = file, ""
        self._say_done()

    def _done_failed(self, error: KobiError) -> None:
        self.screen.done.trouble = in_place(error)
        self._say_done()

    def _say_done(self) -> None:
        self.screen.done.relabel()
        self.screen.refresh_bindings()

    def undo(self) -> None:
        """Take the whole import back."""
        report = self.running.report if self.running else None
        if report is not None and report.changeset is not None:
            call = partial(undo.undo, self.session, report.changeset)
            self.jobs.write(call, self._undone, self._done_failed)

    def _undone(self, _report: UndoReport) -> None:
        if self.running is not None:
            self.running.undone = True
        self.screen.done.undone, self.screen.done.trouble = True, ""
        self._say_done()
        self.app.tell(_("Undone: import"), back=self.app.redo_hint())
        self.app.wrote(None)

    def leave(self) -> None:
        """Show the contacts; an import that runs goes on, a finished one is put away."""
        if self.running is not None:
            self.running.let_go()
            if self.running.state != "running":
                self.app.import_run = None
        self.screen.dismiss(None)
        if self.app.current_mode != "contacts":
            self.app.switch_mode("contacts")


def _waits() -> str:
    return _("You may go on working; what you save meanwhile is written afterwards.")
