"""The next step in one line: ``cuma ara``, ``her pazartesi sipariş sor``, ``call on friday 10am``.

The words that say when are found and taken out; what is left is the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from kobicrm.domain.clean import clean_line
from kobicrm.domain.date_words import WEEKDAY_OF
from kobicrm.domain.due_words import Due, read_due
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.domain.tasks import clock_text
from kobicrm.domain.turkish import fold, upper
from kobicrm.errors import ValidationError

_LONGEST_SPAN = 6
_MOST_WORDS = 60
_KIND_WORDS = {
    **dict.fromkeys(("ara", "arayin", "aransin", "aranacak", "call", "phone", "ring"), "call"),
    **dict.fromkeys(("ziyaret", "git", "ugra", "visit"), "visit"),
    **dict.fromkeys(
        ("yaz", "mesaj", "whatsapp", "sms", "mail", "eposta", "write", "message", "text"),
        "message",
    ),
    **dict.fromkeys(("takip", "follow"), "follow_up"),
}
# Little words that only join a day to what is to be done on it.
_JOINING = ("on", "at", "gunu", "saat")


@dataclass(frozen=True, slots=True)
class Step:
    """What a line says: ``title`` may be '' when it says only when."""

    title: str
    kind: str = "todo"
    due: Due | None = None
    repeat: str = ""


def read_step(text: str, now: datetime) -> Step:
    """Return the step that ``text`` says, seen from ``now`` of the wall clock.

    Raises ValidationError("due_either") when two times of day may be meant.
    """
    words = clean_line(text).split()
    if len(words) > _MOST_WORDS:
        return Step(clean_line(text))
    rule, words = _taken_repeat(words)
    due, words = _taken_due(words, now)
    kinds = (_KIND_WORDS.get(fold(word)) for word in words)
    kind = next((one for one in kinds if one), "todo")
    return Step(_begun(" ".join(words)), kind, due, rule)


def _begun(title: str) -> str:
    """Return a title with a capital at its beginning, the Turkish one."""
    return upper(title[:1]) + title[1:]


def _taken_repeat(words: list[str]) -> tuple[str, list[str]]:
    """Take the words out that say how it repeats; a weekday alone is a day, no repetition."""
    for length in range(min(_LONGEST_SPAN, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            if fold(words[start]) in (*WEEKDAY_OF, "on"):
                # "pazartesi ve salı ara" names days, it does not say that it goes on for ever.
                continue
            try:
                rule = read_repeat(" ".join(words[start : start + length]))
            except ValidationError:
                continue
            return rule, [*words[:start], *words[start + length :]]
    return "", words


def _taken_due(words: list[str], now: datetime) -> tuple[Due | None, list[str]]:
    """Take the longest words out that say a day or a time, and a time that stands apart from it."""
    found = _longest(words, now)
    if found is None:
        return None, words
    due, words = found
    if due.clock is None and (more := _longest(words, now, clock_only=True)):
        due, words = Due(due.day, more[0].clock), more[1]
    elif due.clock is not None and (day := _longest(words, now, day_only=True)):
        due, words = Due(day[0].day, due.clock), day[1]
    return due, words


def _longest(
    words: list[str], now: datetime, *, clock_only: bool = False, day_only: bool = False
) -> tuple[Due, list[str]] | None:
    for length in range(min(_LONGEST_SPAN, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = " ".join(words[start : start + length])
            due = read_due(span, now)
            if due is None:
                continue
            if (clock_only and due.clock is None and not due.either) or (
                day_only and (due.clock or due.either)
            ):
                continue
            if due.either:
                first, second = _both(due.either)
                raise ValidationError(
                    "due_either", field="due", value=span, first=first, second=second
                )
            before, after = words[:start], words[start + length :]
            while before and fold(before[-1]) in _JOINING:
                before = before[:-1]
            while after and fold(after[0]) in _JOINING:
                after = after[1:]
            return due, [*before, *after]
    return None


def _both(clocks: tuple[time, ...]) -> tuple[str, str]:
    first, second = map(clock_text, clocks)
    return first, second
