"""Exporting from the screen: ask, write in a reader, tell where the file lies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.i18n import _
from kobicrm.services.contacts import Selection, SelectionInfo, describe
from screens.exports.choice import ExportChoice
from screens.exports.dialog import ExportDialog

if TYPE_CHECKING:
    from screens.app import KobiApp

FOLDER = "exports.folder"
ASK = "export.ask"


def export(app: KobiApp, selection: Selection, count: int, columns: Sequence[str] = ()) -> None:
    """Ask how to export the ``selection`` and write it.

    ``count`` is what the list says of it; the dialog shows the exact number. ``columns`` are the
    keys of the columns in sight, offered beside all.
    """
    if app.export_run is not None:
        app.push_screen(app.export_run.page())
        return
    if not count:
        app.tell(_("There is nobody to export."), "warn")
        return
    asked = partial(_ask, app, selection, tuple(columns))
    app.jobs.read(ASK, partial(_look, app, selection), asked)


def _look(app: KobiApp, selection: Selection) -> tuple[SelectionInfo, Path]:
    kept = Path(app.state.get(FOLDER, "") or Path.home())
    return describe(app.session, selection), kept if kept.is_dir() else Path.home()


def _ask(
    app: KobiApp,
    selection: Selection,
    columns: tuple[str, ...],
    found: tuple[SelectionInfo, Path],
) -> None:
    info, folder = found
    if not info.count:
        app.tell(_("There is nobody to export."), "warn")
        return

    def answered(choice: ExportChoice | None) -> None:
        if choice is not None:
            from screens.exports.run import ExportRun

            app.state.set(FOLDER, str(choice.path.parent))
            ExportRun(app, selection, choice, info.count).start()

    dialog = ExportDialog(
        info.count,
        info.names,
        jobs=app.jobs,
        today=app.clock().date(),
        folder=folder,
        columns=columns,
    )
    app.push_screen(dialog, answered)
