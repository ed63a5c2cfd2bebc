"""The second step: where each column goes, and how the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from kobicrm.i18n import N_, _
from kobicrm.services.imports import ColumnPreview, Preview
from screens.dialogs.pick import PickDialog
from screens.imports.column_lines import source_line, stored_line, told_line
from screens.imports.column_rows import COLUMNS, row_of
from screens.imports.nouns import are_contacts
from screens.imports.targets import LEAVE_OUT, choices, ordered, wish_of
from screens.text import plain, wrapped
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import Line
from screens.widgets.keys import key_of
from screens.widgets.plain_rows import PlainRows
from screens.widgets.rows import Rows

WIDTH = 64


class ColumnRows(PlainRows):
    """The columns of the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Change field"), id="columns.change"),
        Binding(
            "d",
            "leave_out",
            N_("Leave out"),
            tooltip=N_("leave the column out, or take it in again"),
            id="columns.leave_out",
        ),
    ]

    @dataclass
    class LeftOut(Message):
        """The column under the bar is to be left out, or taken in again."""

    def action_leave_out(self) -> None:
        """Leave the column under the bar out."""
        self.post_message(self.LeftOut())


class ColumnsStep(Vertical, can_focus=True):
    """Each column with a sample, where it goes and how that stands; what line 2 becomes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "ask('reading')",
            N_("Encoding"),
            tooltip=N_("encoding, delimiter, header row, sheet"),
            id="columns.reading",
        ),
        Binding(
            "n",
            "ask('save')",
            N_("Save"),
            tooltip=N_("keep how this table is read as a profile"),
            show=False,
            id="columns.save",
        ),
        Binding(
            "v",
            "ask('choose')",
            N_("Profiles"),
            tooltip=N_("read it as a saved profile tells"),
            show=False,
            id="columns.profiles",
        ),
        Binding(
            "f4",
            "ask('accept')",
            N_("Use the profile"),
            tooltip=N_("use the saved profile that fits"),
            show=False,
            id="columns.accept",
        ),
        Binding(
            "f",
            "ask('kind')",
            N_("Kind"),
            tooltip=N_("contacts or interactions"),
            show=False,
            id="columns.kind",
        ),
        Binding(
            "c",
            "ask('contact')",
            N_("Contact"),
            tooltip=N_("whom all interactions of the file were with"),
            id="columns.contact",
        ),
    ]

    @dataclass
    class Mapped(Message):
        """The user told where columns go: by place, counted from 1."""

        mapping: dict[str | int, str]

    @dataclass
    class Asked(Message):
        """``reading``, ``kind``, ``contact``, ``save``, ``choose`` or ``accept`` is wanted."""

        act: str

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a file."""
        super().__init__(id=id)
        self.known: Preview | None = None
        self.own: Sequence[tuple[str, str]] = ()
        self._order: list[int] = []
        self._trouble: Callable[[], tuple[str, str]] | None = None
        self._refusal: Callable[[], str] | None = None

    def compose(self) -> ComposeResult:
        """Put source, columns and the first contact below each other."""
        yield Line(id="source")
        yield Line(id="told")
        yield ColumnRows(COLUMNS, id="list")
        yield Line(id="stored")
        yield EmptyPlace(id="unreadable")

    @property
    def rows(self) -> ColumnRows:
        """The list."""
        return self.query_one(ColumnRows)

    @property
    def column(self) -> ColumnPreview | None:
        """The column under the bar."""
        row = self.rows.cursor_row
        columns = self.known.columns if self.known else ()
        return next((one for one in columns if row and one.place == row.id), None)

    def show(self, known: Preview, own: Sequence[tuple[str, str]]) -> None:
        """Show a file that was read; ``own`` are the shop's own fields (name, type)."""
        before = self.known
        new = before is None or (known.header, known.kind) != (before.header, before.kind)
        self.known, self.own, self._trouble, self._refusal = known, own, None, None
        if new:
            self._order = [one.place for one in ordered(known.columns)]
            self.rows.fill(self._rows())
        else:
            self.rows.put(self._rows())
        self._show_lines()

    def forget(self) -> None:
        """Forget the file: another one is chosen."""
        self.known = None

    def refuse(self, reason: Callable[[], str]) -> None:
        """Say why the file can't be read as was asked; it stays as it is."""
        self._refusal = reason
        self._show_lines()

    def fail(self, trouble: Callable[[], tuple[str, str]]) -> None:
        """Say that the file can't be read like this: a sentence and what to do."""
        self.known, self._trouble = None, trouble
        self.relabel()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        self.set_class(self._trouble is not None, "-unreadable")
        if self._trouble:
            lines = [line for text in self._trouble() for line in wrapped(text, WIDTH) if line]
            keys = [
                (key_of(self.app, "columns.reading", ColumnsStep), _("choose how to read it")),
                (key_of(self.app, "import.back"), _("choose another file")),
            ]
            self.query_one(EmptyPlace).set(_("The file can't be read like this."), lines, keys)
        elif self.known:
            self.rows.put(self._rows())
            self._show_lines()

    def _rows(self) -> list:  # type: ignore[type-arg]
        known = self.known
        if known is None:
            return []
        by_place = {one.place: one for one in known.columns}
        return [row_of(by_place[place], known) for place in self._order if place in by_place]

    def _show_lines(self) -> None:
        if self.known:
            refusal = self._refusal() if self._refusal else ""
            self.query_one("#source", Line).set(*source_line(self.known, self._key))
            self.query_one("#told", Line).set(*told_line(self.known, self._key, refusal))
            self.query_one("#stored", Line).set(stored_line(self.known))

    def _key(self, name: str) -> str:
        return key_of(self.app, f"columns.{name}", ColumnsStep)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this file."""
        if action == "ask":
            return self._offers(str(parameters[0]))
        return super().check_action(action, parameters)

    def _offers(self, act: str) -> bool:
        known = self.known
        if known is None:
            return act == "reading" and self._trouble is not None
        return {
            "kind": known.can_be_other_kind,
            "contact": not are_contacts(known.kind),
            "accept": bool(known.suggested),
        }.get(act, not known.documents)

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Keep the messages of the list here."""
        event.stop()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Ask where the column under the bar goes."""
        event.stop()
        column, known = self.column, self.known
        if column is None or known is None or known.documents:
            return

        def picked(wish: str | None) -> None:
            if wish is not None and wish != wish_of(column):
                self._tell(column, wish)

        title = plain(column.header) or _("(no name)")
        y = self.rows.region.y + 1 + self.rows.cursor - self.rows.scroll_offset.y
        offered = choices(column, known.kind, self.own)
        self.app.push_screen(PickDialog(title, offered, wish_of(column), below=y), picked)

    def on_column_rows_left_out(self, event: ColumnRows.LeftOut) -> None:
        """Leave the column out; once more takes it in as it was recognised."""
        event.stop()
        column, known = self.column, self.known
        if column is None or known is None or known.documents:
            return
        if known.options.mapping.get(column.place) == LEAVE_OUT:
            mapping = {k: v for k, v in known.options.mapping.items() if k != column.place}
            self.post_message(self.Mapped(mapping))
        else:
            self._tell(column, LEAVE_OUT)

    def _tell(self, column: ColumnPreview, wish: str) -> None:
        if self.known:
            self.post_message(self.Mapped({**self.known.options.mapping, column.place: wish}))

    def action_ask(self, act: str) -> None:
        """Hand on what a key is for."""
        self.post_message(self.Asked(act))

    def hints(self) -> Iterable[str]:
        """Return the keys that matter now."""
        if self._trouble:
            return ("columns.reading", "import.back", "app.help")
        if self.known and self.known.documents:
            return ("columns.contact", "import.go_on", "import.back", "app.help")
        names = ["columns.change", "columns.leave_out", "columns.reading"]
        return (*names, "import.go_on", "import.back", "app.help")
