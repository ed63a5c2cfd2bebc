"""Exporting everything of the shop from the screen, into one archive."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.domain.query import EVERYTHING
from kobicrm.domain.turkish import lower_invariant
from kobicrm.i18n import N_, _
from kobicrm.services import contacts, exports
from kobicrm.services.contacts import Selection
from kobicrm.services.exports import ArchiveReport
from screens.dialogs.prompt import PromptDialog
from screens.exports.acts import FOLDER
from screens.exports.choice import ExportChoice, check
from screens.exports.run import RUN, ExportRun
from screens.imports.file_rows import place_text
from screens.imports.folder import place_of, typed

if TYPE_CHECKING:
    from kobicrm.errors import KobiError
    from screens.app import KobiApp

LOOK = "export.all"
NAME, ENDING = N_("shop"), ".zip"


def suggested(folder: Path, today: date) -> str:
    """Return `~/dukkan-2026-11-20.zip`."""
    return f"{place_text(folder)}/{_(NAME)}-{today.isoformat()}{ENDING}"


def _zip(name: str) -> str:
    return name if lower_invariant(name).endswith(ENDING) else name + ENDING


def export_everything(app: KobiApp) -> None:
    """Ask where everything goes, and write it there."""
    if app.export_run is not None:
        app.push_screen(app.export_run.page())
        return
    kept = Path(app.state.get(FOLDER, "") or Path.home())
    folder = kept if kept.is_dir() else Path.home()

    def answered(text: str | None) -> None:
        if text:
            told = typed(text)
            place = place_of(folder, told.folder) / _zip(told.rest)
            app.jobs.read(LOOK, partial(_look, app, place), partial(_begin, app, place))

    dialog = PromptDialog(
        _("Export everything"),
        value=suggested(folder, app.clock().date()),
        hint=_(
            "Contacts, the trash, interactions, settings and the history, in one file. Another"
            " KobiCRM takes it in: kobicrm import FILE"
        ),
    )
    app.push_screen(dialog, answered)


def _look(app: KobiApp, place: Path) -> tuple[int, bool, KobiError | None]:
    there, error = check(place)
    return contacts.count(app.session), there, error


def _begin(app: KobiApp, place: Path, found: tuple[int, bool, KobiError | None]) -> None:
    count, there, error = found
    if error is not None:
        app.show_error(error)
    elif there:
        app.tell(_("This file is there already; give another name."), "warn")
    else:
        app.state.set(FOLDER, str(place.parent))
        EverythingRun(app, place, count).start()


class EverythingRun(ExportRun):
    """Writes all of a shop into one ZIP file, whole or not at all."""

    def __init__(self, app: KobiApp, path: Path, count: int) -> None:
        """Write into the new file ``path``; ``count`` contacts tell how long it may take."""
        super().__init__(app, Selection(where=EVERYTHING), ExportChoice(path, "zip"), count)

    def begin(self) -> None:
        """Let a reader write it."""
        call = partial(
            exports.export_all, self.app.session, self.choice.path, progress=self._written
        )
        self.app.jobs.read(RUN, call, self._all_done, self._failed)

    def _all_done(self, _report: ArchiveReport) -> None:
        self.done(_("Everything written: {file}").format(file=self.file))
