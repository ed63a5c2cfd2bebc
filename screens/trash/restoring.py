"""Bringing contacts back from the trash: one at once, several after a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kobicrm.domain.money import format_count
from kobicrm.domain.query import EVERYTHING
from kobicrm.i18n import _, language, ngettext
from kobicrm.services import contacts
from kobicrm.services.contacts import Bulk, Selection, SelectionInfo
from screens.app import KobiApp
from screens.long_work import LongWrites, Told
from screens.widgets.keys import key_of
from screens.widgets.pages import Marks


def selection_of(text: str, marks: Marks) -> Selection:
    """Return who is marked in a list narrowed to ``text``."""
    ids = tuple(sorted(marks.ids))
    if marks.everything:
        return Selection(view_text=text, where=EVERYTHING, minus_ids=ids)
    return Selection(ids=ids)


class Restoring:
    """The writes of the trash, each ending in a toast with its way back."""

    def __init__(self, app: KobiApp, changed: Callable[[], None]) -> None:
        """Write for ``app``; ``changed`` is called when the head row has something new to say."""
        self.app = app
        self.writes = LongWrites(app, changed)

    def one(self, one: int) -> None:
        """Bring one contact back at once; undo puts it into the trash again."""
        if self.writes.is_free():
            self._write(Selection(ids=(one,)), 1, lambda: None, show=one)

    def many(self, text: str, marks: Marks, done: Callable[[], None]) -> None:
        """Ask, then bring back everybody marked; ``done`` is called after it."""
        if not self.writes.is_free():
            return
        selection = selection_of(text, marks)
        call = partial(contacts.describe, self.app.session, selection, trashed=True)
        self.app.jobs.read("trash.marked", call, partial(self._ask, selection, done))

    def _ask(self, selection: Selection, done: Callable[[], None], info: SelectionInfo) -> None:
        if info.count <= 1:
            self._write(selection, info.count, done)
            return
        from screens.dialogs.confirm import ConfirmDialog

        question = ngettext(
            "Bring back {n} contact?", "Bring back {n} contacts?", info.count
        ).format(n=format_count(info.count, language()))

        def answered(yes: bool | None) -> None:
            if yes:
                self._write(selection, info.count, done)

        more = info.count > len(info.names)
        dialog = ConfirmDialog(
            question,
            verb=_("bring back"),
            samples=[*info.names, *([""] if more else [])],
            way_back=_("{key} puts them back into the trash.").format(
                key=key_of(self.app, "app.undo")
            ),
        )
        self.app.push_screen(dialog, answered)

    def _write(
        self,
        selection: Selection,
        count: int,
        done: Callable[[], None],
        *,
        show: int | None = None,
    ) -> None:
        def call(told: Told) -> Bulk:
            return contacts.bulk_restore(self.app.session, selection, progress=told)

        def written(bulk: Bulk) -> None:
            done()
            if bulk.changeset is None:
                self.app.tell(_("It is not in the trash any more."), "warn")
            else:
                self.app.tell(_told(bulk), back=self.app.undo_hint())
            self.app.wrote(bulk.changeset, show if bulk.changeset else None)

        self.writes.begin(_("Bringing back"), count, call, written)


def _told(bulk: Bulk) -> str:
    if bulk.count == 1:
        return _("Brought back: {name}").format(name=bulk.names[0])
    text = ngettext("{n} contact brought back", "{n} contacts brought back", bulk.count)
    return text.format(n=format_count(bulk.count, language()))
