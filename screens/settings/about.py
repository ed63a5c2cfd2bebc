"""Where the files lie, how the database is, and which KobiCRM this is."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from kobicrm import __version__, logs, paths
from kobicrm.i18n import N_, _
from kobicrm.i18n.findings import finding_text, level_text
from kobicrm.services import doctor
from kobicrm.services.doctor import DoctorReport
from screens.settings.items import Group, Item
from screens.styles.glyphs import current

_TONES = {"ok": "success", "warning": "warning", "error": "error"}


class FilesGroup(Group):
    """Every place KobiCRM keeps something in."""

    NAME = N_("Files")
    CHANGES = False

    def items(self) -> Sequence[Item]:
        """Return a line for each place."""
        settings = self.app.settings
        backups = settings.backup.dir or str(paths.backup_dir())
        file = self.app.choices.file or paths.config_file()
        places: list[tuple[str, str, Path, str]] = [
            ("database", _("Database"), self.app.session.path, _("All your data, in one file.")),
            ("settings", _("Settings"), file, _("What you chose on this computer.")),
            ("backups", _("Backups"), Path(backups), _("Copies of the database.")),
            ("log", _("Log"), paths.log_dir() / logs.LOG_NAME, _("Faults, without your data.")),
            ("state", _("State"), paths.state_dir(), _("Drafts and the state of lists.")),
        ]
        return [Item(key, label, str(place), about) for key, label, place, about in places]

    def edit(self, item: Item) -> None:
        """Copy the place."""
        self.app.copy_to_clipboard(item.value)
        self.app.tell(_("Copied: {text}").format(text=item.value))


class HealthGroup(Group):
    """What the doctor finds; he is asked whenever the group is opened."""

    NAME = N_("Health check")
    CHANGES = False

    _report: DoctorReport | None = None

    def read(self) -> None:
        """Ask the doctor."""
        session, chosen = self.app.session, self.app.settings.backup.dir
        call = partial(
            doctor.examine,
            session.path,
            backup_folders=[Path(chosen).expanduser()] if chosen else [],
            now=self.app.clock(),
            wait=self.app.settings.wait,
            store=session.store,
        )
        self.app.jobs.read("settings.doctor", call, self._examined)

    def _examined(self, report: DoctorReport) -> None:
        self._report = report
        self.changed()

    def items(self) -> Sequence[Item]:
        """Return a line for each finding."""
        if self._report is None:
            return (Item("wait", _("Being looked at"), acts=False),)
        signs = {"ok": current().yes, "warning": current().alert, "error": current().refused}
        about = _("What looks wrong in the data, and mending it one key at a time.")
        twice = _("Contacts that may be one, side by side, merged or kept apart.")
        found = [
            Item("quality", _("Data quality"), _("open"), about),
            Item("duplicates", _("Duplicates"), _("open"), twice),
        ]
        for place, one in enumerate(self._report.findings):
            text = finding_text(one.code, one.values)
            value = f"{signs[one.level]} {level_text(one.level)}"
            tone = _TONES[one.level]
            found.append(Item(f"{place}", text, value, text, copy=text, tone=tone))
        return found

    def edit(self, item: Item) -> None:
        """Open a page that mends the data, or look again."""
        pages = {"quality": self.app.action_quality, "duplicates": self.app.action_duplicates}
        if item.key in pages:
            pages[item.key]()
            return
        self._report = None
        self.changed()
        self.read()


class VersionGroup(Group):
    """Which KobiCRM this is, and what it stands on."""

    NAME = N_("Version")
    CHANGES = False

    def items(self) -> Sequence[Item]:
        """Return a line for each part."""
        parts = [("KobiCRM", __version__), ("Python", platform.python_version())]
        parts += [("Textual", version("textual")), (_("System"), platform.platform())]
        whole = "\n".join(f"{name} {value}" for name, value in parts)
        about = _("For a report of a fault.")
        return [Item(name, name, value, about, copy=whole) for name, value in parts]

    def edit(self, item: Item) -> None:
        """Copy all of it."""
        self.app.copy_to_clipboard(item.copy)
        self.app.tell(_("Copied: {text}").format(text=item.copy.replace("\n", ", ")))
