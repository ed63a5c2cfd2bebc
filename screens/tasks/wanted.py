"""What the list of tasks is narrowed to: a view, a day, kinds, people, words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain import dates
from kobicrm.domain.kinds.labels import PRIORITY_LABELS, TASK_KIND_LABELS
from kobicrm.i18n import _, language
from kobicrm.services import tasks
from kobicrm.services.tasks import TaskFilter
from screens.dialogs.pick import Choice, PickDialog
from screens.styles.glyphs import current
from screens.tasks.texts import number_of
from screens.text import plain

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from kobicrm.services.tasks import TaskRowInfo
    from screens.app import KobiApp

FACETS = "tasks.facets"
_EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The view, and what narrows it further; ``contact`` is a number with ``name``."""

    view: str = "open"
    day: date | None = None
    kind: str = ""
    priority: str = ""
    assignee: str = ""
    contact: int | None = None
    name: str = ""
    words: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether a filter is on, the view and the search aside."""
        return self != Wanted(view=self.view, words=self.words)

    def plain_view(self) -> Wanted:
        """Return the same view and search without a filter."""
        return Wanted(view=self.view, words=self.words)

    def where(self, session: Session) -> TaskFilter:
        """Return it as the services take it, seen from now."""
        where = tasks.view(session, self.view)
        if self.day is not None:
            where = TaskFilter(first=self.day, last=self.day)
        return replace(
            where,
            kinds=(self.kind,) if self.kind else (),
            priorities=(self.priority,) if self.priority else (),
            assignee=self.assignee,
            contact=self.contact,
            words=self.words,
        )

    def text(self) -> str:
        """Return the filter in words, '' for none."""
        parts = [
            dates.long_date(self.day, language()) if self.day else "",
            _(TASK_KIND_LABELS[self.kind]) if self.kind else "",
            _(PRIORITY_LABELS[self.priority]) if self.priority else "",
            plain(self.assignee),
            plain(self.name),
        ]
        return f" {current().joint} ".join(filter(None, parts))


def ask(
    app: KobiApp, wanted: Wanted, row: TaskRowInfo | None, done: Callable[[Wanted], None]
) -> None:
    """Offer kinds, people and priorities that there are; ``done`` gets what was picked.

    ``row`` is the task under the bar: its contact is offered, too.
    """

    def offer(found: dict[str, dict[str, int]]) -> None:
        def answered(picked: str | None) -> None:
            if picked is not None:
                done(_with(wanted, picked, row))

        choices = _choices(wanted, row, found)
        app.push_screen(PickDialog(_("Narrow the tasks"), choices), answered)

    where = replace(wanted, kind="", priority="", assignee="").where(app.session)
    app.jobs.read(FACETS, partial(tasks.facets, app.session, where), offer)


def _choices(
    wanted: Wanted, row: TaskRowInfo | None, found: dict[str, dict[str, int]]
) -> list[Choice]:
    choices = []
    if wanted.narrowed:
        choices.append(Choice(_EVERYTHING, _("Show all")))

    def add(value: str, label: str, name: str, note: str, *, on: bool) -> None:
        sign = current().yes if on else current().no
        choices.append(Choice(value, f"{sign} {label}: {plain(name)}", note))

    if wanted.contact is not None:
        add("contact:", _("Contact"), wanted.name, "", on=True)
    elif row is not None and row.contact_id is not None:
        add("contact:", _("Contact"), row.contact_name, "", on=False)
    for name, count in found["assignee"].items():
        on = name == wanted.assignee
        add(f"assignee:{name}", _("Assignee"), name, number_of(count), on=on)
    for key, label in TASK_KIND_LABELS.items():
        if count := found["kinds"].get(key, 0):
            add(f"kind:{key}", _("Kind"), _(label), number_of(count), on=key == wanted.kind)
    for key, label in PRIORITY_LABELS.items():
        if count := found["priorities"].get(key, 0):
            on = key == wanted.priority
            add(f"priority:{key}", _("Priority"), _(label), number_of(count), on=on)
    return choices


def _with(wanted: Wanted, picked: str, row: TaskRowInfo | None) -> Wanted:
    """Return what is wanted after a pick; the same pick again lets it go."""
    if picked == _EVERYTHING:
        return wanted.plain_view()
    field, _sign, value = picked.partition(":")
    if field == "contact":
        if wanted.contact is not None or row is None:
            return replace(wanted, contact=None, name="")
        return replace(wanted, contact=row.contact_id, name=row.contact_name)
    value = "" if getattr(wanted, field) == value else value
    if field == "kind":
        return replace(wanted, kind=value)
    if field == "priority":
        return replace(wanted, priority=value)
    return replace(wanted, assignee=value)
