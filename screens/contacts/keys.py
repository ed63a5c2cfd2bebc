"""The keys that act on the contact under the bar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.contacts.card_acts import ContactCard
from screens.text import plain
from screens.widgets.head_row import HeadRow
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.contacts.acts import Acts
    from screens.contacts.bulk import BulkActs
    from screens.contacts.loading import ListLoader
    from screens.contacts.marked import Marked

_ON_A_CONTACT = ("edit", "log", "note", "tags", "delete", "copy", "to_card")
_ON_MARKS = ("tags", "delete")


class ContactKeys(AreaScreen):
    """Add, edit, note, tag, delete, copy; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New"), tooltip=N_("new contact"), id="contacts.new"),
        Binding("e", "edit", N_("Edit"), id="contacts.edit"),
        Binding(
            "c",
            "log",
            N_("Log entry"),
            tooltip=N_("a call, a visit, a message…"),
            id="contacts.log",
        ),
        Binding(
            "N", "note", N_("Note"), tooltip=N_("write a note"), show=False, id="contacts.note"
        ),
        Binding("t", "tags", N_("Tag"), id="contacts.tags"),
        Binding(
            "d",
            "delete",
            N_("Delete"),
            tooltip=N_("to the trash"),
            show=False,
            id="contacts.delete",
        ),
        Binding(
            "y", "copy", N_("Copy"), tooltip=N_("copy the phone"), show=False, id="contacts.copy"
        ),
    ]

    loader: ListLoader
    marked: Marked

    @property
    def acts(self) -> Acts:
        """The acts on one contact."""
        return self.kobi.contact_acts

    @cached_property
    def bulk(self) -> BulkActs:
        """The acts on many contacts; loaded when the first one is asked for."""
        from screens.contacts.bulk import BulkActs

        return BulkActs(self.kobi, self.bulk_changed)

    def bulk_changed(self) -> None:
        """Show how far a bulk change is."""

    @property
    def head(self) -> HeadRow:
        """The head row."""
        return self.query_one(HeadRow)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    @property
    def card(self) -> ContactCard:
        """The card."""
        return self.query_one("#card", ContactCard)

    @property
    def picked(self) -> bool:
        """Whether an act is meant for the marked contacts: marks are there, the list at hand."""
        return self.rows.has_focus and bool(self.marked)

    @property
    def list_uid(self) -> str:
        """The uid of the contact under the bar, '' when there is none."""
        row = self.rows.cursor_row
        return row.cells["uid"] if row else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action in _ON_MARKS and self.is_mounted and self.picked:
            return True
        if action in _ON_A_CONTACT:
            acts = self.kobi.loaded_acts
            opening = acts is not None and acts.opening
            return self.is_mounted and self.rows.cursor_row is not None and not opening
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Add a contact; after a search without a hit, one of that name."""
        self.acts.add(self.loader.words if self.loader.is_empty else "")

    def action_edit(self) -> None:
        """Edit the contact under the bar."""
        if self.list_uid:
            self.acts.edit(self.list_uid)

    def action_log(self) -> None:
        """Write down what happened with the contact under the bar."""
        if row := self.rows.cursor_row:
            from screens.talks.acts import Who

            self.card.talks.log(Who(row.cells["uid"], row.cells["name"], row.id))

    def action_note(self) -> None:
        """Write a note on the contact under the bar."""
        if row := self.rows.cursor_row:
            self.acts.note(row.cells["uid"], row.cells["name"])

    def action_tags(self) -> None:
        """Change the tags of the marked contacts, else of the one under the bar."""
        if self.picked:
            self.bulk.tag(self.marked.selection)
        elif self.list_uid:
            self.acts.tags(self.list_uid)

    def action_delete(self) -> None:
        """Move the marked contacts to the trash, else the one under the bar."""
        if self.picked:
            self.bulk.delete(self.marked.selection, self.marked.clear)
        elif row := self.rows.cursor_row:
            self.acts.delete(row.cells["uid"], row.cells["name"], row.id)

    def action_copy(self) -> None:
        """Copy the phone, else the e-mail; on the card, the line under the bar."""
        row = self.rows.cursor_row
        text = ""
        if self.card.has_focus and self.card.line:
            text = self.card.line.copy
        elif row:
            text = row.cells["phone"] or row.cells["email"]
        if text := plain(text):
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))
        elif row:
            self.kobi.tell(_("No phone and no e-mail to copy."), "warn")
