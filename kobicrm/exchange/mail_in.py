"""Reading e-mail: one message (.eml) or many in a file (mbox), as documents.

The standard library's parser reads a message; a file of many is cut as it is read, so that one
broken message never costs the others and none lies in memory beside another.
"""

from __future__ import annotations

import email
import email.policy
import re
import string
from collections.abc import Iterator
from datetime import UTC
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.instants import iso
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import MIB, RECORD_LIMIT
from kobicrm.exchange.table import DocRow, Documents, SourceInfo

_MBOX = re.compile(rb"From \S+ .*\d{4}")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?", re.ASCII)
_TELLING = {b"from", b"date", b"message-id", b"subject", b"received", b"to", b"mime-version"}
_SMALL = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_ENOUGH = 3
# A message of this size is one with attachments; what lies beyond is not looked at.
_MOST = 64 * MIB
_ADDRESSES = 50
# RFC 5322, section 2.1.1: no line is longer.
_LONGEST_ID = 998
# Failures of the parser on hostile text: a message it can't read is told, the others are read.
_WRONG = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)


def is_mail(head: bytes) -> bool:
    """Return whether a file that begins so is a message or a file of messages."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    first, _end, rest = plain.partition(b"\n")
    if _MBOX.match(first):
        plain = rest
    found = set()
    for line in plain.splitlines()[:60]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        named = _HEADER.match(line)
        if named is None:
            break
        found.add(named[1].translate(_SMALL))
    return len(found & _TELLING) >= _ENOUGH and b"from" in found


class MailDocuments(Documents):
    """Messages as documents: `id`, `at`, `subject`, `text`, `from`, `to` (addresses with names)."""

    def __init__(self, source: SourceFile, head: bytes, sha256: str) -> None:
        """Read from ``source`` when rows are asked for."""
        self._source, self.size = source, source.size
        self._is_box = bool(_MBOX.match(head.removeprefix(b"\xef\xbb\xbf")))
        self.info = SourceInfo(source.name, "mail", "", "", 0, sha256)

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[DocRow]:
        """Yield the messages one by one, a broken one with its problem."""
        for line, raw in self._messages():
            yield _read(line, raw)

    def _messages(self) -> Iterator[tuple[int, bytes]]:
        """Yield the line a message begins on, and its bytes up to the limit."""
        parts, size, start, number, blank = list[bytes](), 0, 1, 0, True
        with self._source.open() as stream:
            while line := stream.readline(MIB):
                number += line.endswith(b"\n")
                if self._is_box and blank and _MBOX.match(line):
                    if parts:
                        yield start, b"".join(parts)
                    parts, size, start, blank = [], 0, number + 1, False
                    continue
                blank = line in (b"\n", b"\r\n")
                size += len(line)
                if size <= _MOST:
                    parts.append(line)
        if parts:
            yield start, b"".join(parts)


def _read(line: int, raw: bytes) -> DocRow:
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        document = _document(message)
    except _WRONG:
        return DocRow(line, None, "record_damaged")
    return DocRow(line, document)


def _document(message: EmailMessage) -> dict[str, Any]:
    return {
        "id": clean_line(str(message.get("Message-ID", "")))[:_LONGEST_ID],
        "at": _moment(str(message.get("Date", ""))),
        "subject": clean_line(str(message.get("Subject", ""))),
        "text": _text(message),
        "from": _addresses(message, "From"),
        "to": [one for name in ("To", "Cc") for one in _addresses(message, name)],
    }


def _moment(text: str) -> str:
    try:
        at = parsedate_to_datetime(text)
        return iso(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return ""


def _addresses(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    texts = [str(value) for value in message.get_all(header, [])]
    found = getaddresses(texts)[:_ADDRESSES]
    return [(clean_line(address), clean_line(name)) for name, address in found if "@" in address]


def _text(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    if part.get_content_subtype() == "html":
        text = _plain(text)
    return clean_text(text, RECORD_LIMIT).strip()


class _Plain(HTMLParser):
    """Collects what a reader of a page of HTML sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        self._hidden += tag in ("style", "script", "head")
        if tag in ("br", "p", "div", "tr", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "head") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _plain(markup: str) -> str:
    page = _Plain()
    page.feed(markup)
    lines = (line.strip() for line in "".join(page.parts).splitlines())
    return "\n".join(line for line in lines if line)
