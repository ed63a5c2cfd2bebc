"""A scrollbar that is painted again only when its thumb looks otherwise."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Self

from textual.scrollbar import ScrollBar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.geometry import Region

# A thumb stands and ends at eighths of a cell.
PARTS = 8


class StillBar(ScrollBar):
    """Textual paints a scrollbar at every step and every layout; here most change nothing."""

    _shown: tuple[object, ...] = ()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint it again, unless it would look the same."""
        simple = repaint and not (regions or layout or recompose)
        if simple and self.is_mounted and self._look() == self._shown:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render(self) -> RenderableType:
        """Draw it as Textual does."""
        self._shown = self._look()
        return super().render()

    def _look(self) -> tuple[object, ...]:
        used = (self.grabbed is not None, self.mouse_over, self.app.theme)
        return (self.size, self._thumb(), *used)

    def _thumb(self) -> tuple[int, int] | None:
        length, virtual, window = self.size.height, self.window_virtual_size, self.window_size
        if not length or not window or window >= virtual:
            return None
        thumb = max(1.0, window * length / virtual)
        start = (length - thumb) * self.position / (virtual - window)
        return int(start * PARTS), ceil(thumb * PARTS)
