"""Turkish letters: case, search keys and sort keys.

``str.lower`` and friends do not know that I/ı and İ/i are two letters, so user text goes
through this module only. Search keys and sort keys are stored beside the text they belong to:
a change of either rule needs a rebuild of the stored columns.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_MARKS = " -_,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_SAME_AS = {
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "₺": "$", "€": "$", "£": "$",
}  # fmt: skip

_TO_LOWER = {ord("I"): "ı", ord("İ"): "i"}
_TO_UPPER = {ord("i"): "İ", ord("ı"): "I"}
_INVARIANT = {ord("I"): "i", ord("İ"): "i", ord("ı"): "i"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Letters without a decomposition of their own.
_FOLD = str.maketrans(
    {"ı": "i", "İ": "i", "I": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
     "Æ": "ae", "æ": "ae", "ß": "ss", "ẞ": "ss", "’": "'"}
)  # fmt: skip


def nfc(s: str) -> str:
    """Return ``s`` in Unicode normal form C."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def lower(s: str) -> str:
    """Return ``s`` in Turkish small letters: I becomes ı, İ becomes i."""
    if s.isascii():
        return s.replace("I", "ı").lower()
    s = nfc(s).replace("I\u0307", "İ").replace("i\u0307", "i")
    return s.translate(_TO_LOWER).lower()


def upper(s: str) -> str:
    """Return ``s`` in Turkish capitals: i becomes İ, ı becomes I."""
    if s.isascii():
        return s.replace("i", "İ").upper()
    return nfc(s).replace("i\u0307", "i").translate(_TO_UPPER).upper()


def title(s: str) -> str:
    """Return ``s`` with every word capitalised; letters after an apostrophe stay small."""
    return _WORD.sub(lambda m: upper(m[0][0]) + lower(m[0][1:]), nfc(s))


def lower_invariant(s: str) -> str:
    """Return ``s`` in small letters where I and İ both become i.

    For text whose letters are not Turkish words: e-mail addresses, codes, file types.
    """
    if s.isascii():
        return s.lower()
    return nfc(s).replace("İ", "i").lower()


def title_invariant(s: str) -> str:
    """Return ``s`` with its first letter large as English writes it: i becomes I."""
    return s[:1].upper() + s[1:]


def _fold_any(s: str) -> str:
    # Casefolding can bring back letters of the table (Ǿ, 𝚤) and marks, hence the two rounds.
    for _ in range(2):
        s = unicodedata.normalize("NFKD", s).translate(_FOLD).casefold().translate(_FOLD)
    return " ".join("".join(c for c in s if not unicodedata.combining(c)).split())


def _latin_table() -> dict[int, str]:
    # ASCII is in the table too: a miss costs more than the whole translation.
    table = {code: chr(code).lower() for code in range(0x80)}
    for code in range(0x00C0, 0x0180):
        folded = _fold_any(chr(code))
        if folded.isascii() and folded:
            table[code] = folded
    table[ord("’")] = "'"
    return table


_LATIN = _latin_table()


def fold(s: str) -> str:
    """Return the search key of ``s``: small letters without marks, single spaces; idempotent.

    ``ŞİŞLİ``, ``Şişli`` and ``sisli`` share one key, in any Unicode form.
    """
    if s.isascii():
        return " ".join(s.lower().split())
    quick = s.translate(_LATIN)
    if quick.isascii():
        return " ".join(quick.split())
    return _fold_any(s)


class _LengthTable(dict[int, str]):
    """One folded character for each character; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _fold_any(char)
        result = folded[0] if folded else char
        if code < 0x3000:
            self[code] = result
        return result


_LENGTH = _LengthTable()


def fold_length(s: str) -> str:
    """Return ``s`` folded character by character: as many characters as ``nfc(s)`` has.

    For highlighting and matching where positions must fit the shown text.
    """
    return s.lower() if s.isascii() else nfc(s).translate(_LENGTH)


def _ranks() -> dict[str, str]:
    # 75 ranks fit between the space and "j": a key stays one byte a character.
    ranks = {c: chr(0x20 + i) for i, c in enumerate(_MARKS + "0123456789" + _LETTERS)}
    ranks.update({upper(c): ranks[c] for c in _LETTERS})
    ranks.update({odd: ranks[plain] for odd, plain in _SAME_AS.items()})
    return ranks


_RANK = _ranks()


class _RankTable(dict[int, str]):
    """The rank of each character; characters outside the alphabet by their folded form."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        result = "".join(_RANK.get(c, c) for c in _fold_any(char))
        # Unknown control characters must not collide with the separator or the ranks.
        result = "".join(c for c in result if ord(c) >= 0x20)
        if code < 0x3000:
            self[code] = result
        return result


_RANKS = _RankTable({ord(c): rank for c, rank in _RANK.items()})
_PLAIN = "".join(re.escape(c) for c in _RANK)
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_SEPARATOR = "\x01"


def sort_key(s: str) -> str:
    """Return a text whose plain code point order is the Turkish order of ``s``.

    Alphabet first (space, hyphen, other marks, digits, the letters with q w x in place, then
    other scripts), then circumflexes and other accents, then the text itself.
    """
    s = " ".join(nfc(s).split())
    primary = s.translate(_RANKS)
    accents = ""
    if _NOT_PLAIN.search(s):
        accents = "".join("0" if c in _RANK else lower(c) for c in s).rstrip("0")
        accents = accents.replace("\x00", "").replace(_SEPARATOR, "")
        s = s.replace("\x00", "")
    return f"{primary}{_SEPARATOR}{accents}{_SEPARATOR}{s}"


_LETTER_OF_RANK = {_RANK[c]: upper(c) for c in _LETTERS}


def letter_of(s: str) -> str:
    """Return the capital under which ``s`` stands in an index: ``Ç``, ``#`` for no letter.

    Accented letters stand under their base letter; an empty text gives an empty string.
    """
    s = nfc(s).strip()
    if not s:
        return ""
    rank = s[0].translate(_RANKS)[:1]
    if rank in _LETTER_OF_RANK:
        return _LETTER_OF_RANK[rank]
    return upper(s[0]) if s[0].isalpha() else "#"
