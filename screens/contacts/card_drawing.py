"""How a line of the card is coloured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.style import Style as VisualStyle

if TYPE_CHECKING:
    from screens.contacts.card_lines import CardLine


class Look(NamedTuple):
    """The styles of the card as its style sheet has them now."""

    base: Style
    bar: Style
    cursor: Style
    text: VisualStyle


class TextStrips:
    """The lines of a card as strips, each drawn once.

    Nothing is wrapped or aligned: Textual's own way does both, at several times the cost.
    """

    def __init__(
        self,
        base: VisualStyle,
        width: int,
        variables: Mapping[str, str],
        lines: Sequence[CardLine],
    ) -> None:
        """Draw on ``base``, at most ``width`` cells; ``variables`` are those of the theme."""
        self._base = base
        self._width = width
        self._variables = dict(variables)
        self._lines = lines
        self._drawn: dict[int, Strip] = {}
        self._parsed: dict[str, VisualStyle] = {}

    def are_of(self, lines: Sequence[CardLine], width: int) -> bool:
        """Return whether it is these very lines that are drawn, at this width."""
        return lines is self._lines and width == self._width

    def line(self, index: int) -> Strip:
        """Return line ``index``."""
        if index not in self._drawn:
            text = self._lines[index].content
            parts = text.render(self._base, end="", parse_style=self._style)
            strip = Strip([Segment(part, style.rich_style) for part, style in parts]).simplify()
            fits = strip.cell_length <= self._width
            self._drawn[index] = strip if fits else strip.crop(0, self._width)
        return self._drawn[index]

    def _style(self, words: str | VisualStyle) -> VisualStyle:
        if not isinstance(words, str):
            return words
        if words not in self._parsed:
            self._parsed[words] = VisualStyle.parse(words, self._variables)
        return self._parsed[words]


def on_ground(strip: Strip, ground: Style) -> Strip:
    """Return the strip on the cursor's ground."""
    colour = Style(bgcolor=ground.bgcolor)
    return Strip(
        [Segment(one.text, (one.style or Style()) + colour, one.control) for one in strip],
        strip.cell_length,
    )
