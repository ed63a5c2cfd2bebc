"""The marks of the list as what they mean: these contacts, or all that was found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language, ngettext
from kobicrm.services import contacts
from kobicrm.services.contacts import Selection, SelectionInfo
from screens.styles import glyphs
from screens.text import content

if TYPE_CHECKING:
    from textual.content import Content

    from screens.app import KobiApp
    from screens.contacts.loading import ListLoader
    from screens.widgets.rows import Rows

MARKS = "contacts.marks"


class Marked:
    """Who is marked. Marks by record stay whatever the list shows; `all found` go with it."""

    def __init__(
        self, app: KobiApp, rows: Rows, loader: ListLoader, changed: Callable[[], None]
    ) -> None:
        """Read the marks of ``rows``; ``changed`` is called when their number is another."""
        self.app = app
        self.rows = rows
        self.loader = loader
        self._changed = changed
        # Marked records that are not there any more; they may come back by undo.
        self._gone = 0

    def __bool__(self) -> bool:
        """Return whether there are marks, even of contacts that went elsewhere meanwhile."""
        return self.rows.marks.everything or bool(self.rows.marks.ids)

    @property
    def count(self) -> int:
        """How many are marked, in sight or not; an unfinished search counts what it has."""
        marks = self.rows.marks
        total = self.loader.total if self.loader.total is not None else self.rows.total
        named = len(marks.ids) - self._gone
        return max(0, total - named if marks.everything else named)

    @property
    def selection(self) -> Selection:
        """Return them as bulk changes take them."""
        ids = tuple(sorted(self.rows.marks.ids))
        if self.rows.marks.everything:
            view = self.loader.view
            return Selection(view_text=view.text, where=view.where, minus_ids=ids)
        return Selection(ids=ids)

    def all_found(self) -> Selection:
        """Return everything the list shows."""
        view = self.loader.view
        return Selection(view_text=view.text, where=view.where)

    def mark_all(self) -> None:
        """Mark everything found; once more takes these marks away."""
        marks = self.rows.marks
        if marks.everything and not marks.ids:
            self.clear()
        elif self.rows.total:
            self._gone = 0
            self.rows.mark_all()

    def clear(self) -> None:
        """Take all marks away."""
        self._gone = 0
        self.rows.clear_marks()

    def narrowed(self) -> None:
        """Let `all found` go: another search or filter finds others."""
        if self.rows.marks.everything:
            self.clear()

    def look_again(self) -> None:
        """Find out how many of those marked are still there; after a write by anybody."""
        ids = frozenset(self.rows.marks.ids)
        if ids:
            call = partial(contacts.describe, self.app.session, Selection(ids=tuple(ids)))
            self.app.jobs.read(MARKS, call, partial(self._looked, ids))

    def _looked(self, ids: frozenset[int], info: SelectionInfo) -> None:
        if ids <= self.rows.marks.ids:
            self._gone = len(ids) - info.count
            self._changed()

    def chip(self) -> Content | None:
        """Return `3 işaretli` on its ground, None without marks."""
        if not self:
            return None
        if self.rows.marks.everything and self.loader.total is None:
            text = _("all marked")
        else:
            number = format_count(self.count, language())
            text = ngettext("{n} marked", "{n} marked", self.count).format(n=number)
        if self.app.native_ansi_color:
            left, right = "[]" if glyphs.current() is glyphs.ASCII else "‹›"
            return content(f"{left}{text}{right}", "bold $primary")
        return content(f" {text} ", "bold $primary on $panel")
