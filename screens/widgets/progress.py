"""A long job on a page of its own: what runs, how far it is, how to stop it."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from kobicrm.domain.money import format_count, format_percent
from kobicrm.i18n import language, ngettext
from screens.styles.glyphs import current
from screens.text import content, fit, plain
from screens.widgets.keys import key_name

BAR = 40
_MINUTE = 60


class Progress(Widget, can_focus=True):
    """Title, a bar forty cells wide, count and rest time, and what Esc does."""

    DEFAULT_CSS = "Progress { width: 1fr; height: 1fr; }"

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)
    seconds_left: reactive[int | None] = reactive(None)

    def __init__(
        self,
        title: str = "",
        subject: str = "",
        unit: str = "",
        stop: str = "",
        *,
        id: str | None = None,
    ) -> None:
        """Show ``title`` (`İçe aktarılıyor`), its ``subject`` (a file), the ``unit`` counted
        (`satır`) and what Esc does (``stop``), all in the language in force."""
        super().__init__(id=id)
        self.set(title, subject, unit, stop)

    def set(
        self,
        title: str,
        subject: str = "",
        unit: str = "",
        stop: str = "",
        *,
        notes: tuple[str, ...] = (),
    ) -> None:
        """Show other texts; ``notes`` are muted lines at the end. No ``stop``: Esc does nothing."""
        self._title, self._subject, self._unit, self._stop = title, subject, unit, stop
        self._notes = notes
        self.refresh()

    @property
    def percent(self) -> int:
        """How far the job is, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    def render(self) -> Content:
        """Draw the block in the middle of the page."""
        signs = current()
        full = BAR * self.percent // 100
        percent = format_percent(self.percent, language())
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
        ]
        if self._stop:
            key = (key_name("escape"), "bold $foreground")
            rows.append(Content.assemble(key, " ", content(plain(self._stop), "$muted")))
        rows += [content(plain(note), "$muted") for note in self._notes]
        left = " " * max(0, (self.size.width - BAR - 7) // 2)
        top = max(0, (self.size.height - len(rows)) // 2)
        return Content("\n").join(
            [*[Content("")] * top, *[Content.assemble(left, row) for row in rows]]
        )

    def _count(self) -> str:
        if not self.total:
            return ""
        done, total = (format_count(count, language()) for count in (self.done, self.total))
        count = f"{done} / {total} {plain(self._unit)}"
        if self.seconds_left is None:
            return count
        seconds = self.seconds_left
        left = ngettext("{n} second left", "{n} seconds left", seconds).format(n=seconds)
        if seconds > _MINUTE:
            minutes = round(seconds / _MINUTE)
            left = ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
        return f"{count} {current().joint} {left}"
