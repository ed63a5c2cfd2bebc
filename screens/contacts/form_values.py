"""Between a contact and the texts of its form: what is shown.

A list (phones, addresses ...) is told line by line: ``phones.0.raw``, ``phones.0.label``; the
number is the place in the stored list, larger ones are new lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kobicrm.domain import identity, phones
from kobicrm.domain.contacts import Contact
from kobicrm.errors import KobiError
from kobicrm.i18n import language
from screens.contacts.values import custom_text
from screens.text import plain

CUSTOM = "custom:"
PLAIN_KEYS = (
    "title",
    "birthday",
    "tax_office",
    "tax_number",
    "iban",
    "language",
    "lifecycle",
    "owner",
    "source",
    "preferred_channel",
    "preferred_time",
)
# The parts of each list that have a line or a label; the last is the label.
LISTS: dict[str, tuple[str, ...]] = {
    "companies": ("name", "role"),
    "phones": ("raw", "label"),
    "emails": ("raw", "label"),
    "addresses": ("province", "district", "street", "postcode", "country", "label"),
    "websites": ("raw", "label"),
    "socials": ("raw", "network"),
}
# What a line is labelled with does not make it a line.
MARKS = {"phones": "label", "emails": "label", "addresses": "label", "socials": "network"}
# A role without its company, a label without its number: nothing to keep.
_SECONDARY = {"label", "network", "role"}

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class OwnField:
    """A custom field of the shop."""

    name: str
    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a form: its texts, what they began from, and what went wrong.

    ``before`` are the texts of ``base`` as the form showed them first: a switch of the language
    in between is no change of the user's.
    """

    texts: Texts
    base: Contact | None = None
    problem: KobiError | None = field(default=None, compare=False)
    before: Texts | None = field(default=None, compare=False)
    slot: str = field(default="", compare=False)


def texts_of(contact: Contact, own: Sequence[OwnField] = ()) -> Texts:
    """Return what the form shows of a contact."""
    whole = contact.kind == "person" and not (contact.first_name or contact.last_name)
    texts = {
        "kind": contact.kind,
        "name": contact.name if contact.kind == "company" else "",
        "first_name": contact.name if whole else contact.first_name,
        "last_name": contact.last_name,
        "tags": ", ".join(contact.tags),
        "note": "",
    }
    texts |= {key: str(getattr(contact, key)) for key in PLAIN_KEYS}
    texts["birthday"] = birthday_text(contact.birthday)
    if contact.iban and identity.parse_iban(contact.iban).valid:
        texts["iban"] = identity.display_iban(contact.iban)
    for name in LISTS:
        for place, item in enumerate(getattr(contact, name)):
            texts |= _item_texts(name, place, item)
    kept = dict(contact.custom)
    for one in own:
        texts[CUSTOM + one.name] = _own_text(kept.get(one.name), one)
    # As a field shows it: what its input would drop is no change of the user's.
    return {key: plain(text) for key, text in texts.items()}


def _item_texts(name: str, place: int, item: object) -> Texts:
    found = {f"{name}.{place}.{part}": str(getattr(item, part)) for part in LISTS[name]}
    if name == "phones" and getattr(item, "valid", False) and getattr(item, "e164", ""):
        found[f"{name}.{place}.raw"] = phones.display(
            getattr(item, "e164", ""), getattr(item, "ext", ""), language()
        )
    return found


def _own_text(value: object, one: OwnField) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return custom_text(value, one.type)


def birthday_text(stored: str) -> str:
    """Return a stored birthday as it is typed: `14.03.1988`, `14.03` without a year."""
    year, _, rest = stored.partition("-")
    month, _, day = rest.lstrip("-").partition("-")
    if not (month.isdigit() and day.isdigit()):
        return stored
    return f"{day}.{month}" + (f".{year}" if year else "")


def split_key(key: str) -> tuple[str, int, str] | None:
    """Return (list, place, part) of a list's key, None for any other key."""
    name, dot, rest = key.partition(".")
    place, dot_again, part = rest.partition(".")
    if not (dot and dot_again and name in LISTS and place.isdigit() and place.isascii()):
        return None
    return name, int(place), part


def places_of(texts: Mapping[str, str], name: str) -> list[int]:
    """Return the places of a list's lines, in order."""
    found = {split[1] for key in texts if (split := split_key(key)) and split[0] == name}
    return sorted(found)


def parts_at(texts: Mapping[str, str], name: str, place: int) -> Texts:
    """Return the texts of one line of a list, by part, without outer spaces."""
    return {part: texts.get(f"{name}.{place}.{part}", "").strip() for part in LISTS[name]}


def is_empty(parts: Mapping[str, str]) -> bool:
    """Return whether a line of a list holds nothing but its label."""
    return not any(text for part, text in parts.items() if part not in _SECONDARY)


def changed_keys(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys whose text was changed; empty new lines are no change."""
    for key, text in after.items():
        if text.strip() == before.get(key, "").strip():
            continue
        split = split_key(key)
        spots = [parts_at(texts, *split[:2]) for texts in (after, before)] if split else []
        if not spots or not all(map(is_empty, spots)):
            yield key
