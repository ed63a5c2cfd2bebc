"""The key that takes one line in, wherever one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.undo_keys import WithUndo

if TYPE_CHECKING:
    from kobicrm.services.capture import Made


class WithCapture(WithUndo):
    """The part of the application that makes records from one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "capture", N_("Capture"), show=False, id="app.capture",
                tooltip=N_("capture: one line")),
    ]  # fmt: skip

    def action_capture(self) -> None:
        """Ask for the line."""
        from screens.capture.dialog import CaptureDialog

        kobi = self._kobi
        self.push_screen(CaptureDialog(kobi.session, kobi.jobs), self._captured)

    def _captured(self, made: Made | None) -> None:
        if made is None:
            return
        kobi = self._kobi
        if made.changeset is None:
            kobi.tell(_("Nothing new: all of it was there."))
            return
        task = made.task.title if made.task is not None else ""
        what = made.contact.name if made.contact is not None else task
        kobi.tell(_("Added: {what}").format(what=what), back=kobi.undo_hint())
        kobi.wrote(made.changeset, made.contact.id if made.contact is not None else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave it out where there is no shop yet."""
        if action == "capture":
            return super().check_action("area", ())
        return super().check_action(action, parameters)
