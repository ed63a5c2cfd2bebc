"""A style sheet that reads each source once for each set of colours.

Textual reads every source anew whenever a screen or a theme comes, four times before the first
frame; what was read is kept here until the colours change.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class KobiStylesheet(Stylesheet):
    """Textual's style sheet with a memory."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Put the rules together again; a source that can't be read leaves the old ones."""
        self.parse()
