"""What an empty place says."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from screens.text import content, fit, plain


class EmptyPlace(Widget):
    """What is missing (bold), what it gives (muted lines), one or two keys with a verb.

    The block is centred as a whole and its lines are aligned inside it.
    """

    DEFAULT_CSS = "EmptyPlace { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        title: str = "",
        lines: Sequence[str] = (),
        keys: Sequence[tuple[str, str]] = (),
        *,
        id: str | None = None,
    ) -> None:
        """Show texts in the language in force; ``keys`` are pairs of a key and its verb."""
        super().__init__(id=id)
        self.set(title, lines, keys)

    def set(
        self, title: str, lines: Sequence[str] = (), keys: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show other texts."""
        self._title, self._lines, self._keys = title, lines, keys
        self.refresh()

    def render(self) -> Content:
        """Draw the block a little above the middle."""
        room = max(self.size.width - 2, 1)
        rows = [content(fit(plain(self._title), room), "bold $foreground")]
        rows += [content(fit(plain(line), room), "$muted") for line in self._lines]
        if self._keys:
            rows.append(Content(""))
        rows += [
            Content.assemble((key, "bold $primary"), " ", (plain(verb), "$foreground"))
            for key, verb in self._keys
        ]
        left = " " * max(0, (self.size.width - max(row.cell_length for row in rows)) // 2)
        top = max(0, (self.size.height - len(rows)) // 3)
        return Content("\n").join(
            [*[Content("")] * top, *[Content.assemble(left, row) for row in rows]]
        )
