"""The brake of a long write: pulled on the UI thread, obeyed in the writer."""

from __future__ import annotations

import threading

from kobicrm.errors import Interrupted


class Stop:
    """Ends a long write before its last step; once that has begun it is too late."""

    def __init__(self) -> None:
        """Let the work go on."""
        self._guard = threading.Lock()
        self._wanted = False
        self._saving = False

    @property
    def is_wanted(self) -> bool:
        """Whether the work is to end."""
        return self._wanted

    @property
    def is_saving(self) -> bool:
        """Whether the last step has begun, which is not stopped."""
        return self._saving

    def ask(self) -> bool:
        """Ask for the end; False when the last step has begun."""
        with self._guard:
            self._wanted = not self._saving
            return self._wanted

    def check(self) -> None:
        """Raise Interrupted when the end was asked for; called by the work itself."""
        if self._wanted:
            raise Interrupted("interrupted")

    def begin_saving(self) -> None:
        """Begin the last step, unless the end was asked for: then raise Interrupted."""
        with self._guard:
            if self._wanted:
                raise Interrupted("interrupted")
            self._saving = True
