"""Backing up by command from anywhere, and stopping it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from textual.app import SystemCommand
from textual.screen import Screen

from kobicrm.domain.dates import ago
from kobicrm.i18n import _, language
from screens.areas import WithAreas

if TYPE_CHECKING:
    from screens.app import KobiApp
    from screens.backup_now import BackupNow


class WithBackups(WithAreas):
    """The part of the application that makes backups; one at a time."""

    backup: BackupNow | None = None

    def action_back_up(self) -> None:
        """Make a backup now, unless one is being made already."""
        from screens.backup_now import BackupNow

        if self.backup is not None:
            cast("KobiApp", self).tell(_("A backup is being made already."), "warn")
            return
        self.backup = BackupNow(cast("KobiApp", self), self._backup_changed)
        self.backup.begin()
        self._backup_changed()

    def action_stop_backup(self) -> None:
        """Stop the backup that is being made; nothing of it is kept."""
        if self.backup is not None:
            self.backup.stop()

    def _backup_changed(self) -> None:
        if self.backup is not None and self.backup.over:
            self.backup = None
        for area in self.open_areas():
            area.show_head()
            area.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop a backup while one is being made."""
        if action == "stop_backup":
            return self.backup is not None
        return super().check_action(action, parameters)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer a backup from everywhere, with the age of the last one beside it."""
        from screens.widgets.palette import Act

        yield from super().get_system_commands(screen)
        if self.backup is None:
            act = Act("app.back_up", self, "back_up", self)
            yield SystemCommand(_("Back up now"), self._last_backup(), act)

    def _last_backup(self) -> str:
        kobi = cast("KobiApp", self)
        last = kobi.shop_watch.state.last_backup
        if last is None:
            return _("no backup yet")
        return _("last backup {age}").format(age=ago(last, kobi.clock(), language()))
