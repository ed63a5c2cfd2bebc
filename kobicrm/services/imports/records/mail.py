"""Messages as interactions of the contacts whose addresses they carry."""

from __future__ import annotations

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
        senders, receivers = message["from"], message["to"]
        about = f"{', '.join(address for address, _name in senders)}: {message['subject']}"
        if not message["at"]:
            yield self._refused(row.line, about, "row_without_at")
            return
        whole = "\n".join(filter(None, (message["subject"], message["text"])))
        text = clean_text(whole)
        flags = [Warn("text_shortened", "text", "")] if len(text) < len(whole) else []
        found: dict[str, RecordDraft] = {}
        reason = "sender_unknown"
        for direction, addresses in (("in", senders), ("out", receivers)):
            for address, _name in addresses:
                contact = self._contact(address)
                if isinstance(contact, str):
                    reason = contact or reason
                elif contact.uid not in found:
                    values = {
                        "channel": "email",
                        "direction": direction,
                        "at": message["at"],
                        "author": clean_line(senders[0][1] or senders[0][0]) if senders else "",
                        "text": text,
                    }
                    found[contact.uid] = RecordDraft(
                        row.line, contact, cells=(about,), values=values, warnings=list(flags)
                    )
        if found:
            yield from found.values()
        else:
            yield self._refused(row.line, about, reason)

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
