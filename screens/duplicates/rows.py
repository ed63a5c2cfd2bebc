"""The fields of a pair: a row each, two sides, a mark where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from kobicrm.i18n import N_
from screens.duplicates.pair import Field, ShownPair
from screens.duplicates.texts import items, label, one_line
from screens.styles.glyphs import current
from screens.widgets.columns import BEFORE, Column, Placed
from screens.widgets.pages import Row
from screens.widgets.plain_rows import PlainRows

if TYPE_CHECKING:
    from textual import events

LABEL, EDGE = 10, 4
# A window as high as this has room for a blank row between fields.
HIGH = 30
_COLUMNS = [
    Column("label", "", sortable=False),
    *(Column(key, "", {0: 1}, sortable=False) for key in ("mark0", "side0", "mark1", "side1")),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow(Row):
    """A field as a row."""

    field: Field


class PairRows(PlainRows):
    """The fields; the arrows take a side. A line stands where a list has its header."""

    HELP_NAME: ClassVar[str] = N_("In the fields")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pair--rule"}
    DEFAULT_CSS = "PairRows > .pair--rule { color: $rule; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,h",
            "screen.take(0)",
            N_("Left"),
            tooltip=N_("take the value at the left"),
            id="duplicates.left",
        ),
        Binding(
            "right,l",
            "screen.take(1)",
            N_("Choose"),
            tooltip=N_("take the value at the right"),
            id="duplicates.right",
        ),
        Binding("a", "screen.take(2)", N_("Both"), tooltip=N_("keep both"), id="duplicates.both"),
        Binding(
            "tab",
            "screen.swap",
            N_("Swap"),
            tooltip=N_("have the other record stay"),
            show=False,
            id="duplicates.swap",
        ),
        Binding(
            "f4",
            "screen.suggest",
            N_("As suggested"),
            tooltip=N_("choose everything as suggested"),
            show=False,
            id="duplicates.suggest",
        ),
    ]

    @dataclass
    class Clicked(Message):
        """A side of the row under the bar was clicked: 0 the left one, 1 the right one."""

        side: int

    air = False

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty list."""
        self._pair: ShownPair | None = None
        super().__init__(_COLUMNS, id=id)

    @property
    def field(self) -> Field | None:
        """The field under the bar."""
        row = self.cursor_row
        return row.field if isinstance(row, FieldRow) else None

    def show_pair(self, pair: ShownPair | None) -> None:
        """Show a pair, or none; on the same pair the bar stays on its field."""
        if pair is not self._pair:
            self._fill(pair)

    def _fill(self, pair: ShownPair | None) -> None:
        field = self.field if pair and self._pair and pair.place == self._pair.place else None
        self._pair = pair
        rows = self._rows()
        keys = [row.field.key if isinstance(row, FieldRow) else "" for row in rows]
        self.fill(rows, keys.index(field.key) if field and field.key in keys else 0)

    def redraw_fields(self) -> None:
        """Show what is picked now, in the language in force."""
        self.put(self._rows())

    def _rows(self) -> Sequence[Row]:
        pair = self._pair
        if pair is None:
            return []
        fields = pair.fields
        self.air = self.app.size.height >= HIGH and 2 * len(fields) - 1 <= self.window
        rows: list[Row] = []
        for place, field in enumerate(fields):
            if self.air and rows:
                rows.append(Row(-place, {}))
            rows.append(_row(place, field, pair))
        return rows

    # Places

    def placed(self) -> list[Placed]:
        """Return label, marks and sides: both sides are of one width."""
        mark = cell_len(current().yes)
        side = max((self.size.width - BEFORE - LABEL - 1 - EDGE) // 2 - mark - 2, 1)
        found, start = [], BEFORE
        for column, width in zip(self.columns, (LABEL, mark, side, mark, side), strict=True):
            found.append(Placed(column, start, width))
            start += width + 1 + (column.key == "side0")
        return found

    @property
    def side_places(self) -> tuple[Placed, Placed]:
        """Where the values of both sides stand."""
        placed = self.placed()
        return placed[2], placed[4]

    def draw(self, y: int) -> Strip:
        """Draw one line; the first is a rule, where there is a pair below it."""
        if y or self._pair is None:
            return super().draw(y)
        rule = self.get_component_rich_style("pair--rule", partial=True)
        width = self.scrollable_content_region.width
        return Strip([Segment(current().rule * width, self.rich_style + rule)])

    def on_resize(self) -> None:
        """Make room between the fields where there is some."""
        if self._pair is not None:
            self._fill(self._pair)
        super().on_resize()

    # Bar and mouse

    def move_to(self, index: int) -> None:
        """Put the bar on a field, never between two."""
        if self.air and index % 2:
            index += 1 if index > self.cursor else -1
        super().move_to(index)

    def on_click(self, event: events.Click) -> None:
        """Take the side under the mouse."""
        index = self.scroll_offset.y + event.y - 1
        if event.y == 0 or not isinstance(self.source.get(index), FieldRow):
            event.stop()
            return
        super().on_click(event)
        placed = self.placed()
        if event.x >= placed[1].start:
            self.post_message(self.Clicked(int(event.x >= placed[3].start)))


def _row(place: int, field: Field, pair: ShownPair) -> FieldRow:
    signs, key = current(), field.key
    cells, tones = {"label": label(key)}, {"label": "muted"}
    for side, given in enumerate((field.line.keep, field.line.gone)):
        text = one_line(key, items(key, given, pair.types, roles=not pair.has_roles))
        taken = field.pick is not None and field.pick[side]
        cells[f"side{side}"] = text or "-"
        tones[f"side{side}"] = "text" if taken else "muted"
        if field.pick is not None:
            cells[f"mark{side}"] = signs.yes if taken else signs.no
            tones[f"mark{side}"] = "accent" if taken else "muted"
    return FieldRow(place + 1, cells, tones, field=field)
