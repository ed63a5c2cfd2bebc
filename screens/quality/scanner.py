"""Looking everybody through in a reader, piece by piece, while the first findings are answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError
from kobicrm.services.quality import PIECE
from screens.imports.run import Pace
from screens.quality.collected import Collected
from screens.quality.reading import Beginning, Part, read_beginning, read_part

if TYPE_CHECKING:
    from screens.app import KobiApp

SCAN = "quality.scan"
# So few are looked at in no time, and fill a window if anything does.
FIRST_PIECE = 500


class Scanner:
    """One scan at a time; the page is told of each piece and of the end."""

    def __init__(
        self,
        app: KobiApp,
        *,
        begun: Callable[[Beginning], None],
        found: Callable[[Collected], None],
        over: Callable[[], None],
    ) -> None:
        """Scan for a page: ``begun``, then ``found`` for every piece, at last ``over``."""
        self.app = app
        self._begun, self._found, self._over = begun, found, over
        self.pace = Pace(0)
        # The id up to which everybody was looked at.
        self.last = 0
        self.looked = 0
        self.running = self.complete = False

    def start(self) -> None:
        """Look everybody through from the beginning; a scan that runs is let go."""
        self.last = self.looked = 0
        self.running, self.complete = True, False
        call = partial(read_beginning, self.app.session)
        self.app.jobs.read(SCAN, call, self._begin, self._failed)

    def stop(self) -> None:
        """Leave it at what was found."""
        self.app.jobs.forget(SCAN)
        self.running = False

    def _begin(self, known: Beginning) -> None:
        self.pace = Pace(known.contacts)
        self._begun(known)
        self._go_on(FIRST_PIECE)

    def _go_on(self, limit: int) -> None:
        call = partial(read_part, self.app.session, self.last, limit)
        self.app.jobs.read(SCAN, call, self._read, self._failed)

    def _read(self, part: Part) -> None:
        self.looked += part.looked
        self.pace.done = self.looked
        if part.last is None:
            self.running, self.complete = False, True
        else:
            self.last = part.last
        self._found(part.found)
        if part.last is None:
            self._over()
        else:
            self._go_on(PIECE)

    def _failed(self, error: KobiError) -> None:
        self.running = False
        self.app.show_error(error)
        self._over()
