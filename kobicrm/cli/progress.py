"""A progress line on stderr, only where somebody watches."""

from __future__ import annotations

import sys
from types import TracebackType

from kobicrm.i18n import _


class Bar:
    """Shows how far a long job is; silent without a terminal or with --quiet."""

    def __init__(self, text: str, *, quiet: bool = False) -> None:
        """Prepare a line that begins with ``text``."""
        self._text = text
        self._shown = not quiet and sys.stderr.isatty()
        self._last = ""

    def update(self, done: int, total: int | None = None) -> None:
        """Show ``done`` of ``total`` steps."""
        if not self._shown:
            return
        amount = f"{done:,} / {total:,}" if total else f"{done:,}"
        between = _(",")
        line = f"{self._text}  {amount.replace(',', between)}"
        if line != self._last:
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()
            self._last = line

    def __enter__(self) -> Bar:
        """Return the bar itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the line, so that what follows stands alone."""
        if self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
