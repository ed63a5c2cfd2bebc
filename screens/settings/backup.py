"""Backups: where they go, how many stay, making one now, and having one made every night."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kobicrm import paths
from kobicrm.config import DEFAULT_KEEP
from kobicrm.domain.dates import ago
from kobicrm.i18n import N_, _, language
from kobicrm.services.backups.schedule import Schedule, command_of, schedules
from screens.settings.items import Group, Item

_TITLES = {"cron": "cron", "systemd": "systemd", "windows": N_("Windows Task Scheduler")}


def program() -> list[str]:
    """Return the words that start KobiCRM on this machine, from anywhere."""
    found = shutil.which("kobicrm")
    if found:
        return [found]
    beside = Path(sys.executable).with_name("kobicrm")
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "kobicrm"]


class BackupGroup(Group):
    """The settings of backups, the button for one, and the lines for every night."""

    NAME = N_("Backup")

    def items(self) -> Sequence[Item]:
        """Return the settings and acts."""
        backup = self.app.settings.backup
        kept = self.where_kept()
        dir_about = _("A disk you can unplug is best.")
        last = self.app.shop_watch.state.last_backup
        age = ago(last, self.app.clock(), language()) if last else _("none yet")
        folder = backup.dir or str(paths.backup_dir())
        now_about = _("Made while everybody works on, and opened and checked before it counts.")
        keep_about = _("daily=7,weekly=4,monthly=12: one of each of the last days, weeks, months.")
        small_about = _("Smaller files; they take a little longer.")
        return (
            Item("now", _("Back up now"), _("last: {age}").format(age=age), now_about),
            Item("dir", _("Folder"), folder, f"{dir_about}\n{kept}"),
            Item("keep", _("Keep"), backup.keep or _("all"), f"{keep_about}\n{kept}"),
            Item(
                "compress",
                _("Compress"),
                _("yes") if backup.compress else _("no"),
                f"{small_about}\n{kept}",
            ),
            *self._nightly(),
        )

    def _nightly(self) -> Sequence[Item]:
        found = []
        for place, one in enumerate(self._schedules()):
            label = _("Every night: {system}").format(system=_(_TITLES[one.system]))
            value = one.file or one.text.split("\n")[0]
            about = _("Enter shows it whole; {key} copies it.").format(key="y")
            found.append(Item(f"night{place}", label, value, about, copy=one.text))
        return found

    def _schedules(self) -> list[Schedule]:
        backup = self.app.settings.backup
        path = self.app.session.path
        database = None if path == paths.database_file() else path
        words = command_of(
            program(), database=database, folder=backup.dir, keep=backup.keep or DEFAULT_KEEP
        )
        return schedules(words, windows=sys.platform == "win32")

    def edit(self, item: Item) -> None:
        """Change a setting, make a backup, or show what makes one every night."""
        if item.key == "now":
            self.app.action_back_up()
        elif item.key == "compress":
            on = not self.app.settings.backup.compress
            self._keep(item, "true" if on else "")
        elif item.key.startswith("night"):
            from screens.settings.text_dialog import TextDialog

            one = self._schedules()[int(item.key.removeprefix("night"))]
            self.app.push_screen(TextDialog(item.label, one.text, one.file))
        else:
            self._ask(item)

    def _ask(self, item: Item) -> None:
        backup = self.app.settings.backup
        value, hint = backup.dir, _("A folder; empty: the usual place on this computer.")
        if item.key == "keep":
            value, hint = (
                backup.keep,
                _("For example {keep}; empty: all.").format(keep=DEFAULT_KEEP),
            )
        self.ask(item.label, value, partial(self._keep, item), hint=hint, empty=True)

    def _keep(self, item: Item, text: str) -> None:
        self.app.choices.keep(f"backup.{item.key}", text)
        now = next((one.value for one in self.items() if one.key == item.key), text)
        self.kept(item.label, now)
        self.app.shop_watch.read_backup()
