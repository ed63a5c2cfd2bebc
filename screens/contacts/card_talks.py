"""Calls, messages and visits on the card: one line each, Enter shows the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from kobicrm.domain import dates
from kobicrm.domain.kinds.labels import DIRECTION_LABELS, INTERACTION_LABELS
from kobicrm.i18n import _, language
from screens.contacts.card_lines import LABEL, LineList, Talk
from screens.dialogs.whole_text import WholeTextDialog
from screens.styles.glyphs import current
from screens.text import content, fit, pad, plain

if TYPE_CHECKING:
    from kobicrm.services.interactions import Interaction


def add_talks(lines: LineList, talks: Sequence[Interaction], today: date) -> None:
    """Add a line for each: the day, whence it came, how, and the first line of it."""
    for talk in talks:
        day = dates.short_date(talk.at.astimezone().date(), today, language())
        first = talk.text.partition("\n")[0]
        head = f"{_sign(talk.direction)} {channel_of(talk)}"
        room = max(lines.width - LABEL - len(head) - 2, 8)
        line = Content.assemble(
            (f"{pad(day, LABEL - 1)} ", "$muted"),
            content(f"{head}  ", "$muted"),
            content(fit(plain(first), room), "$foreground"),
        )
        lines.line(line, copy=talk.text, act=Talk(talk), key=talk.uid)


def _sign(direction: str) -> str:
    signs = {"in": current().comes, "out": current().becomes}
    return signs.get(direction, " " * len(current().becomes))


def channel_of(talk: Interaction) -> str:
    """Return how it happened, in the language in force."""
    return _(INTERACTION_LABELS.get(talk.channel, talk.channel))


def dialog_of(talk: Interaction, name: str) -> WholeTextDialog:
    """Return the dialog that shows all of it."""
    joint = f" {current().joint} "
    parts = (
        dates.format_moment(talk.at, language()),
        _(DIRECTION_LABELS[talk.direction]) if talk.direction else "",
        talk.author,
    )
    title = joint.join((channel_of(talk), name))
    return WholeTextDialog(title, joint.join(filter(None, parts)), talk.text)
