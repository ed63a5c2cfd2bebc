"""From one line to what it says; the parts are found by their neighbours in this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kobicrm.domain.capture.tokens import Token, tokens_of
from kobicrm.domain.capture.values import (
    LONGEST,
    MOST_WORDS,
    Captured,
    CapturedTask,
    Piece,
    Question,
)
from kobicrm.domain.capture.when import When, due_words, take_when
from kobicrm.domain.capture.who import Ways, company_ways, name_ways, text_of, weekday_names
from kobicrm.domain.clean import clean_line
from kobicrm.domain.drafting import make_tags
from kobicrm.domain.due_words import Due
from kobicrm.domain.step_words import begun, kind_of

_KEPT = ("", "amount")


def read_capture(text: str, now: datetime, choices: Mapping[str, int] | None = None) -> Captured:
    """Return what ``text`` says, seen from ``now`` of the wall clock. Never raises.

    ``choices`` answers questions: the part and the number of the option, from 1. What is not
    answered, or answered with a number that is not there, stays a question.
    """
    line = clean_line(text, LONGEST + 1)
    if len(line) > LONGEST:
        return Captured(line[:LONGEST], too_long=True)
    tokens = tokens_of(line)
    if sum(one.is_free for one in tokens) > MOST_WORDS:
        return Captured(line, too_long=True)
    picked = dict(choices or {})
    asks: list[Question] = []
    if (day_or_name := weekday_names(tokens)).is_open:
        _take(tokens, day_or_name, picked, asks)
    when = take_when(tokens, now)
    due = _due(when, picked, asks)
    count = 0
    while (ways := company_ways(tokens)).ranges:
        count += 1
        _take(tokens, ways, picked, asks, again=count)
    if not day_or_name.is_open and (ways := name_ways(tokens)).ranges:
        _take(tokens, ways, picked, asks)
    return _captured(line, tokens, When(when.repeat, (due,) if due else ()), tuple(asks))


def _due(when: When, picked: Mapping[str, int], asks: list[Question]) -> Due | None:
    """Return the day and time meant; the first of them while it is a question."""
    if len(when.dues) > 1:
        chosen = picked.get("due", 0)
        if 1 <= chosen <= len(when.dues):
            return when.dues[chosen - 1]
        asks.append(Question("due", tuple(map(due_words, when.dues)), when.dues))
    return when.dues[0] if when.dues else None


def _take(
    tokens: list[Token],
    ways: Ways,
    picked: Mapping[str, int],
    asks: list[Question],
    again: int = 1,
) -> None:
    """Mark the words of the way chosen; of the first while nobody chose.

    The second question about companies is called `company2`.
    """
    chosen = 1
    if ways.is_open:
        part = ways.part if again == 1 else f"{ways.part}{again}"
        chosen = picked.get(part, 0)
        if not 1 <= chosen <= len(ways.ranges):
            chosen = 1
            asks.append(Question(part, ways.texts))
    start, end = ways.ranges[chosen - 1]
    if end > start:
        value = text_of(tokens, (start, end))
        mark = ways.part if value else "unread"
        taken = Token(value or tokens[start].text, tokens[start].start, tokens[end - 1].end, mark)
        tokens[start:end] = [taken]


def _captured(
    line: str, tokens: Sequence[Token], when: When, asks: tuple[Question, ...]
) -> Captured:
    by_part: dict[str, list[str]] = {}
    for one in tokens:
        by_part.setdefault(one.mark, []).append(one.text)
    left = " ".join(_left(one) for one in tokens if one.mark in _KEPT).strip(" ,;")
    due = when.dues[0] if when.dues else None
    name = " ".join(by_part.get("name", ()))
    said = " ".join(by_part.get("task", ()))
    kind = next(filter(None, map(kind_of, (said or left).split())), "")
    has_contact = bool(name or by_part.keys() & {"phones", "emails", "company"})
    is_task = bool(said or due or when.repeat or kind or (left and not has_contact))
    note = by_part.get("note", [])
    if left and (said or not is_task):
        note = [left, *note]
    title = begun(said or left) if is_task else ""
    return Captured(
        line,
        name,
        tuple(by_part.get("phones", ())),
        tuple(by_part.get("emails", ())),
        tuple(by_part.get("company", ())),
        make_tags(by_part.get("tags", ())),
        CapturedTask(title, kind or "todo", due, when.repeat) if is_task else None,
        "\n".join(note),
        tuple(by_part.get("amount", ())),
        tuple(_piece(one, is_task=is_task and not said) for one in tokens if one.mark != "label"),
        asks,
        tuple(by_part.get("unread", ())),
    )


def _left(token: Token) -> str:
    return token.text + "," if token.ends else token.text


def _piece(token: Token, *, is_task: bool) -> Piece:
    part = token.mark or ("task" if is_task else "note")
    return Piece(part, token.text, (token.start, token.end))
