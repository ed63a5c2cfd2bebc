"""An import that runs in the writer, whatever page is in sight meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual.timer import Timer

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError
from kobicrm.i18n import _, language, ngettext
from kobicrm.services import imports
from kobicrm.services.imports import ImportOptions, ImportReport
from screens.stop import Stop
from screens.widgets.header import Job

if TYPE_CHECKING:
    from screens.app import KobiApp

State = Literal["running", "done", "stopped", "failed"]
TICK_SECONDS = 0.2
# Before this much has passed, a rest time would be a guess.
_GUESS_AFTER = 1.0


class Pace:
    """How far something is and how long it will still take; written by one thread."""

    def __init__(self, total: int) -> None:
        """Begin a job of ``total`` steps."""
        self.total, self.done = total, 0
        self._since = time.monotonic()

    @property
    def percent(self) -> int:
        """How far the job is, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def seconds_left(self) -> int | None:
        """How long it will still take, None while nobody can tell."""
        passed = time.monotonic() - self._since
        if passed < _GUESS_AFTER or not self.done or self.done >= self.total:
            return None
        return max(1, round(passed * (self.total - self.done) / self.done))


class ImportRun:
    """Runs one import, tells the header how far it is, and the page while there is one."""

    def __init__(
        self,
        app: KobiApp,
        path: Path,
        options: ImportOptions,
        total: int,
        *,
        file_format: str = "",
    ) -> None:
        """Import ``path`` of ``total`` rows as it was tried with ``options``."""
        self.app, self.path, self.file_format = app, path, file_format
        self.stop = Stop()
        self.options = replace(
            options, dry_run=False, progress=self._planned, saving=self.stop.begin_saving
        )
        self.pace = Pace(total)
        self.state: State = "running"
        self.report: ImportReport | None = None
        self.error: KobiError | None = None
        self.undone = False
        # The page that shows it, called at every step; None when the user went elsewhere.
        self.page: Callable[[], None] | None = None
        self.in_sight: Callable[[], bool] = lambda: False
        self._timer: Timer | None = None

    def start(self) -> None:
        """Begin; other edits wait behind it."""
        self.app.import_run = self
        call = partial(imports.run_import, self.app.session, self.path, self.options)
        self.app.jobs.write(call, self._finished, self._failed, stop=self.stop)
        self._timer = self.app.set_interval(TICK_SECONDS, self._tick)
        self._tick()

    def let_go(self) -> None:
        """Go on without a page."""
        self.page, self.in_sight = None, lambda: False

    def _planned(self, rows: int) -> None:
        """Take how far the writer is; runs in its thread."""
        self.stop.check()
        self.pace.done = rows

    def _tick(self) -> None:
        if self.state == "running":
            self.app.shop_watch.show_job(Job(_("Importing"), self.pace.percent))
        if self.page:
            self.page()

    def _end(self, state: State) -> None:
        self.state = state
        if self._timer:
            self._timer.stop()
        self.app.shop_watch.show_job(None)
        if self.page:
            self.page()

    def _finished(self, report: ImportReport) -> None:
        self.report = report
        self.app.wrote(report.changeset)
        self._end("done")
        if not self.in_sight():
            back = self.app.undo_hint() if report.changeset else ""
            self.app.tell(done_text(report), back=back)

    def _failed(self, error: KobiError) -> None:
        self.error = error
        self._end("stopped" if error.code == "interrupted" else "failed")
        if self.page is None:
            self.app.import_run = None
        if not self.in_sight():
            if self.state == "stopped":
                self.app.tell(_("Import stopped; nothing was changed."))
            else:
                self.app.show_error(error)


def done_text(report: ImportReport) -> str:
    """Return what an import did in a few words."""
    if report.changes_nothing:
        return _("Imported: nothing was new.")
    added = ngettext("{n} new", "{n} new", report.created)
    filled = ngettext("{n} completed", "{n} completed", report.updated)
    counts = [
        text.format(n=format_count(count, language()))
        for count, text in ((report.created, added), (report.updated, filled))
        if count
    ]
    return _("Imported: {counts}").format(counts=", ".join(counts))
