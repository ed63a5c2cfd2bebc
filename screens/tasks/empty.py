"""What stands in the place of the list when there is nothing to do."""

from __future__ import annotations

from kobicrm.i18n import _
from screens.tasks.wanted import Wanted
from screens.text import plain, wrapped
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of

_WIDTH = 44


def say_no_tasks(place: EmptyPlace, wanted: Wanted, *, nothing: bool) -> None:
    """Say why the list is empty, with the keys that help; ``nothing``: no task is open at all."""
    new = (key_of(place.app, "tasks.new"), _("add a task"))
    if wanted.words:
        title = _("“{text}” was not found.").format(text=plain(wanted.words))
        place.set(title, (), [new, (key_of(place.app, "tasks.back"), _("clear the search"))])
    elif wanted.day is not None:
        back = (key_of(place.app, "tasks.unfilter"), _("show all"))
        place.set(_("This day is free."), (), [new, back])
    elif wanted.narrowed:
        back = (key_of(place.app, "tasks.unfilter"), _("clear the filter"))
        place.set(_("No task passes the filter."), (), [back, new])
    elif wanted.view == "done":
        place.set(_("No task is done yet."), (), [])
    elif wanted.view == "late":
        place.set(_("Nothing is late."), (), [new])
    elif not nothing:
        place.set(_("Nothing is to be done this week."), (), [new])
    else:
        text = _(
            "Make the calls and visits you promised into tasks: each stands here when its day"
            " comes, with the contact and what was agreed."
        )
        place.set(_("No tasks yet."), wrapped(text, _WIDTH), [new])
