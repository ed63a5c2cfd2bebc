"""A contact to be found by typing: the question whom something belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual.widget import Widget
from textual.widgets import Input, Static

from kobicrm.domain.list_row import ListRow
from kobicrm.errors import KobiError
from kobicrm.i18n import _, error_text
from kobicrm.services.session import Session
from screens.contacts.palette import find, note_of
from screens.dialogs.pick import BarDialog, PickRows
from screens.jobs import Jobs
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.widgets.columns import Column
from screens.widgets.line_input import LineInput
from screens.widgets.pages import Row
from screens.widgets.rows import Rows

READ = "find.contact"
# A pause of this length is the end of typing: only then is the database asked.
PAUSE_SECONDS = 0.12
COLUMNS = (
    Column("name", "", muted=False, sortable=False),
    Column("note", "", {0: 34}, sortable=False),
)


class FindContactDialog(BarDialog[ListRow]):
    """Returns the contact chosen; Esc returns None. Title and lead are in the language in force."""

    WIDTH = 70
    DEFAULT_CSS = """
    FindContactDialog #lead { height: auto; margin: 1 0 0 2; color: $muted; }
    FindContactDialog LineInput { margin: 1 0 0 2; }
    FindContactDialog PickRows { height: 9; }
    FindContactDialog #told { height: 1; margin: 0 0 0 2; color: $muted; }
    """

    def __init__(
        self, session: Session, jobs: Jobs, title: str, *, lead: str = "", guess: str = ""
    ) -> None:
        """Ask under ``title``; ``lead`` says what for.

        While nothing is typed, those who are called like ``guess`` are offered.
        """
        super().__init__()
        self._session, self._jobs = session, jobs
        self._title, self._lead, self._guess = title, lead, guess
        self._found: Sequence[ListRow] = ()
        # What was looked for: a text that is still being looked for has no answer yet.
        self._asked: str | None = None

    def heading(self) -> str:
        """Return the title."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Yield the field, what was found, and a line for what was not."""
        if self._lead:
            yield Static(content(plain(self._lead)), id="lead")
        yield LineInput(placeholder=_("name, phone or e-mail"), id="search")
        yield PickRows(COLUMNS, id="found")
        yield Static("", id="told")

    def on_mount(self) -> None:
        """Look for the guess."""
        self._look(after=0.0)

    def on_unmount(self) -> None:
        """Stop a reading nobody waits for any more."""
        self._jobs.forget(READ)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again after a pause of typing."""
        event.stop()
        self._look(after=PAUSE_SECONDS)

    @property
    def _wanted(self) -> str:
        return self.query_one(LineInput).value.strip() or self._guess

    def _look(self, *, after: float) -> None:
        if self._wanted != self._asked:
            self._asked = self._wanted
            call = partial(find, self._session, self._asked)
            self._jobs.read(READ, call, self._show, self._failed, after=after)

    def _show(self, found: Sequence[ListRow]) -> None:
        if not self.is_attached:
            return
        told = ""
        if not found:
            told = _("Nobody is called so. Add the contact first, then import again.")
        elif not self.query_one(LineInput).value.strip() and self._guess:
            told = _("Offered by the name: {name}").format(name=plain(self._guess))
        self._found = found
        rows = [
            Row(place, {"name": plain(one.name), "note": plain(note_of(one))})
            for place, one in enumerate(found)
        ]
        self.rows.fill(rows)
        self.query_one("#told", Static).update(content(told))
        if not found and self._guess and self._wanted == self._guess:
            # A guess that finds nobody is worth nothing: all are offered.
            self._guess = ""
            self._look(after=0.0)

    def _failed(self, error: KobiError) -> None:
        if self.is_attached:
            text = f"{current().alert} {plain(error_text(error))}"
            self.query_one("#told", Static).update(content(text, "$error"))

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Keep the messages of the list here."""
        event.stop()

    def pick(self) -> None:
        """Close with the contact under the bar, unless others are being looked for."""
        if self._found and self._wanted == self._asked:
            self.dismiss(self._found[self.rows.cursor])
