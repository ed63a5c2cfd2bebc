"""A backup made from the screen: in a thread, with how far it is in the header."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from kobicrm import paths
from kobicrm.config import parse_keep
from kobicrm.errors import KobiError
from kobicrm.i18n import _, language
from kobicrm.services import backups
from kobicrm.services.backups import BackupReport
from screens.widgets.header import Job

if TYPE_CHECKING:
    from screens.app import KobiApp

KEY = "backup.now"
LOOK_SECONDS = 0.3
# The rest of the time goes into opening and checking the copy.
COPYING = 80


class BackupNow:
    """Makes one backup with the user's settings; tells where it lies."""

    running: bool = False

    def __init__(self, app: KobiApp, done: Callable[[], None]) -> None:
        """Work for ``app``; ``done`` is called when the backup is there."""
        self.app = app
        self._done = done
        self._timer: Timer | None = None
        chosen = app.settings.backup.dir
        self._folder = Path(chosen).expanduser() if chosen else None

    def run(self) -> None:
        """Begin, unless one is being made already."""
        if BackupNow.running:
            self.app.tell(_("A backup is being made already."), "warn")
            return
        BackupNow.running = True
        settings = self.app.settings
        call = partial(
            backups.create,
            self.app.session.path,
            to=self._folder,
            keep=parse_keep(settings.backup.keep) if settings.backup.keep else None,
            compress=settings.backup.compress,
            recipients=settings.backup.recipients,
            clock=self.app.clock,
            wait=settings.wait,
        )
        self._look()
        self._timer = self.app.set_interval(LOOK_SECONDS, self._look)
        self.app.jobs.read(KEY, call, self._made, self._failed)

    def _look(self) -> None:
        """Show how much of the copy is written."""
        folder = self._folder or paths.backup_dir()
        try:
            size = self.app.session.path.stat().st_size
            written = sum(part.stat().st_size for part in folder.glob(".kobicrm-*.part"))
        except OSError:
            # Just renamed, or the disk is gone: then the backup itself will say so.
            return
        percent = min(COPYING, COPYING * written // size) if size else 0
        self.app.shop_watch.show_job(Job(_("Backing up"), percent))

    def _over(self) -> None:
        BackupNow.running = False
        if self._timer is not None:
            self._timer.stop()
        self.app.shop_watch.show_job(None)
        self.app.shop_watch.read_backup()

    def _made(self, report: BackupReport) -> None:
        self._over()
        number = f"{report.bytes / 1_000_000:.1f}"
        size = number.replace(".", ",") if language() == "tr" else number
        self.app.tell(_("Backed up and checked: {size} MB").format(size=size))
        self._done()

    def _failed(self, error: KobiError) -> None:
        self._over()
        self.app.show_error(error)
