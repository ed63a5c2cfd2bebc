"""Whose chat it is, and which of its writers is the contact."""

from __future__ import annotations

import re
from pathlib import PurePath

from kobicrm.domain import names, phones
from kobicrm.domain.contacts import Contact
from kobicrm.domain.turkish import fold
from kobicrm.errors import Ambiguous, NotFound, UsageError
from kobicrm.exchange.chat_in import ChatDocuments
from kobicrm.exchange.source import DocRow
from kobicrm.services import contacts
from kobicrm.services.imports.records.reading import RecordDraft
from kobicrm.services.session import Session

# How the person who exported a chat is called in it, in some versions.
_MYSELF = ("siz", "sen", "you", "ben", "me")
_FILE_NAMES = (
    re.compile(r"(?:.*WhatsApp Chat (?:with|-) )(.+)"),
    re.compile(r"(.+?) ile WhatsApp Sohbeti.*"),
    re.compile(r"(?:WhatsApp Sohbeti - )(.+)"),
)
_TWO = 2
# A group has no more members than this; a longer list of writers is no chat.
_MOST_AUTHORS = 2_000


class ChatReader:
    """Turns the messages of a chat into drafts of interactions with one contact."""

    def __init__(self, session: Session, source: ChatDocuments, ref: str) -> None:
        """Find the contact: ``ref``, else the one writer whose number the shop knows.

        Raises UsageError("chat_contact_missing"), NotFound and Ambiguous.
        """
        self._me = fold(session.author.staff)
        authors = _authors(source)
        self.contact = contacts.get(session, ref) if ref else _by_number(session, source, authors)
        numbers = {phone.e164 for phone in self.contact.phones if phone.e164}
        self._theirs = {one for one in authors if self._is_contact(one, numbers)}
        named = _in_file_name(source.info.name)
        if not self._theirs and fold(named) in {fold(one) for one in authors}:
            self._theirs = {one for one in authors if fold(one) == fold(named)}
        mine = {one for one in authors if fold(one) in (*_MYSELF, self._me)}
        others = authors - self._theirs
        if not mine and self._theirs and len(authors) <= _TWO:
            mine = others
        if not self._theirs and mine and len(authors) <= _TWO:
            self._theirs = authors - mine
        self._mine = mine - self._theirs

    def read(self, row: DocRow) -> RecordDraft:
        """Return a message as a draft."""
        message = row.document
        if row.problem or message is None:
            return RecordDraft(row.line, Contact(), problem=row.problem or "record_damaged")
        author = str(message["author"])
        direction = "in" if author in self._theirs else "out" if author in self._mine else ""
        values = {"channel": "whatsapp", "direction": direction, **message}
        cells = tuple(message.values())
        return RecordDraft(row.line, self.contact, cells=cells, values=values)

    def _is_contact(self, author: str, numbers: set[str]) -> bool:
        number = phones.parse_phone(author).e164
        if number:
            return number in numbers
        return names.compatible(author, self.contact.name) and fold(author) != self._me


def _authors(source: ChatDocuments) -> set[str]:
    found: set[str] = set()
    for row in source.rows():
        if row.document is not None and len(found) < _MOST_AUTHORS:
            found.add(str(row.document["author"]))
    return found


def _by_number(session: Session, source: ChatDocuments, authors: set[str]) -> Contact:
    known: dict[str, Contact] = {}
    for author in authors:
        if number := phones.parse_phone(author).e164:
            try:
                found = contacts.get(session, number)
            except (NotFound, Ambiguous):
                continue
            known[found.uid] = found
    if len(known) != 1:
        raise UsageError("chat_contact_missing", file=source.info.name)
    return next(iter(known.values()))


def likely_name(session: Session, source: ChatDocuments) -> str:
    """Return what the contact of a chat is likely called: the file's name or its writers tell."""
    if named := _in_file_name(source.info.name):
        return named
    me = (*_MYSELF, fold(session.author.staff))
    others = [one for one in sorted(_authors(source)) if fold(one) not in me]
    return others[0] if len(others) == 1 else ""


def _in_file_name(name: str) -> str:
    stem = PurePath(name).stem
    matches = (pattern.fullmatch(stem) for pattern in _FILE_NAMES)
    return next((match[1].strip() for match in matches if match), "")
