"""How the lines of a form sheet are drawn: label, field and answer in their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kobicrm.i18n import _
from screens.styles.glyphs import current
from screens.text import fit, pad, plain
from screens.widgets.sheet_line import NOTHING, Line

LABEL, FIELD, GAP = 14, 28, 2
ANSWER_AT = LABEL + FIELD + GAP
# How many cells of a field are text: its edge and the last cell are not.
TEXT = FIELD - 2


@dataclass(frozen=True)
class SheetLook:
    """The styles of the parts, for one look of the application."""

    base: Style
    label: Style
    heading: Style
    edge: Style
    wrong: Style
    field: Style
    value: Style
    answer: Style
    question: Style
    error: Style
    key: Style
    on: Style
    chosen: Style
    bar: Style


def clipped(text: str, width: int) -> str:
    """Return the beginning of ``text`` in exactly ``width`` cells, … where it goes on."""
    if cell_len(text) <= width:
        return text + " " * (width - cell_len(text))
    cut = current().cut
    return set_cell_size(text, width - len(cut)) + cut


def draw_line(line: Line, row: int, look: SheetLook, *, width: int, active: bool) -> Strip:
    """Return row ``row`` of a line, ``width`` cells wide."""
    segments = list(_segments(line, row, look, width, active=active))
    return Strip(segments).adjust_cell_length(width, look.base).apply_style(look.base)


def _segments(
    line: Line, row: int, look: SheetLook, width: int, *, active: bool
) -> Iterator[Segment]:
    label = plain(line.label(line)) if row == 0 else ""
    if line.kind == "heading":
        yield Segment(fit(label, width), look.heading)
        return
    yield Segment(f"{pad(label, LABEL - 1)} ", look.label)
    if line.kind == "choice":
        yield from _choice(line, look, width, active=active)
        return
    if line.kind == "shown":
        yield Segment(f" {fit(plain(line.value), width - LABEL - 1)}", look.label)
        return
    if line.kind == "note":
        yield Segment(current().pane, look.edge)
        yield Segment(" " * (width - LABEL - 1), look.field)
        return
    yield Segment(current().pane, look.wrong if line.state == "error" else look.edge)
    if is_wide(line):
        yield Segment(f"{clipped(line.value, width - LABEL - 2)} ", look.value)
        return
    yield Segment(f"{clipped(line.value, TEXT)} ", look.value)
    yield Segment(" " * GAP, look.base)
    yield from answer(line, look, width - ANSWER_AT)


def is_wide(line: Line) -> bool:
    """Return whether a long text takes the room of its answer, which has nothing to say."""
    return line.kind == "text" and line.said == NOTHING and cell_len(line.value) > TEXT


def answer(line: Line, look: SheetLook, width: int) -> Iterator[Segment]:
    """Yield what is said beside a line."""
    said = line.said
    if said.kind in ("none", "note") and not said.offer:
        yield Segment(fit(plain(said.text), width), look.answer)
        return
    signs = current()
    asks = said.kind in ("question", "error")
    sign = signs.alert if asks else signs.becomes
    style = {"question": look.question, "error": look.error}.get(said.kind, look.answer)
    tail = "  F4" if said.offer else ""
    room = max(width - len(sign) - 1 - len(tail), 0)
    yield Segment(f"{sign} {fit(plain(said.text), room)}", style)
    if tail:
        yield Segment(tail, look.key)


def spans(line: Line, width: int) -> list[tuple[int, int, int]]:
    """Return where the options of a choice stand: (first cell, cell after, place).

    Empty when they don't fit: then only the chosen one is shown.
    """
    signs = current()
    at = LABEL
    found: list[tuple[int, int, int]] = []
    for place, (_value, name) in enumerate(line.options):
        wide = max(cell_len(signs.yes), cell_len(signs.no)) + 1 + cell_len(plain(_(name)))
        found.append((at, at + wide, place))
        at += wide + 3
    return found if at - 3 <= width else []


def _choice(line: Line, look: SheetLook, width: int, *, active: bool) -> Iterator[Segment]:
    signs = current()
    if places := spans(line, width):
        for start, end, place in places:
            value, name = line.options[place]
            on = value == line.value
            sign = signs.yes if on else signs.no
            text = pad(plain(_(name)), end - start - len(sign) - 1)
            yield Segment(f"{sign} ", look.on if on else look.label)
            yield Segment(text, look.chosen if on else look.label)
            yield Segment("   ", look.base)
        return
    names = dict(line.options)
    values = list(names)
    chosen = line.value in names
    text = plain(_(names[line.value])) if chosen else _("none chosen")
    yield Segment(f"{signs.yes if chosen else signs.no} ", look.on if chosen else look.label)
    place = values.index(line.value) + 1 if chosen else 0
    tail = f"   {place} / {len(values)}"
    if active:
        tail += f"   {signs.arrows[2]} {signs.arrows[3]}"
    room = width - LABEL - 2 - cell_len(tail)
    yield Segment(fit(text, room), look.chosen if chosen else look.label)
    yield Segment(tail, look.label)
