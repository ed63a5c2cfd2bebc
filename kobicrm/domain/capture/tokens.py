"""The pieces of a line that are known by their form: fields, signs, e-mails, phones, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kobicrm.domain.emails import parse_email
from kobicrm.domain.money import parse_money
from kobicrm.domain.phones import parse_phones
from kobicrm.domain.turkish import fold

_KEYS = {
    **dict.fromkeys(("firma", "sirket", "company"), "company"),
    **dict.fromkeys(("etiket", "tag"), "tags"),
    **dict.fromkeys(("not", "note"), "note"),
    **dict.fromkeys(("gorev", "is", "task", "todo"), "task"),
    **dict.fromkeys(("ad", "isim", "kisi", "name", "contact"), "name"),
}
# Without quotes these take all that follows.
_TO_THE_END = ("note", "task")
# "tel: 0532 ..." says what can be seen anyway.
_LABELS = ("tel", "telefon", "cep", "gsm", "phone", "mobile", "eposta", "e-posta", "email", "mail")
_KEYED = re.compile(r"(?<!\S)(?P<key>[^\W\d_]+(?:-[^\W\d_]+)?):\s*")
_SIGN = re.compile(r"(?<!\S)(?P<key>[@#])(?=[\"“„])")
_QUOTED = re.compile(r"[\"“„](?P<value>[^\"“”„]*)(?:[\"”“]|$)")
_WORD = re.compile(r"\S+")
_EMAIL = re.compile(r"(?<!\S)[<(]?(?P<value>[^\s@<>(),;\"]+@[^\s@<>(),;\"]+)[>)]?[,;.]?(?!\S)")
_EXTENSION = r"(?:[ ,/]*(?:dah[iıİI]l[iıİI]|dah\.?|ext\.?|d\.?|#)\s*[:.]?\s*\d{1,6}(?![\w.:]))?"
_PHONE = re.compile(
    r"(?<![\w+.,:/-])(?:"
    r"(?:\+90|0090|90|0)?[ ]?\(?0?[2-58]\d{2}\)?[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}"
    r"|444[ .-]?\d[ .-]?\d{3}|444[ .-]?\d{2}[ .-]?\d{2}"
    r")(?![\w])" + _EXTENSION,
    re.ASCII | re.IGNORECASE,
)
_FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)[1-9][\d ()-]{5,22}\d(?!\w)", re.ASCII)
# What begins like a phone and is none: kept as typed and said to be unreadable.
_ODD_PHONE = re.compile(r"(?<![\w.,:/-])\+?0[ ]?\(?[2-58]\d{2}\)?[\d ]{3,14}\d(?![\w:.])", re.ASCII)
_SHORTEST, _LONGEST = 7, 15
_MONEY_WORDS = "tl|try|lira|usd|dolar|dollars?|eur|euro|avro|gbp|sterlin|chf|₺|\\$|€|£"
_FIGURE = r"(?:(?<!\d\s)\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d[\d.,]*)"
_AMOUNT = re.compile(
    rf"(?<![\w.,:])(?:[₺$€£]\s?\d[\d.,]*(?<=\d)|{_FIGURE}\s?(?:{_MONEY_WORDS}))(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Token:
    """A word of the line, or a piece that is taken already: then ``mark`` is its part."""

    text: str
    start: int
    end: int
    mark: str = ""
    # A comma parts it from what follows.
    ends: bool = False

    @property
    def is_free(self) -> bool:
        """Return whether no part has it yet."""
        return not self.mark


@dataclass(slots=True)
class Line:
    """A line on its way to being understood."""

    text: str
    taken: list[Token] = field(default_factory=list)

    def take(self, mark: str, value: str, start: int, end: int) -> None:
        """Give the characters from ``start`` to ``end`` to a part."""
        self.taken.append(Token(value, start, end, mark))

    def rest(self) -> str:
        """Return the line with blanks where something is taken; places stay what they are."""
        left = list(self.text)
        for one in self.taken:
            left[one.start : one.end] = " " * (one.end - one.start)
        return "".join(left)

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether nothing between the two places is taken."""
        return all(one.end <= start or one.start >= end for one in self.taken)


def tokens_of(text: str) -> list[Token]:
    """Return words and pieces of a line in their order."""
    line = Line(text)
    _fields(line)
    _signs(line)
    _emails(line)
    _phones(line, _PHONE)
    _amounts(line)
    _phones(line, _FOREIGN)
    _odd_phones(line)
    found = [*line.taken, *_words(line.rest())]
    return sorted(found, key=lambda one: one.start)


def _words(rest: str) -> Iterator[Token]:
    for word in _WORD.finditer(rest):
        bare = word[0].strip(",;")
        start = word.start() + len(word[0]) - len(word[0].lstrip(",;"))
        if not bare:
            continue
        mark = "unread" if bare in ("@", "#", "+") else ""
        if bare.startswith("#") and len(bare) > 1:
            tag = bare.strip("#.!?")
            yield Token(tag or bare, start, start + len(bare), "tags" if tag else "unread")
            continue
        yield Token(bare, start, start + len(bare), mark, word[0].endswith((",", ";")))


def _fields(line: Line) -> None:
    """Take `firma:"..."`, `etiket:...`, `not: ...`, and labels in front of a number."""
    place = 0
    while found := _KEYED.search(line.text, place):
        place = found.end()
        key = fold(found["key"])
        part = _KEYS.get(key, "")
        if part:
            place = _valued(line, part, found.start(), found.end())
        elif key in _LABELS:
            line.take("label", "", found.start(), found.end())


def _signs(line: Line) -> None:
    """Take `@"..."` and `#"..."`."""
    for found in _SIGN.finditer(line.text):
        if line.is_whole(found.start(), found.end() + 1):
            part = "company" if found["key"] == "@" else "tags"
            _valued(line, part, found.start(), found.end())


def _valued(line: Line, part: str, start: int, after: int) -> int:
    """Take the value that begins at ``after``; return where it ends."""
    if quoted := _QUOTED.match(line.text, after):
        value, end = quoted["value"].strip(), quoted.end()
    elif part in _TO_THE_END:
        value, end = line.text[after:].strip(), len(line.text)
    elif word := _WORD.match(line.text, after):
        value, end = word[0].rstrip(",;"), word.end()
    else:
        value, end = "", after
    if value:
        line.take(part, value, start, end)
    else:
        line.take("unread", line.text[start:end].strip(), start, end)
    return end


def _emails(line: Line) -> None:
    for found in _EMAIL.finditer(line.rest()):
        if parse_email(found["value"]).address:
            line.take("emails", found["value"].rstrip("."), found.start(), found.end())


def _amounts(line: Line) -> None:
    for found in _AMOUNT.finditer(line.rest()):
        if parse_money(found[0]).money is not None:
            line.take("amount", found[0], found.start(), found.end())


def _phones(line: Line, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(line.rest()):
        _take_phone(line, found[0], found.start())


def _odd_phones(line: Line) -> None:
    for found in _ODD_PHONE.finditer(line.rest()):
        if _SHORTEST <= sum(char.isdigit() for char in found[0]) <= _LONGEST:
            line.take("phones", found[0].strip(), found.start(), found.end())


def _take_phone(line: Line, said: str, start: int) -> None:
    """Take the longest beginning of ``said`` that is one valid number."""
    words = list(_WORD.finditer(said))
    for count in range(len(words), 0, -1):
        value = said[: words[count - 1].end()].lstrip()
        numbers = parse_phones(value)
        if len(numbers) == 1 and numbers[0].valid:
            begin = start + len(said) - len(said.lstrip())
            line.take("phones", value, begin, begin + len(value))
            return
