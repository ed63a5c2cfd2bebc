"""The question before an export: how many and whom, in which format, where to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _, error_text, language, ngettext
from screens.dialogs.base import Dialog
from screens.exports.choice import (
    FORMATS,
    ExportChoice,
    check,
    suggested_name,
    table_columns,
    with_ending,
)
from screens.imports.file_rows import place_text
from screens.imports.folder import place_of, typed
from screens.jobs import Jobs
from screens.text import content, plain
from screens.widgets.choice import ChoiceField, OneOf
from screens.widgets.fields import FormField, FormStrip
from screens.widgets.keys import key_name

CHECK = "export.check"
ALL, SHOWN = "all", "shown"


class ExportDialog(Dialog[ExportChoice]):
    """Returns what is to be written where; Esc returns None."""

    WIDTH = 76
    KEYS = ("dialog.save", "dialog.cancel")
    DEFAULT_CSS = """
    ExportDialog .who { height: auto; margin: 1 0; color: $muted; }
    ExportDialog FormField LineInput { width: 1fr; }
    ExportDialog FormField Answer { width: auto; margin: 0; }
    ExportDialog FormStrip { dock: none; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "take", N_("export"), id="dialog.save", priority=True),
    ]

    def __init__(
        self,
        count: int,
        names: Sequence[str],
        *,
        jobs: Jobs,
        today: date,
        folder: Path,
        columns: Sequence[str] = (),
    ) -> None:
        """Ask how to write ``count`` contacts, of whom the first ``names`` are shown.

        ``columns`` are those the list shows now, by key; ``folder`` is where the last one went.
        """
        super().__init__()
        self._count, self._names, self._jobs = count, names, jobs
        self._today, self._folder = today, folder
        self._columns = table_columns(columns)
        self._asking: Path | None = None

    def heading(self) -> str:
        """Return the title with the number."""
        text = ngettext("Export {n} contact", "Export {n} contacts", self._count)
        return text.format(n=format_count(self._count, language()))

    def body(self) -> Iterable[Widget]:
        """Yield who, format, columns, name and folder."""
        more = "…" if self._count > len(self._names) else ""
        yield Static(content(", ".join(map(plain, self._names)) + more), classes="who")
        names = [(str(place), one[0]) for place, one in enumerate(FORMATS)]
        yield ChoiceField(N_("Format"), names, "0", id="format")
        if self._columns:
            kinds = [(ALL, N_("all")), (SHOWN, N_("those in the list"))]
            yield ChoiceField(N_("Columns"), kinds, ALL, id="columns")
        yield FormField(N_("File name"), suggested_name(self._today, FORMATS[0][3]), id="name")
        yield FormField(N_("Folder"), place_text(self._folder), id="folder")
        yield FormStrip()

    def on_mount(self) -> None:
        """Say what the file will be good for."""
        self._note()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        self._note()

    def _field(self, name: str) -> FormField:
        return self.query_one(f"#{name}", FormField)

    @property
    def _format(self) -> tuple[str, str, bool, str]:
        return FORMATS[int(self.query_one("#format", ChoiceField).value)]

    def _note(self) -> None:
        notes = {
            "xlsx": N_("opens in Excel and LibreOffice"),
            "csv": N_("for other programs"),
            "json": N_("everything, for programs"),
            "jsonl": N_("everything, one contact a line"),
            "vcard": N_("for phones and address books"),
        }
        _name, format_, excel_tr, _ending = self._format
        text = N_("opens in Excel by itself") if excel_tr else notes[format_]
        self.query_one(FormStrip).set("", _(text))

    def on_one_of_changed(self, event: OneOf.Changed) -> None:
        """Give the name the ending of the format."""
        event.stop()
        field = self._field("name")
        field.value = with_ending(field.value, self._format[3])
        self._let_go()

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Forget the question about a file of another name."""
        event.stop()
        self._let_go()

    def _let_go(self) -> None:
        self._asking = None
        self._note()

    def _path(self) -> Path | None:
        name = self._field("name").value.strip()
        if not name or "/" in name or name in (".", ".."):
            self.query_one(FormStrip).set(_("Give the file a name."), "")
            self._field("name").focus()
            return None
        told = typed(self._field("folder").value)
        folder = place_of(self._folder, told.folder) / told.rest
        return folder / with_ending(name, self._format[3])

    def action_take(self) -> None:
        """Close with the answer; a file that is there is asked about first."""
        self.after_keys(self._take)

    def _take(self) -> None:
        path = self._path()
        if path is None:
            return
        if self._asking == path:
            self._answer(path, force=True)
        else:
            self._jobs.read(CHECK, partial(check, path), partial(self._checked, path))

    def _checked(self, path: Path, found: tuple[bool, KobiError | None]) -> None:
        there, error = found
        if not self.is_attached:
            return
        if error is not None:
            self.query_one(FormStrip).set(error_text(error), "")
        elif there:
            self._asking = path
            keys = Content.assemble(
                (key_name("enter"), "bold $foreground"), " ", (_("replace"), "$muted")
            )
            self.query_one(FormStrip).set(_("This file is there already. Replace it?"), "", keys)
        else:
            self._answer(path, force=False)

    def _answer(self, path: Path, *, force: bool) -> None:
        shown = self._columns and self.query_one("#columns", ChoiceField).value == SHOWN
        _name, format_, excel_tr, _ending = self._format
        columns = self._columns if shown else ()
        self.dismiss(ExportChoice(path, format_, excel_tr, columns, force))
