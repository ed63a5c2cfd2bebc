"""The keys of the quality page: accept, correct, leave, later, and around them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kobicrm.domain.money import format_count
from kobicrm.domain.quality import is_long
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.quality import kind_text, place_text, value_text
from screens.over_contacts import OverContacts
from screens.quality.answers import Answers
from screens.quality.card import FindingCard, RightValue
from screens.quality.collected import Collected, Key
from screens.quality.reading import FindingRow
from screens.quality.rows import FindingRows
from screens.quality.scanner import Scanner
from screens.text import plain

ALL = "all"


class QualityKeys(OverContacts):
    """What is done by key; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("Correct"), tooltip=N_("write the right value"), id="quality.edit"),
        Binding("m", "leave", N_("Leave"), tooltip=N_("leave it as it is"), id="quality.leave"),
        Binding("z", "later", N_("Later"), tooltip=N_("put it aside"), id="quality.later"),
        Binding(
            "f", "filter", N_("Narrow"), tooltip=N_("show one kind of finding"), id="quality.filter"
        ),
        Binding(
            "b",
            "accept_all",
            N_("Accept all"),
            tooltip=N_("accept all suggestions of this kind"),
            show=False,
            id="quality.all",
        ),
        Binding(
            "f9",
            "contact",
            N_("Contact"),
            tooltip=N_("go to the contact"),
            show=False,
            id="quality.contact",
        ),
        Binding(
            "y", "copy", N_("Copy"), tooltip=N_("copy the value"), show=False, id="quality.copy"
        ),
        Binding(
            "r", "reload", N_("Reload"), tooltip=N_("look again"), show=False, id="quality.reload"
        ),
        # One of them at a time: always one step back.
        Binding("escape", "stop_bulk", N_("Stop"), show=False, id="quality.stop_bulk"),
        Binding("escape", "stop", N_("Stop"), show=False, id="quality.stop"),
        Binding("escape", "every_kind", N_("Show all"), show=False, id="quality.every_kind"),
        Binding("escape", "back", N_("Back"), id="quality.back"),
    ]

    found: Collected
    answers: Answers
    scanner: Scanner
    code = ""
    later: set[Key]

    def relist(self) -> None:
        """Show the findings anew; the screen does."""
        raise NotImplementedError

    @property
    def rows(self) -> FindingRows:
        """The list."""
        return self.query_one(FindingRows)

    @property
    def card(self) -> FindingCard:
        """The finding in full."""
        return self.query_one(FindingCard)

    @property
    def row(self) -> FindingRow | None:
        """The finding under the bar."""
        return self.rows.row

    # Answers

    def action_accept(self) -> None:
        """Take the suggestion."""
        row = self.row
        if row is not None and row.finding.suggestion is not None:
            self.answers.mend(row, row.finding.suggestion)

    def action_edit(self) -> None:
        """Ask for the right value, in the card; one of several lines in a dialog."""
        row = self.row
        if row is None:
            return
        if is_long(row.finding) and "\n" in row.finding.value:
            self._edit_lines(row)
        else:
            self.edit(row)

    action_write = action_edit

    def edit(self, row: FindingRow, typed: str | None = None) -> None:
        """Open the field for a finding, with what was typed before if that was not taken."""
        self.card.show(row, self.kobi.clock())
        self.card.edit(row, typed)

    def _edit_lines(self, row: FindingRow) -> None:
        from screens.dialogs.prompt import NoteDialog

        def answered(text: str | None) -> None:
            if text is not None:
                self.answers.mend(row, text)

        title = place_text(row.finding.field)
        text = row.finding.suggestion or row.finding.value
        self.app.push_screen(NoteDialog(title, value=text), answered)

    def on_right_value_saved(self, event: RightValue.Saved) -> None:
        """Save what was typed."""
        row = self.card.row
        self._end_edit()
        if row is not None and event.text != value_text(row.finding.field, row.finding.value):
            self.answers.mend(row, event.text)

    def on_right_value_left(self) -> None:
        """Leave the value."""
        self._end_edit()

    def _end_edit(self) -> None:
        self.card.end_edit()
        self.rows.focus()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Leave the value as it is; it is not asked about again."""
        if (row := self.row) is not None:
            self.answers.leave(row)

    def action_later(self) -> None:
        """Put the finding aside until the page is opened again."""
        if (key := self.rows.key) is not None:
            self.later.add(key)
            self.relist()

    def action_accept_all(self) -> None:
        """Accept every suggestion of the kind under the bar, after a question."""
        if (row := self.row) is not None:
            code = row.finding.code
            self.answers.mend_all(code, tuple(self.found.contacts_with(code)))

    # Around them

    def action_filter(self) -> None:
        """Ask which kind of finding to show."""
        from screens.dialogs.pick import Choice, PickDialog

        counts = self.found.counts()
        choices = [
            Choice(code, kind_text(code), format_count(count, language()), code)
            for code, count in counts
        ]
        total = format_count(len(self.found), language())

        def answered(picked: str | None) -> None:
            if picked is not None:
                self._narrow("" if picked == ALL else picked)

        everything = Choice(ALL, _("All findings"), total)
        self.app.push_screen(
            PickDialog(_("Which findings"), [everything, *choices], self.code or ALL), answered
        )

    def _narrow(self, code: str) -> None:
        self.code = code
        self.relist()

    def action_every_kind(self) -> None:
        """Show all kinds of findings again."""
        self._narrow("")

    def action_contact(self) -> None:
        """Close the page and go to the contact."""
        if (row := self.row) is not None:
            self.go_to_contact(row.contact.id)

    def action_copy(self) -> None:
        """Copy the value that is odd."""
        if (row := self.row) is not None and (text := plain(row.finding.value)):
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))

    def action_reload(self) -> None:
        """Look everybody through again; what was put aside comes back."""
        self.later.clear()
        self.scanner.start()

    def action_stop(self) -> None:
        """Leave the scan at what was found."""
        self.scanner.stop()
        self.relist()

    def action_stop_bulk(self) -> None:
        """Stop a bulk change; nothing of it is kept."""
        if self.answers.bulk is not None:
            self.answers.bulk.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        answer = self._offers(action)
        return super().check_action(action, parameters) if answer is None else answer

    def _offers(self, action: str) -> bool | None:
        """Return whether an action of this page makes sense now, None for those of others."""
        bulk = self.answers.bulk is not None and self.answers.bulk.is_shown
        scanning, narrowed = self.scanner.running, bool(self.code)
        row = self.row
        suggested = row is not None and row.finding.suggestion is not None
        offers = {
            "accept": suggested,
            "write": row is not None and not suggested,
            "stop_bulk": bulk,
            "stop": scanning and not bulk,
            "every_kind": narrowed and not scanning and not bulk,
            "back": not (bulk or scanning or narrowed),
            "filter": len(self.found) > 0,
        }
        offers |= dict.fromkeys(("edit", "leave", "contact", "copy"), row is not None)
        offers |= dict.fromkeys(("later", "accept_all"), row is not None)
        return offers.get(action)
