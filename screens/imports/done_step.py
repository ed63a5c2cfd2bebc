"""The last step: what was done, the refused rows, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from kobicrm.i18n import N_, _
from kobicrm.services.imports import ImportReport
from screens.imports.file_rows import place_text
from screens.imports.nouns import are_contacts
from screens.imports.trial_step import Results
from screens.styles.glyphs import current
from screens.text import content, plain


class DoneStep(Results):
    """What an import did."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "contacts", N_("Show the contacts"), id="done.contacts"),
        Binding(
            "w",
            "save_refused",
            N_("Refused rows to a file"),
            tooltip=N_("write the refused rows beside the file"),
            id="done.refused",
        ),
        Binding(
            "u", "undo_import", N_("Take all back"), tooltip=N_("undo this import"), id="done.undo"
        ),
    ]

    @dataclass
    class Asked(Message):
        """``contacts``, ``refused`` or ``undo`` is wanted."""

        act: str

    saved: Path | None = None
    trouble: str = ""
    undone = False

    def __init__(self, *, id: str | None = None) -> None:
        """Tell of an import that is done."""
        super().__init__(past=True, id=id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this import has."""
        report = self.report
        if action == "save_refused":
            return report is not None and report.refused > 0 and self.saved is None
        if action == "undo_import":
            return report is not None and report.changeset is not None and not self.undone
        return super().check_action(action, parameters)

    def notice(self, report: ImportReport) -> Content:
        """Say what became of the refused rows, of an undo, or that nothing was new."""
        signs = current()
        if self.trouble:
            return content(f"  {signs.alert} {plain(self.trouble)}", "$error")
        if self.undone:
            text = _("All of it was taken back: your contacts are as they were before.")
            if not are_contacts(report.kind):
                text = _("All of it was taken back: your interactions are as they were before.")
            return content(f"  {signs.yes} {text}", "$success")
        if self.saved:
            place = f"{place_text(self.saved.parent)}/{plain(self.saved.name)}"
            text = _("Refused rows: {file}   Correct and import it.")
            return content(f"  {signs.yes} {text.format(file=place)}", "$success")
        if report.changes_nothing:
            return content("  " + _("Nothing was new; nothing was changed."), "$muted")
        return super().notice(report)

    def action_contacts(self) -> None:
        """Close the page and show the contacts."""
        self.post_message(self.Asked("contacts"))

    def action_save_refused(self) -> None:
        """Write the refused rows into a file."""
        self.post_message(self.Asked("refused"))

    def action_undo_import(self) -> None:
        """Take the import back."""
        self.post_message(self.Asked("undo"))

    def hints(self) -> Iterable[str]:
        """Return the keys that matter now."""
        return ("done.contacts", "done.undo", "done.refused", "import.back", "app.help")
