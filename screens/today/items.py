"""An item of the queue in words: a name with why it is now, and below it what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from kobicrm.domain.kinds.labels import TASK_KIND_LABELS
from kobicrm.i18n import _
from kobicrm.i18n.today import what_words, when_words
from screens.styles.glyphs import current
from screens.text import content, fit, plain, two_ends

if TYPE_CHECKING:
    from kobicrm.services.today import Card, Reason

# What every item takes, without the blank line that parts it from the next in a high window.
LINES = 2


def key_of_item(card: Card) -> str:
    """Return what names an item, also when the queue is read again."""
    return card.contact.uid if card.contact else card.tasks[0].task.uid


def when_content(reason: Reason) -> Content:
    """Return why it is now, in the colour of its urgency."""
    text = when_words(reason)
    if reason.code == "late":
        return content(f"{current().alert} {text}", "$error")
    return content(text, "$muted" if reason.code == "silent" else "$foreground")


def what_line(card: Card) -> str:
    """Return what is to be done: the weightiest first, the others in a word."""
    first, *others = card.reasons
    if card.contact is None:
        task = card.tasks[0].task
        kind = _(TASK_KIND_LABELS[task.kind])
        note = task.note.strip().partition("\n")[0]
        return f" {current().joint} ".join(filter(None, (kind, note)))
    texts = [what_words(first)]
    if len(others) == 1:
        texts.append(what_words(others[0]))
    elif others:
        texts.append(_("{n} more").format(n=len(others)))
    return f" {current().joint} ".join(texts)


def item_lines(card: Card, width: int, *, here: bool) -> Sequence[Content]:
    """Return the two lines of an item; the name under the bar is bold."""
    right = when_content(card.reasons[0])
    room = max(width - right.cell_length - 2, 8)
    name = content(fit(plain(card.name), room), "bold $foreground" if here else "$foreground")
    return two_ends(name, right, width), content(fit(plain(what_line(card)), width), "$muted")
