"""Text that was read with a wrong encoding, and what it said before."""

from __future__ import annotations

import re

_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
# What cp1252 shows in the place of the six letters that only cp1254 has.
_ICELANDIC = frozenset("ÞþÐðÝý")
# UTF-8 read byte by byte: the first of two or more such bytes, then the next. Most texts are
# done with by this look; encoding and decoding them takes ten times as long.
_SUSPECT = re.compile("[Â-ôĞğİŞ][^\x00-\x7f]|[ÞþÐðÝý]")


def looks_mojibake(text: str) -> str:
    """Return the repaired text when ``text`` was read with a wrong encoding, else ``""``.

    Knows UTF-8 read as Windows-1252 or 1254 (``Ã‡`` for ``Ç``) and Windows-1254 read as
    Windows-1252 (``Þiþli`` for ``Şişli``). A hint for a warning, never applied unasked.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return ""
    for wrong in ("cp1252", "cp1254"):
        try:
            fixed = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if fixed != text and not fixed.isascii():
            return fixed
    if _TURKISH & set(text) - set("çöüÇÖÜ") or not _ICELANDIC & set(text):
        return ""
    try:
        return text.encode("cp1252").decode("cp1254")
    except UnicodeError:
        return ""
