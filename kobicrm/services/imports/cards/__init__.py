"""Reading the cards of an address book into contacts."""

from kobicrm.services.imports.cards.preview import properties_of
from kobicrm.services.imports.cards.reader import CardReader

__all__ = ["CardReader", "properties_of"]
