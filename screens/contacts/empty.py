"""What stands in the place of the list when there is nothing to list."""

from __future__ import annotations

from kobicrm.i18n import _
from screens.text import plain, wrapped
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of

WIDTH = 58


def say_nothing_there(place: EmptyPlace, searched: str) -> None:
    """Say that nothing fits what was ``searched`` for, or how to begin, with the keys for it."""
    new = key_of(place.app, "contacts.new")
    if searched:
        title = _("“{text}” was not found.").format(text=plain(searched))
        clear = (key_of(place.app, "contacts.back"), _("clear the search"))
        place.set(title, (), [(new, _("add with this name")), clear])
        return
    text = _(
        "Write your customers down here: when they call, their notes and their history are"
        " before you. Everything stays on this computer, in one file."
    )
    keys = [
        (new, _("add the first contact")),
        ("kobicrm import", _("takes in an Excel or CSV list, from the command line")),
    ]
    place.set(_("No contacts yet."), wrapped(text, WIDTH), keys)
