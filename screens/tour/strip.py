"""The two lines above the footer in which the tour speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from screens.styles.glyphs import current
from screens.text import content, two_ends

_FORMATTER = Formatter()
# Where a clause ends that is followed by another one.
_CLAUSE = re.compile(r"[.;,] ")


class Said(NamedTuple):
    """What the strip says, in the language in force; ``keys`` are (binding id, verb)."""

    place: str
    text: str
    note: str
    keys: tuple[tuple[str, str], ...]
    # Whether the step before was done, and not passed over.
    after_done: bool = False


def with_keys(text: str, key_of: Callable[[str], str], style: str) -> Content:
    """Return ``text`` with the names of keys, bold, in the place of ``{binding.id}``."""
    parts: list[Content] = []
    for literal, name, _spec, _conversion in _FORMATTER.parse(text):
        parts.append(content(literal, style))
        if name is not None:
            parts.append(content(key_of(name), "bold $foreground"))
    return Content("").join(parts)


def _clauses(note: Content, room: int) -> Content:
    """Return the note, or as many of its clauses as fit: half a word helps nobody."""
    if note.cell_length <= room:
        return note
    ends = [found.start() for found in _CLAUSE.finditer(note.plain)]
    fitting = [note[:end] for end in ends if note[:end].cell_length <= room]
    return fitting[-1] if fitting else Content("")


class TourStrip(Widget):
    """Place and sentence on the first line; what it is good for, and the keys, on the second."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TourStrip { height: 2; background: $panel; color: $foreground; }
    """

    def __init__(self, say: Callable[[], Said], key_of: Callable[[str], str]) -> None:
        """Show what ``say`` returns; ``key_of`` tells the key of a binding."""
        super().__init__()
        self._say = say
        self._key_of = key_of

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        if act := event.style.meta.get("act"):
            event.stop()
            await self.app.run_action(act)

    def render(self) -> Content:
        """Draw both lines; a sentence too long for the first one takes the place of the note."""
        said = self._say()
        room = self.size.width - 3
        bar = (f"{current().bar} ", "$primary")
        sign = Content.styled(f"{current().yes} ", "$success" if said.after_done else "$muted")
        head = Content.assemble(
            sign if said.after_done else "",
            content(f"{said.place}  ", "bold $primary"),
            with_keys(said.text, self._key_of, "$foreground"),
        )
        keys = Content("  ").join([self._hint(act, verb) for act, verb in said.keys])
        first, *rest = head.wrap(room)
        note = _clauses(with_keys(said.note, self._key_of, "$muted"), room - keys.cell_length - 2)
        second = two_ends(Content(" ").join(rest) if rest else note, keys, room)
        return Content("\n").join([Content.assemble(bar, line) for line in (first, second)])

    def _hint(self, act: str, verb: str) -> Content:
        hint = Content.assemble((self._key_of(act), "bold $foreground"), " ", (verb, "$muted"))
        return hint.stylize(Style.from_meta({"act": act}))
