"""What happens on the columns page: reading, mapping, kinds, whose a chat is, saved profiles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm.domain.kinds.registry import KINDS
from kobicrm.domain.list_row import ListRow
from kobicrm.errors import BadFile, KobiError
from kobicrm.i18n import _
from kobicrm.services import imports
from kobicrm.services.fields import list_fields
from kobicrm.services.imports import ImportOptions, Preview, Profile
from kobicrm.services.session import Session
from screens.imports.errors import in_place, is_about_reading, sentence
from screens.imports.run_flow import RunFlow
from screens.text import plain
from screens.trouble import is_trouble

if TYPE_CHECKING:
    from screens.imports.saved import Wish

# Rows of each result that the pages show; the counts are of all.
SAMPLES = 300
READ, PROFILES = "import.read", "import.profiles"
_Own = list[tuple[str, str]]
_Saved = tuple[Sequence[Profile], Mapping[str, datetime]]


def _look_into(session: Session, path: Path, options: ImportOptions) -> tuple[Preview, _Own]:
    found = imports.preview(session, path, options)
    return found, [(one.name, one.type) for one in list_fields(session)]


def _saved(session: Session) -> _Saved:
    return imports.profiles(session), imports.last_used(session)


class ColumnsFlow(RunFlow):
    """How the file of an import page is read, and how that is changed."""

    # Reading

    def open(self, path: Path) -> None:
        """Read a file from the beginning."""
        self.path = path
        self.options = ImportOptions(samples=SAMPLES)
        self._read(self.options)

    def _read(
        self, options: ImportOptions, failed: Callable[[KobiError], None] | None = None
    ) -> None:
        if self.path is not None:
            call = partial(_look_into, self.session, self.path, options)
            self.screen.file.say_reading(self.path)
            self.jobs.read(READ, call, self._read_done, failed or self._read_failed)

    def _read_done(self, found: tuple[Preview, _Own]) -> None:
        known, own = found
        self._show(known, own)
        self.screen.columns.relabel()
        self.screen.show_page("columns")
        if self.lacks_contact:
            self.ask_contact()

    def _read_failed(self, error: KobiError) -> None:
        if is_about_reading(error):
            self.screen.columns.fail(partial(sentence, error))
            self.screen.show_page("columns")
        else:
            self._file_failed(error)

    def _file_failed(self, error: KobiError) -> None:
        self.choose_file(partial(in_place, error))

    def _refused(self, error: KobiError) -> None:
        """Say that the file can't be read otherwise; it stays as it was read while it is there."""
        if isinstance(error, BadFile) and not is_about_reading(error):
            self._file_failed(error)
            return
        if self.known is None or is_trouble(error):
            self.app.show_error(error)
            return
        self.screen.columns.refuse(partial(in_place, error))
        self.screen.show_page("columns")

    def _show(self, known: Preview, own: Sequence[tuple[str, str]] | None = None) -> None:
        self.known, self.options = known, known.options
        columns = self.screen.columns
        columns.show(known, columns.own if own is None else own)
        self.screen.refresh_bindings()

    # Columns

    def remap(self, mapping: dict[str | int, str]) -> None:
        """Take columns as the user told."""
        if self.known is not None:
            call = partial(imports.remap, self.session, self.known, mapping)
            self.jobs.read(READ, call, self._show, self._refused)

    def ask_reading(self) -> None:
        """Ask how the file is to be read."""
        from screens.imports.reading import ReadingDialog

        def answered(options: ImportOptions | None) -> None:
            if options is not None:
                self._read(options)

        if self.path is not None:
            dialog = ReadingDialog(self.session, self.jobs, self.path, self.options, self.known)
            self.app.push_screen(dialog, answered)

    # Kinds

    def next_kind(self) -> None:
        """Take the rows for the next kind of record there is."""
        if self.known is None:
            return
        kinds = list(KINDS)
        kind = kinds[(kinds.index(self.known.kind) + 1) % len(kinds)]
        # Columns were told, and a header guessed, for the other kind.
        row = None if self.known.header_guessed else self.options.header_row
        options = replace(self.options, kind=kind, mapping={}, read_as="", contact="")
        self._read(replace(options, header_row=row), self._refused)

    @property
    def lacks_contact(self) -> bool:
        """Whether nobody knows yet whose chat the file is."""
        return self.known is not None and self.known.is_chat and self.known.whose is None

    def ask_contact(self) -> None:
        """Ask whom all records of the file were with."""
        from screens.contacts.find_dialog import FindContactDialog

        known = self.known
        if known is None:
            return

        def answered(row: ListRow | None) -> None:
            if row is not None:
                told = replace(self.options, contact=f"uid:{row.uid}")
                self._read(told, self._refused)

        title, lead = _("Whom was it with?"), _("All interactions of {file} go to one contact.")
        if known.is_chat:
            title, lead = _("Whose chat is this?"), _("All messages of {file} go to one contact.")
        dialog = FindContactDialog(
            self.session,
            self.jobs,
            title,
            lead=lead.format(file=plain(known.source.name.rpartition("/")[2])),
            guess=known.likely,
        )
        self.app.push_screen(dialog, answered)

    # Saved profiles

    def save_profile(self) -> None:
        """Ask for a name and keep how the table is read."""
        self.jobs.read(PROFILES, partial(_saved, self.session), self._ask_name)

    def _ask_name(self, saved: _Saved) -> None:
        from screens.imports.saved import SaveDialog

        known = self.known
        if known is None or self.path is None:
            return

        def answered(name: str | None) -> None:
            if name is not None:
                call = partial(
                    imports.save_profile,
                    self.session,
                    name,
                    known.header,
                    known.to_keep(),
                    source=known.namespace,
                )
                self.jobs.write(call, self._profile_saved, self._refused)

        name = known.read_as or known.suggested or plain(self.path.stem)
        self.app.push_screen(SaveDialog(name, [one.name for one in saved[0]]), answered)

    def _profile_saved(self, profile: Profile) -> None:
        if self.known is not None:
            options = replace(self.known.options, read_as=profile.name)
            self._show(replace(self.known, options=options, suggested=""))
        text = _("Profile saved: {name}").format(name=plain(profile.name))
        self.app.tell(text, back=self.app.undo_hint())
        self.app.wrote(None)

    def choose_profile(self) -> None:
        """Offer the saved profiles."""
        self.jobs.read(PROFILES, partial(_saved, self.session), self._offer)

    def _offer(self, saved: _Saved) -> None:
        from screens.imports.saved import ProfilesDialog

        if self.known is None:
            return

        def answered(wish: Wish | None) -> None:
            if wish is not None and wish.act == "use":
                self.use_profile(wish.name)
            elif wish is not None:
                call = partial(imports.remove_profile, self.session, wish.name)
                self.jobs.write(call, partial(self._removed, wish.name), self._refused)

        today = self.app.clock().astimezone().date()
        name = self.known.read_as or self.known.suggested
        self.app.push_screen(ProfilesDialog(*saved, today, name), answered)

    def use_profile(self, name: str) -> None:
        """Read the file as it was saved under ``name``."""
        self._read(ImportOptions(samples=SAMPLES, profile=name), self._refused)

    def accept_profile(self) -> None:
        """Read the file as the profile made for such a table tells."""
        if self.known is not None and self.known.suggested:
            self.use_profile(self.known.suggested)

    def _removed(self, name: str, _nothing: None) -> None:
        known = self.known
        if known is not None:
            read_as = "" if known.read_as == name else known.read_as
            suggested = "" if known.suggested == name else known.suggested
            options = replace(known.options, read_as=read_as)
            self._show(replace(known, options=options, suggested=suggested))
        text = _("Profile taken away: {name}").format(name=plain(name))
        self.app.tell(text, back=self.app.undo_hint())
        self.app.wrote(None)
