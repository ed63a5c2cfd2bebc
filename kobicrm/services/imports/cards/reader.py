"""Reading contacts from the cards of an address book."""

from __future__ import annotations

from datetime import datetime

from kobicrm.domain import drafting
from kobicrm.domain.contacts import Contact, altered
from kobicrm.exchange.source import Card, DocRow
from kobicrm.services.imports.cards.document import CardDocument
from kobicrm.services.imports.cards.preview import values_of
from kobicrm.services.imports.documents import DocumentReader
from kobicrm.services.imports.draft import RowDraft
from kobicrm.services.imports.report import CardCounts, row_text

# Where the codes of cards belong to when nobody names their source.
SOURCE = "vcard"
_GROUP, _NAMELESS = "card_is_group", "row_without_name"


class CardReader:
    """Turns cards into drafts; ``counts`` says what of them found no place."""

    def __init__(self, *, at: datetime, source: str) -> None:
        """Read cards that arrive ``at``; their codes belong to ``source``."""
        self._source = source or SOURCE
        self._ours = DocumentReader(at=at, source=source)
        self._reader = DocumentReader(at=at, source=self._source)
        self.counts = CardCounts()

    def read(self, card: Card) -> RowDraft:
        """Return what a card says; one that can't be taken is refused with its lines."""
        told = CardDocument(card)
        document = told.document(self._source)
        reader = self._ours if told.is_own else self._reader
        draft = reader.read(DocRow(card.line, document))
        draft.cells, draft.text = card.lines(), row_text(values_of(card))
        self.counts.photos += card.photos
        draft.problem = card.problem or (_GROUP if told.is_group else draft.problem)
        if draft.problem:
            draft.contact = Contact(name=draft.contact.name)
            return draft
        self.counts.left_out.update(told.left_out)
        if not told.is_own:
            draft.contact = _tidied(draft.contact, in_order=told.has_preferred)
            draft.contact_person = document.get("contact_person", "")
        # A card without a name is refused, unless it is of somebody known: no second word on it.
        draft.warnings = [one for one in draft.warnings if one.code != _NAMELESS]
        draft.warnings = told.warnings + draft.warnings
        return draft


def _tidied(contact: Contact, *, in_order: bool) -> Contact:
    """Return a contact with every value once: phones write the same one several times."""
    phones = drafting.merge_unique((), contact.phones)
    return altered(
        contact,
        phones=tuple(phones) if in_order else drafting.primary_first(phones),
        emails=tuple(drafting.merge_unique((), contact.emails)),
        socials=tuple(drafting.merge_unique((), contact.socials)),
        websites=tuple(drafting.merge_unique((), contact.websites)),
    )
