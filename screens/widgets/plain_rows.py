"""A list of a handful of things that are not records: no marks, all rows in memory."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.columns import Column
from screens.widgets.pages import Row
from screens.widgets.rows import Rows


class Listed:
    """Rows that are all there; see :class:`screens.widgets.pages.RowSource`."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        """Hold ``rows``."""
        self.rows = list(rows)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def get(self, index: int) -> Row | None:
        """Return the row at ``index``."""
        return self.rows[index] if 0 <= index < len(self.rows) else None


class PlainRows(Rows):
    """A list whose rows are all there at once; nothing in it is marked."""

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        """Make an empty list."""
        self.listed = Listed()
        super().__init__(columns, self.listed, id=id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave marks out."""
        return False if action == "mark" else super().check_action(action, parameters)

    def _toggle(self, row: Row) -> None:
        """Leave marks out for the mouse, too."""

    def fill(
        self, rows: Sequence[Row], cursor: int = 0, columns: Sequence[Column] | None = None
    ) -> None:
        """Show ``rows`` with the bar on ``cursor``, under other ``columns`` when given."""
        if columns is not None:
            self.columns = list(columns)
        self.listed.rows = list(rows)
        self.cursor = max(0, min(cursor, self.total - 1))
        self.measure()
        self.scroll_to(y=0, animate=False)
        self.reveal()
        self._tell()

    def put(self, rows: Sequence[Row]) -> None:
        """Show other ``rows`` in the places of those there are; the bar stays."""
        self.listed.rows = list(rows)
        self.measure()
