"""What the lines of the contact form are called, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping

from kobicrm.domain.kinds.labels import CHANNEL_LABELS, KIND_LABELS, LIFECYCLE_LABELS
from kobicrm.i18n import N_, _
from screens.contacts.form_values import CUSTOM, MARKS, Texts, split_key

NAMES: dict[str, str] = {
    "kind": N_("Kind"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "name": N_("Company name"),
    "companies.name": N_("Company"),
    "companies.role": N_("Role"),
    "addresses.province": N_("Province"),
    "addresses.district": N_("District"),
    "addresses.street": N_("Street, number"),
    "addresses.postcode": N_("Postcode"),
    "addresses.country": N_("Country"),
    "addresses.label": N_("Address"),
    "websites.raw": N_("Website"),
    "tags": N_("Tag"),
    "birthday": N_("Birthday"),
    "note": N_("Note"),
    "tax_office": N_("Tax office"),
    "tax_number": N_("Tax number"),
    "iban": N_("IBAN"),
    "title": N_("Form of address"),
    "lifecycle": N_("Stage"),
    "owner": N_("Responsible"),
    "source": N_("Source"),
    "preferred_channel": N_("Reach by"),
    "preferred_time": N_("Reach at"),
    "language": N_("Language"),
}
# Names of a line by what it is labelled with; any other label is its own name.
MARKED: dict[str, dict[str, str]] = {
    "phones": {
        "": N_("Phone"),
        "mobile": N_("Mobile"),
        "work": N_("Work phone"),
        "home": N_("Home phone"),
        "fax": N_("Fax"),
        "other": N_("Other phone"),
    },
    "emails": {
        "": N_("E-mail"),
        "work": N_("Work e-mail"),
        "home": N_("Home e-mail"),
        "other": N_("Other e-mail"),
    },
    "socials": {
        "": N_("Social media"),
        "instagram": "Instagram",
        "facebook": "Facebook",
        "x": "X",
        "linkedin": "LinkedIn",
        "tiktok": "TikTok",
        "youtube": "YouTube",
        "telegram": "Telegram",
    },
    "addresses": {
        "": N_("Address"),
        "work": N_("Work address"),
        "home": N_("Home address"),
        "other": N_("Other address"),
    },
}
_CHOICES = {
    "kind": KIND_LABELS,
    "lifecycle": LIFECYCLE_LABELS,
    "preferred_channel": CHANNEL_LABELS,
}


def marked(name: str, mark: str) -> str:
    """Return what a line of the list ``name`` is called when it is labelled ``mark``."""
    known = MARKED[name].get(mark)
    return _(known) if known else mark


def is_mobile(number: str) -> bool:
    """Return whether a number without a label reads like a Turkish mobile, as its card says."""
    digits = "".join(sign for sign in number if sign.isdigit()).lstrip("0").removeprefix("90")
    return len(digits) == 10 and digits.startswith("5")


def line_mark(name: str, mark: str, text: str) -> str:
    """Return what a line is labelled with, or what its number tells."""
    return "mobile" if name == "phones" and not mark and is_mobile(text) else mark


def key_name(key: str, texts: Mapping[str, str]) -> str:
    """Return what the line ``key`` is called among ``texts``; for a label, what it labels."""
    if key.startswith(CUSTOM):
        return key.removeprefix(CUSTOM)
    split = split_key(key)
    if split is None:
        return _(NAMES[key])
    name, place, part = split
    mark = MARKS.get(name)
    if mark and part == mark:
        return _("Label")
    if mark and part == "raw":
        given, text = (texts.get(f"{name}.{place}.{one}", "") for one in (mark, part))
        return marked(name, line_mark(name, given, text))
    return _(NAMES.get(f"{name}.{part}", NAMES["addresses.label"]))


def shown_text(key: str, text: str) -> str:
    """Return the text of a line for people: a choice by its name, a label in words."""
    if key in _CHOICES:
        return _(_CHOICES[key].get(text, text)) if text else ""
    split = split_key(key)
    if split and split[2] == MARKS.get(split[0]):
        return marked(split[0], text)
    return text


def mark_keys(name: str) -> tuple[str, ...]:
    """Return the labels that a line of the list can be stepped through."""
    return tuple(MARKED.get(name, ()))


def first_marks(name: str, texts: Texts) -> list[str]:
    """Return the labels of new lines of a list, in turn: `Cep`, `İş telefonu` in an empty form."""
    if name == "socials":
        return ["instagram"]
    if name != "phones":
        return [""]
    places = {split[1] for key in texts if (split := split_key(key)) and split[0] == name}
    present = {
        line_mark(name, texts.get(f"{name}.{one}.label", ""), texts.get(f"{name}.{one}.raw", ""))
        for one in places
    }
    return [*(mark for mark in ("mobile", "work") if mark not in present), ""]
