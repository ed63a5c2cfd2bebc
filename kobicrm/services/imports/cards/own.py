"""The lines of our own cards that other programs pass over; they bring back all there was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kobicrm.domain.dates import parse_iso
from kobicrm.domain.uids import is_uid
from kobicrm.domain.values import CUSTOM_TYPES, custom_from_json
from kobicrm.exchange.rejects import CARD_LINE, CARD_REASON
from kobicrm.exchange.vcard_lines import Property
from kobicrm.exchange.vcard_out import (
    CODE,
    COMPANY,
    CUSTOM,
    NOTE_TIME,
    OWN_NOTE,
    SCALARS,
)

if TYPE_CHECKING:
    from kobicrm.services.imports.cards.document import CardDocument

SILENT = frozenset({CARD_LINE, CARD_REASON})
# What only a card that comes straight from us may say.
_OURS = ("origin", "created_at")


def moment(card: CardDocument, given: Property) -> str:
    """Return when a note of ours was written, '' when nobody says so."""
    at = card.beside(given, NOTE_TIME)
    return at if card.is_own and _is_moment(at) else ""


def scalars(card: CardDocument) -> dict[str, Any]:
    """Return the single values that have a line of our own."""
    names = ((name, key) for name, key in SCALARS.items() if card.is_own or key not in _OURS)
    return {key: text for name, key in names if (text := card.text(name))}


def document(card: CardDocument, uid: str) -> dict[str, Any]:
    """Return what only our own cards know: record number, times, links and notes as they were."""
    found: dict[str, Any] = {"origin": "", **scalars(card), "codes": card.lists["codes"]}
    if is_uid(uid):
        found["uid"] = uid
    found["updated_at"] = card.text("REV")
    for key in ("created_at", "updated_at"):
        if not _is_moment(found.get(key, "")):
            found[key] = ""
    if card.lists["companies"]:
        found |= {"companies": card.lists["companies"], "company": None}
    if card.lists["custom"]:
        found["custom"] = {name: value for name, _type, value in card.lists["custom"]}
        found["custom_types"] = {name: type_ for name, type_, _value in card.lists["custom"]}
    return found


def _is_moment(text: str) -> bool:
    try:
        parse_iso(text)
    except ValueError:
        return False
    return True


def _take_scalar(card: CardDocument, given: Property) -> None:
    card.texts[given.name].append(given.text.strip())


def _take_company(card: CardDocument, given: Property) -> None:
    uid, name, role, *_more = [*given.parts(), "", ""]
    if is_uid(uid):
        card.lists["companies"].append({"uid": uid, "name": name, "role": role})


def _take_code(card: CardDocument, given: Property) -> None:
    source, code, *_more = [*given.parts(), ""]
    card.lists["codes"].append({"source": source, "code": code})


def _take_custom(card: CardDocument, given: Property) -> None:
    name, type_, text, *choices = [*given.parts(), "", ""]
    choices = [choice for choice in choices if choice]
    try:
        value = json.loads(text)
        if type_ not in CUSTOM_TYPES or not name:
            raise ValueError(type_)
        custom_from_json(type_, value)
    except (ValueError, RecursionError):
        card.note(f"{name}: {text}")
        card.flag("custom_unreadable", text, f"custom:{name}")
        return
    told = {"type": type_, "choices": choices} if choices else type_
    card.lists["custom"].append((name, told, value))


def _take_note(card: CardDocument, given: Property) -> None:
    card.lists["own_notes"].append({"text": [given.text], "at": moment(card, given)})


def _ours(take: Callable[[CardDocument, Property], None]) -> Callable[..., None]:
    """Return a taker that passes over cards which only came through another program."""

    def taker(card: CardDocument, given: Property) -> None:
        if card.is_own:
            take(card, given)

    return taker


TAKERS: dict[str, tuple[str, Callable[[CardDocument, Property], None]]] = {
    **{name: (key, _take_scalar) for name, key in SCALARS.items()},
    "REV": ("updated_at", _take_scalar),
    COMPANY: ("company", _ours(_take_company)),
    CODE: ("code", _ours(_take_code)),
    CUSTOM: ("custom", _ours(_take_custom)),
    OWN_NOTE: ("note", _ours(_take_note)),
}
