"""Reading vCard files card by card: never more than one in memory, and never a photo."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from kobicrm.errors import BadFile
from kobicrm.exchange import decoding
from kobicrm.exchange.decoding import Decoding
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import CARD_LINE
from kobicrm.exchange.table import Opened, SourceInfo
from kobicrm.exchange.vcard_cards import Card, Splitter

_START = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_BOM = "\xef\xbb\xbf"
_WIDE = ("utf-16", "utf-32")


def is_vcard(head: bytes) -> bool:
    """Tell whether a file that begins with ``head`` holds cards, in whatever encoding."""
    return bool(_START.match(head[:4096].lstrip(_MARKS + b"\0").replace(b"\0", b"")))


class Cards(Opened):
    """A file of cards; see :class:`kobicrm.exchange.vcard_cards.Card`."""

    def __init__(self, source: SourceFile, head: bytes, wanted: str | None) -> None:
        """Take the file as cards. Raises UsageError and BadFile("wrong_encoding")."""
        found = _settled(source, head, wanted)
        self._source, self._codec, self.size = source, found.codec, source.size
        # What a user names is meant; what was found for the whole file need not fit each line.
        self._codecs = [found.codec] if wanted else ["utf-8", found.codec, "cp1254"]
        self._codecs = ["utf-8"] if self._is_wide else list(dict.fromkeys(self._codecs))
        self.info = SourceInfo(source.name, "vcard", found.codec, "", 0, found.sha256)

    @property
    def _is_wide(self) -> bool:
        return self._codec.startswith(_WIDE)

    def close(self) -> None:
        """Remove the kept copy of standard input, if there is one."""
        self._source.close()

    def rows(self) -> Iterator[Card]:
        """Yield the cards one by one; each call starts again.

        One that can't be read, and text outside of any card, are a problem of their own.
        """
        splitter = Splitter(self._codecs)
        for number, text, cut in self._lines():
            card = splitter.feed(number, text, cut)
            if card is not None:
                yield card
        card = splitter.end()
        if card is not None:
            yield card

    def _lines(self) -> Iterator[tuple[int, str, int]]:
        """Yield the number and text of every line (a character a byte), and how much is cut."""
        codec = self._codec if self._is_wide else "latin-1"
        number = 0
        with io.TextIOWrapper(self._source.open(), codec, "replace", newline=None) as text:
            while line := text.readline(CARD_LINE):
                number += 1
                cut, rest = 0, line
                while not rest.endswith("\n") and (rest := text.readline(CARD_LINE)):
                    cut += len(rest)
                line = line.removesuffix("\n")
                if self._is_wide:
                    line = line.encode("utf-8", "replace").decode("latin-1")
                yield number, line.removeprefix(_BOM) if number == 1 else line, cut


def _settled(source: SourceFile, head: bytes, wanted: str | None) -> Decoding:
    """Return the encoding of the file as a whole: lines of a card may each have their own."""
    try:
        return decoding.settle(source, head, wanted)
    except BadFile as error:
        if wanted or error.code != "wrong_encoding" or decoding.is_utf16(head):
            raise
        # Letters cut in two where a line was folded, or lines in several encodings.
        return Decoding("utf-8", decoding.settle(source, head, "latin-1").sha256)
