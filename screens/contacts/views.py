"""Saved views of the contact list: kept from what is shown now, and brought back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.turkish import fold
from kobicrm.i18n import _
from kobicrm.services import querying, views as saved
from screens.contacts.view_text import columns_of, query_of, sort_of
from screens.contacts.views_dialog import ViewsDialog, Wanted
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.prompt import PromptDialog
from screens.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from kobicrm.errors import KobiError
    from kobicrm.services.views import SavedView
    from screens.app import KobiApp
    from screens.contacts.loading import ListLoader
    from screens.widgets.rows import Rows

READ, TEXT = "contacts.views", "contacts.views.text"


class ViewActs:
    """Opens and keeps views; ``show`` is called with the one to be shown."""

    def __init__(
        self, app: KobiApp, rows: Rows, loader: ListLoader, show: Callable[[SavedView], None]
    ) -> None:
        """Keep what ``rows`` show as ``loader`` was told."""
        self.app, self._rows, self._loader, self._show = app, rows, loader, show

    def ask(self, name: str = "") -> None:
        """Show all views, with the bar on the one called ``name``."""

        def show(found: list[SavedView]) -> None:
            self.app.push_screen(ViewsDialog(found, name), partial(self._answered, found))

        self.app.jobs.read(READ, partial(saved.views, self.app.session), show)

    def _answered(self, found: list[SavedView], wanted: Wanted | None) -> None:
        if wanted is None:
            return
        view = wanted.view
        if view is None:
            self.save(found)
        elif wanted.act == "open":
            self._open(view)
        elif wanted.act == "rename":
            self._rename(view)
        elif wanted.act == "copy":
            self.app.copy_to_clipboard(plain(view.query))
            self.app.tell(_("Copied: {text}").format(text=plain(view.query)))
        else:
            call = partial(saved.remove_view, self.app.session, view.name)
            self._write(call, _("View taken away: {name}").format(name=plain(view.name)))

    def _open(self, view: SavedView) -> None:
        if not view.query:
            self._show(view)
            return
        # A field may be gone since it was saved: that is told, never an empty list.
        call = partial(querying.where, self.app.session, view.query)
        self.app.jobs.read(TEXT, call, lambda _where: self._show(view))

    # Keeping

    def save(self, found: list[SavedView]) -> None:
        """Keep what the list shows now under a name; one that is taken is asked about."""
        call = partial(query_of, self.app.session, self._loader.text, self._loader.filters)
        self.app.jobs.read(TEXT, call, partial(self._name, found))

    def _name(self, found: list[SavedView], query: str, value: str = "") -> None:
        def named(name: str | None) -> None:
            if name is None:
                return
            taken = next((one for one in found if fold(one.name) == fold(name)), None)
            if taken is None:
                self._keep(name, query)
                return
            question = _("Replace the view “{name}”?").format(name=plain(taken.name))
            dialog = ConfirmDialog(
                question, verb=_("replace"), samples=[taken.query], way_back=self.app.undo_hint()
            )
            self.app.push_screen(
                dialog,
                lambda yes: self._keep(name, query) if yes else self._name(found, query, name),
            )

        hint = plain(query) or _("The whole list, with its columns and its order.")
        self.app.push_screen(
            PromptDialog(_("Save the list as a view"), value=value, hint=hint), named
        )

    def _keep(self, name: str, query: str) -> None:
        columns = columns_of([one.column.key for one in self._rows.placed()])
        call = partial(
            saved.save_view,
            self.app.session,
            name,
            query,
            columns=columns,
            sort=sort_of(self._loader.order),
        )
        self._write(call, _("View kept: {name}").format(name=plain(name)))

    def _rename(self, view: SavedView) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                call = partial(saved.rename_view, self.app.session, view.name, name)
                self._write(call, _("View renamed: {name}").format(name=plain(name)))

        title = _("Rename view")
        self.app.push_screen(PromptDialog(title, value=view.name, hint=plain(view.query)), named)

    def _write(self, call: Callable[[], int | None], told: str) -> None:
        def done(changeset: int | None) -> None:
            self.app.tell(told, back=self.app.undo_hint() if changeset else "")
            self.app.wrote(changeset)

        def failed(error: KobiError) -> None:
            self.app.show_error(error)
            self.ask()

        self.app.jobs.write(call, done, failed)
