"""How contacts are printed: as documents, table rows, record numbers, or one on a page."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from kobicrm.cli import output
from kobicrm.domain.codec import to_json
from kobicrm.domain.contacts import ANONYMOUS, Address, Contact, Warn
from kobicrm.domain.kinds.contact import CONTACT
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, INTERACTION_LABELS, LABEL_NAMES
from kobicrm.i18n import _, language
from kobicrm.i18n.notes import warning_text

if TYPE_CHECKING:
    from kobicrm.services.interactions import Interaction

# How many interactions stand below a contact.
NEWEST = 5
COLUMNS = (
    "id",
    "uid",
    "kind",
    "name",
    "company",
    "phone",
    "email",
    "district",
    "province",
    "tags",
    "lifecycle",
    "updated_at",
)


def print_contacts(contacts: Iterable[Contact], form: str) -> int:
    """Print contacts in ``form`` ('' is a table) and return how many there were.

    What is read from the database ends here, also when the output can't take all of it.
    """
    with closing(_Counted(contacts)) as counted:
        _print(counted, form)
    return counted.count


def _print(counted: Iterable[Contact], form: str) -> None:
    if form == "json":
        output.write_json_list(to_json(contact) for contact in counted)
    elif form == "jsonl":
        output.write_json_lines(to_json(contact) for contact in counted)
    elif form == "csv":
        output.write_csv(COLUMNS, (_csv_row(contact) for contact in counted))
    elif form == "ids":
        for contact in counted:
            output.write(f"{contact.id}\n")
    else:
        header = (_("No"), _("Name"), _("Phone"), _("E-mail"), _("Company"), _("Place"))
        output.write_table(header, (_row(contact) for contact in counted))


class _Counted:
    """Counts what runs through it, so that nothing has to be held in memory."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = contacts
        self.count = 0

    def __iter__(self) -> Iterator[Contact]:
        for contact in self.contacts:
            self.count += 1
            yield contact

    def close(self) -> None:
        """End the reading."""
        if isinstance(self.contacts, Generator):
            self.contacts.close()


def _row(contact: Contact) -> Sequence[object]:
    place = contact.addresses[0] if contact.addresses else Address()
    return (
        contact.id,
        contact.name,
        _phone(contact),
        contact.emails[0].raw if contact.emails else "",
        contact.companies[0].name if contact.companies else "",
        ", ".join(filter(None, (place.district, place.province))),
    )


def _csv_row(contact: Contact) -> Sequence[object]:
    place = contact.addresses[0] if contact.addresses else Address()
    phone = contact.phones[0] if contact.phones else None
    return (
        contact.id,
        contact.uid,
        contact.kind,
        contact.name,
        contact.companies[0].name if contact.companies else "",
        (phone.e164 or phone.raw) if phone else "",
        (contact.emails[0].address or contact.emails[0].raw) if contact.emails else "",
        place.district,
        place.province,
        ", ".join(contact.tags),
        contact.lifecycle,
        contact.updated_at.isoformat() if contact.updated_at else "",
    )


def _phone(contact: Contact) -> str:
    from kobicrm.domain.phones import display

    if not contact.phones:
        return ""
    first = contact.phones[0]
    return display(first.e164, first.ext, language()) if first.e164 else first.raw


def print_contact(contact: Contact, warnings: Iterable[Warn]) -> None:
    """Print one contact as label and value lines; empty fields are left out."""
    output.write_facts(_facts(contact))
    for warning in warnings:
        output.write(f"! {output.cell(warning_text(warning))}\n")


def print_newest(found: Sequence[Interaction]) -> None:
    """Print the newest interactions below a contact, and that there are more."""
    if not found:
        return
    output.write("\n" + _("Interactions") + "\n")
    output.write_table(("", "", "", ""), map(_interaction_row, found[:NEWEST]))
    if len(found) > NEWEST:
        output.write(_("There are more: --interactions shows all.") + "\n")


def print_interactions(found: Sequence[Interaction], *, as_json: bool) -> None:
    """Print all interactions of a contact, newest first."""
    if as_json:
        output.write_json_list(one.to_json() for one in found)
        return
    header = (_("When"), _("Channel"), _("Direction"), _("Who wrote"), _("Text"))
    rows = ((*_interaction_row(one)[:3], one.author, one.text) for one in found)
    output.write_table(header, rows)


def _interaction_row(one: Interaction) -> tuple[object, ...]:
    channel = _(INTERACTION_LABELS.get(one.channel, one.channel))
    direction = _(DIRECTION_LABELS[one.direction]) if one.direction else ""
    return one.at, channel, direction, one.text.partition("\n")[0]


def _facts(contact: Contact) -> Iterator[tuple[str, object]]:
    from kobicrm.domain import dates

    yield _("No"), contact.id
    for field in CONTACT.fields:
        value = getattr(contact, field.key)
        if field.choices:
            value = _(dict(field.choices).get(value, value))
        elif field.key == "birthday" and value:
            value = dates.format_birthday(value, language())
        elif field.key == "origin" and value.startswith(ANONYMOUS):
            continue
        elif field.parts or field.type == "custom":
            items = value if field.key != "codes" else (c for c in value if c.is_of_people)
            value = [_line(field.key, item) for item in items]
        yield _(field.label), value


def _line(key: str, item: object) -> str:
    """Return one value of a list field as a line."""
    from kobicrm.domain import contacts as shapes
    from kobicrm.domain.phones import display

    match item:
        case shapes.Phone():
            number = display(item.e164, item.ext, language()) if item.e164 else item.raw
            return _with_label(number, item.label)
        case shapes.Email():
            return _with_label(item.address or item.raw, item.label)
        case shapes.Social():
            handle = f"{item.network}: {item.handle}" if item.network else item.raw
            return _with_label(handle, item.label)
        case shapes.Website():
            return _with_label(item.url or item.raw, item.label)
        case shapes.Address():
            parts = (item.street, item.district, item.province, item.postcode, item.country)
            return _with_label(", ".join(filter(None, parts)), item.label)
        case shapes.CompanyLink():
            return f"{item.name}  {item.role}".strip()
        case shapes.Code():
            return f"{item.named_source}: {item.code}" if item.named_source else item.code
        case shapes.Note():
            return f"{output.local_time(item.at)}  {item.text}"
        case (str() as name, value) if key == "custom":
            return f"{name}: {custom_text(value)}"
    return str(item)


def custom_text(value: object) -> str:
    """Return the value of an own field as the language writes it."""
    from kobicrm.domain import money

    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, money.Money):
        return money.format_money(value, language())
    return str(value)


def _with_label(text: str, label: str) -> str:
    return f"{text}  ({_(LABEL_NAMES.get(label, label))})" if label else text
