"""The card as lines: what one line is, and how labels and values are cut and wrapped."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language
from screens.opening import Outside
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain, two_ends, wrapped

if TYPE_CHECKING:
    from kobicrm.domain.timeline import Entry as TimelineEntry
    from kobicrm.services.contacts import HistoryEntry
    from kobicrm.services.tasks import TaskRowInfo

LABEL = 9

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Go:
    """Enter leads to the contact with this id."""

    contact: int


@dataclass(frozen=True, slots=True)
class Fold:
    """Enter folds or unfolds a section; ``folded`` is how it is now."""

    section: str
    folded: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Enter shows an entry of the history in full."""

    entry: HistoryEntry


@dataclass(frozen=True, slots=True)
class Talk:
    """Enter shows an entry of the timeline in full."""

    entry: TimelineEntry


@dataclass(frozen=True, slots=True)
class Todo:
    """Enter shows an open task in full."""

    row: TaskRowInfo


@dataclass(frozen=True, slots=True)
class More:
    """Enter reads more of a section than is shown."""

    section: str


Act = Go | Fold | Entry | Talk | Todo | More | Outside


class CardLine:
    """A line of the card: ``copy`` is what `y` takes, ``act`` what Enter does.

    ``key`` names what it shows, so that the bar finds it again when lines come or go above it.
    Text and copy may be given as calls, made when first asked for: a history has thousands.
    """

    __slots__ = ("_copy", "_text", "act", "key")

    def __init__(
        self,
        text: Content | Callable[[], Content],
        copy: str | Callable[[], str] = "",
        act: Act | None = None,
        key: Key = (),
    ) -> None:
        """Keep what the line is made of."""
        self._text = text
        self._copy = copy
        self.act = act
        self.key = key

    @property
    def content(self) -> Content:
        """What is drawn."""
        if not isinstance(self._text, Content):
            self._text = self._text()
        return self._text

    @property
    def copy(self) -> str:
        """What `y` copies."""
        return self._copy if isinstance(self._copy, str) else self._copy()


class LineList:
    """Collects lines ``width`` cells wide, in sections that may be folded."""

    def __init__(self, width: int, folded: Collection[str] = (), *, air: bool = True) -> None:
        """Leave out what is inside the ``folded`` sections; ``air`` parts them by a blank line."""
        self.width = width
        self.folded = folded
        self.air = air
        self.lines: list[CardLine] = []
        self._section = ""

    def line(
        self,
        text: Content | Callable[[], Content],
        *,
        copy: str | Callable[[], str] = "",
        act: Act | None = None,
        key: object = "",
    ) -> None:
        """Add a line of the present section."""
        self.lines.append(CardLine(text, copy, act, (self._section, key)))

    def section(
        self,
        name: str,
        title: str,
        count: int,
        build: Callable[[], None],
        *,
        always: bool = False,
        told: str | None = None,
    ) -> None:
        """Add a section of ``count`` things that ``build`` adds the lines of; none, no section.

        Folded, its heading tells the count; with ``always`` it does so open, too. ``told`` is
        said in place of the count.
        """
        if not count:
            return
        folded = name in self.folded
        self._section = name
        if self.air and self.lines and self.lines[-1].content.plain:
            self.line(Content(""), key="blank")
        number = format_count(count, language()) if told is None else told
        shut = f"{number} {current().down}".strip()
        right = shut if folded else number if always or told else ""
        heading = two_ends(content(title, "bold $muted"), content(right, "$muted"), self.width)
        self.line(heading, act=Fold(name, folded), key="heading")
        if not folded:
            build()
        self._section = ""

    def row(
        self,
        label: str,
        text: str,
        *,
        more: Content | str = "",
        copy: str = "",
        bold: bool = False,
        act: Act | None = None,
        wide: int = LABEL,
        key: object = "",
    ) -> None:
        """Add a label and its value, wrapped under itself; ``more`` stands muted behind it.

        ``wide`` are the cells of the label and the space after it. An empty value is left out.
        """
        if not text:
            return
        room = max(self.width - wide, 10)
        tail = content(plain(more), "$muted") if isinstance(more, str) else more
        style = "bold $foreground" if bold else "$foreground"
        pieces = [content(piece, style) for piece in wrapped(text, room)]
        if tail.cell_length and pieces[-1].cell_length + 2 + tail.cell_length <= room:
            pieces[-1] = Content.assemble(pieces[-1], "  ", tail)
        elif tail.cell_length:
            pieces += [piece.rstrip() for piece in tail.wrap(room)]
        for place, piece in enumerate(pieces):
            lead = pad(plain(label) if place == 0 else "", wide - 1)
            line = Content.assemble((f"{lead} ", "$muted"), piece)
            self.line(line, copy=copy or text, act=act, key=(key or label, place))

    def chips(self, label: str, texts: Collection[str]) -> None:
        """Add chips, as many on a line as fit; a long one is cut."""
        room = max(self.width - LABEL, 10)
        rows: list[list[str]] = []
        used = room + 1
        for text in texts:
            shown = plain(text)
            if cell_len(shown) > room - 2:
                shown = fit(shown, room - 2)
            wide = cell_len(shown) + 3
            if used + wide > room + 1:
                rows.append([])
                used = 0
            rows[-1].append(shown)
            used += wide
        for place, row in enumerate(rows):
            lead = pad(label if place == 0 else "", LABEL - 1)
            drawn = Content(" ").join([content(f" {one} ", "$foreground on $panel") for one in row])
            line = Content.assemble((f"{lead} ", "$muted"), drawn)
            self.line(line, copy=", ".join(texts), key=("chips", place))

    def more(self, section: str, left: int) -> None:
        """Add the line that reads on."""
        text = _("{n} more").format(n=format_count(left, language()))
        line = content(f"{text} {current().down}", "$muted")
        self.line(line, act=More(section), key="more")
