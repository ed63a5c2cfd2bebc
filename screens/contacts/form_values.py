"""Between a contact and the texts of its form: what is shown, and what a save gives.

Only what was changed is given, so that what the form does not show (a third phone, a second
address) is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kobicrm.domain import phones
from kobicrm.domain.contacts import Address, Contact, Phone
from kobicrm.errors import KobiError
from kobicrm.i18n import language
from screens.contacts.values import custom_text
from screens.text import plain

CUSTOM = "custom:"
PERSON_KEYS = ("first_name", "last_name", "company", "company_role", "birthday")
COMPANY_KEYS = ("name",)
ADDRESS_KEYS = ("province", "district", "street")
PLAIN_KEYS = ("birthday", "tax_office", "tax_number")

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class OwnField:
    """A custom field of the shop."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a form: its texts, the contact they began from, and what went wrong."""

    texts: Texts
    base: Contact | None = None
    problem: KobiError | None = field(default=None, compare=False)


def texts_of(contact: Contact, own: Sequence[OwnField] = ()) -> Texts:
    """Return what the form shows of a contact."""
    mobile, work = phone_slots(contact)
    address = contact.addresses[0] if contact.addresses else Address()
    link = contact.companies[0] if contact.companies else None
    whole = contact.kind == "person" and not (contact.first_name or contact.last_name)
    texts = {
        "kind": contact.kind,
        "name": contact.name if contact.kind == "company" else "",
        "first_name": contact.name if whole else contact.first_name,
        "last_name": contact.last_name,
        "company": link.name if link else "",
        "company_role": link.role if link else "",
        "mobile": _phone_text(contact, mobile),
        "work_phone": _phone_text(contact, work),
        "email": contact.emails[0].raw if contact.emails else "",
        "province": address.province,
        "district": address.district,
        "street": " ".join(address.street.split("\n")),
        "tags": ", ".join(contact.tags),
        "birthday": _birthday_text(contact.birthday),
        "tax_office": contact.tax_office,
        "tax_number": contact.tax_number,
        "note": "",
    }
    kept = dict(contact.custom)
    for one in own:
        value = kept.get(one.name)
        texts[CUSTOM + one.name] = "" if value is None else custom_text(value, one.type)
    # As a field shows it: what its input would drop is no change of the user's.
    return {key: plain(text) for key, text in texts.items()}


def phone_slots(contact: Contact) -> tuple[int | None, int | None]:
    """Return which phones stand in the fields Mobile and Work phone."""
    numbers = contact.phones
    mobile = _first(numbers, lambda one: one.label == "mobile")
    if mobile is None:
        mobile = _first(numbers, lambda one: not one.label and one.e164.startswith("+905"))
    rest = [place for place in range(len(numbers)) if place != mobile]
    work = next((place for place in rest if numbers[place].label == "work"), None)
    if work is None:
        work = next((place for place in rest if not numbers[place].label), None)
    return mobile, work


def _first(numbers: Sequence[Phone], wanted: Callable[[Phone], bool]) -> int | None:
    return next((place for place, one in enumerate(numbers) if wanted(one)), None)


def _phone_text(contact: Contact, place: int | None) -> str:
    if place is None:
        return ""
    phone = contact.phones[place]
    return phones.display(phone.e164, phone.ext, language()) if phone.valid else phone.raw


def _birthday_text(stored: str) -> str:
    year, _, rest = stored.partition("-")
    month, _, day = rest.lstrip("-").partition("-")
    if not (month.isdigit() and day.isdigit()):
        return stored
    return f"{day}.{month}" + (f".{year}" if year else "")


def given(before: Texts, after: Texts, contact: Contact | None) -> dict[str, object]:
    """Return what the services are told: the fields whose text differs between the two.

    ``contact`` is what is stored now, None for a new one.
    """
    changed = {key for key in after if after[key].strip() != before.get(key, "").strip()}
    found: dict[str, object] = {}
    if contact is None or "kind" in changed:
        found["kind"] = after["kind"]
    found |= _names(changed, after, new=contact is None)
    found |= _company(changed, after, contact)
    found |= _reach(changed, after, contact)
    for key in (*ADDRESS_KEYS, *PLAIN_KEYS):
        if key in changed:
            found[key] = after[key]
    if "tags" in changed:
        found["tags"] = [after["tags"]] if after["tags"].strip() else []
    if after["note"].strip():
        found["note"] = after["note"]
    own = {key.removeprefix(CUSTOM): after[key] for key in changed if key.startswith(CUSTOM)}
    if own:
        found["custom"] = own
    return found


def _names(changed: set[str], after: Texts, *, new: bool) -> dict[str, object]:
    if after["kind"] == "company":
        return {"name": after["name"]} if new or {"kind", "name"} & changed else {}
    if new or {"kind", "first_name", "last_name"} & changed:
        return {key: after[key] for key in ("first_name", "last_name")}
    return {}


def _company(changed: set[str], after: Texts, contact: Contact | None) -> dict[str, object]:
    if after["kind"] == "company" or not {"company", "company_role"} & changed:
        return {}
    found: dict[str, object] = {}
    if "company" in changed:
        others = [link.name for link in contact.companies[1:]] if contact else []
        found["company"] = [name for name in (after["company"].strip(), *others) if name]
    if after["company"].strip():
        found["company_role"] = after["company_role"]
    return found


def _reach(changed: set[str], after: Texts, contact: Contact | None) -> dict[str, object]:
    found: dict[str, object] = {}
    if {"mobile", "work_phone"} & changed:
        mobile, work = phone_slots(contact) if contact else (None, None)
        items = [(one.label, one.raw) for one in contact.phones] if contact else []
        slots = [("mobile", mobile, "mobile"), ("work_phone", work, "work")]
        wanted = [(place, label, after[key]) for key, place, label in slots if key in changed]
        found |= _replaced("phones", items, wanted)
    if "email" in changed:
        items = [(one.label, one.raw) for one in contact.emails] if contact else []
        found |= _replaced("emails", items, [(0 if items else None, "", after["email"])])
    return found


Labelled = tuple[str, str]


def _replaced(
    key: str, items: list[Labelled], wanted: list[tuple[int | None, str, str]]
) -> dict[str, object]:
    """Return a list with some places replaced, emptied or added to, the others as they were."""
    new: list[Labelled | None] = list(items)
    gone = [items[place][1] for place, _label, _text in wanted if place is not None]
    made: list[Labelled] = []
    for place, label, text in wanted:
        if place is not None:
            new[place] = None
        if text.strip():
            one = (label if place is None else items[place][0], text.strip())
            made.append(one)
            if place is None:
                new.append(one)
            else:
                new[place] = one
    whole = [one for one in new if one]
    if all(_can_be_said(one) for one in whole):
        return {key: [_said(one) for one in whole]}
    # A label that can't be written before its number: the list is changed item by item.
    return {f"{key}-": gone, f"{key}+": [_said(one) for one in made]}


def _can_be_said(item: Labelled) -> bool:
    label, text = item
    if label:
        return not any(sign.isdigit() or sign in "@:" for sign in label)
    return ":" not in text


def _said(item: Labelled) -> str:
    label, text = item
    return f"{label}: {text}" if label else text
