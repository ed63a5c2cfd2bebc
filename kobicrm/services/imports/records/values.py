"""One cell, or one value of a document, as the value of a record's field."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

from kobicrm.domain import drafting
from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.domain.dates import parse_date
from kobicrm.domain.instants import iso
from kobicrm.domain.interactions import LONGEST_MINUTES
from kobicrm.domain.kinds.base import Field
from kobicrm.domain.moments import local, parse_moment
from kobicrm.domain.repeat_words import read_repeat
from kobicrm.domain.tasks import (
    LONGEST_REMINDER,
    MOST_ITEMS,
    NO_REMINDER,
    Item,
    clock_text,
    items_text,
)
from kobicrm.domain.uids import is_uid
from kobicrm.errors import ValidationError
from kobicrm.exchange.source import cell_text

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?", re.ASCII)
_ITEM = re.compile(r"(?:[-*]\s*)?\[([ xX])\]\s*(.*)")


class UnreadableError(Exception):
    """A value that can't be read: ``instead`` is taken, unless it is to be ``refused``."""

    def __init__(self, code: str, text: str, instead: object, *, refused: bool = False) -> None:
        """Keep what to say."""
        super().__init__(code)
        self.code, self.text, self.instead, self.refused = code, text, instead, refused


def read_value(one: Field, cell: object) -> Any:
    """Return the value of a field; raises UnreadableError."""
    return _READERS.get(one.type, _text)(one, cell)


def _text(_one: Field, cell: object) -> str:
    return clean_text(cell_text(cell)).strip()


def _line(_one: Field, cell: object) -> str:
    return clean_line(cell_text(cell))


def _choice(one: Field, cell: object) -> str:
    text = clean_line(cell_text(cell))
    if not text:
        return one.fallback
    found = drafting.choice(one, text)
    if found is None:
        raise UnreadableError("choice_unreadable", text, one.fallback)
    return found


def _instant(_one: Field, cell: object) -> str:
    if isinstance(cell, dt.date):
        clock = cell.time() if isinstance(cell, dt.datetime) else dt.time()
        at = local(dt.datetime.combine(cell, clock))
    else:
        text = clean_line(cell_text(cell))
        at = parse_moment(text) if text else None
        if text and at is None:
            raise UnreadableError("date_unreadable", text, "", refused=True)
    return iso(at) if at else ""


def _day(_one: Field, cell: object) -> str:
    if isinstance(cell, dt.date):
        return dt.date(cell.year, cell.month, cell.day).isoformat()
    text = clean_line(cell_text(cell))
    day = parse_date(text) if text else None
    if text and day is None:
        raise UnreadableError("date_unreadable", text, "", refused=True)
    return day.isoformat() if day else ""


def _clock(_one: Field, cell: object) -> str:
    if isinstance(cell, dt.datetime | dt.time):
        return f"{cell:%H:%M}"
    text = clean_line(cell_text(cell))
    if not text:
        return ""
    if not (found := _CLOCK.fullmatch(text)):
        raise UnreadableError("value_unreadable", text, "")
    return clock_text(dt.time(int(found[1]), int(found[2])))


def _count(lowest: int, highest: int) -> Callable[[Field, object], int]:
    def read(_one: Field, cell: object) -> int:
        text = clean_line(cell_text(cell))
        if not text:
            return lowest
        whole = text.removesuffix(".0")
        number = int(whole) if re.fullmatch(r"-?\d{1,9}", whole, re.ASCII) else None
        if number is None or not lowest <= number <= highest:
            raise UnreadableError("value_unreadable", text, lowest)
        return number

    return read


def _checklist(_one: Field, cell: object) -> str:
    """Read a list of a document, or one line an item: `[x] done`, `[ ] open`, or just text."""
    items = []
    if isinstance(cell, list):
        for entry in cell[: MOST_ITEMS + 1]:
            named = entry if isinstance(entry, dict) else {"text": entry}
            text = clean_line(cell_text(named.get("text")))
            items.append(Item(text, named.get("done") is True))
    else:
        for line in clean_text(cell_text(cell)).splitlines():
            found = _ITEM.fullmatch(line.strip())
            text, done = (found[2], found[1] in "xX") if found else (line, False)
            items.append(Item(clean_line(text), done))
    kept = tuple(one for one in items if one.text)
    if len(kept) > MOST_ITEMS:
        raise UnreadableError("value_unreadable", kept[0].text, items_text(kept[:MOST_ITEMS]))
    return items_text(kept)


def _days(_one: Field, cell: object) -> str:
    """Read days parted by commas, or a list of a document."""
    texts = cell if isinstance(cell, list) else cell_text(cell).split(",")
    found = []
    for text in map(clean_line, map(cell_text, texts)):
        day = parse_date(text) if text else None
        if text and day is None:
            raise UnreadableError("value_unreadable", text, "[]")
        found += [day.isoformat()] if day else []
    return json.dumps(found)


def _repeat(_one: Field, cell: object) -> str:
    text = clean_line(cell_text(cell))
    try:
        return read_repeat(text)
    except ValidationError as error:
        raise UnreadableError("value_unreadable", text, "") from error


def _uid(_one: Field, cell: object) -> str:
    text = clean_line(cell_text(cell))
    return text if is_uid(text) else ""


_READERS: dict[str, Callable[[Field, object], Any]] = {
    "line": _line,
    "choice": _choice,
    "instant": _instant,
    "day": _day,
    "clock": _clock,
    "minutes": _count(0, LONGEST_MINUTES),
    "remind": _count(NO_REMINDER, LONGEST_REMINDER),
    "checklist": _checklist,
    "days": _days,
    "repeat": _repeat,
    "uid": _uid,
}
