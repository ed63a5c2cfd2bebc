"""A card as a document: what it says of a contact, and what in it is worth a look."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kobicrm.domain.clean import clean_text
from kobicrm.domain.contacts import Warn
from kobicrm.domain.turkish import fold
from kobicrm.exchange.source import Card
from kobicrm.exchange.vcard_lines import Property
from kobicrm.exchange.vcard_out import BESIDE, GIVEN, LABEL, is_own_product
from kobicrm.services.imports.cards import names, own
from kobicrm.services.imports.cards.labels import label_of, note_label
from kobicrm.services.imports.cards.takers import SILENT, TAKERS

_SHOWN = 200
# Where nothing but separators says nothing.
_STRUCTURED, _BLANK = ("N", "ORG", "ADR"), "; \t\n"


class CardDocument:
    """What one card says, property by property, and what in it is worth a look.

    ``left_out`` names the properties that have no place in a contact, each as often as it comes.
    ``has_preferred`` tells that the card says which of its phones comes first.
    """

    def __init__(self, card: Card) -> None:
        """Read the properties of ``card``; notes begin in the language in force."""
        found = card.properties
        self.is_own = any(one.name == "PRODID" and is_own_product(one.value) for one in found)
        self.warnings: list[Warn] = []
        self.left_out = list(card.passed)
        self.lists: dict[str, list[Any]] = defaultdict(list)
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.has_preferred = False
        self._beside = {(one.group, one.name): one.text for one in found if one.name in BESIDE}
        self._labels = {
            group: text for (group, name), text in self._beside.items() if group and name == LABEL
        }
        before = ""
        for one in found:
            self._take(one, before)
            before = one.name

    def _take(self, given: Property, before: str) -> None:
        if given.is_damaged:
            self.flag("card_letters_lost", given.value)
        if not given.name:
            self._keep(given.value, go_on=before in ("NOTE", ""))
        elif given.value.strip(_BLANK if given.name in _STRUCTURED else None):
            if given.is_odd:
                self.flag("card_line_odd", given.text)
            if given.name in TAKERS:
                TAKERS[given.name][1](self, given)
            elif given.name not in SILENT:
                self.left_out.append(given.name)

    def flag(self, code: str, text: str, field: str = "") -> None:
        """Note that a value of the card is worth a look."""
        self.warnings.append(Warn(code, field, clean_text(text, _SHOWN)))

    def _keep(self, text: str, *, go_on: bool) -> None:
        """Keep a line that is no property: the rest of a note, or a note of its own."""
        notes = self.lists["notes"]
        self.flag("card_line_note", text)
        if go_on and notes:
            notes[-1]["text"].append(text)
        else:
            self.note(text)

    # What the takers ask

    def beside(self, given: Property, name: str) -> str:
        """Return what a line in the group of a value says."""
        return self._beside.get((given.group, name), "") if given.group else ""

    def label(self, given: Property) -> str:
        """Return the label of a value; our own cards hold it to the letter."""
        exact = self.beside(given, LABEL) if self.is_own else ""
        return exact or label_of(given, self._labels)

    def given(self, value: Property, text: str) -> str:
        """Return how a value was given, where a card of ours had to change it for phones."""
        return (self.beside(value, GIVEN) if self.is_own else "") or text

    def note(self, *lines: str, at: str = "") -> None:
        """Keep lines as a note."""
        self.lists["notes"].append({"text": list(lines), "at": at})

    def tell(self, given: Property, text: str, otherwise: str = "") -> None:
        """Keep a relation or a day as a note that says what it is."""
        self.note(f"{note_label(given, self._labels, otherwise)}: {text}")

    # The whole

    def text(self, name: str) -> str:
        """Return the first value of a property, '' without one."""
        return next(iter(self.texts[name]), "").strip()

    @property
    def is_group(self) -> bool:
        """Whether the card is a group of others."""
        kinds = self.texts["KIND"] + self.texts["X-ADDRESSBOOKSERVER-KIND"]
        return any(fold(kind) == "group" for kind in kinds)

    def document(self, source: str) -> dict[str, Any]:
        """Return the document; people of other programs without identifiers are of ``source``."""
        told = names.who(self)
        notes = self.lists["own_notes"] or self.lists["notes"]
        labels = self.texts["LABEL"]
        if not self.lists["addresses"]:
            self.lists["addresses"] = [{"street": text} for text in labels]
        else:
            self.left_out += ["LABEL"] * len(labels)
        found: dict[str, Any] = {
            "phones": self._ranked("phones"),
            "emails": self._ranked("emails"),
            "notes": [{**note, "text": "\n".join(note["text"])} for note in notes],
            "birthday": self.text("BDAY"),
            "language": self.text("LANG"),
            "origin": source,
            **{key: self.lists[key] for key in ("addresses", "websites", "socials", "tags")},
            **told,
        }
        uid = self.text("UID").removeprefix("urn:uuid:")
        if self.is_own:
            return found | own.document(self, uid)
        return found | own.scalars(self) | {"codes": [{"code": uid}] if uid else []}

    def _ranked(self, key: str) -> list[dict[str, str]]:
        return [item for _rank, item in sorted(self.lists[key], key=lambda one: int(one[0]))]
