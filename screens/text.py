"""The one door out: how text of users and files reaches the screen.

Such text is never parsed as markup, and never carries a control or direction sign to the
terminal: Textual and Rich send ESC, OSC 52 or U+202E on unchanged unless told otherwise.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from rich.cells import cell_len, set_cell_size
from textual.app import App
from textual.content import Content

from screens.styles.glyphs import current

Kind = Literal["done", "warn", "error"]
# Cells of text in a toast on a screen 80 wide, between its bar and its padding.
TOAST = 43
DONE_SECONDS = 4.0
# An error stays until it is clicked or a key takes it away; a day is "until then".
ERROR_SECONDS = 86_400.0

# C0 without tab and newline, DEL and C1, soft hyphen, Arabic letter mark, zero-width space,
# direction marks and embeddings, line and paragraph separators, invisible operators,
# surrogates, BOM, interlinear marks, tag characters. ZWNJ and ZWJ stay: names need them.
_HARMFUL: tuple[tuple[int, int], ...] = (
    (0x00, 0x08),
    (0x0B, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE007F),
)
STRIP: dict[int, str | None] = {
    point: None for first, last in _HARMFUL for point in range(first, last + 1)
}
MOST_LINES = 200
_ONE_LINE = STRIP | {0x09: " ", 0x0A: " ", 0x0B: " ", 0x0C: " ", 0x0D: " ", 0x85: " "}

_LEGAL_WORD = re.compile(
    r"(?:(?:ltd|şti|sti|a\.?ş|a\.?s|san|tic|paz|ve|koll|kom|limited|şirketi|sirketi"
    r"|anonim|sanayi|ticaret|inc|llc|gmbh|co)\.?)+",
    re.IGNORECASE,
)


def harden() -> None:
    """Teach Rich and Textual to drop every harmful code point from what they draw.

    Both keep the table private; a test drives each widget with hostile text to guard it.
    """
    import rich.control
    import textual.content

    rich_table: Any = rich.control._CONTROL_STRIP_TRANSLATE
    textual_table: Any = textual.content._CONTROL_STRIP_TRANSLATE
    for table in (rich_table, textual_table):
        table.update(STRIP)


def plain(text: str) -> str:
    """Return ``text`` on one line, without anything a terminal would obey."""
    if text.isprintable():
        return text
    return text.translate(_ONE_LINE)


def content(text: str, style: str = "") -> Content:
    """Return the text of a user or a file as content that is shown literally."""
    return Content.styled(text, style) if style else Content(text)


def say(app: App[Any], text: str, kind: Kind = "done", *, back: str = "") -> None:
    """Show one line at the bottom right: what happened, and the way back (`u geri al`).

    ``text`` gives way so that ``back`` stays readable. ``done`` and ``warn`` leave after four
    seconds, an ``error`` when clicked and may take several lines. Safe from any thread.
    """
    severity: Literal["information", "warning", "error"] = "information"
    if kind != "done":
        severity = "warning" if kind == "warn" else "error"
    timeout = ERROR_SECONDS if kind == "error" else DONE_SECONDS
    line = plain(text)
    if kind != "error":
        line = fit(line, TOAST - (cell_len(back) + 2 if back else 0))
    if back:
        line = f"{line}  {plain(back)}"
    app.notify(line, severity=severity, timeout=timeout, markup=False)


def _without_legal_form(text: str, width: int, cut: str) -> str | None:
    words = text.split(" ")
    while len(words) > 1 and _LEGAL_WORD.fullmatch(words[-1]):
        words.pop()
        shorter = " ".join(words) + cut
        if cell_len(shorter) <= width:
            return shorter
    return None


def fit(text: str, width: int) -> str:
    """Return ``text`` cut to at most ``width`` cells, with … where something is missing.

    Legal forms (`San. ve Tic. Ltd. Şti.`) go first, word by word, so that the part of a
    company's name that tells it apart stays.
    """
    return _fit(text, width, current().cut)


@functools.lru_cache(maxsize=4096)
def _fit(text: str, width: int, cut: str) -> str:
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    if (shorter := _without_legal_form(text, width, cut)) is not None:
        return shorter
    if width <= len(cut):
        return cut[:width]
    return set_cell_size(text, width - len(cut)).rstrip() + cut


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` fitted into exactly ``width`` cells, at the left or the right end."""
    shown = fit(text, width)
    space = " " * (width - cell_len(shown))
    return space + shown if right else shown + space


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells, words kept whole where they fit."""
    lines: list[str] = []
    for line in text.split("\n"):
        shown = plain(line)
        if cell_len(shown) <= width:
            lines.append(shown)
        else:
            lines += [piece.plain.rstrip() for piece in Content(shown).wrap(width)]
        if len(lines) > MOST_LINES:
            return [*lines[:MOST_LINES], current().cut]
    return lines


def two_ends(left: Content, right: Content, width: int) -> Content:
    """Return a line with ``left`` at its start and ``right`` at its end, ``width`` cells wide.

    The left part gives way: it is cut so that two cells stay free between both.
    """
    if not right.cell_length:
        return left.truncate(width, ellipsis=True)
    right = right.truncate(width, ellipsis=True)
    room = width - right.cell_length
    shown = left.truncate(max(room - 2, 0), ellipsis=True)
    return Content.assemble(shown, " " * max(room - shown.cell_length, 0), right)


def _digit_spans(text: str, digits: str) -> list[tuple[int, int]]:
    places = [index for index, sign in enumerate(text) if sign.isdigit()]
    joined = "".join(text[index] for index in places)
    start = joined.find(digits)
    if start < 0:
        return []
    return [(places[start], places[start + len(digits) - 1] + 1)]


def match_spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the folded search ``terms`` lie in ``text``: merged (start, end) pairs.

    Folding keeps the length, so `isik` marks the right letters of `Işık`. A term of digits
    also matches across the spaces of a phone number.
    """
    from kobicrm.domain.turkish import fold_length

    spans: list[tuple[int, int]] = []
    folded = fold_length(text)
    if len(folded) != len(text):  # not in normal form C: places would be off
        return []
    for term in terms:
        start = folded.find(term) if term else -1
        found = start >= 0
        while start >= 0:
            spans.append((start, start + len(term)))
            start = folded.find(term, start + len(term))
        if not found and len(term) > 2 and term.isdigit():
            spans += _digit_spans(text, term)
    return _merged(spans)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
