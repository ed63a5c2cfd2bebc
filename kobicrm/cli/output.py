"""What reaches the terminal or a pipe: results on stdout, talk on stderr, all of it cleaned.

Stored text is cleaned once more here: a row may have been put into the database by something
else, and a name must never drive the terminal.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kobicrm.domain.clean import clean_line, clean_text
from kobicrm.errors import KobiError, QueryError, UsageError
from kobicrm.i18n import _, error_hint, error_text, language

# Legal inside JSON, yet able to drive or confuse a terminal: written as \u escapes instead.
_UNSAFE = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_JSON_UNSAFE = re.compile(f"[{_UNSAFE}]")
_TERMINAL_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x0c\x0e-\x1f{_UNSAFE}]")
YES = ("e", "evet", "y", "yes")


def write(text: str) -> None:
    """Write ``text`` to stdout; KobiError when the output takes no more (a full disk)."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KobiError("output_failed", reason=error.strerror or "") from error


class TerminalStream(io.RawIOBase):
    """Takes UTF-8 bytes for a terminal and leaves out what could drive it."""

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Show the text in ``data``, which holds whole characters."""
        write(_TERMINAL_UNSAFE.sub("", bytes(data).decode("utf-8", "replace")))
        return len(data)


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line, letters readable, nothing that drives a terminal."""
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return _JSON_UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(type(value).__name__)


def write_json(value: object) -> None:
    """Write one JSON document."""
    write(json_text(value) + "\n")


def write_json_list(values: Iterable[object]) -> None:
    """Write a JSON array, one value a line, without holding all of them."""
    started = False
    for value in values:
        write((",\n" if started else "[\n") + json_text(value))
        started = True
    write("\n]\n" if started else "[]\n")


def write_json_lines(values: Iterable[object]) -> None:
    """Write one JSON value a line."""
    for value in values:
        write(json_text(value) + "\n")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write plain CSV (UTF-8, comma), cells that look like formulas defused."""
    import csv

    from kobicrm.exchange.guard import guard

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guard(cell(value)) for value in row])
        write(buffer.getvalue())
        buffer.seek(0)
        buffer.truncate()
    write(buffer.getvalue())


def cell(value: object) -> str:
    """Return ``value`` as one harmless line for a table."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local_time(value)
    return clean_line(str(value), 1000)


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table: drawn on a terminal, tab-separated without header in a pipe."""
    if not sys.stdout.isatty():
        for row in rows:
            write("\t".join(cell(value) for value in row) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in header:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell(value)) for value in row))
    Console(highlight=False, emoji=False).print(drawn)


def write_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Write ``label  value`` lines, labels padded to one width; empty values are left out."""
    lines = [(label, _fact(value)) for label, value in facts]
    lines = [(label, value) for label, value in lines if value]
    width = max((len(label) for label, _value in lines), default=0)
    for label, value in lines:
        first, *more = value.split("\n")
        write(f"{label:<{width}}  {first}\n")
        for line in more:
            write(f"{'':<{width}}  {line}\n")


def _fact(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, (cell(item) for item in value)))
    return clean_text(str(value)) if isinstance(value, str) else cell(value)


def local_time(moment: datetime) -> str:
    """Return an instant in this computer's time zone as the language writes it."""
    pattern = "%d.%m.%Y %H.%M" if language() == "tr" else "%Y-%m-%d %H:%M"
    return moment.astimezone().strftime(pattern)


def say(text: str, *, quiet: bool = False) -> None:
    """Tell something on stderr, apart from the result."""
    if not quiet:
        sys.stderr.write(clean_text(text) + "\n")


def has_terminal() -> bool:
    """Return whether somebody is there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is changed for good; return only when it may be done.

    Without a terminal nothing is asked: UsageError unless ``yes``. KobiError when declined.
    """
    if yes:
        return
    if not has_terminal():
        raise UsageError("needs_yes")
    sys.stderr.write(clean_text(question) + _(" [y/N] "))
    sys.stderr.flush()
    answer = clean_line(sys.stdin.readline())
    if answer not in YES + tuple(word.upper() for word in YES):
        raise KobiError("declined")


def error_lines(error: KobiError) -> str:
    """Return an error as a sentence, the records it is about if there are any, and a hint."""
    lines = [error_text(error), *(f"  {line}" for line in _records(error)), error_hint(error)]
    return "".join(clean_text(line).rstrip() + "\n" for line in lines if line)


def _records(error: KobiError) -> list[str]:
    """Return a line for each record an error lists: candidates, what was changed since."""
    found = error.values.get("candidates") or error.values.get("names") or ""
    return [cell(line) for line in str(found).split("\n") if line]


def error_document(error: KobiError) -> str:
    """Return an error as the JSON document of the contract."""
    body: dict[str, Any] = {
        "code": error.code,
        "message": " ".join([error_text(error), "; ".join(_records(error))]).strip(),
        "hint": error_hint(error),
    }
    if isinstance(error, QueryError):
        body |= {key: error.values.get(key) or None for key in ("position", "text", "near")}
    return json_text({"error": body}) + "\n"


def flatten(values: Iterable[str]) -> Iterator[str]:
    """Return values given one by one or separated by commas."""
    for value in values:
        yield from (part.strip() for part in value.split(",") if part.strip())
