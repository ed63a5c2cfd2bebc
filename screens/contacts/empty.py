"""What stands in the place of the list when there is nothing to list."""

from __future__ import annotations

from kobicrm.i18n import _
from screens.text import plain, wrapped
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of

WIDTH = 58
# Beside a card in the smallest window.
NARROW = 30


def say_nothing_there(place: EmptyPlace, searched: str, filtered: str = "") -> None:
    """Say that nothing fits what was ``searched`` for, or how to begin, with the keys for it.

    ``filtered`` is the filter in words.
    """
    if filtered:
        way_back = _("clear the search") if searched else _("clear the filter")
        title = _("Nobody passes the filter.")
        if searched:
            title = _("“{text}” was not found.").format(text=plain(searched))
        back = key_of(place.app, "contacts.back" if searched else "contacts.unfilter")
        keys = [(key_of(place.app, "contacts.filter"), _("filter otherwise")), (back, way_back)]
        place.set(title, wrapped(filtered, NARROW), keys)
        return
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
        (key_of(place.app, "app.import"), _("take in an Excel or CSV list")),
    ]
    place.set(_("No contacts yet."), wrapped(text, WIDTH), keys)
