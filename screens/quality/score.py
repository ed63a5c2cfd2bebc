"""The score: what the head row says of it, and the small row of its last days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from kobicrm.domain.dates import short_date
from kobicrm.domain.money import format_count
from kobicrm.i18n import _, language, ngettext
from kobicrm.services.quality import Score, change
from screens.styles.glyphs import current
from screens.text import content, pad

# A column with its space: as wide as a date of another year (`17.11.24`).
_WIDE = 9
_COLUMN = 3
# Half cells in two rows.
_STEPS = 4


def title(scores: Sequence[Score]) -> Content:
    """Return `Veri kalitesi 92 ▲`; the sign tells how it went since the day before."""
    parts = [(_("Data quality"), "bold $foreground")]
    if scores and scores[-1].value is not None:
        parts.append((f" {scores[-1].value}", "bold $foreground"))
        went = change(list(scores))
        if went:
            sign = current().up if went > 0 else current().down
            parts.append((f" {sign}", "$success" if went > 0 else "$warning"))
    return Content.assemble(*parts)


def findings_text(count: int) -> str:
    """Return `41 bulgu`."""
    text = ngettext("{n} finding", "{n} findings", count)
    return text.format(n=format_count(count, language()))


def days(scores: Sequence[Score], width: int, today: date) -> list[Content]:
    """Return the last scores as columns with their numbers and days; none for a single day.

    The height tells where a score lies between the lowest and the highest shown.
    """
    known = [one for one in scores if one.value is not None][-max(width // _WIDE, 0) :]
    if len(known) < 2:
        return []
    tops = _levels([one.value or 0 for one in known])
    signs = current()
    upper = [" " if top < 3 else signs.half_column if top == 3 else signs.column for top in tops]
    lower = [signs.column if top > 1 else signs.half_column for top in tops]
    styles = ["$muted"] * (len(known) - 1) + ["$primary"]
    return [
        content(_("Score of the last days"), "bold $muted"),
        _row([sign * _COLUMN for sign in upper], styles),
        _row([sign * _COLUMN for sign in lower], styles),
        _row([str(one.value) for one in known], ["$foreground"] * len(known)),
        _row([short_date(one.day, today, language()) for one in known], ["$muted"] * len(known)),
    ]


def _levels(values: Sequence[int]) -> list[int]:
    """Return for each value its height in half cells, between the lowest and the highest."""
    low, high = min(values), max(values)
    if low == high:
        return [_STEPS // 2] * len(values)
    return [1 + round((_STEPS - 1) * (value - low) / (high - low)) for value in values]


def _row(texts: Sequence[str], styles: Sequence[str]) -> Content:
    return Content("").join(
        content(pad(text, _WIDE), style) for text, style in zip(texts, styles, strict=True)
    )
