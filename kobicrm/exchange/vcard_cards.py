"""Parting the lines of a vCard file into cards: each within bounds, none at another's cost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kobicrm.exchange.limits import CARD_KEPT, CARD_LINE, CARD_LINES, RECORD_LIMIT
from kobicrm.exchange.vcard_lines import (
    Property,
    decoded,
    head_of,
    is_base64,
    is_photo,
    is_quoted,
    is_skipped,
    name_of,
    parse,
)
from kobicrm.exchange.vcard_text import capitals

CARD_NOT_CLOSED = "card_not_closed"
CARD_TOO_LONG = "card_too_long"
CARD_OUTSIDE = "card_outside"

_EDGE = re.compile(r"[ \t\0]*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t\0]*", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/]+=*[ \t]*")
_AGENT = re.compile(r"(?:[^.:;]+\.)?AGENT[^:]*:[ \t]*", re.IGNORECASE)
_FOLD = (" ", "\t")
_BLANK = " \t\0"
# In this version a folded line keeps its blank; the later ones take it out.
_OLD = "2.1"


@dataclass(frozen=True, slots=True)
class Card:
    """One card: the line where it begins, its properties in order, what is wrong with it.

    ``photos`` counts what was passed over of photos and logos, ``passed`` names other binary
    properties and cards inside of this one. ``size`` is the room it takes in the file, in bytes.
    """

    line: int
    properties: tuple[Property, ...] = ()
    photos: int = 0
    passed: tuple[str, ...] = ()
    problem: str = ""
    size: int = 0
    codecs: tuple[str, ...] = ("utf-8",)

    def lines(self) -> tuple[str, ...]:
        """Return its properties as they stand in the file, each in one piece."""
        return tuple(decoded(one.raw, self.codecs)[0] for one in self.properties)


@dataclass(slots=True)
class _Line:
    """A property whose folded lines are being put together."""

    number: int
    pieces: list[str]
    length: int
    is_skipped: bool
    is_base64: bool
    is_quoted: bool

    @property
    def is_soft(self) -> bool:
        """Return whether the line ends in a soft break of quoted-printable."""
        return self.is_quoted and self.pieces[-1].endswith("=")

    def add(self, text: str) -> None:
        """Put the next line of the file behind what is there."""
        if self.is_soft:
            self.pieces[-1] = self.pieces[-1][:-1]
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Open:
    """A card, or text outside of any, that is being read."""

    line: int
    codecs: tuple[str, ...]
    problem: str = ""
    properties: list[Property] = field(default_factory=list)
    photos: int = 0
    passed: list[str] = field(default_factory=list)
    kept: int = 0
    size: int = 0
    is_full: bool = False
    version: str = ""
    # How many cards inside of this one are open, and whether the next one may be.
    depth: int = 0
    is_agent: bool = False

    @property
    def most(self) -> int:
        """Return how many characters may be kept."""
        return CARD_KEPT if self.problem else RECORD_LIMIT

    def done(self, problem: str = "") -> Card:
        """Return the card."""
        return Card(
            self.line,
            tuple(self.properties),
            self.photos,
            tuple(self.passed),
            self.problem or problem,
            self.size,
            self.codecs,
        )

    def spoil(self, problem: str) -> None:
        """Keep no more than the beginning of a card that can't be taken."""
        self.problem, self.is_full = problem, True
        while self.kept > CARD_KEPT:
            self.kept -= len(self.properties.pop().raw)


class Splitter:
    """Takes the lines of a file one by one and gives back the cards that end in them."""

    def __init__(self, codecs: Sequence[str]) -> None:
        """Decode values with the first of ``codecs`` that fits."""
        self._codecs = tuple(codecs)
        self._card: _Open | None = None
        self._outside: _Open | None = None
        self._line: _Line | None = None
        self._after_blank = False

    def feed(self, number: int, text: str, cut: int = 0) -> Card | None:
        """Take a line without the ``cut`` bytes at its end; return the card that is over now."""
        card = self._card
        if card is not None:
            card.size += len(text) + cut + 1
            if text.startswith(_FOLD):
                if self._line or card.is_full or card.depth:
                    self._go_on(card, text, cut)
                    return None
                text = text.lstrip()
        if not text.strip(_BLANK):
            self._after_blank = True
            return None
        edge = _EDGE.fullmatch(text)
        if card is not None and edge is None and self._belongs(text):
            self._go_on(card, text, cut)
            return None
        self._flush()
        self._after_blank = False
        if edge is not None:
            return self._begin(number) if capitals(edge[1]) == "BEGIN" else self._end()
        self._start(number, text, cut)
        return None

    def end(self) -> Card | None:
        """Return what is left at the end of the file."""
        self._flush()
        left = self._card or self._outside
        self._card = self._outside = None
        return left.done(CARD_NOT_CLOSED) if left else None

    def _begin(self, number: int) -> Card | None:
        card = self._card
        if card is not None and card.is_agent:
            card.depth, card.is_agent = card.depth + 1, False
            return None
        over = card or self._outside
        self._card, self._outside = _Open(number, self._codecs), None
        return over.done(CARD_NOT_CLOSED) if over else None

    def _end(self) -> Card | None:
        card = self._card
        if card is None:
            return None
        if card.depth:
            card.depth -= 1
            return None
        self._card = None
        return card.done()

    def _belongs(self, text: str) -> bool:
        """Tell whether a line that is not indented goes on the one before."""
        line = self._line
        if line is None:
            return False
        if line.is_soft:
            return not (self._after_blank and name_of(text))
        return line.is_base64 and _BASE64.fullmatch(text) is not None

    def _go_on(self, card: _Open, text: str, cut: int) -> None:
        line = self._line
        if line is None or line.is_skipped:
            return
        is_folded = text.startswith(_FOLD)
        keeps_blank = card.version == _OLD and not line.is_base64
        line.add(text[1:] if is_folded and not keeps_blank else text)
        if cut or line.length > CARD_LINE:
            self._line = None
            card.spoil(CARD_TOO_LONG)

    def _start(self, number: int, text: str, cut: int) -> None:
        card = self._card or self._outside
        if card is None:
            card = self._outside = _Open(number, self._codecs, CARD_OUTSIDE)
        if card.depth:
            card.is_agent = _AGENT.fullmatch(text) is not None
        elif not card.is_full:
            head = head_of(text)
            skipped = is_skipped(head)
            if cut and not skipped:
                card.spoil(card.problem or CARD_TOO_LONG)
                return
            kept = text[: len(head) + 1] if skipped else text
            self._line = _Line(number, [kept], len(kept), skipped, is_base64(head), is_quoted(head))

    def _flush(self) -> None:
        """Take the property that is whole now into the card."""
        line, self._line = self._line, None
        card = self._card or self._outside
        if line is None or card is None:
            return
        raw = "".join(line.pieces)
        card.is_agent = _AGENT.fullmatch(raw) is not None
        if line.is_skipped or card.is_agent:
            name = name_of(raw)
            if not is_photo(name):
                card.passed.append(name)
            elif line.is_base64 or not raw.endswith(":"):
                card.photos += 1
            return
        card.kept += len(raw)
        card.properties.append(parse(line.number, raw, self._codecs))
        if card.properties[-1].name == "VERSION":
            card.version = card.properties[-1].text.strip()
        if len(card.properties) > CARD_LINES or card.kept > card.most:
            card.spoil(card.problem or CARD_TOO_LONG)
