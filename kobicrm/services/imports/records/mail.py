"""Messages as interactions of the contacts whose addresses they carry."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.contacts import Contact, Warn
from kobicrm.domain.turkish import fold
from kobicrm.errors import Ambiguous, NotFound
from kobicrm.exchange.source import DocRow
from kobicrm.services import contacts
from kobicrm.services.imports.records.reading import RecordDraft
from kobicrm.services.session import Session

# The names of messages, as record numbers (RFC 9562, version 5).
_LETTERS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kobicrm:mail")


class MailReader:
    """Turns messages into drafts: one for every contact who wrote it or was written to."""

    def __init__(self, session: Session) -> None:
        """Look senders and receivers up in the shop's contacts."""
        self._session = session
        # A contact, or why an address names none.
        self._known: dict[str, Contact | str] = {}

    def read(self, row: DocRow) -> Iterator[RecordDraft]:
        """Yield the drafts of a message; one about nobody is refused with its sender's address."""
        message: dict[str, Any] = dict(row.document or {})
        if row.problem or not message:
            yield RecordDraft(row.line, Contact(), problem=row.problem or "record_damaged")
            return
        about = f"{', '.join(address for address, _name in message['from'])}: {message['subject']}"
        if not message["at"]:
            yield self._refused(row.line, about, "row_without_at")
            return
        yield from self._drafts(row.line, message, about)

    def _drafts(self, line: int, message: dict[str, Any], about: str) -> Iterator[RecordDraft]:
        whole = "\n".join(filter(None, (message["subject"], message["text"])))
        text = clean_text(whole)
        flags = [Warn("text_shortened", "text", "")] if len(text) < len(whole) else []
        author = next((name or address for address, name in message["from"]), "")
        found: dict[str, RecordDraft] = {}
        reason = "sender_unknown"
        for direction, addresses in (("in", message["from"]), ("out", message["to"])):
            for address, _name in addresses:
                contact = self._contact(address)
                if isinstance(contact, str):
                    reason = contact or reason
                elif contact.uid not in found:
                    values = {
                        "channel": "email",
                        "direction": direction,
                        "at": message["at"],
                        "author": clean_line(author),
                        "text": text,
                    }
                    found[contact.uid] = RecordDraft(
                        line,
                        contact,
                        cells=(about,),
                        values=values,
                        warnings=list(flags),
                        uid=_uid(message["id"], contact),
                    )
        if found:
            yield from found.values()
        else:
            yield self._refused(line, about, reason)

    @staticmethod
    def _refused(line: int, about: str, problem: str) -> RecordDraft:
        return RecordDraft(line, Contact(), problem=problem, cells=(about,), text=about)

    def _contact(self, address: str) -> Contact | str:
        key = fold(address)
        if key not in self._known:
            try:
                self._known[key] = contacts.get(self._session, address)
            except NotFound:
                self._known[key] = ""
            except Ambiguous:
                self._known[key] = "contact_several"
        return self._known[key]


def _uid(message_id: str, contact: Contact) -> str:
    """Return a record number that is the same whenever the same message is read again."""
    return str(uuid.uuid5(_LETTERS, f"{message_id}\n{contact.uid}")) if message_id else ""
