"""The lines of a list as strips: pure functions from a row and its state to segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kobicrm.i18n import _
from screens.styles.glyphs import current
from screens.text import fit, match_spans, pad, plain
from screens.widgets.columns import BEFORE, Column, Placed
from screens.widgets.pages import Row

UNREAD = "·····"
BOLD = Style(bold=True)
NORMAL = Style()


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a list's parts, as its style sheet has them now.

    ``reverse`` is for 16 colours, where the cursor row is reversed as a whole instead.
    """

    base: Style
    header: Style
    sorted: Style
    muted: Style
    bar: Style
    bar_idle: Style
    mark: Style
    match: Style
    gone: Style
    cursor: Style
    cursor_idle: Style
    reverse: bool = False
    tones: tuple[tuple[str, Style], ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is special about a row: under the bar, marked, deleted elsewhere.

    The bar is ``idle`` while something else has the focus.
    """

    cursor: bool = False
    idle: bool = False
    marked: bool = False
    gone: bool = False


def draw_header(
    placed: Sequence[Placed], look: Look, width: int, sorted_by: tuple[str, bool] | None
) -> Strip:
    """Return the header line; the sorted column is bold and carries the direction."""
    signs = current()
    segments = [Segment(" " * BEFORE)]
    at = BEFORE
    for column, start, cells in placed:
        segments.append(Segment(" " * (start - at)))
        title, style = _(column.header) if column.header else "", look.header
        if sorted_by and sorted_by[0] == column.sorts_by and column.sortable:
            title = f"{fit(title, cells - 2)} {signs.down if sorted_by[1] else signs.up}"
            style = look.sorted
        segments.append(Segment(pad(title, cells, right=column.right), style))
        at = start + cells
    return Strip(segments).adjust_cell_length(width).apply_style(look.base).simplify()


def draw_row(
    row: Row | None,
    placed: Sequence[Placed],
    look: Look,
    *,
    width: int,
    state: State,
    terms: Sequence[str] = (),
) -> Strip:
    """Return one row ``width`` cells wide; a row not read yet is drawn as five dots."""
    signs = current()
    reverse = look.reverse and state.cursor
    bar = signs.bar if state.cursor and not reverse else " "
    mark = signs.mark if state.marked else " "
    under, beside = (look.cursor_idle, look.bar_idle) if state.idle else (look.cursor, look.bar)
    segments = [Segment(bar, beside), Segment(mark, look.mark), Segment(" ")]
    at = BEFORE
    for place, (column, start, cells) in enumerate(placed):
        segments.append(Segment(" " * (start - at)))
        text = UNREAD if place == 0 else ""
        if row is not None:
            text = plain(row.cells.get(column.key, ""))
        style = _cell_style(row, column, look, state)
        shown = pad(text, cells, right=column.right)
        segments += with_matches(shown, style, look.match, terms if row else ())
        at = start + cells
    if reverse:
        whole = "".join(segment.text for segment in segments)
        segments = [Segment(whole, under)]
    strip = Strip(segments).adjust_cell_length(width, NORMAL)
    ground = look.base + under if state.cursor else look.base
    # Fewer pieces: each costs again whenever the line is cut and written.
    return strip.apply_style(ground).simplify()


def _cell_style(row: Row | None, column: Column, look: Look, state: State) -> Style:
    if state.gone:
        return look.gone
    if row is None:
        return look.muted
    if tone := row.tones.get(column.key):
        return dict(look.tones)[tone]
    if column.takes_rest:
        return BOLD if state.cursor else NORMAL
    return look.muted if column.muted else NORMAL


def with_matches(shown: str, style: Style, match: Style, terms: Sequence[str]) -> list[Segment]:
    """Return ``shown`` with the places in ``match`` style where the folded ``terms`` stand."""
    if not terms:
        return [Segment(shown, style)]
    segments: list[Segment] = []
    at = 0
    for start, end in match_spans(shown, terms):
        if start > at:
            segments.append(Segment(shown[at:start], style))
        segments.append(Segment(shown[start:end], style + match))
        at = end
    segments.append(Segment(shown[at:], style))
    return segments
