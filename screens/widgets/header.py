"""The two rows at the top: whose shop, how old the backup is, and the areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from kobicrm.i18n import _, language
from screens.styles.glyphs import current
from screens.text import content, plain, two_ends
from screens.widgets.backup_age import backup_age
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from textual import events

# The binding, and the action, that leads from the demo shop to the own one.
WAY_BACK = "app.home"


class Area(NamedTuple):
    """An area of the application: the digit that opens it, its id and its name (message id).

    A ``quiet`` one is not for every day: it stands at the right end of the row.
    """

    digit: str
    id: str
    name: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Something long that runs: a label in the language in force and 0 to 100 percent."""

    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class ShopState:
    """What the header says. ``note`` (`Örnek dükkân`) stands in warning colour before the name.

    With ``way_back`` the key that leads back to the own shop takes the place of the backup.
    """

    name: str = ""
    place: str = ""
    last_backup: datetime | None = None
    job: Job | None = None
    note: str = ""
    way_back: bool = False


def _local_now() -> datetime:
    return datetime.now().astimezone()


class ShopHeader(Widget):
    """Shop and backup on the first row, the areas on the second (none: one row only)."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ShopHeader { dock: top; height: 2; background: $surface; color: $foreground; }
    ShopHeader.-plain { height: 1; }
    """

    state: reactive[ShopState] = reactive(ShopState())
    active: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """An area was clicked."""

        area: str

    def __init__(
        self,
        areas: Sequence[Area] = (),
        active: str = "",
        *,
        clock: Callable[[], datetime] = _local_now,
    ) -> None:
        """Show ``areas`` with one of them ``active``; ``clock`` gives the local time."""
        super().__init__(classes="" if areas else "-plain")
        self.areas = areas
        self._clock = clock
        self.set_reactive(ShopHeader.active, active)

    def on_mount(self) -> None:
        """Look at the clock once a minute: a backup grows old by itself."""
        self.set_interval(60, self.refresh)

    def set_job(self, job: Job | None) -> None:
        """Show how far a long job is in the place of the backup's age, or take it away."""
        self.state = replace(self.state, job=job)

    async def on_click(self, event: events.Click) -> None:
        """Send word that an area was clicked, or go back to the own shop."""
        if act := event.style.meta.get("act"):
            event.stop()
            await self.app.run_action(act)
        elif area := event.style.meta.get("area"):
            event.stop()
            self.post_message(self.Chosen(area))

    def render(self) -> Content:
        """Draw both rows for the present width."""
        width = self.size.width
        first = two_ends(self._shop(), self._right(), width - 2)
        lines = [Content.assemble(" ", first, " ")]
        if self.areas:
            lines.append(self._tabs(width))
        return Content("\n").join(lines)

    def _shop(self) -> Content:
        state = self.state
        parts = []
        if state.note:
            # First, so that it is never what is cut.
            note = f"{current().alert} {plain(state.note)}"
            parts.append(content(note, "bold $warning"))
        if state.name or not state.note:
            parts.append(content(plain(state.name) or "KobiCRM", "bold"))
        shop = Content("  ").join(parts)
        if state.place:
            place = content(f" {current().joint} {plain(state.place)}", "$muted")
            shop = Content.assemble(shop, place)
        return shop

    def _right(self) -> Content:
        if job := self.state.job:
            percent = f"% {job.percent}" if language() == "tr" else f"{job.percent}%"
            return content(f"{plain(job.label)} {percent}", "$foreground")
        if self.state.way_back:
            key = content(key_of(self.app, WAY_BACK), "bold $foreground")
            hint = Content.assemble(key, " ", (_("back to your own shop"), "$muted"))
            return hint.stylize(Style.from_meta({"act": WAY_BACK}))
        age = backup_age(self.state.last_backup, self._clock())
        return Content.assemble((age.sign, f"${age.level}"), (f" {age.text}", "$muted"))

    def _tabs(self, width: int) -> Content:
        """Return the row of tabs; names give way to digits, those of quiet areas first."""
        for names, quiet_names in ((True, True), (True, False)):
            left = self._tab_line(names=names)
            right = self._tab_line(names=quiet_names, quiet=True)
            free = width - left.cell_length - right.cell_length
            if free >= 0:
                return Content.assemble(left, " " * free, right)
        return Content.assemble(
            self._tab_line(names=False), self._tab_line(names=False, quiet=True)
        )

    def _tab_line(self, *, names: bool, quiet: bool = False) -> Content:
        tabs = []
        for area in self.areas:
            if area.quiet == quiet:
                tabs.append(self._tab(area, named=names or area.id == self.active))
        return Content("").join(tabs)

    def _tab(self, area: Area, *, named: bool) -> Content:
        on = area.id == self.active
        tab = Content.assemble(
            " ",
            (
                key_of(self.app, f"area.{area.id}") or area.digit,
                "bold $primary" if on else "$muted",
            ),
            (f" {_(area.name)}" if named else "", "bold $foreground" if on else "$muted"),
            # Digits alone stand closer at the right: six areas by name fill 72 of 80 cells.
            "" if area.quiet and not named else " ",
        )
        if on:
            tab = tab.stylize("on $background")
        if on and self.app.native_ansi_color:
            tab = tab.stylize("underline", 1, len(tab) - 1)
        return tab.stylize(Style.from_meta({"area": area.id}))
