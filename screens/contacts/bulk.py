"""Acts on many contacts at once: each asks with its number, writes one changeset, and tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from kobicrm.domain.places import provinces
from kobicrm.domain.turkish import fold
from kobicrm.i18n import _
from kobicrm.services import contacts
from kobicrm.services.contacts import Bulk, Selection
from kobicrm.services.session import Session
from screens.app import KobiApp
from screens.contacts.bulk_dialogs import (
    SETTABLE,
    DeleteDialog,
    FieldDialog,
    TagDialog,
    TagWish,
    ValueDialog,
)
from screens.contacts.many_dialog import About, ManyDialog, counted
from screens.long_work import LongWrites, Told

T = TypeVar("T")
ABOUT = "contacts.bulk"
# Fields whose values in use complete what is typed.
_COMPLETED = ("tags", "province", "district", "owner", "source")
_MOST_VALUES = 2_000


def read_about(session: Session, selection: Selection, field: str = "") -> About:
    """Return who is meant, and the values of ``field`` in use (in a reader)."""
    with session.store.reading():
        info = contacts.describe(session, selection)
        values: list[str] = []
        if field in _COMPLETED:
            values = [value for value, _n in contacts.facets(session, field)[:_MOST_VALUES]]
    if field == "province":
        known = {fold(value) for value in values}
        values += [name for name in provinces() if fold(name) not in known]
    if field == "owner" and session.author.staff:
        values.append(session.author.staff)
    return About(info.count, info.names, tuple(values))


class BulkActs:
    """The bulk changes of the contacts area; one runs at a time."""

    def __init__(self, app: KobiApp, changed: Callable[[], None]) -> None:
        """Act in ``app``; ``changed`` is called when the head row has something new to say."""
        self.app = app
        self.session = app.session
        self.writes = LongWrites(app, changed)

    # What the keys ask for

    def tag(self, selection: Selection) -> None:
        """Ask which tags are put on and taken off, and do it."""

        def answered(wish: TagWish, count: int) -> None:
            def call(told: Told) -> Bulk:
                add, remove = wish.add, wish.remove
                return contacts.bulk_tag(
                    self.session, selection, add=add, remove=remove, progress=told
                )

            self._write(_("Tagging"), count, call, _("Tags changed: {people}"))

        self._ask(TagDialog(), selection, answered, "tags")

    def change(self, selection: Selection, key: str = "") -> None:
        """Ask which field is to be given a value, beginning at ``key``, and go on to which."""

        def answered(chosen: str, _count: int) -> None:
            self._ask_value(selection, chosen)

        self._ask(FieldDialog(key), selection, answered)

    def _ask_value(self, selection: Selection, key: str, text: str = "") -> None:
        def answered(value: str, count: int) -> None:
            def call(told: Told) -> Bulk:
                return contacts.bulk_set(self.session, selection, key, value, progress=told)

            def again() -> None:
                self._ask_value(selection, key, value)

            done = _(SETTABLE[key]) + ": {people}"
            self._write(_("Changing"), count, call, done, refused=again)

        back = partial(self.change, selection, key)
        self._ask(ValueDialog(key, text), selection, answered, key, back=back)

    def delete(self, selection: Selection, deleted: Callable[[], None]) -> None:
        """Ask, and move them to the trash; ``deleted`` is called afterwards."""

        def answered(_yes: bool, count: int) -> None:
            def call(told: Told) -> Bulk:
                return contacts.bulk_delete(self.session, selection, progress=told)

            self._write(_("Deleting"), count, call, _("Deleted: {people}"), deleted)

        self._ask(DeleteDialog(), selection, answered)

    # Asking and writing

    def _ask(
        self,
        dialog: ManyDialog[T],
        selection: Selection,
        answered: Callable[[T, int], None],
        field: str = "",
        *,
        back: Callable[[], None] | None = None,
    ) -> None:
        if not self.writes.is_free():
            return

        def closed(answer: T | None) -> None:
            self.app.jobs.forget(ABOUT)
            if answer is not None and dialog.about:
                answered(answer, dialog.about.count)
            elif answer is None and back:
                back()

        call = partial(read_about, self.session, selection, field)
        self.app.push_screen(dialog, closed)
        self.app.jobs.read(ABOUT, call, dialog.know)

    def _write(
        self,
        label: str,
        count: int,
        call: Callable[[Told], Bulk],
        sentence: str,
        then: Callable[[], None] | None = None,
        refused: Callable[[], None] | None = None,
    ) -> None:
        def done(bulk: Bulk) -> None:
            if bulk.changeset is None:
                self.app.tell(_("Nothing to change: it was so before."), "warn")
            else:
                told = sentence.format(people=counted(bulk.count))
                self.app.tell(told, back=self.app.undo_hint())
            if then:
                then()
            self.app.wrote(bulk.changeset)

        self.writes.begin(label, count, call, done, refused)
