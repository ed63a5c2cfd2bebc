"""The one door in: every text from a form, paste, command, file or mail passes here.

What is taken out could drive a terminal (escape sequences), reorder what is read (bidi marks),
hide text (zero-width and tag characters) or break a store (NUL, lone surrogates).
"""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 200
TEXT_LIMIT = 100_000
MARK_LIMIT = 4

# Kept on purpose: U+200C and U+200D (Persian names, family emoji), private use and unassigned
# characters (a newer emoji than this Python knows).
_HARMFUL = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_STRIP = re.compile(f"[{_HARMFUL}]+")
_UNSAFE = re.compile(f"[{_HARMFUL}\t\x0b\x0c\r\x85\u2028\u2029]")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SPACE = re.compile(f"[{_SPACES}]")
_LINE_SPACE = re.compile(f"[ \t]*[\t{_BREAKS}][ \t{_BREAKS}]*")
# A run of marks is never made of word characters; cheap to look for before asking for each.
_MARK_RUN = re.compile(r"[^\w\s\x00-\u02ff]{5,}")


def _limit_marks(s: str) -> str:
    def shorten(match: re.Match[str]) -> str:
        kept, run = [], 0
        for char in match[0]:
            run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
            if run <= MARK_LIMIT:
                kept.append(char)
        return "".join(kept)

    return _MARK_RUN.sub(shorten, s)


def _normal(s: str) -> str:
    s = _STRIP.sub("", s)
    if not unicodedata.is_normalized("NFC", s):
        s = unicodedata.normalize("NFC", s)
    return _limit_marks(s)


def clean_line(s: str, limit: int = LINE_LIMIT) -> str:
    """Return ``s`` as one harmless line of at most ``limit`` characters, NFC, trimmed.

    Line breaks and tabs become a space; at most four combining marks stay in a row.
    """
    if not (s.isascii() and s.isprintable()):
        if not s.isprintable():
            s = _LINE_SPACE.sub(" ", _SPACE.sub(" ", s))
        s = _normal(s)
    s = s.strip()
    return s if len(s) <= limit else s[:limit].rstrip()


def clean_text(s: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``s`` as harmless text of at most ``limit`` characters; line breaks are ``\\n``."""
    if not (s.isascii() and s.isprintable()):
        if not s.isprintable():
            s = _SPACE.sub(" ", _BREAK.sub("\n", s)).replace("\t", " ")
        s = _normal(s)
    s = s.strip()
    return s if len(s) <= limit else s[:limit].rstrip()


def is_harmless(s: str) -> bool:
    """Tell whether ``s`` may be shown as it is: nothing in it that clean_text takes out."""
    if s.isprintable() and s.isascii():
        return True
    return not _UNSAFE.search(s) and _limit_marks(s) == s


_SCIENTIFIC = re.compile(r"\s*([1-9])(?:[.,](\d+))?[eE]\+?(\d{1,2})\s*", re.ASCII)
_TRAILING_ZERO = re.compile(r"(\s*\d+)[.,]0+\s*", re.ASCII)


def whole_number(s: str) -> str | None:
    """Return the digits of a whole number as spreadsheets write it (``5321234567.0``).

    ``5.321234567E9`` still has all its digits and is written out; ``5,32123E+09`` has lost
    some: None. Any other text comes back unchanged.
    """
    if match := _TRAILING_ZERO.fullmatch(s):
        return match[1].strip()
    if match := _SCIENTIFIC.fullmatch(s):
        digits, power = match[2] or "", int(match[3])
        return match[1] + digits if len(digits) == power else None
    return s
