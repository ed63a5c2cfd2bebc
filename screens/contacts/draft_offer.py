"""A form that was open when the application ended is offered at the next start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain import dates
from kobicrm.i18n import N_, _, language, ngettext
from screens.dialogs.base import Dialog
from screens.text import content, plain

if TYPE_CHECKING:
    from datetime import datetime

    from screens.contacts.drafts import LeftOver
    from screens.contacts.form_acts import FormActs

# While something else is in front, the question waits.
_AGAIN_SECONDS = 1.0

Answer = Literal["open", "discard"]


class DraftDialog(Dialog[Answer]):
    """Asks what becomes of an unfinished form; None (Esc) leaves it for the next start."""

    WIDTH = 60
    KEYS: ClassVar[tuple[str, ...]] = ("draft.open", "draft.discard", "dialog.cancel")
    DEFAULT_CSS = """
    DraftDialog Static { height: auto; margin: 1 0 0 0; }
    DraftDialog .way-back { margin: 1 0 1 0; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('open')", N_("open"), id="draft.open"),
        Binding("d", "answer('discard')", N_("delete"), id="draft.discard"),
        Binding("escape", "cancel", N_("later"), id="dialog.cancel"),
    ]

    def __init__(self, left: LeftOver, more: int, now: datetime) -> None:
        """Ask about ``left``; ``more`` others are asked about after it."""
        super().__init__()
        self._left = left
        self._more = more
        self._now = now

    def heading(self) -> str:
        """Return what there is."""
        return _("An unfinished form was kept")

    def body(self) -> Iterable[Widget]:
        """Yield whose form it is, of when, and what can be done."""
        when = dates.ago(self._left.at, self._now, language())
        yield Static(content(f"{plain(title_of(self._left))}\n{when}"))
        told = _("It was open when the application closed. Nothing of it is saved yet.")
        if self._more:
            others = ngettext("{n} more is kept.", "{n} more are kept.", self._more)
            told += " " + others.format(n=self._more)
        yield Static(content(told), classes="way-back")

    def action_answer(self, answer: Answer) -> None:
        """Close with what was chosen."""
        self.dismiss(answer)


def title_of(left: LeftOver) -> str:
    """Return what was being done, to whom."""
    draft = left.draft
    if draft.base is not None:
        return _("Edit · {name}").format(name=draft.base.name)
    company = draft.texts.get("kind") == "company"
    new = _("New company") if company else _("New contact")
    keys = ("name",) if company else ("first_name", "last_name")
    name = " ".join(filter(None, (draft.texts.get(key, "").strip() for key in keys)))
    return f"{new} · {name}" if name else new


def offer_left_over(acts: FormActs) -> None:
    """Ask about the forms of a run that crashed, one after the other."""
    if acts.offered:
        return
    acts.offered = True
    acts.app.jobs.read("contacts.drafts", acts.drafts.left_over, lambda found: _ask(acts, found))


def _ask(acts: FormActs, left: list[LeftOver]) -> None:
    if not left:
        return
    app = acts.app
    if isinstance(app.screen, Dialog):
        app.set_timer(_AGAIN_SECONDS, lambda: _ask(acts, left))
        return
    first, *rest = left

    def answered(answer: Answer | None) -> None:
        if answer == "open":
            acts.reopen(first.draft)
        elif answer == "discard":
            acts.drafts.drop(first.draft.slot)
        _ask(acts, rest)

    app.push_screen(DraftDialog(first, len(rest), app.clock()), answered)
