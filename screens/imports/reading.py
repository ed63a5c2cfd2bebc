"""How a file is read: encoding, delimiter, header row and sheet, with a live sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _
from kobicrm.services import imports
from kobicrm.services.imports import ImportOptions, Preview
from kobicrm.services.session import Session
from screens.dialogs.base import Dialog
from screens.imports.column_rows import delimiter_name, encoding_name
from screens.imports.errors import in_place
from screens.jobs import Jobs
from screens.styles.glyphs import current
from screens.text import content, pad, plain
from screens.widgets.choice import ChoiceField, OneOf
from screens.widgets.fields import FormField

SAMPLE = "import.sample"
CODECS = ("", "utf-8", "cp1254", "cp857", "utf-16")
DELIMITERS = ("", ";", ",", "\t", "|")
WAIT = 0.15
_CELLS, _CELL = 5, 12


class Sample(Widget):
    """The first rows of the file as they would be read, or why they can't be."""

    DEFAULT_CSS = "Sample { height: 7; margin: 1 0 0 0; }"

    lines: Sequence[Content] = ()

    def show(self, known: Preview) -> None:
        """Show the header and the rows below it."""
        rows = [known.header or tuple(one.header for one in known.columns), *known.top]
        styles = ["bold $foreground", *["$muted"] * len(known.top)]
        self.lines = [
            content("  ".join(pad(plain(cell), _CELL) for cell in row[:_CELLS]), style)
            for row, style in zip(rows, styles, strict=True)
        ]
        self.refresh()

    def fail(self, text: str) -> None:
        """Say why the file can't be read like this."""
        self.lines = content(f"{current().alert} {plain(text)}", "$error").wrap(self.size.width)
        self.refresh()

    def render(self) -> Content:
        """Draw the lines that fit."""
        width = max(self.size.width, 1)
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in self.lines)


class Turning(OneOf):
    """A choice among any number: only the one chosen is in sight."""

    def render(self) -> Content:
        """Draw the choice between arrows, and which of how many it is."""
        values = [value for value, _name in self.options]
        place = values.index(self.value) + 1 if self.value in values else 0
        back, on = current().arrows[2:]
        return Content.assemble(
            (f"{back} ", "$muted"),
            content(plain(self.value), "bold $foreground"),
            (f" {on}", "$muted"),
            (f"   {place} / {len(values)}", "$muted"),
        )


class SheetField(ChoiceField):
    """The sheets of a workbook."""

    def __init__(self, names: Sequence[str], value: str) -> None:
        """Offer ``names``."""
        super().__init__(N_("Sheet"), (), value, id="sheet")
        self.choice = Turning([(name, name) for name in names], value)


def _or_automatic(named: Callable[[str], str], value: str) -> str:
    return named(value) if value else _("automatic")


class ReadingDialog(Dialog[ImportOptions]):
    """Returns the options with another way of reading; Esc returns None."""

    WIDTH = 76
    KEYS = ("dialog.save", "dialog.cancel")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,enter", "take", N_("read like this"), id="dialog.save", priority=True),
    ]

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        path: Path,
        options: ImportOptions,
        known: Preview | None,
    ) -> None:
        """Ask how to read ``path``; ``known`` is how it was read so far."""
        super().__init__()
        self._session, self._jobs, self._path = session, jobs, path
        self._options, self._known = options, known

    def heading(self) -> str:
        """Return the title."""
        return _("How to read {file}").format(file=plain(self._path.name))

    def body(self) -> Iterable[Widget]:
        """Yield the choices that this file has, and the sample."""
        options, known = self._options, self._known
        if not (known and known.source.format == "xlsx"):
            for label, told, name, named in (
                (N_("Encoding"), CODECS, "encoding", encoding_name),
                (N_("Delimiter"), DELIMITERS, "delimiter", delimiter_name),
            ):
                # Signs are no texts: the message `,` is how numbers are written.
                choices = [(one, one) for one in told]
                write = partial(_or_automatic, named)
                yield ChoiceField(label, choices, getattr(options, name), id=name, named=write)
        elif len(known.sheets) > 1:
            yield SheetField(known.sheets, options.sheet or known.source.sheet)
        row = "" if options.header_row is None else str(options.header_row)
        yield FormField(N_("Header row"), row, id="header_row", max_length=7)
        yield Sample()

    def on_mount(self) -> None:
        """Show the sample as the file is read now."""
        self.query_one("#header_row", FormField).note(_("empty: found; 0: none"))
        if self._known:
            self.query_one(Sample).show(self._known)
        else:
            self._try()

    def options(self) -> ImportOptions:
        """Return the options as they are chosen now."""
        row = self.query_one("#header_row", FormField).value.strip()
        chosen = {
            str(field.id): field.value for field in self.query(ChoiceField) if field.id is not None
        }
        number = int(row) if row.isascii() and row.isdigit() else None
        # Columns told by place belong to the table as it was read before.
        told = replace(self._options, mapping={}, header_row=number, read_as="")
        return replace(told, **chosen)  # type: ignore[arg-type]

    def _try(self) -> None:
        call = partial(imports.preview, self._session, self._path, self.options())
        self._jobs.read(SAMPLE, call, self._tried, self._failed, after=WAIT)

    def _tried(self, known: Preview) -> None:
        if self.is_attached:
            self.query_one(Sample).show(known)

    def _failed(self, error: KobiError) -> None:
        if self.is_attached:
            self.query_one(Sample).fail(in_place(error))

    def on_one_of_changed(self, event: OneOf.Changed) -> None:
        """Read the sample again."""
        event.stop()
        self._try()

    def on_form_field_changed(self, event: FormField.Changed) -> None:
        """Read the sample again."""
        event.stop()
        self._try()

    def on_form_field_left(self, event: FormField.Left) -> None:
        """Say what can't be a row."""
        row = event.value.strip()
        if row and not (row.isascii() and row.isdigit()):
            event.field.fail(_("a number"))
        else:
            event.field.note(_("empty: found; 0: none"))

    def action_take(self) -> None:
        """Close with what is chosen."""
        self.after_keys(self._take)

    def _take(self) -> None:
        self.dismiss(self.options())
