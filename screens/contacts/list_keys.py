"""The keys that act on the list as a whole: order, filter, columns, letters, marks."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.contacts.columns import chosen_columns
from screens.contacts.filters import Filters, Offer, count_offers, known_offers, read_offers
from screens.contacts.keys import ContactKeys
from screens.contacts.sorting import Order
from screens.widgets.keys import key_of
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from kobicrm.services.views import SavedView
    from screens.contacts.views import ViewActs
    from screens.long_work import LongWrite

COLUMNS_KEPT, ORDER_KEPT = "contacts.columns", "contacts.order"
OFFERS, OFFERS_COUNTED = "contacts.offers", "contacts.offers.counted"


class ListKeys(ContactKeys):
    """Sort, filter, choose columns, jump, mark all found, and change what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort", N_("Sort"), id="contacts.sort"),
        Binding("f", "filter", N_("Filter"), id="contacts.filter"),
        Binding("F", "views", N_("Views"), tooltip=N_("saved views"), id="contacts.views"),
        Binding("V", "columns", N_("Columns"), id="contacts.columns"),
        Binding("full_stop", "letter", N_("Go to letter"), id="contacts.letter"),
        Binding("asterisk", "mark_all", N_("Mark all found"), id="contacts.mark_all"),
        Binding(
            "b", "bulk", N_("Bulk change"), tooltip=N_("change all marked"), id="contacts.bulk"
        ),
        Binding("w", "export", N_("Export"), id="contacts.export"),
        # Esc takes one step back: the first of these that can be done now.
        Binding("escape", "stop_bulk", N_("Stop"), show=False, id="contacts.stop"),
        Binding("escape", "step_back", N_("Clear search"), show=False, id="contacts.back"),
        Binding("escape", "unfilter", N_("Clear filter"), show=False, id="contacts.unfilter"),
        Binding("escape", "unmark", N_("Clear marks"), show=False, id="contacts.unmark"),
    ]

    # The view that was opened last.
    view: SavedView | None = None

    # Order

    def show_as_remembered(self) -> None:
        """Take order and columns as they were last."""
        state = self.kobi.state
        self.rows.set_columns(chosen_columns(state.get(COLUMNS_KEPT, [])))
        order = Order.from_json(state.get(ORDER_KEPT, []))
        self.loader.order = order
        self.rows.sort(order.key, descending=order.descending)

    def action_sort(self) -> None:
        """Ask for an order."""
        from screens.contacts.sort_dialog import SortDialog

        self.app.push_screen(SortDialog(self.loader.order), self._sort)

    def on_rows_sort_wanted(self, event: Rows.SortWanted) -> None:
        """Sort by the column whose header was clicked; once more turns the order."""
        self._sort(self.loader.order.asked(event.key))

    def _sort(self, order: Order | None) -> None:
        if order is not None and order != self.loader.order:
            self.kobi.state.set(ORDER_KEPT, order.to_json())
            self.loader.sort(order)

    # Columns

    def action_columns(self) -> None:
        """Ask which columns are shown."""
        from screens.contacts.column_choice import ColumnsDialog
        from screens.widgets.columns import from_json

        wishes = from_json(self.kobi.state.get(COLUMNS_KEPT, []))
        dialog = ColumnsDialog(wishes, self.rows.size.width)
        self.app.push_screen(dialog, self._show_columns)

    def _show_columns(self, kept: list[object] | None) -> None:
        if kept is not None:
            self.kobi.state.set(COLUMNS_KEPT, kept)
            self.rows.set_columns(chosen_columns(kept))

    # Filter

    def action_filter(self) -> None:
        """Ask what the list is narrowed to."""
        from screens.contacts.filter_dialog import FilterDialog

        jobs = self.kobi.jobs
        dialog = FilterDialog(self.loader.filters)

        def read(offers: list[Offer]) -> None:
            dialog.offer(offers)
            uncounted = [one for one in known_offers() if one.field != "lifecycle"]
            call = partial(count_offers, self.kobi.session, uncounted)
            jobs.read(OFFERS_COUNTED, call, dialog.offer)

        def closed(filters: Filters | None) -> None:
            jobs.forget(OFFERS)
            jobs.forget(OFFERS_COUNTED)
            if filters is not None:
                self.set_filters(filters)

        self.app.push_screen(dialog, closed)
        jobs.read(OFFERS, partial(read_offers, self.kobi.session), read)

    def set_filters(self, filters: Filters) -> None:
        """Narrow the list to what passes ``filters``."""
        if filters != self.loader.filters:
            self.marked.narrowed()
            if filters:
                self.loader.filter(filters)
            else:
                self.loader.widen(filters=True)
            self.show_head()

    def action_unfilter(self) -> None:
        """Take the filter away."""
        self.set_filters(Filters())

    # Views

    @cached_property
    def views(self) -> ViewActs:
        """The acts on saved views; loaded when they are first asked for."""
        from screens.contacts.views import ViewActs

        return ViewActs(self.kobi, self.rows, self.loader, self.show_view)

    def action_views(self) -> None:
        """Show the saved views."""
        self.views.ask(self.view.name if self.view else "")

    def show_view(self, view: SavedView) -> None:
        """Show what a view finds; the screen does."""
        raise NotImplementedError

    # Letters

    def action_letter(self) -> None:
        """Ask for a letter and go to the first row under it."""
        from screens.contacts.letters import LetterDialog

        if not self.loader.view.by_letters:
            told = _("Sort by name to go to a letter:  {key}").format(
                key=key_of(self.app, "contacts.sort")
            )
            self.kobi.tell(told, "warn")
            return

        def answered(letter: str | None) -> None:
            if letter:
                self.loader.jump(letter)

        self.app.push_screen(LetterDialog(self.loader.order.name), answered)

    # Marks

    def action_mark_all(self) -> None:
        """Mark everything found; once more takes these marks away."""
        self.marked.mark_all()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.marked.clear()

    def on_rows_marked(self, _event: Rows.Marked) -> None:
        """Show how many are marked, and what can be done with them."""
        self.marks_changed()

    def marks_changed(self) -> None:
        """Write head row and footer again."""
        self.show_head()
        self.refresh_bindings()

    def action_bulk(self) -> None:
        """Change a field of all marked contacts."""
        if self.marked:
            self.bulk.change(self.marked.selection)
        else:
            told = _("Mark contacts first: {key}, or {all} for all found.")
            keys = {
                "key": key_of(self.app, "list.mark", Rows),
                "all": key_of(self.app, "contacts.mark_all"),
            }
            self.kobi.tell(told.format(**keys), "warn")

    def action_export(self) -> None:
        """Write the marked contacts into a file, else all the list shows."""
        from screens.exports.acts import export

        columns = [one.column.key for one in self.rows.placed()]
        if self.marked:
            export(self.kobi, self.marked.selection, self.marked.count, columns)
        else:
            export(self.kobi, self.marked.all_found(), self.rows.total, columns)

    def action_stop_bulk(self) -> None:
        """Stop a bulk change that runs."""
        self.bulk.writes.stop()

    def bulk_changed(self) -> None:
        """Show how far a bulk change is."""
        self.marks_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "stop_bulk":
            return self.bulk_running is not None
        if action == "step_back":
            return self.head.searching
        if action == "unfilter":
            return bool(self.loader.filters)
        if action == "unmark":
            return bool(self.marked)
        return super().check_action(action, parameters)

    @property
    def bulk_running(self) -> LongWrite[object] | None:
        """The bulk change that takes so long that it is shown, if there is one."""
        return self.bulk.writes.in_sight if "bulk" in self.__dict__ else None
