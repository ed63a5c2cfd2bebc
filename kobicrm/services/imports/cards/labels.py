"""What the values of a card are called: words of the format, of iPhones, or the user's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kobicrm.domain.turkish import fold
from kobicrm.exchange.vcard_lines import OWN_LABEL, Property
from kobicrm.i18n import N_, _

# iPhones write the labels they know, not their users, in this way.
_APPLE = re.compile(r"_\$!<(.*)>!\$_")
# The more telling word first: a fax at work is a fax.
_MEANINGS = {
    "fax": ("fax", "workfax", "homefax", "otherfax"),
    "mobile": ("cell", "mobile", "iphone", "applewatch", "pcs"),
    "work": ("work",),
    "home": ("home",),
    "other": ("other",),
}
_MEANING_OF = {word: label for label, words in _MEANINGS.items() for word in words}
# Words that say nothing a label would.
_WORDS = (
    "voice pref internet x400 msg text textphone video dom intl postal parcel main homepage uri"
    " bbs modem isdn none custom"
)
_PLAIN = frozenset(_WORDS.split())
# Relations and days that have no field, and what their notes begin with.
_NAMES = {
    "spouse": N_("Spouse"),
    "partner": N_("Partner"),
    "child": N_("Child"),
    "mother": N_("Mother"),
    "father": N_("Father"),
    "parent": N_("Parent"),
    "sibling": N_("Sibling"),
    "brother": N_("Brother"),
    "sister": N_("Sister"),
    "friend": N_("Friend"),
    "manager": N_("Manager"),
    "assistant": N_("Assistant"),
    "anniversary": N_("Anniversary"),
}


def label_of(given: Property, labels: Mapping[str, str]) -> str:
    """Return the label of a value: a known key, the user's own words, or ''.

    ``labels`` are those that stand in a line of their own, by group.
    """
    own = labels.get(given.group) or given.param(OWN_LABEL)
    if own:
        return _meaning(_bare(own))
    words = [_word(word) for word in given.types]
    known = {_MEANING_OF[word] for word in words if word in _MEANING_OF}
    for label in _MEANINGS:
        if label in known:
            return label
    others = (
        text for word, text in zip(words, given.types, strict=True) if word and word not in _PLAIN
    )
    return next((_without_x(text) for text in others), "")


def note_label(given: Property, labels: Mapping[str, str], otherwise: str) -> str:
    """Return what a note of a relation or a day begins with, in the language in force."""
    own = _bare(labels.get(given.group, ""))
    words = [own] if own else given.types
    known = next((_NAMES[fold(word)] for word in words if fold(word) in _NAMES), "")
    return _(known) if known else own or _(otherwise)


def _bare(label: str) -> str:
    match = _APPLE.fullmatch(label.strip())
    return match[1] if match else label


def _meaning(label: str) -> str:
    word = _word(label)
    return "" if word in _PLAIN else _MEANING_OF.get(word, label)


def _word(text: str) -> str:
    return fold(_without_x(text))


def _without_x(text: str) -> str:
    return text[2:] if text[:2] in ("X-", "x-") else text
