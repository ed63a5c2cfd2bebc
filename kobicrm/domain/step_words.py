"""The next step in one line: ``cuma ara``, ``her pazartesi sipariş sor``, ``call on friday 10am``.

The words that say when are found and taken out; what is left is the title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    kinds = map(kind_of, words)
    kind = next((one for one in kinds if one), "todo")
    return Step(begun(" ".join(words)), kind, due, rule)


def begun(title: str) -> str:
    """Return a title with a capital at its beginning, the Turkish one."""
    return upper(title[:1]) + title[1:]


def kind_of(word: str) -> str:
    """Return the kind of task that a word means, '' for none."""
    return _KIND_WORDS.get(fold(word), "")


def find_repeat(words: Sequence[str]) -> tuple[str, int, int] | None:
    """Return how it repeats and the place (from, to) of the words that say so.

    A weekday alone is a day, no repetition. An empty word parts what stands around it.
    """
    for length in range(min(_LONGEST_SPAN, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            span = words[start : start + length]
            # "pazartesi ve salı ara" names days, it does not say that it goes on for ever.
            if "" in span or fold(span[0]) in (*WEEKDAY_OF, "on"):
                continue
            try:
                return read_repeat(" ".join(span)), start, start + length
            except ValidationError:
                continue
    return None


def find_due(
    words: Sequence[str], now: datetime, fits: Callable[[Sequence[str], Due], bool]
) -> tuple[Due, int, int] | None:
    """Return the longest words that say a day or a time and that ``fits`` takes, and their place.

    Little words that only join them to the rest go with them. An empty word parts what stands
    around it.
    """
    for length in range(min(_LONGEST_SPAN, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span, end = words[start : start + length], start + length
            due = None if "" in span else read_due(" ".join(span), now)
            if due is None or not fits(span, due):
                continue
            while start and fold(words[start - 1]) in _JOINING:
                start -= 1  # noqa: PLW2901 - the search is over
            while end < len(words) and fold(words[end]) in _JOINING:
                end += 1
            return due, start, end
    return None


def _taken_repeat(words: list[str]) -> tuple[str, list[str]]:
    """Take the words out that say how it repeats."""
    found = find_repeat(words)
    return (found[0], [*words[: found[1]], *words[found[2] :]]) if found else ("", words)


def _taken_due(words: list[str], now: datetime) -> tuple[Due | None, list[str]]:
    """Take the longest words out that say a day or a time, and a time that stands apart from it."""
    found = _longest(words, now, lambda _due: True)
    if found is None:
        return None, words
    due, words = found
    if due.clock is None and (more := _longest(words, now, _has_clock)):
        due, words = Due(due.day, more[0].clock), more[1]
    elif due.clock is not None and (day := _longest(words, now, lambda one: not _has_clock(one))):
        due, words = Due(day[0].day, due.clock), day[1]
    return due, words


def _has_clock(due: Due) -> bool:
    return bool(due.clock or due.either)


def _longest(
    words: list[str], now: datetime, fits: Callable[[Due], bool]
) -> tuple[Due, list[str]] | None:
    found = find_due(words, now, lambda _span, due: fits(due))
    if found is None:
        return None
    due, start, end = found
    if due.either:
        first, second = _both(due.either)
        said = " ".join(words[start:end])
        raise ValidationError("due_either", field="due", value=said, first=first, second=second)
    return due, [*words[:start], *words[end:]]


def _both(clocks: tuple[time, ...]) -> tuple[str, str]:
    first, second = map(clock_text, clocks)
    return first, second
