"""A long job on a page of its own: what runs, how far it is, how to stop it."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from kobicrm.i18n import language, ngettext
from screens.styles.glyphs import current
from screens.text import content, fit, plain
from screens.widgets.keys import key_name

BAR = 40


class Progress(Widget):
    """Title, a bar forty cells wide, count and rest time, and what Esc does."""

    DEFAULT_CSS = "Progress { width: 1fr; height: 1fr; }"

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)
    seconds_left: reactive[int | None] = reactive(None)

    def __init__(self, title: str, subject: str, unit: str, stop: str) -> None:
        """Show ``title`` (`İçe aktarılıyor`), its ``subject`` (a file), the ``unit`` counted
        (`satır`) and what Esc does (``stop``), all in the language in force."""
        super().__init__()
        self._title, self._subject, self._unit, self._stop = title, subject, unit, stop

    @property
    def percent(self) -> int:
        """How far the job is, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    def render(self) -> Content:
        """Draw the block in the middle of the page."""
        signs = current()
        full = BAR * self.percent // 100
        percent = f"% {self.percent}" if language() == "tr" else f"{self.percent}%"
        rows = [
            Content.assemble(
                content(plain(self._title), "bold $foreground"),
                "  ",
                content(fit(plain(self._subject), BAR), "$muted"),
            ),
            Content.assemble(
                (signs.line * full, "$primary"),
                (signs.line * (BAR - full), "$rule"),
                f"  {percent}",
            ),
            content(self._count(), "$muted"),
            Content(""),
            Content.assemble(
                (key_name("escape"), "bold $foreground"), " ", content(plain(self._stop), "$muted")
            ),
        ]
        left = " " * max(0, (self.size.width - BAR - 7) // 2)
        top = max(0, (self.size.height - len(rows)) // 2)
        return Content("\n").join(
            [*[Content("")] * top, *[Content.assemble(left, row) for row in rows]]
        )

    def _count(self) -> str:
        count = f"{self.done} / {self.total} {plain(self._unit)}"
        if self.seconds_left is None:
            return count
        left = ngettext("{n} second left", "{n} seconds left", self.seconds_left)
        return f"{count} {current().joint} {left.format(n=self.seconds_left)}"
