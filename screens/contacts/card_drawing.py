"""How a line of the card is coloured."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.style import Style as VisualStyle


class Look(NamedTuple):
    """The styles of the card as its style sheet has them now."""

    base: Style
    bar: Style
    cursor: Style
    text: VisualStyle


def on_ground(strip: Strip, ground: Style) -> Strip:
    """Return the strip on the cursor's ground."""
    colour = Style(bgcolor=ground.bgcolor)
    return Strip(
        [Segment(one.text, (one.style or Style()) + colour, one.control) for one in strip],
        strip.cell_length,
    )
