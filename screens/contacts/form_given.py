"""What a save gives to the services: only what was changed, the rest as it is stored.

An unchanged item of a list is given as the very value that is stored, so odd labels, invalid
numbers and several lines of a street come through untouched.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from kobicrm.domain import drafting
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import Address, CompanyLink, Contact, Email, Phone, Social, Website
from screens.contacts.form_values import (
    CUSTOM,
    LISTS,
    PLAIN_KEYS,
    Texts,
    changed_keys,
    is_empty,
    parts_at,
    places_of,
)


def given(
    before: Mapping[str, str], after: Mapping[str, str], contact: Contact | None
) -> dict[str, object]:
    """Return what the services are told: the fields whose text differs between the two.

    ``contact`` is what ``before`` shows, None for a new one.
    """
    changed = set(changed_keys(before, after))
    found: dict[str, object] = {}
    if contact is None or "kind" in changed:
        found["kind"] = after["kind"]
    found |= _names(changed, after, new=contact is None)
    for key in PLAIN_KEYS:
        if key in changed:
            found[key] = after[key].strip()
    for name in LISTS:
        if name == "companies" and after["kind"] == "company":
            continue
        if any(key.startswith(f"{name}.") for key in changed):
            found[name] = _list(name, before, after, contact)
    if "tags" in changed:
        found["tags"] = [after["tags"]] if after["tags"].strip() else []
    if after.get("note", "").strip():
        found["note"] = after["note"]
    own = {key.removeprefix(CUSTOM): after[key] for key in changed if key.startswith(CUSTOM)}
    if own:
        found["custom"] = own
    return found


def _names(changed: set[str], after: Mapping[str, str], *, new: bool) -> dict[str, object]:
    if after["kind"] == "company":
        return {"name": after["name"]} if new or {"kind", "name"} & changed else {}
    if new or {"kind", "first_name", "last_name"} & changed:
        return {key: after[key] for key in ("first_name", "last_name")}
    return {}


def _list(
    name: str, before: Mapping[str, str], after: Mapping[str, str], contact: Contact | None
) -> list[Any]:
    stored = list(getattr(contact, name)) if contact else []
    found: list[Any] = []
    for place in sorted({*range(len(stored)), *places_of(after, name)}):
        item = stored[place] if place < len(stored) else None
        was, now = parts_at(before, name, place), parts_at(after, name, place)
        if item is not None and (place not in places_of(after, name) or was == now):
            found.append(item)
        elif not is_empty(now):
            found += _MAKERS[name](now, was, item)
    return found


def _phones(now: Texts, was: Texts, item: Any) -> list[Any]:
    if item is not None and now["raw"] == was["raw"]:
        return [dataclasses.replace(item, label=drafting.as_label(now["label"]))]
    made = list(drafting.make_phones(now["raw"], now["label"]))
    # What reads as no number at all is kept as it was typed, and flagged.
    return made or [Phone(clean_line(now["raw"]), "", "", drafting.as_label(now["label"]), False)]


def _emails(now: Texts, was: Texts, item: Any) -> list[Any]:
    if item is not None and now["raw"] == was["raw"]:
        return [dataclasses.replace(item, label=drafting.as_label(now["label"]))]
    made = list(drafting.make_emails(now["raw"], now["label"]))
    raw = clean_line(now["raw"], 320)
    return made or [Email(raw, "", "", drafting.as_label(now["label"]), False)]


def _websites(now: Texts, was: Texts, item: Any) -> list[Any]:
    label = item.label if item is not None and now["label"] == was["label"] else now["label"]
    made: Website | None = drafting.make_website(now["raw"], label)
    return [made] if made else []


def _socials(now: Texts, was: Texts, item: Any) -> list[Any]:
    made: Social | None = drafting.make_social(now["raw"])
    if made is None:
        return []
    label = item.label if item is not None else ""
    # A web address names its network itself.
    network = made.network if made.network and now["raw"] != was["raw"] else now["network"]
    handle = item.handle if item is not None and now["raw"] == was["raw"] else made.handle
    return [Social(made.raw, network, handle, label)]


def _companies(now: Texts, was: Texts, item: Any) -> list[Any]:
    role = clean_line(now["role"])
    if item is not None and now["name"] == was["name"]:
        return [dataclasses.replace(item, role=role)]
    return [CompanyLink("", role, now["name"])]


def _addresses(now: Texts, was: Texts, item: Any) -> list[Any]:
    made = drafting.make_address(**now)
    if item is None:
        return [made]
    # Province and district read each other; a part nobody touched stays as it is stored.
    touched = {part: getattr(made, part) for part in now if now[part] != was[part]}
    kept: Address = dataclasses.replace(item, **touched)
    return [kept]


_MAKERS: dict[str, Callable[[Texts, Texts, Any], list[Any]]] = {
    "companies": _companies,
    "phones": _phones,
    "emails": _emails,
    "addresses": _addresses,
    "websites": _websites,
    "socials": _socials,
}


def who(texts: Mapping[str, str]) -> dict[str, object]:
    """Return what says whom a form is about, to look for similar records."""
    found: dict[str, object] = {
        key: texts.get(key, "") for key in ("kind", "name", "first_name", "last_name", "tax_number")
    }
    if texts.get("kind") != "company":
        found["name"] = ""
    for name in ("phones", "emails"):
        lines = (parts_at(texts, name, place)["raw"] for place in places_of(texts, name))
        found[name] = [clean_text(line) for line in lines if line]
    return found
