"""The first step: which file. Typing filters the folder, or names a path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from kobicrm.domain.dates import short_date
from kobicrm.i18n import N_, _, language
from screens.imports.file_rows import COLUMNS, place_text, row_of
from screens.imports.folder import Entry, Folder, chosen, fitting, place_of, read_folder, typed
from screens.imports.path_input import FileRows, PathInput, PathSuggester
from screens.jobs import Jobs
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.widgets.fields import Label
from screens.widgets.rows import Rows

FOLDER, ENTER = "import.folder", "import.enter"


class FileStep(Vertical):
    """A line for a path, the entries of a folder below it, and what went wrong between them."""

    @dataclass
    class Picked(Message):
        """A file was chosen."""

        path: Path

    def __init__(self, jobs: Jobs, now: Callable[[], datetime], *, id: str | None = None) -> None:
        """Read folders with ``jobs``; ``now`` tells the local time."""
        super().__init__(id=id)
        self._jobs, self._now = jobs, now
        self.folder = Folder(Path())
        self.recent: tuple[Path, ...] = ()
        self.every_kind = False
        self._entries: list[Entry] = []
        self._base = Path()
        self._moved = False
        self._trouble: Callable[[], str] | None = None

    def compose(self) -> ComposeResult:
        """Put line, notice and list below each other."""
        with Horizontal(id="path"):
            yield Label(N_("File"))
            yield PathInput(suggester=PathSuggester(self._names), id="name")
        yield Static(id="where")
        yield FileRows(COLUMNS, id="files")

    @property
    def line(self) -> PathInput:
        """The line for a name or a path."""
        return self.query_one(PathInput)

    @property
    def rows(self) -> FileRows:
        """The list."""
        return self.query_one(FileRows)

    def _names(self) -> list[str]:
        return [
            one.name + "/" * one.is_folder for one in self._entries if not (one.up or one.recent)
        ]

    def on_mount(self) -> None:
        """Say what can be typed."""
        self.relabel()

    # What is shown

    def begin(self, folder: Path, recent: Sequence[Path] = ()) -> None:
        """Show ``folder``, with the ``recent`` files on top."""
        self._base, self.recent = folder, tuple(recent)
        self._read(folder)

    def say(self, trouble: Callable[[], str] | None) -> None:
        """Show what went wrong (a text in the language in force) until something is done."""
        self._trouble = trouble
        self.relabel()

    def say_reading(self, path: Path) -> None:
        """Say that a file is being read."""
        text = _("Reading {file}").format(file=plain(path.name))
        self.query_one("#where", Static).update(content(text, "$muted"))

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        self.line.placeholder = _("a name or a path; {arrows} choose below").format(
            arrows="".join(current().arrows[:2])
        )
        self._show_where()
        self._show_rows(keep=True)

    def _show_where(self) -> None:
        where = self.query_one("#where", Static)
        if self._trouble:
            where.update(content(f"{current().alert} {plain(self._trouble())}", "$error"))
            return
        note = f"  {current().joint} " + _("all files") if self.every_kind else ""
        where.update(content(place_text(self.folder.path) + note, "$muted"))

    def _show_rows(self, *, keep: bool = False) -> None:
        at = self.rows.cursor if keep else 0
        text = typed(self.line.value).rest
        self._entries = fitting(self.folder, text, every_kind=self.every_kind)
        if not keep and not text:
            # The way up is the last thing wanted.
            at = next((i for i, one in enumerate(self._entries) if not one.up), 0)
        self.rows.fill([row_of(i, one, self._date) for i, one in enumerate(self._entries)], at)

    def _date(self, seconds: float) -> str:
        now = self._now()
        day = datetime.fromtimestamp(seconds, now.tzinfo).date()
        return short_date(day, now.date(), language())

    # Folders

    def _read(self, path: Path) -> None:
        recent = self.recent if path == self._base else ()
        self._jobs.read(FOLDER, partial(read_folder, path, recent), self._folder_read)

    def _folder_read(self, folder: Folder) -> None:
        if folder.problem:
            self.say(partial(_closed if folder.problem == "closed" else _missing, folder.path))
        if folder.problem and not typed(self.line.value).folder:
            # The one in sight stays: the bar went to a folder that can't be entered.
            self._base = self.folder.path
            return
        self.folder = folder
        self._show_where()
        self._show_rows()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter with every letter; read the folder a path names."""
        event.stop()
        self._moved, self._trouble = False, None
        path = place_of(self._base, typed(event.value).folder)
        if path != self.folder.path:
            self._read(path)
        self._show_where()
        self._show_rows()

    def go_to(self, folder: Path) -> None:
        """Show another folder and empty the line."""
        self._base = folder
        with self.prevent(Input.Changed):
            self.line.value = ""
        self._trouble = None
        self._read(folder)

    # Keys

    def on_path_input_asked(self, event: PathInput.Asked) -> None:
        """Do what a key of the line asks for."""
        event.stop()
        if event.act == "enter":
            self._enter()
        elif event.act == "up":
            self.go_to(self.folder.path.parent)
        else:
            self._moved = True
            self.rows.move_to(self.rows.cursor + event.step)

    def on_file_rows_asked(self, event: FileRows.Asked) -> None:
        """Show other kinds of files, too, or read again."""
        event.stop()
        if event.act == "every_kind":
            self.every_kind = not self.every_kind
            self.relabel()
        else:
            self._read(self.folder.path)

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Open the entry at the bar."""
        event.stop()
        self._moved = True
        self._enter()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Keep the messages of the list here."""
        event.stop()
        self._moved = self._moved or self.rows.has_focus

    def _enter(self) -> None:
        bar = self._entries[self.rows.cursor].path if self._entries else None
        call = partial(_look, self._base, self.line.value, bar, self._moved)
        self._jobs.read(ENTER, call, self._entered)

    def _entered(self, found: tuple[Path, bool] | None) -> None:
        if found is None:
            return
        path, is_folder = found
        if is_folder:
            self.go_to(path)
        else:
            self.post_message(self.Picked(path))

    def action_step_back(self) -> bool:
        """Go one step back inside: to the line, then to an empty one; False when there."""
        if self.rows.has_focus:
            self.line.focus()
            return True
        if self.line.value:
            self.go_to(self._base)
            return True
        return False

    def hints(self) -> Iterable[str]:
        """Return the keys that matter now."""
        if self.rows.has_focus:
            return ("list.open", "file.kinds", "file.reload", "import.back", "app.help")
        return ("file.open", "import.to_list", "import.back", "app.help_f1")


def _look(base: Path, text: str, bar: Path | None, moved: bool) -> tuple[Path, bool] | None:
    path = chosen(base, text, bar, moved=moved)
    return (path, path.is_dir()) if path else None


def _closed(folder: Path) -> str:
    text = _("You may not look into the folder {folder}.")
    return text.format(folder=place_text(folder))


def _missing(folder: Path) -> str:
    return _("There is no folder {folder}.").format(folder=place_text(folder))
