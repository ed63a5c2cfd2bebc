"""The finding under the bar: whose it is, what is wrong, what should stand there, who that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kobicrm.domain import dates, places
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.quality import place_text, sentence, suggestion_text, value_text
from screens.contacts.card import Card
from screens.contacts.card_lines import LABEL, CardLine
from screens.contacts.card_sections import CardSections
from screens.contacts.reading import CardData
from screens.quality.reading import FindingRow
from screens.quality.rows import FindingRows
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain, wrapped
from screens.widgets.keys import key_of
from screens.widgets.line_input import LineInput
from screens.widgets.palette import TurkishSuggester

if TYPE_CHECKING:
    from datetime import datetime

# Lines of a long value that are shown; the whole of it is on the contact's own card.
_MOST_LINES = 4


class Facts(CardSections):
    """What is known of the contact, without its name and what is said above already."""

    def build(self) -> list[CardLine]:
        """Return the lines."""
        contact = self.contact
        reach = (contact.phones, contact.emails, contact.socials, contact.websites)
        self.section("channels", _("Reach"), sum(map(len, reach)), self._channels)
        self.section("address", _("Address"), len(contact.addresses), self._addresses)
        facts = self._facts()
        self.section(
            "facts",
            _("Details"),
            len(facts) + bool(contact.tags),
            lambda: self._show_facts(facts),
        )
        self.section("custom", _("Custom fields"), len(contact.custom), self._custom)
        self.section("notes", _("Notes"), len(contact.notes), self._notes)
        return self.lines

    def _notes(self) -> None:
        today = self.data.now.date()
        for note in reversed(self.contact.notes):
            day = dates.short_date(note.at.astimezone().date(), today, language())
            self.row(day, note.text, key=note.uid or note.at)

    def head(self) -> list[CardLine]:
        """Return the name, and role and company."""
        self._head()
        return self.lines


class FactsCard(Card, can_focus=False):
    """The rest of the contact's card; it is read here, not worked with."""

    DEFAULT_CSS = "FactsCard { border-left: none; height: 1fr; }"

    def _sections(self) -> Sequence[CardLine]:
        assert self.data is not None
        return Facts(self.data, self._width, air=self._air).build()


class RightValue(LineInput):
    """The value typed in the place of what stands there; Enter saves it, Esc leaves it."""

    HELP_NAME: ClassVar[str] = N_("While writing the right value")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", N_("Save"), id="quality.save"),
        Binding("escape", "leave", N_("Cancel"), id="quality.cancel"),
    ]

    @dataclass
    class Saved(Message):
        """The value is to be saved."""

        text: str

    class Left(Message):
        """Nothing is to be saved."""

    def action_save(self) -> None:
        """Send the value."""
        self.post_message(self.Saved(self.value.strip()))

    def action_leave(self) -> None:
        """Send word that nothing is saved."""
        self.post_message(self.Left())


class FindingCard(Vertical):
    """The right half of the page."""

    row: FindingRow | None = None
    _data: CardData | None = None
    _days: Callable[[int], Sequence[Content]] | None = None

    def compose(self) -> ComposeResult:
        """Put the finding over the contact's facts, and the days below."""
        yield Static(id="finding")
        with Horizontal(id="edit"):
            yield Static(id="label")
            yield RightValue(id="value")
        yield FactsCard(id="rest")
        yield Static(id="days")

    @property
    def editor(self) -> RightValue:
        """The field for the right value."""
        return self.query_one(RightValue)

    @property
    def editing(self) -> bool:
        """Whether a value is being typed."""
        return self.has_class("-editing")

    @property
    def room(self) -> int:
        """The cells of a line."""
        return max(self.size.width - 4, 20)

    def show(self, row: FindingRow | None, now: datetime) -> None:
        """Show a finding and its contact, or nothing."""
        self.row = row
        self._data = CardData(row.contact, [], 0, [], 0, {}, now) if row else None
        self.query_one(FactsCard).show(self._data)
        self.write()

    def show_days(self, days_in: Callable[[int], Sequence[Content]]) -> None:
        """Show the row of days below; ``days_in`` gives its lines for a width."""
        self._days = days_in
        self._write_days()

    def _write_days(self) -> None:
        lines = self._days(self.room) if self._days else []
        days = self.query_one("#days", Static)
        days.display = bool(lines)
        days.update(Content("\n").join(lines))

    def write(self) -> None:
        """Write the finding for the present width, in the language in force."""
        lines = self._lines(self.row, self._data) if self.row and self._data else []
        self.query_one("#finding", Static).update(Content("\n").join(lines))
        self.query_one("#label", Static).update(content(pad(_("Right"), LABEL - 1), "$muted"))

    def edit(self, row: FindingRow, typed: str | None = None) -> None:
        """Open the field for ``row``, which is shown, with what was typed, is suggested or stands.

        What was typed comes back when it could not be stored.
        """
        finding = row.finding
        text = finding.suggestion or finding.value
        self.add_class("-editing")
        editor = self.editor
        editor.value = plain(value_text(finding.field, text) if typed is None else typed)
        editor.cursor_position = len(editor.value)
        editor.suggester = _suggester(row)
        self.screen.set_focus(editor)
        self.write()

    def end_edit(self) -> None:
        """Close the field."""
        self.remove_class("-editing")
        self.write()

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        self.write()
        self._write_days()

    def _lines(self, row: FindingRow, data: CardData) -> list[Content]:
        finding, room, signs = row.finding, self.room, current()
        lines = [line.content for line in Facts(data, room).head()]
        lines += [Content(""), content(place_text(finding.field), "bold $muted")]
        for number, piece in enumerate(wrapped(sentence(finding), room - 2)):
            sign = signs.alert if number == 0 else " "
            lines.append(content(f"{sign} {piece}", "$warning"))
        lines += self._value(_("Now"), value_text(finding.field, finding.value), "$foreground")
        if not self.editing:
            lines += self._suggestion(row)
        return lines

    def _suggestion(self, row: FindingRow) -> list[Content]:
        finding = row.finding
        if finding.suggestion is None:
            key = content(key_of(self.app, "quality.write", FindingRows), "bold $primary")
            hint = content(_("write the right value"), "$foreground")
            return [Content.assemble(" " * LABEL, key, " ", hint)]
        return self._value(_("Better"), suggestion_text(finding), "bold $foreground")

    def _value(self, label: str, value: str, style: str) -> list[Content]:
        room = max(self.room - LABEL, 10)
        pieces = wrapped(value, room) if value else [_("nothing")]
        if len(pieces) > _MOST_LINES:
            last = fit(pieces[_MOST_LINES - 1], room - 2) + current().cut
            pieces = [*pieces[: _MOST_LINES - 1], last]
        shown = style if value else "$muted"
        return [
            Content.assemble(
                (pad(label if number == 0 else "", LABEL - 1) + " ", "$muted"),
                content(plain(piece), shown),
            )
            for number, piece in enumerate(pieces)
        ]


def _suggester(row: FindingRow) -> TurkishSuggester | None:
    """Return what completes a province or district while it is typed."""
    if row.finding.field == "addresses.province":
        return TurkishSuggester(places.provinces())
    if row.finding.field == "addresses.district":
        address = row.contact.addresses[row.finding.place]
        return TurkishSuggester(places.districts(address.province))
    return None
