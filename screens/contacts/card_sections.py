"""All that is known of a contact, section by section: nothing is left out, nothing empty shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from kobicrm.domain import dates, drafting, identity
from kobicrm.domain.contacts import Address, CompanyLink, Warn
from kobicrm.domain.turkish import fold
from kobicrm.i18n import _, language
from kobicrm.i18n.notes import warning_text
from screens.contacts import links, values
from screens.contacts.card_history import add_entries
from screens.contacts.card_lines import LABEL, CardLine, Go, LineList
from screens.contacts.card_timeline import add_entries as add_timeline, add_tasks
from screens.contacts.reading import CardData
from screens.styles.glyphs import current
from screens.talks.names import KINDS
from screens.text import content, fit, plain, two_ends, wrapped

RECORD_LABEL = 12

Fact = tuple[str, str, str]


class CardSections(LineList):
    """The lines of one card."""

    def __init__(
        self,
        data: CardData,
        width: int,
        *,
        me: str = "",
        folded: Collection[str] = (),
        air: bool = True,
    ) -> None:
        """Lay ``data`` out for ``width`` cells; acts of ``me`` carry no name."""
        super().__init__(width, folded, air=air)
        self.data = data
        self.contact = data.contact
        self.me = fold(me)
        self.wall = data.now.astimezone().replace(tzinfo=None)

    def build(self) -> list[CardLine]:
        """Return all lines."""
        contact, data = self.contact, self.data
        self._head()
        reach = (contact.phones, contact.emails, contact.socials, contact.websites)
        self.section("channels", _("Reach"), sum(map(len, reach)), self._channels)
        self.section("tasks", _("Tasks"), data.tasks_total, self._tasks, always=True)
        self.section("address", _("Address"), len(contact.addresses), self._addresses)
        facts = self._facts()
        count = len(facts) + bool(contact.tags)
        self.section("facts", _("Details"), count, partial(self._show_facts, facts))
        self.section("custom", _("Custom fields"), len(contact.custom), self._custom)
        if len(contact.companies) > 1:
            self.section("companies", _("Works for"), len(contact.companies), self._companies)
        self.section("people", _("Employees"), data.people_total, self._people, always=True)
        found = drafting.warnings(contact)
        self.section("warnings", _("Doubtful"), len(found), partial(self._warnings, found))
        some = len(data.entries) or bool(data.kind)
        told = _(KINDS[data.kind]) if data.kind else ""
        self.section("timeline", _("Timeline"), some, self._timeline, told=told)
        record = values.record_facts(contact)
        self.section("record", _("Record"), len(record), partial(self._show_record, record))
        self.section("history", _("Changes made"), data.history_total, self._history)
        return self.lines

    def _head(self) -> None:
        contact = self.contact
        right = values.lifecycle(contact)
        if contact.kind == "company":
            right = f" {current().joint} ".join(filter(None, (_("Company"), right)))
        name = content(fit(plain(contact.name), self.width), "bold $foreground")
        end = content(plain(right), "$muted")
        if name.cell_length + 2 + end.cell_length <= self.width:
            self.line(two_ends(name, end, self.width), copy=contact.name, key="name")
        else:
            for piece in wrapped(contact.name, self.width):
                self.line(content(piece, "bold $foreground"), copy=contact.name, key="name")
            self.line(end, copy=right, key="stage")
        if contact.companies:
            self._company(contact.companies[0])

    def _company(self, link: CompanyLink) -> None:
        joint = f" {current().joint} "
        text = joint.join(part for part in (link.role, link.name) if part)
        line = content(fit(plain(text), self.width), "$muted")
        self.line(line, copy=link.name, act=Go(link.id), key=link.uid)

    def _channels(self) -> None:
        contact = self.contact
        for phone in contact.phones:
            label = values.phone_label(phone)
            more = [values.phone_extension(phone)]
            if links.is_mobile(phone):
                more.append("WhatsApp")
            self.row(
                label,
                values.phone_number(phone),
                more=self._more(label, *more, valid=phone.valid),
                bold=phone is contact.phones[0],
                act=links.of_phone(phone),
                key=phone.e164 or phone.raw,
            )
        for email in contact.emails:
            label = _("E-mail")
            self.row(
                label,
                email.address or email.raw,
                more=self._more("", values.label(email.label), valid=email.valid),
                bold=not contact.phones and email is contact.emails[0],
                act=links.of_email(email, label),
                key=email.raw,
            )
        for social in contact.socials:
            name = values.network(social)
            self.row(
                _("Social"),
                social.handle or social.raw,
                more=self._more("", name, values.label(social.label)),
                act=links.of_social(social, name or _("Social")),
                key=social.raw,
            )
        for site in contact.websites:
            more_ = self._more("", values.label(site.label))
            link = links.of_website(site, _("Website"))
            self.row(_("Web"), site.raw, more=more_, copy=site.url, act=link, key=site.raw)

    def _more(self, label: str, *parts: str, valid: bool = True) -> Content:
        """What stands behind a value: the label if its column cuts it, the parts, a doubt."""
        texts = [label] if cell_len(plain(label)) >= LABEL else []
        texts += [part for part in parts if part]
        shown = content(plain("  ".join(texts)), "$muted")
        if valid:
            return shown
        doubt = content(" ".join((current().alert, _("doubtful"))), "$warning")
        return Content.assemble(shown, "  ", doubt) if texts else doubt

    def _addresses(self) -> None:
        several = len(self.contact.addresses) > 1
        for number, address in enumerate(self.contact.addresses, start=1):
            label = values.label(address.label)
            self._address(address, label or (str(number) if several else ""))

    def _address(self, address: Address, label: str) -> None:
        texts = values.address_lines(address)
        whole = ", ".join(texts)
        link = links.of_address(_("Address"), whole)
        for at, text in enumerate(texts):
            more = self._more(label) if at == len(texts) - 1 else ""
            lead = label if at == 0 else ""
            self.row(lead, text, more=more, copy=whole, act=link, key=(whole, at))

    def _facts(self) -> list[Fact]:
        """Return label, text and what is copied of each single fact."""
        contact = self.contact
        birthday = dates.format_birthday(contact.birthday, language()) if contact.birthday else ""
        tax = " ".join(part for part in (contact.tax_office, contact.tax_number) if part)
        iban = identity.display_iban(contact.iban) if contact.iban else ""
        facts = [
            (_("Title"), contact.title, ""),
            *values.name_parts(contact),
            (_("Born"), birthday, ""),
            (_("Tax"), tax, contact.tax_number),
            (_("IBAN"), iban, ""),
            (_("Language"), values.language_name(contact.language), ""),
            (_("Prefers"), values.preferred(contact), ""),
            (_("Owner"), contact.owner, ""),
            (_("Source"), contact.source, ""),
        ]
        return [fact for fact in facts if fact[1]] + [
            (_("Code"), "  ".join(filter(None, (code.code, code.named_source))), code.code)
            for code in contact.codes
            if code.is_of_people
        ]

    def _show_facts(self, facts: Sequence[Fact]) -> None:
        self.chips(_("Tag"), self.contact.tags)
        for label, text, copied in facts:
            self.row(label, text, copy=copied, key=(label, text))

    def _custom(self) -> None:
        names = [plain(name) for name, _value in self.contact.custom]
        wide = min(max(LABEL, *(cell_len(name) + 1 for name in names)), self.width // 2)
        for name, value in self.contact.custom:
            text = values.custom_text(value, self.data.types.get(name, ""))
            cut = cell_len(plain(name)) >= wide
            self.row(name, text, more=name if cut else "", wide=wide, key=name)

    def _companies(self) -> None:
        for link in self.contact.companies:
            role = content(fit(plain(link.role), self.width // 2), "$muted")
            name = content(fit(plain(link.name), self.width))
            line = two_ends(name, role, self.width)
            self.line(line, copy=link.name, act=Go(link.id), key=link.uid)

    def _people(self) -> None:
        for one in self.data.people:
            phone = values.number_shown(one.phone)
            draw = partial(self._person, one.name, phone)
            self.line(draw, copy=phone, act=Go(one.id), key=one.id)
        if left := self.data.people_total - len(self.data.people):
            self.more("people", left)

    def _person(self, name: str, phone: str) -> Content:
        left = content(fit(plain(name), self.width))
        return two_ends(left, content(plain(phone), "$muted"), self.width)

    def _warnings(self, found: Sequence[Warn]) -> None:
        for warn in found:
            pieces = wrapped(warning_text(warn), max(self.width - 2, 10))
            for place, piece in enumerate(pieces):
                sign = current().alert if place == 0 else " "
                key = (warn.code, warn.value, place)
                self.line(content(f"{sign} {piece}", "$warning"), copy=warn.value, key=key)

    def _tasks(self) -> None:
        add_tasks(self, self.data.tasks, self.wall)
        if left := self.data.tasks_total - len(self.data.tasks):
            self.more("tasks", left)

    def _timeline(self) -> None:
        add_timeline(self, self.data.entries, self.wall, older=self.data.older)

    def _show_record(self, facts: Sequence[Fact]) -> None:
        for label, text, copied in facts:
            self.row(label, text, copy=copied, wide=RECORD_LABEL, key=label)

    def _history(self) -> None:
        add_entries(self, self.data.history, self.data.now.date(), self.me)
        if left := self.data.history_total - len(self.data.history):
            self.more("history", left)
