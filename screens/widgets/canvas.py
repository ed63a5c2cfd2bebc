"""A scrolling ground that draws its own lines and paints again only those that look otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.still_bar import StillBar

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar


class Canvas(ScrollView):
    """What lists and cards stand on. A subclass draws lines; painting them is what costs.

    Its style sheet must not say anything about ``:focus``: a subclass draws what has the focus.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=True, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with nothing painted."""
        super().__init__(id=id)
        self._painted: dict[int, Strip] = {}
        self._changed = False

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            bar = StillBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out the one that mends colours by name: our lines are drawn in true ones."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def draw(self, y: int) -> Strip:
        """Return line ``y`` of the window; called often, so what costs is kept."""
        raise NotImplementedError

    def ready(self) -> None:
        """Take styles and sizes as they are now, before lines are drawn."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint the lines of ``crop`` that are to be painted."""
        self.ready()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one line, and remember how it looks."""
        strip = self._painted[y] = self.draw(y)
        return strip

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have the lines painted again that will look otherwise than they do on the screen."""
        if regions or layout or recompose or not repaint or not self._painted:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        # Several changes to one frame are compared once, when all of them are made.
        self._changed = True
        self.check_idle()
        return self

    def on_idle(self) -> None:
        """Find the lines that look otherwise, just before they are to be painted."""
        if not self._changed:
            return
        self._changed = False
        self.ready()
        width, painted = self.size.width, self._painted
        changed = [y for y in range(self.size.height) if self.draw(y) != painted.get(y)]
        if changed:
            super().refresh(*(Region(0, y, width, 1) for y in changed))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Draw the bar, or take it away; no style depends on it."""
        self.refresh()
