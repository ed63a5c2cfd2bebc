"""The first frame: drawn once, with its first rows, instead of piece by piece."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from typing import Any

from textual.app import App

# A list that takes longer than this to read is waited for with the shell in sight.
LONGEST = 0.25


class Curtain:
    """Holds back painting while the first screen is put together.

    What is put together before the first frame would be painted four times over: bare, laid
    out, with rows, with a card.
    """

    def __init__(self, app: App[Any]) -> None:
        """Stand ready for ``app``."""
        self._app = app
        self._held: ExitStack | None = None

    @property
    def is_down(self) -> bool:
        """Whether painting is held back."""
        return self._held is not None

    def drop(self) -> None:
        """Paint nothing from now on, but not for longer than a moment."""
        self._held = ExitStack()
        self._held.enter_context(self._app.batch_update())
        self._app.set_timer(LONGEST, self.lift)

    def lift(self) -> None:
        """Paint what there is; also looks for garbage again, where the start had put that off."""
        if self._held is not None:
            self._held.close()
            self._held = None
            self._app.screen.refresh(layout=True)
            self._app.call_after_refresh(self._tidy)

    def _tidy(self) -> None:
        if not gc.isenabled():
            # The program itself is no garbage: it need not be looked through every time.
            gc.freeze()
            gc.enable()
