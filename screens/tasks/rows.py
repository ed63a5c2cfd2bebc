"""The list of tasks: groups with headings, a box before each task, the bar only on tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from kobicrm.i18n import _
from screens.styles.glyphs import current
from screens.tasks.layout import Layout, Place
from screens.tasks.texts import GROUPS, TaskRow, due_width, number_of
from screens.text import pad, plain
from screens.widgets.columns import AFTER
from screens.widgets.pages import Row
from screens.widgets.rows import Rows
from screens.widgets.rows_drawing import BOLD, NORMAL, UNREAD, Look, State, with_matches

_GAP = 1
# How wide the kind and the contact are, by the least width of the list.
_WIDTHS = ((116, 9, 30), (80, 9, 20), (64, 9, 16), (50, 0, 14), (0, 0, 12))


@dataclass(frozen=True, slots=True)
class Cells:
    """The columns at a width of the list."""

    kind: int
    contact: int
    title: int


def cells_at(width: int) -> Cells:
    """Return the columns of a list ``width`` cells wide; the title takes what is left."""
    kind, contact = next((k, c) for least, k, c in _WIDTHS if width >= least)
    # Bar, mark, box and its gap, the day, the priority and its gap.
    before = 3 + cell_len(current().task) + due_width() + 2
    lead = kind + _GAP if kind else 0
    return Cells(kind, contact, max(width - before - lead - _GAP - contact - AFTER, 8))


class TaskRows(Rows):
    """Tasks in groups. The owner sets ``layout`` before it shows rows of another list."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__((), id=id)
        self.lines = Layout()

    @property
    def task_row(self) -> TaskRow | None:
        """The task under the bar, None while it is not read."""
        row = self.cursor_row
        return row if isinstance(row, TaskRow) else None

    # The bar

    def measure(self) -> None:
        """Keep the bar on a task."""
        self.cursor = self.lines.nearest(self.cursor)
        super().measure()

    def move_to(self, index: int) -> None:
        """Put the bar on the task at ``index``, or the next one that way."""
        step = 1 if index >= self.cursor else -1
        wanted = self.lines.nearest(index, step)
        super().move_to(wanted)

    def on_click(self, event: events.Click) -> None:
        """Put the bar where the mouse is, unless that is a heading."""
        place = self.lines.at(self.scroll_offset.y + event.y - 1)
        if event.y == 0 or (place is not None and place.kind != "task"):
            event.stop()
        else:
            super().on_click(event)

    # Drawing

    def draw(self, y: int) -> Strip:
        """Draw one line; above the first one the heading of the group in sight at the top."""
        place = self.lines.at(self.scroll_offset.y + max(y - 1, 0))
        if place is None:
            return super().draw(y) if y else Strip.blank(self._width, self._look.base)
        if place.kind == ("task" if y == 0 else "heading"):
            return self._heading(place, self._look, self._width)
        if y == 0 or place.kind == "space":
            return Strip.blank(self._width, self._look.base)
        return super().draw(y)

    def draw_line(self, row: Row | None, state: State) -> Strip:
        """Draw a task."""
        return draw_task(row, self._look, self._width, state, self.terms)

    def _heading(self, place: Place, look: Look, width: int) -> Strip:
        group = place.group
        tone = dict(look.tones)["error"] if group.key == "late" else NORMAL
        name = Segment(_(GROUPS[group.key]), tone + BOLD)
        count = Segment(f"  {number_of(group.count)}", look.muted)
        strip = Strip([Segment(" "), name, count])
        return strip.adjust_cell_length(width).apply_style(look.base).simplify()


def draw_task(row: Row | None, look: Look, width: int, state: State, terms: Sequence[str]) -> Strip:
    """Return a task as a line ``width`` cells wide; one not read yet is five dots."""
    signs, cells = current(), cells_at(width)
    reverse = look.reverse and state.cursor
    under, beside = (look.cursor_idle, look.bar_idle) if state.idle else (look.cursor, look.bar)
    segments = [
        Segment(signs.bar if state.cursor and not reverse else " ", beside),
        Segment(signs.mark if state.marked else " ", look.mark),
    ]
    if row is None:
        segments.append(Segment(UNREAD, look.muted))
    else:
        segments += _of_task(row, look, cells, state, terms)
    if reverse:
        segments = [Segment("".join(one.text for one in segments), under)]
    strip = Strip(segments).adjust_cell_length(width, NORMAL)
    return strip.apply_style(look.base + under if state.cursor else look.base).simplify()


def _of_task(
    row: Row, look: Look, cells: Cells, state: State, terms: Sequence[str]
) -> list[Segment]:
    signs, tones = current(), dict(look.tones)
    ended = row.cells["state"] != "open"
    box = signs.mark if ended else signs.task
    box = pad(box, cell_len(signs.task))
    muted = look.gone if state.gone else look.muted
    late = tones["error"] if row.tones.get("due") == "error" else muted
    alert = signs.alert if row.cells["priority"] == "high" and not ended else " "
    segments = [
        Segment(f"{box} ", muted if ended else NORMAL),
        Segment(pad(row.cells["due"], due_width()), muted if state.gone else late),
    ]
    if cells.kind:
        segments.append(Segment(f" {pad(row.cells['kind'], cells.kind)}", muted))
    segments.append(Segment(f"{alert} ", tones["warning"]))
    contact, room = plain(row.cells["contact"]), cells.title
    if not contact:
        room += _GAP + cells.contact
    title = plain(row.cells["title"])
    repeat = row.cells["repeat"] if cells.kind >= 9 and room >= 40 else ""
    if repeat and cell_len(title) + cell_len(repeat) + 3 <= room:
        title = f"{title} ({repeat})"
    style = muted if ended or state.gone else (BOLD if state.cursor else NORMAL)
    segments += with_matches(pad(title, room), style, look.match, terms)
    if contact:
        shown = pad(contact, cells.contact)
        segments.append(Segment(" " * _GAP))
        segments += with_matches(shown, muted, look.match, terms)
    return segments
