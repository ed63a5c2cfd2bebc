"""How it happened and how it went, chosen in the outcome dialog."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from kobicrm.domain.interactions import OUTCOMES
from kobicrm.domain.kinds.labels import OUTCOME_LABELS
from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _
from screens.styles.glyphs import current
from screens.talks.names import CHANNELS
from screens.text import content
from screens.widgets.choice import OneOf

_GAP = 3
_COLUMNS = 3


class Direction(OneOf):
    """Who began it; digits are left to the outcome."""

    def on_key(self, event: events.Key) -> None:
        """Take no digit."""
        event.prevent_default()


class Channels(OneOf):
    """How it happened: more than a line holds, so that it moves along with the choice.

    A letter goes to the next channel that begins with it.
    """

    def __init__(self, value: str) -> None:
        """Begin with a channel."""
        super().__init__(tuple(CHANNELS.items()), value)

    def on_key(self, event: events.Key) -> None:
        """Go to the next channel that begins with a letter; take no digit."""
        event.prevent_default()
        letter = fold(event.character or "")
        if not letter.isalpha():
            return
        keys = list(CHANNELS)
        here = keys.index(self.value)
        for place in (*range(here + 1, len(keys)), *range(here)):
            if fold(_(CHANNELS[keys[place]])).startswith(letter):
                event.stop()
                self.choose(place)
                return

    def render(self) -> Content:
        """Draw the channels around the one chosen."""
        signs, keys = current(), list(CHANNELS)
        widths = [cell_len(signs.no) + 1 + cell_len(_(CHANNELS[key])) for key in keys]
        here = keys.index(self.value)
        first, last = self._in_sight(widths, here)
        parts = []
        for place in range(first, last + 1):
            on = place == here
            sign = (signs.yes if on else signs.no, "$primary" if on else "$muted")
            name = content(_(CHANNELS[keys[place]]), "bold $foreground" if on else "$muted")
            part = Content.assemble(sign, " ", name)
            parts.append(part.stylize(Style.from_meta({"place": place})))
        cut = (signs.cut, "$muted")
        lead, tail = (cut, " ") if first else (), (" ", cut) if last < len(keys) - 1 else ()
        return Content.assemble(*lead, Content(" " * _GAP).join(parts), *tail)

    def _in_sight(self, widths: list[int], here: int) -> tuple[int, int]:
        """Return the first and last place that fit, the chosen one among them."""
        room = max(self.size.width - 2 * (cell_len(current().cut) + 1), 10)
        first = last = here
        used = widths[here]
        while first > 0 and used + _GAP + widths[first - 1] <= room and here - first < 1:
            first -= 1
            used += _GAP + widths[first]
        while last < len(widths) - 1 and used + _GAP + widths[last + 1] <= room:
            last += 1
            used += _GAP + widths[last]
        while first > 0 and used + _GAP + widths[first - 1] <= room:
            first -= 1
            used += _GAP + widths[first]
        return first, last


class OutcomeGrid(OneOf):
    """The six outcomes in two rows, each with its digit; the one chosen can be taken back."""

    DEFAULT_CSS = "OutcomeGrid { height: 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,delete", "none", N_("no outcome"), show=False, id="choice.none"),
    ]

    def __init__(self, value: str) -> None:
        """Begin with an outcome, '' for none."""
        super().__init__(tuple((key, OUTCOME_LABELS[key]) for key in OUTCOMES), value)

    def on_key(self, event: events.Key) -> None:
        """Leave digits to the dialog: they choose wherever nothing is typed."""
        event.prevent_default()

    def render(self) -> Content:
        """Draw two rows of three."""
        signs, names = current(), [_(name) for _value, name in self.options]
        columns = [max(map(cell_len, names[at::_COLUMNS])) for at in range(_COLUMNS)]
        spare = self.size.width - sum(columns) - _COLUMNS * (cell_len(signs.no) + 3)
        gap = max(spare // _COLUMNS, 1)
        parts = []
        for place, (value, _name) in enumerate(self.options):
            on = value == self.value
            part = Content.assemble(
                (f"{place + 1} ", "bold $primary" if on else "$muted"),
                (signs.yes if on else signs.no, "$primary" if on else "$muted"),
                " ",
                content(names[place], "bold $foreground" if on else "$foreground"),
            )
            last = place % _COLUMNS == _COLUMNS - 1
            space = columns[place % _COLUMNS] - cell_len(names[place]) + gap
            end = "\n" if last and place < len(self.options) - 1 else "" if last else " " * space
            parts += [part.stylize(Style.from_meta({"place": place})), Content(end)]
        return Content("").join(parts)

    def action_none(self) -> None:
        """Choose none."""
        self.value = ""
