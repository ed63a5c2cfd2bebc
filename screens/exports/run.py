"""An export that runs in a reader; a long one has a page that stops it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError
from kobicrm.i18n import _, error_text, language, ngettext
from kobicrm.services import exports
from kobicrm.services.contacts import Selection
from kobicrm.services.exports import ExportReport
from screens.exports.choice import ExportChoice
from screens.imports.file_rows import place_text
from screens.imports.run import TICK_SECONDS, Pace
from screens.stop import Stop
from screens.widgets.header import Job

if TYPE_CHECKING:
    from screens.app import KobiApp
    from screens.exports.screen import ExportScreen

RUN = "export.run"
# More contacts than this take long enough for a page of their own.
LONG = 20_000


class ExportRun:
    """Writes one selection into one file, whole or not at all."""

    def __init__(
        self, app: KobiApp, selection: Selection, choice: ExportChoice, count: int
    ) -> None:
        """Write ``count`` contacts as chosen."""
        self.app, self.selection, self.choice = app, selection, choice
        self.stop, self.pace = Stop(), Pace(count)
        self.shown: ExportScreen | None = None
        self._timer = app.set_interval(TICK_SECONDS, self._tick, pause=True)

    def start(self) -> None:
        """Begin."""
        self.app.export_run = self
        self.begin()
        self._timer.resume()
        if self.pace.total > LONG:
            self.app.push_screen(self.page())

    def begin(self) -> None:
        """Let a reader write it."""
        choice = self.choice
        call = partial(
            exports.export_contacts,
            self.app.session,
            choice.path,
            format=choice.format,
            excel_tr=choice.excel_tr,
            columns=choice.columns,
            selection=self.selection,
            force=choice.force,
            progress=self._written,
        )
        self.app.jobs.read(RUN, call, self._done, self._failed)

    def page(self) -> ExportScreen:
        """Return a page that shows how far the export is."""
        from screens.exports.screen import ExportScreen

        return ExportScreen(self)

    def _written(self, count: int) -> None:
        """Take how far the reader is; runs in its thread."""
        self.stop.check()
        self.pace.done = count

    def _tick(self) -> None:
        self.app.shop_watch.show_job(Job(_("Exporting"), self.pace.percent))
        if self.shown:
            self.shown.show_pace()

    def _end(self) -> None:
        self._timer.stop()
        self.app.export_run = None
        self.app.shop_watch.show_job(None)
        if self.shown is not None and self.shown.is_attached:
            self.shown.leave()

    @property
    def file(self) -> str:
        """Where it goes, as people write it."""
        path = self.choice.path
        return f"{place_text(path.parent)}/{path.name}"

    def done(self, text: str) -> None:
        """End, and tell what was written."""
        self._end()
        self.app.tell(text)

    def _done(self, report: ExportReport) -> None:
        text = ngettext("{n} contact written: {file}", "{n} contacts written: {file}", report.rows)
        self.done(text.format(n=format_count(report.rows, language()), file=self.file))

    def _failed(self, error: KobiError) -> None:
        self._end()
        if error.code == "interrupted":
            self.app.tell(_("Export stopped; no file was made."))
        else:
            self.app.tell(error_text(error), "error")
