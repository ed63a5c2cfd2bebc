"""Looking for pairs in a reader, while the first ones are answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from kobicrm.errors import KobiError
from kobicrm.services import duplicates
from kobicrm.services.session import Session
from screens.duplicates.rounds import Ids
from screens.stop import Stop

if TYPE_CHECKING:
    from screens.app import KobiApp

SEARCH = "duplicates.search"
# How often what was found is shown.
TICK_SECONDS = 0.1
# More than anybody answers in one go; the next search finds what is left.
MOST = 100_000


class Finder:
    """One search at a time; the page is told of what was found and of the end."""

    def __init__(
        self,
        app: KobiApp,
        *,
        found: Callable[[Sequence[Ids]], None],
        over: Callable[[], None],
    ) -> None:
        """Search for a page: ``found`` again and again, at last ``over``."""
        self.app = app
        self._found, self._over = found, over
        self._waiting: deque[Ids] = deque()
        self._timer: Timer | None = None
        # Whether the last search came to its end, or found as many as are taken at a time.
        self.running = self.complete = self.is_full = False

    def start(self) -> None:
        """Search from the beginning; a search that runs is let go."""
        self.stop()
        self.running, self.complete, self.is_full = True, False, False
        # Its own, so that one that is let go tells nothing to this one.
        self._waiting = deque()
        stop = Stop()
        call = partial(_search, self.app.session, self._waiting, stop)
        self.app.jobs.read(SEARCH, call, self._done, self._failed, stop=stop)
        self._timer = self.app.set_interval(TICK_SECONDS, self._take)

    def stop(self) -> None:
        """Leave it at what was found."""
        self.app.jobs.forget(SEARCH)
        self._end()

    def _end(self) -> None:
        self.running = False
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _take(self) -> None:
        if found := [self._waiting.popleft() for _each in range(len(self._waiting))]:
            self._found(found)

    def _done(self, count: int) -> None:
        self._end()
        self.is_full = count >= MOST
        self.complete = not self.is_full
        self._take()
        self._over()

    def _failed(self, error: KobiError) -> None:
        self._end()
        self._take()
        self.app.show_error(error)
        self._over()


def _search(session: Session, found: deque[Ids], stop: Stop) -> int:
    """Put the ids of every pair into ``found``; return how many there were."""
    count = 0
    with closing(duplicates.pairs(session, limit=MOST)) as pairs:
        for pair in pairs:
            stop.check()
            found.append((pair.first.id, pair.second.id))
            count += 1
    return count
