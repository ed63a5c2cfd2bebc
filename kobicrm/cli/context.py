"""What the global options said, and the session a command works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm import config, i18n, paths
from kobicrm.cli.output import say, write
from kobicrm.i18n import _

if TYPE_CHECKING:
    import typer

    from kobicrm.services.session import Session


@dataclass
class Call:
    """The global options of this call; ``wait`` in seconds, None where nothing was given."""

    db: str = ""
    who: str = ""
    wait: float | None = None
    quiet: bool = False

    @cached_property
    def settings(self) -> config.Settings:
        """Return the settings file's content; ValidationError when it is wrong."""
        return config.load(paths.config_file())

    @property
    def database(self) -> Path:
        """Return the database file to work with."""
        return Path(self.db).expanduser() if self.db else paths.database_file()

    @property
    def backup_dir(self) -> Path:
        """Return the folder of backups: from the settings, else the platform's."""
        chosen = self.settings.backup.dir
        return Path(chosen).expanduser() if chosen else paths.backup_dir()

    @property
    def waiting(self) -> float:
        """Return how long to wait for other writers, in seconds."""
        return self.settings.wait if self.wait is None else self.wait

    @property
    def staff(self) -> str:
        """Return who is at work: --as, the settings, else the system's login."""
        return self.who or self.settings.staff or system_login()

    def tell(self, text: str) -> None:
        """Print what was done; with --quiet success is silent."""
        if not self.quiet:
            write(text + "\n")

    def say(self, text: str) -> None:
        """Tell something on stderr unless --quiet."""
        say(text, quiet=self.quiet)

    @contextmanager
    def session(self, *, create: bool | None = None) -> Iterator[Session]:
        """Open the database for this call.

        Left to itself, a missing one is made where no --db named it: a mistyped name must not
        become an empty shop. With ``create`` a new one is said on stderr.
        """
        from kobicrm import logs
        from kobicrm.services.session import open_session

        logs.quiet_libraries()
        path = self.database
        create = not self.db if create is None else create
        is_new = create and not path.exists()
        if is_new:
            paths.private_dir(path.absolute().parent)
        with open_session(
            path,
            who=self.staff,
            door="command",
            wait=self.waiting,
            lang=i18n.language(),
            create=create,
        ) as session:
            if is_new and self.db:
                self.say(_("New database: {file}").format(file=path))
            yield session


def call_of(ctx: typer.Context) -> Call:
    """Return the global options of the running command."""
    call = ctx.find_root().obj
    assert isinstance(call, Call)
    return call


def system_login() -> str:
    """Return the name of the system's user, '' when the system does not know it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
