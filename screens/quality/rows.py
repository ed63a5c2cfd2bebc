"""The list of findings: rows are read as they come into sight and kept by what they are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from kobicrm.i18n import N_
from screens.quality.collected import Collected, Key, Shown
from screens.quality.reading import FindingRow, row_of
from screens.widgets.columns import Column
from screens.widgets.pages import Row
from screens.widgets.rows import Rows

KEPT = 1_000
# Rows read beyond the window, so that a step or an answered finding finds its neighbour there.
BESIDE = 32
COLUMNS = (
    Column("name", N_("Name"), muted=False, sortable=False),
    Column("kind", N_("Finding"), {0: 15, 38: 19, 44: 22}, sortable=False),
)


class Source:
    """What the list draws from: see :class:`screens.widgets.pages.RowSource`."""

    def __init__(self) -> None:
        """Begin empty."""
        self.shown = Shown(Collected())
        self._rows: OrderedDict[Key, FindingRow] = OrderedDict()

    @property
    def total(self) -> int:
        """How many findings are shown."""
        return self.shown.total

    def get(self, index: int) -> FindingRow | None:
        """Return the row at ``index``, None while it is not read."""
        key = self.shown.key(index)
        return self._rows.get(key) if key is not None else None

    def lacking(self, first: int, last: int) -> list[Key]:
        """Return the findings of these rows that are to be read."""
        keys = (self.shown.key(index) for index in range(max(first, 0), min(last, self.total)))
        return [key for key in keys if key is not None and key not in self._rows]

    def keep(self, rows: Iterable[FindingRow]) -> None:
        """Keep rows that were read; the oldest are let go."""
        for row in rows:
            self._rows[row.key] = row
            self._rows.move_to_end(row.key)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

    def forget(self, contacts: Iterable[int]) -> None:
        """Let go of the rows of contacts that were written."""
        gone = set(contacts)
        for key in [key for key in self._rows if key.contact in gone]:
            del self._rows[key]

    def relabel(self) -> None:
        """Write the rows again in the language in force."""
        self._rows = OrderedDict(
            (key, row_of(row.contact, row.finding)) for key, row in self._rows.items()
        )


class FindingRows(Rows):
    """The findings. Nothing is marked here: each is answered by its own key."""

    HELP_NAME: ClassVar[str] = N_("In the findings")
    BINDINGS: ClassVar[list[BindingType]] = [
        # One of them at a time: where nothing is suggested, Enter asks for the right value.
        Binding(
            "enter,ctrl+s,f4",
            "screen.accept",
            N_("Accept"),
            tooltip=N_("take the suggestion"),
            id="quality.accept",
        ),
        Binding(
            "enter",
            "screen.write",
            N_("Correct it"),
            tooltip=N_("write the right value"),
            id="quality.write",
        ),
    ]

    @dataclass
    class Wanted(Message):
        """Rows of these findings are to be read."""

        keys: Sequence[Key]

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty list."""
        self.found = Source()
        self._asked: Sequence[Key] = ()
        super().__init__(COLUMNS, self.found, id=id)

    @property
    def row(self) -> FindingRow | None:
        """The finding under the bar, None while it is not read or there is none."""
        return self.found.get(self.cursor)

    @property
    def key(self) -> Key | None:
        """Which finding the bar is on."""
        return self.found.shown.key(self.cursor)

    def relist(self, shown: Shown, index: int | None = None) -> None:
        """Show other findings; the bar goes to row ``index``, or stays with its finding.

        When that one left, its successor is taken.
        """
        key = self.key
        if index is None and key is not None:
            index = shown.index_of(key)
        self.found.shown = shown
        self.reload(shown.total, index)

    def take(self, rows: Iterable[FindingRow]) -> None:
        """Take rows that were read."""
        self.found.keep(rows)
        self._asked = ()
        self.refresh()
        self._tell()

    def ready(self) -> None:
        """Ask for the rows in sight that are not read."""
        top = self.scroll_offset.y
        near = range(top, top + self.window)
        if self.found.lacking(near.start, near.stop):
            keys = self.found.lacking(near.start - BESIDE, near.stop + BESIDE)
            if keys != self._asked:
                self._asked = keys
                self.post_message(self.Wanted(keys))
        super().ready()

    def relabel(self) -> None:
        """Write the rows again in the language in force."""
        self.found.relabel()
        self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave marks and opening out."""
        if action in ("mark", "open"):
            return False
        return super().check_action(action, parameters)

    def _toggle(self, row: Row) -> None:
        """Leave marks out for the mouse, too."""
