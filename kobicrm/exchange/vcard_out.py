"""Writing contacts as vCard 3.0 (RFC 2426), which phones take and an import reads back whole.

What the format has no place for stands in lines of our own (``X-KOBICRM-...``), which other
programs pass over; so does the original spelling where a phone needs another one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from kobicrm.domain import codec
from kobicrm.exchange.vcard_text import capitals, escape, folded, join_value

PRODUCT = "-//KobiCRM//"
_HEAD = ("BEGIN:VCARD", "VERSION:3.0", f"PRODID:{PRODUCT}KobiCRM//EN")

_OWN = "X-KOBICRM-"
# Beside a value, in its group: how it was given, its own label, network or time.
GIVEN = f"{_OWN}GIVEN"
NETWORK = f"{_OWN}NETWORK"
NOTE_TIME = f"{_OWN}AT"
LABEL = "X-ABLABEL"
_BESIDE = {"label": "X-ABLabel", "given": GIVEN, "network": NETWORK, "time": NOTE_TIME}
BESIDE = frozenset({LABEL, GIVEN, NETWORK, NOTE_TIME})
# Lines of their own.
OWN_NOTE = f"{_OWN}NOTE"
COMPANY = f"{_OWN}COMPANY"
CODE = f"{_OWN}CODE"
CUSTOM = f"{_OWN}CUSTOM"
# Fields of a contact that the format knows; every other single value has such a line.
_KNOWN = ("kind", "name", "first_name", "last_name", "birthday")
SCALARS = {
    _OWN + capitals(key).replace("_", "-"): key
    for key in (*codec.SCALARS, "created_at")
    if key not in _KNOWN
}
# Of a document, what a card can't do without.
NEEDED = ("kind", "name", "first_name", "last_name")

# The parts of an address, behind post box and addition.
ADDRESS = ("street", "district", "province", "postcode", "country")

_TYPES = {"mobile": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX", "other": "OTHER"}
_DIALLED = re.compile(r"\(?[+0][0-9 ()./-]*|444[0-9 -]*")
_NATIONAL_SPECIAL = re.compile(r"\+90(444\d{4})")
_PLAIN_WORD = re.compile(r"[a-z0-9-]+")
_HANDLE = re.compile(r"[A-Za-z0-9._-]+")
_PAGES = {
    "instagram": "https://www.instagram.com/",
    "facebook": "https://www.facebook.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "tiktok": "https://www.tiktok.com/@",
    "youtube": "https://www.youtube.com/@",
    "telegram": "https://t.me/",
    "twitter": "https://twitter.com/",
    "x": "https://x.com/",
}
# What would end a line or begin an escape; commas and semicolons part nothing in these values.
_BARE = str.maketrans({"\\": "\\\\", "\n": "\\n"})

_Document = Mapping[str, Any]


def is_own_product(name: str) -> bool:
    """Tell whether a card was written here, by its PRODID."""
    return name.startswith(PRODUCT)


def write_vcards(stream: BinaryIO, docs: Iterable[_Document]) -> int:
    """Write published documents of contacts as cards and return how many.

    A document may lack any key but those of :data:`NEEDED`.
    """
    count = 0
    for count, doc in enumerate(docs, 1):  # noqa: B007 - the last number is the answer
        stream.write(b"".join(map(folded, _Card(doc).lines())))
    return count


class _Card:
    """One card being written: its lines, and the groups that hold several together."""

    def __init__(self, doc: _Document) -> None:
        self._doc = doc
        self._groups = 0

    def lines(self) -> Iterator[str]:
        """Yield the lines, not folded."""
        yield from _HEAD
        if self._doc.get("uid"):
            yield f"UID:{self._doc['uid']}"
        yield from self._names()
        yield from self._companies()
        yield from self._phones()
        yield from self._emails()
        yield from self._addresses()
        yield from self._accounts()
        yield from self._days_and_words()
        yield from self._notes()
        yield from self._own()
        yield "END:VCARD"

    def _list(self, key: str) -> Sequence[_Document]:
        found: Sequence[_Document] = self._doc.get(key) or ()
        return found

    def _line(self, name: str, value: str, **beside: str) -> Iterator[str]:
        """Yield a line, in a group with those of ``beside`` that say something."""
        told = {key: text for key, text in beside.items() if text}
        if not told:
            yield f"{name}:{value}"
            return
        self._groups += 1
        group = f"item{self._groups}"
        yield f"{group}.{name}:{value}"
        for key, text in told.items():
            yield f"{group}.{_BESIDE[key]}:{escape(text)}"

    def _labelled(
        self, name: str, value: str, item: _Document, *, preferred: bool = False, given: str = ""
    ) -> Iterator[str]:
        """Yield a line with its label: a word of the format, or the user's own beside it."""
        label = item.get("label") or ""
        words = [_TYPES[label]] if label in _TYPES else []
        types = ",".join([*words, *(["PREF"] if preferred else [])])
        name = f"{name};TYPE={types}" if types else name
        yield from self._line(name, value, label="" if label in _TYPES else label, given=given)

    def _names(self) -> Iterator[str]:
        doc = self._doc
        name, first, last = (doc.get(key) or "" for key in ("name", "first_name", "last_name"))
        is_company = doc.get("kind") == "company"
        if not (first or last or is_company):
            # Phones show what stands here, not the name in one piece.
            first = name
        yield f"N:{join_value((last, first, '', '', ''))}"
        yield f"FN:{escape(name)}"
        if is_company:
            yield f"ORG:{escape(name)}"
            yield "X-ABShowAs:COMPANY"

    def _companies(self) -> Iterator[str]:
        links = self._list("companies")
        if links and self._doc.get("kind") != "company":
            yield f"ORG:{escape(links[0]['name'])}"
            if links[0]["role"]:
                yield f"TITLE:{escape(links[0]['role'])}"
        for link in links:
            yield f"{COMPANY}:{join_value((link['uid'], link['name'], link['role'] or ''))}"

    def _phones(self) -> Iterator[str]:
        phones = self._list("phones")
        for place, phone in enumerate(phones):
            number = _dialled(phone)
            yield from self._labelled(
                "TEL",
                number.translate(_BARE),
                phone,
                preferred=place == 0 and len(phones) > 1,
                given=phone["raw"] if phone["raw"] != number else "",
            )

    def _emails(self) -> Iterator[str]:
        emails = self._list("emails")
        for place, email in enumerate(emails):
            raw = email["raw"]
            address = email["address"] if email["valid"] and email["address"] else raw
            yield from self._labelled(
                "EMAIL;TYPE=INTERNET",
                address.translate(_BARE),
                email,
                preferred=place == 0 and len(emails) > 1,
                given=raw if raw != address else "",
            )

    def _addresses(self) -> Iterator[str]:
        for one in self._list("addresses"):
            parts = [one[key] or "" for key in ADDRESS]
            yield from self._labelled("ADR", join_value(["", "", *parts]), one)

    def _accounts(self) -> Iterator[str]:
        for site in self._list("websites"):
            raw, url = site["raw"], site["url"] or site["raw"]
            given = raw if raw != url else ""
            yield from self._labelled("URL", url.translate(_BARE), site, given=given)
        for social in self._list("socials"):
            raw, network, handle = (social[key] or "" for key in ("raw", "network", "handle"))
            plain = _PLAIN_WORD.fullmatch(network) is not None
            name, value = "X-SOCIALPROFILE", raw
            if network in _PAGES and _HANDLE.fullmatch(handle):
                name, value = f"{name};x-user={handle}", _PAGES[network] + handle
            yield from self._line(
                f"{name};TYPE={network}" if plain else name,
                value.translate(_BARE),
                label=social["label"] or "",
                given=raw if raw != value else "",
                network="" if plain else network,
            )

    def _days_and_words(self) -> Iterator[str]:
        birthday = self._doc.get("birthday")
        if birthday and birthday.startswith("--"):
            # The only way that phones and vCard 3.0 share for a birthday without its year.
            yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{birthday[2:]}"
        elif birthday:
            yield f"BDAY:{birthday}"
        if self._doc.get("tags"):
            yield f"CATEGORIES:{','.join(map(escape, self._doc['tags']))}"

    def _notes(self) -> Iterator[str]:
        """Yield one note, which is all that many phones take, and each of several with its time."""
        notes = self._list("notes")
        if len(notes) == 1:
            yield from self._line("NOTE", escape(notes[0]["text"]), time=notes[0]["at"])
        elif notes:
            yield "NOTE:" + escape("\n\n".join(note["text"] for note in notes))
            for note in notes:
                yield from self._line(OWN_NOTE, escape(note["text"]), time=note["at"])

    def _own(self) -> Iterator[str]:
        doc = self._doc
        for name, key in SCALARS.items():
            if doc.get(key):
                yield f"{name}:{escape(doc[key])}"
        for code in self._list("codes"):
            yield f"{CODE}:{join_value((code['source'], code['code']))}"
        types = doc.get("custom_types") or {}
        for name, value in (doc.get("custom") or {}).items():
            told = types[name]
            type_, choices = (
                (told, ()) if isinstance(told, str) else (told["type"], told["choices"])
            )
            text = json.dumps(value, ensure_ascii=False)
            yield f"{CUSTOM}:{join_value((name, type_, text, *choices))}"
        if doc.get("updated_at"):
            yield f"REV:{doc['updated_at']}"


def _dialled(phone: _Document) -> str:
    """Return a number that a phone dials; one that can't be read as it was given."""
    raw, e164 = phone["raw"], phone["e164"] or ""
    if not (phone["valid"] and e164):
        return str(raw)
    if special := _NATIONAL_SPECIAL.fullmatch(e164):
        e164 = special[1]
    if phone["ext"]:
        return f"{e164},{phone['ext']}"
    return str(raw) if _DIALLED.fullmatch(raw) else str(e164)
