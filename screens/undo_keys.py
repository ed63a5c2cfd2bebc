"""The keys that take back and put back, wherever one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.switching import WithShops

if TYPE_CHECKING:
    from screens.app import KobiApp
    from screens.undoing import TakenBack


class WithUndo(WithShops):
    """The part of the application that takes acts back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", N_("Undo"), show=False, id="app.undo"),
        Binding("U", "redo", N_("Redo"), show=False, id="app.redo"),
    ]

    @property
    def _kobi(self) -> KobiApp:
        return cast("KobiApp", self)

    def action_undo(self) -> None:
        """Take back the last act, or what the bar is on where acts are listed."""
        from screens import undoing

        if isinstance(self.screen, AreaScreen) and self.screen.undo_here():
            return
        kobi = self._kobi
        refused = partial(undoing.last_refused, kobi)
        kobi.jobs.write(partial(undoing.take_back, kobi.session), self._undone, refused)

    def _undone(self, taken: TakenBack) -> None:
        kobi = self._kobi
        kobi.tell(taken.line(_("Undone")), back=kobi.redo_hint())
        kobi.wrote(None, kobi.touched.get(taken.number))

    def action_redo(self) -> None:
        """Put back what was taken back last, or what the bar is on where acts are listed."""
        from screens import undoing

        if isinstance(self.screen, AreaScreen) and self.screen.redo_here():
            return
        kobi = self._kobi
        kobi.jobs.write(partial(undoing.put_back, kobi.session), self._redone)

    def _redone(self, taken: TakenBack) -> None:
        kobi = self._kobi
        kobi.tell(taken.line(_("Redone")), back=kobi.undo_hint())
        kobi.wrote(None, kobi.touched.get(taken.number))
