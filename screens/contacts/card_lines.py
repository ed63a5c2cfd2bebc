"""The card as lines: all that is known of a contact, cut and wrapped to a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain import dates, drafting, identity
from kobicrm.domain.contacts import Address, Contact
from kobicrm.domain.turkish import fold
from kobicrm.i18n import _, language
from kobicrm.i18n.notes import warning_text
from screens.contacts import history, values
from screens.contacts.columns import row_of
from screens.contacts.reading import CardData
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain, two_ends, wrapped

LABEL, DATE, KIND = 9, 7, 10
NOTES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the card; ``copy`` is what `y` takes, ``go`` the contact Enter leads to."""

    content: Content
    copy: str = ""
    go: int = 0


class CardLines:
    """Collects the lines of one card."""

    def __init__(self, data: CardData, width: int, me: str = "") -> None:
        """Lay ``data`` out for ``width`` cells; acts of ``me`` carry no name."""
        self.data = data
        self.width = width
        self.me = fold(me)
        self.lines: list[CardLine] = []

    def build(self) -> list[CardLine]:
        """Return all lines, groups parted by a blank one."""
        contact = self.data.contact
        for part in (self._head, self._channels, self._facts, self._custom):
            part(contact)
        self._people()
        self._warnings(contact)
        self._notes(contact)
        self._history()
        return self.lines

    # Single lines

    def _line(self, line: Content, *, copy: str = "", go: int = 0) -> None:
        self.lines.append(CardLine(line, copy, go))

    def _blank(self) -> None:
        if self.lines and self.lines[-1].content.plain:
            self._line(Content(""))

    def _heading(self, text: str, right: str = "") -> None:
        self._blank()
        self._line(two_ends(content(text, "bold $muted"), content(right, "$muted"), self.width))

    def _row(
        self, label: str, text: str, *, more: str = "", copy: str = "", bold: bool = False
    ) -> None:
        """Add a label and its value, wrapped under itself; ``more`` is muted behind it."""
        if not text:
            return
        room = max(self.width - LABEL, 10)
        tail = f"  {plain(more)}" if more else ""
        pieces = wrapped(text, room)
        for place, piece in enumerate(pieces):
            lead = label if place == 0 else ""
            end = tail if place == len(pieces) - 1 else ""
            if cell_len(piece) + cell_len(end) > room:
                end = ""
            line = Content.assemble(
                (f"{pad(plain(lead), LABEL - 1)} ", "$muted"),
                content(piece, "bold $foreground" if bold else "$foreground"),
                (end, "$muted"),
            )
            self._line(line, copy=copy or text)

    # Groups

    def _head(self, contact: Contact) -> None:
        right = values.lifecycle(contact)
        if contact.kind == "company":
            right = right or _("Company")
        name = content(fit(plain(contact.name), self.width), "bold $foreground")
        self._line(two_ends(name, content(plain(right), "$muted"), self.width), copy=contact.name)
        joint = f" {current().joint} "
        for link in contact.companies:
            text = joint.join(part for part in (link.role, link.name) if part)
            line = content(fit(plain(text), self.width), "$muted")
            self._line(line, copy=link.name, go=link.id)
        if contact.title:
            self._line(content(fit(plain(contact.title), self.width), "$muted"))

    def _channels(self, contact: Contact) -> None:
        self._blank()
        for place, phone in enumerate(contact.phones):
            number = values.phone_number(phone)
            more = values.phone_extension(phone)
            self._row(values.phone_label(phone), number, more=more, bold=place == 0)
        for email in contact.emails:
            address = email.address or email.raw
            self._row(_("E-mail"), address, bold=not contact.phones and email is contact.emails[0])
        for social in contact.socials:
            network = social.network or _("Social")
            self._row(
                network[:1].upper() + network[1:] if network.isascii() else network, social.handle
            )
        for site in contact.websites:
            self._row(_("Web"), site.raw, copy=site.url)
        for address_ in contact.addresses:
            self._address(address_)

    def _address(self, address: Address) -> None:
        place = ", ".join(part for part in (address.district, address.province) if part)
        area = " ".join(part for part in (address.postcode, place) if part)
        country = address.country if address.country not in ("TR", "") else ""
        texts = [text for text in (*address.street.split("\n"), area, country) if text]
        whole = ", ".join(texts)
        for at, text in enumerate(texts):
            self._row(_("Address") if at == 0 else "", text, copy=whole)

    def _facts(self, contact: Contact) -> None:
        birthday = dates.format_birthday(contact.birthday, language()) if contact.birthday else ""
        self._row(_("Born"), birthday)
        tax = " ".join(part for part in (contact.tax_office, contact.tax_number) if part)
        self._row(_("Tax"), tax, copy=contact.tax_number)
        self._row(_("IBAN"), identity.display_iban(contact.iban) if contact.iban else "")
        self._row(_("Prefers"), values.preferred(contact))
        self._row(_("Owner"), contact.owner)
        self._row(_("Source"), contact.source)
        for code in contact.codes:
            self._row(_("Code"), code.code, more=code.named_source)
        self._tags(contact.tags)

    def _tags(self, tags: Sequence[str]) -> None:
        """Chips, as many on a line as fit."""
        room = max(self.width - LABEL, 10)
        rows: list[list[str]] = []
        used = room + 1
        for tag in tags:
            shown = fit(plain(tag), room - 2)
            wide = cell_len(shown) + 3
            if used + wide > room + 1:
                rows.append([])
                used = 0
            rows[-1].append(shown)
            used += wide
        for place, row in enumerate(rows):
            label = pad(_("Tag") if place == 0 else "", LABEL - 1)
            chips = Content(" ").join([content(f" {tag} ", "$foreground on $panel") for tag in row])
            self._line(Content.assemble((f"{label} ", "$muted"), chips), copy=", ".join(tags))

    def _custom(self, contact: Contact) -> None:
        if not contact.custom:
            return
        self._blank()
        widest = max(cell_len(plain(name)) for name, _value in contact.custom)
        label = min(max(widest, LABEL - 1), self.width // 2)
        for name, value in contact.custom:
            text = values.custom_text(value, self.data.types.get(name, ""))
            pieces = wrapped(text, max(self.width - label - 1, 10))
            for place, piece in enumerate(pieces):
                lead = pad(plain(name) if place == 0 else "", label)
                self._line(Content.assemble((f"{lead} ", "$muted"), content(piece)), copy=text)

    def _people(self) -> None:
        people = self.data.people
        if not people:
            return
        self._heading(_("Employees"), str(len(people)))
        for one in people:
            row = row_of(one, self.data.now.date())
            right = content(plain(row.cells["phone"]), "$muted")
            name = content(fit(plain(one.name), self.width))
            self._line(two_ends(name, right, self.width), copy=row.cells["phone"], go=one.id)

    def _warnings(self, contact: Contact) -> None:
        found = drafting.warnings(contact)
        if not found:
            return
        self._blank()
        for warn in found:
            pieces = wrapped(warning_text(warn), max(self.width - 2, 10))
            for place, piece in enumerate(pieces):
                sign = current().alert if place == 0 else " "
                self._line(content(f"{sign} {piece}", "$warning"), copy=warn.value)

    def _notes(self, contact: Contact) -> None:
        if not contact.notes:
            return
        self._heading(_("Notes"))
        today = self.data.now.date()
        for note in reversed(contact.notes[-NOTES_SHOWN:]):
            day = dates.short_date(note.at.astimezone().date(), today, language())
            self._row(day, note.text)

    def _history(self) -> None:
        if not self.data.history:
            return
        self._heading(_("History"))
        today = self.data.now.date()
        days = [
            dates.short_date(entry.at.astimezone().date(), today, language())
            for entry in self.data.history
        ]
        wide = max(DATE - 1, *(cell_len(day) for day in days))
        for day, entry in zip(days, self.data.history, strict=True):
            kind = pad(plain(history.kind_of(entry)), KIND)
            text = plain(history.text_of(entry))
            left = Content.assemble(
                (f"{pad(day, wide)} {kind} ", "$muted"),
                content(text, "$muted" if entry.undone else "$foreground"),
            )
            who = "" if fold(entry.who) == self.me else entry.who
            right = content(fit(plain(who), 12), "$muted")
            self._line(two_ends(left, right, self.width), copy=text)
