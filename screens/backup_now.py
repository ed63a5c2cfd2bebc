"""A backup made from the screen: in a thread, with how far it is in the header."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.config import parse_keep
from kobicrm.domain.money import format_percent
from kobicrm.errors import KobiError
from kobicrm.i18n import _, language
from kobicrm.services import backups
from kobicrm.services.backups import BackupReport
from screens.long_work import LongWork, Told

if TYPE_CHECKING:
    from screens.app import KobiApp

KEY = "backup.now"
WHOLE = 100


class BackupNow(LongWork[BackupReport]):
    """Makes one backup with the user's settings; everybody works on meanwhile."""

    def __init__(self, app: KobiApp, changed: Callable[[], None]) -> None:
        """Make one for ``app``; ``changed`` as in :class:`LongWork`."""
        super().__init__(app, _("Backing up"), WHOLE, changed)

    def begin(self) -> None:
        """Begin; where it lies is told at the end."""
        settings = self.app.settings
        chosen = settings.backup.dir
        create = partial(
            backups.create,
            self.app.session.path,
            to=Path(chosen).expanduser() if chosen else None,
            keep=parse_keep(settings.backup.keep) if settings.backup.keep else None,
            compress=settings.backup.compress,
            recipients=settings.backup.recipients,
            clock=self.app.clock,
            wait=settings.wait,
        )

        def call(told: Told) -> BackupReport:
            return create(progress=told)

        self.run(call, self._made)

    def count(self) -> str:
        """Return how far it is in percent."""
        return format_percent(self.pace.percent, language())

    def _queue(
        self,
        call: Callable[[], BackupReport],
        done: Callable[[BackupReport], None],
        failed: Callable[[KobiError], None],
    ) -> None:
        self.app.jobs.read(KEY, call, done, failed, stop=self.brake)

    def _stopped(self) -> str:
        return _("Backup stopped; no file was made.")

    def _made(self, report: BackupReport) -> None:
        self.app.shop_watch.read_backup()
        number = f"{report.bytes / 1_000_000:.1f}"
        size = number.replace(".", ",") if language() == "tr" else number
        self.app.tell(_("Backed up and checked: {size} MB").format(size=size))
