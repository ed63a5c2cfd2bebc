"""What stands in the cards of a file, for a look at it before anything is planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kobicrm.exchange.source import Card
from kobicrm.services.imports.cards.takers import field_of

_LONGEST = 200


def properties_of(cards: Sequence[Card]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the name of every property, what it is taken in as ('' for nothing) and its values.

    Photos and what is about the card itself are among those taken in as nothing, or left out.
    """
    found: dict[str, list[str]] = {}
    for card in cards:
        for one in card.properties:
            text = " ".join(filter(None, one.parts())).strip()
            if text and field_of(one.name) is not None:
                found.setdefault(one.name, []).append(text[:_LONGEST])
        for name in (*card.passed, *["PHOTO"] * card.photos):
            found.setdefault(name, []).append("")
    for name, texts in found.items():
        yield name, field_of(name) or "", texts
