"""Looking into the folder of messages now and then, and telling of those that came."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError
from kobicrm.i18n import _, error_text, ngettext
from screens.stop import Stop

if TYPE_CHECKING:
    from kobicrm.services.mail_folder import FolderReport
    from kobicrm.services.session import Session
    from screens.app import KobiApp

# The first look waits until the first list is on the screen.
FIRST_SECONDS, LOOK_SECONDS = 10.0, 180.0
READ = "app.mail"
# A mailbox of years is read in so many steps that nobody's own work waits long.
AT_ONCE = 500


class MailWatch:
    """Reads what is new in the folder of the settings, in the threads of an application."""

    def __init__(self, app: KobiApp) -> None:
        """Watch for ``app``."""
        self.app = app
        self._reading = False
        # What went wrong last: the same is not told every few minutes.
        self._told = ""

    def begin(self) -> None:
        """Look soon, and then every few minutes, when the settings name a folder."""
        if self.app.settings.mail.folder:
            self.app.set_timer(FIRST_SECONDS, self.look)
            self.app.set_interval(LOOK_SECONDS, self.look)

    def look(self) -> None:
        """See whether there are new files; only then is anything of them read."""
        if self._reading or self.app.switching.in_demo:
            return
        self._reading = True
        folder = Path(self.app.settings.mail.folder).expanduser()
        session = self.app.session
        look = partial(_has_new, session, folder)
        self.app.jobs.read(READ, look, partial(self._looked, session, folder), self._failed)

    def _looked(self, session: Session, folder: Path, is_new: bool) -> None:
        if not is_new:
            self._over()
            return
        stop = Stop()
        call = partial(_read, session, folder, stop)
        self.app.jobs.write(call, self._read, self._failed, stop=stop)

    def _read(self, report: FolderReport) -> None:
        self._over()
        if report.more:
            # What was written meanwhile goes before the next ones.
            self.look()
        if report.changeset is None:
            return
        count = report.created
        text = ngettext("{n} new message came", "{n} new messages came", count).format(n=count)
        self.app.tell(text, back=self.app.undo_hint())
        self.app.wrote(report.changeset)

    def _over(self) -> None:
        self._reading, self._told = False, ""

    def _failed(self, error: KobiError) -> None:
        self._reading = False
        if error.code not in (self._told, "interrupted"):
            self._told = error.code
            self.app.tell(_("E-mail folder: {problem}").format(problem=error_text(error)), "warn")


def _has_new(session: Session, folder: Path) -> bool:
    # Imported in the reader: most shops have no such folder.
    from kobicrm.services.mail_folder import has_new

    return has_new(session, folder)


def _read(session: Session, folder: Path, stop: Stop) -> FolderReport:
    from kobicrm.services.mail_folder import read_folder

    return read_folder(
        session,
        folder,
        most=AT_ONCE,
        progress=lambda _rows: stop.check(),
        saving=stop.begin_saving,
    )
