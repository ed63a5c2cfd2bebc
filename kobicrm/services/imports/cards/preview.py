"""What stands in cards, for a look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kobicrm.exchange.source import Card
from kobicrm.exchange.vcard_lines import Property
from kobicrm.services.imports.cards.takers import field_of

_LONGEST = 200


def values_of(card: Card) -> Iterator[str]:
    """Yield what the properties of a card say, without what is about the card itself."""
    for one in card.properties:
        if field_of(one.name) is not None:
            yield _text(one)


def _text(one: Property) -> str:
    return " ".join(filter(None, one.parts()))[:_LONGEST].strip()


def properties_of(cards: Sequence[Card]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name of every property, what it is taken in as ('' for nothing) and its values.

    Photos are among those taken in as nothing; what is about the card itself is not told.
    """
    found: dict[str, list[str]] = {}
    for card in cards:
        for one in card.properties:
            if (text := _text(one)) and field_of(one.name) is not None:
                found.setdefault(one.name, []).append(text)
        for name in (*card.passed, *["PHOTO"] * card.photos):
            found.setdefault(name, []).append("")
    for name, texts in found.items():
        yield name, field_of(name) or "", texts
