"""How far a backup is, in percent of the whole."""

from __future__ import annotations

import threading
from collections.abc import Callable

Progress = Callable[[int], None]


class Pace:
    """Tells how far a backup is; what it tells may raise Interrupted, which ends the backup.

    Two threads may be at work: what is told never goes back.
    """

    def __init__(self, told: Progress | None = None) -> None:
        """Begin at 0; ``told`` takes the percent, in whichever thread is at work."""
        self._told = told
        self._guard = threading.Lock()
        self._from = self._to = self._now = 0

    def stage(self, upto: int) -> None:
        """Begin the next stage, which ends at ``upto`` percent."""
        self._from, self._to = self._to, upto
        self.part(0.0)

    def part(self, share: float) -> None:
        """Tell how much of the stage is done (0 to 1)."""
        here = round(self._from + (self._to - self._from) * min(share, 1.0))
        with self._guard:
            self._now = max(self._now, here)
            if self._told is not None:
                self._told(self._now)

    def ask(self) -> None:
        """Tell the same again: whoever waits is asked whether to go on."""
        self.part(0.0)
