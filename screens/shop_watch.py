"""What the header says: the shop's name and place, and how old the last backup is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm import paths
from kobicrm.i18n import _
from kobicrm.services import backups
from kobicrm.services.shop import ShopInfo, get_shop
from screens.widgets.header import Job, ShopState

if TYPE_CHECKING:
    from screens.app import KobiApp


class ShopWatch:
    """Reads in the threads of an application, and has its areas show what is new."""

    def __init__(self, app: KobiApp) -> None:
        """Watch for ``app``; nothing is known yet."""
        self.app = app
        self.state = ShopState()

    def read_shop(self) -> None:
        """Read the shop's name and place again."""
        self.app.jobs.read("app.shop", partial(get_shop, self.app.session), self._shop_read)

    def _shop_read(self, shop: ShopInfo) -> None:
        note = _("Demo shop") if self.app.session.path == paths.demo_file() else ""
        self._set(replace(self.state, name=shop.name, place=shop.place, note=note))

    def read_backup(self) -> None:
        """Look again how old the last backup is."""
        chosen = self.app.settings.backup.dir
        folders = [Path(chosen).expanduser()] if chosen else []
        look = partial(backups.last_backup, self.app.session.path, folders)
        self.app.jobs.read("app.backup", look, self._backup_read)

    def _backup_read(self, last: backups.LastBackup | None) -> None:
        at = last.at.astimezone(self.app.clock().tzinfo) if last else None
        self._set(replace(self.state, last_backup=at))

    def show_job(self, job: Job | None) -> None:
        """Show how far something long is in the place of the backup's age; None: it is over."""
        self._set(replace(self.state, job=job))

    def _set(self, state: ShopState) -> None:
        self.state = state
        self.app.show_shop()
