"""The page of a long export: how far it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from kobicrm.i18n import N_, _, ngettext
from screens.area import AreaScreen
from screens.text import content
from screens.widgets.progress import Progress

if TYPE_CHECKING:
    from screens.exports.run import ExportRun


class ExportScreen(AreaScreen):
    """An export that takes a while; the key of the area leaves it running."""

    AREA = "contacts"
    NAME = N_("Export")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", N_("Stop"), id="export.stop"),
    ]

    def __init__(self, run: ExportRun) -> None:
        """Show ``run``."""
        super().__init__()
        self.run = run
        self._over = False

    def body(self) -> Iterable[Widget]:
        """Yield the progress."""
        yield Progress()

    def on_mount(self) -> None:
        """Show how far the export is."""
        self.run.shown = self
        self.relabel()
        self.query_one(Progress).focus()

    def on_unmount(self) -> None:
        """Let the export go on unseen."""
        self.run.shown = None

    def facts(self) -> tuple[Content, Content | None]:
        """Return the title."""
        return content(_("Export"), "bold $foreground"), None

    def hints(self) -> list[str]:
        """Return the keys that matter."""
        return ["export.stop", "area.contacts", "app.help"]

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        self.query_one(Progress).set(
            _("Exporting"),
            self.run.choice.path.name,
            ngettext("contact", "contacts", self.run.pace.total),
            _("stop; no file is made"),
        )
        self.show_pace()

    def show_pace(self) -> None:
        """Show how far the export is."""
        progress, pace = self.query_one(Progress), self.run.pace
        progress.total, progress.done = pace.total, pace.done
        progress.seconds_left = pace.seconds_left

    def leave(self) -> None:
        """Close the page: the export is over. Below a dialog it waits until that is closed."""
        self.run.shown = None
        self._over = True
        if self.app.screen is self:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """Close the page of an export that ended while it was not on top."""
        if self._over:
            self.call_later(self._dismiss)

    def _dismiss(self) -> None:
        # Without its answer, which a message handler must not wait for.
        self.dismiss(None)

    def begin(self) -> None:
        """Leave the export running when the key of the area is pressed."""
        self.dismiss(None)

    def action_stop(self) -> None:
        """Stop the export; no file is made."""
        self.run.stop.ask()
