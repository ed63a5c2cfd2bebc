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
        _say_filtered(place, searched, filtered)
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
    place.set(_("No contacts yet."), wrapped(text, WIDTH), _ways_to_begin(place))


def _ways_to_begin(place: EmptyPlace) -> list[tuple[str, str]]:
    """Return the keys that fill a shop."""
    verbs = {
        "app.import": _("import a list from Excel or CSV"),
        "contacts.new": _("add the first contact"),
        "app.tour": _("look around the demo shop"),
    }
    found = ((key_of(place.app, name), verb) for name, verb in verbs.items())
    return [(key, verb) for key, verb in found if key]


def _say_filtered(place: EmptyPlace, searched: str, filtered: str) -> None:
    title = _("Nobody passes the filter.")
    way_back = ("contacts.unfilter", _("clear the filter"))
    if searched:
        title = _("“{text}” was not found.").format(text=plain(searched))
        way_back = ("contacts.back", _("clear the search"))
    verbs = (("contacts.filter", _("filter otherwise")), way_back)
    keys = [(key_of(place.app, name), verb) for name, verb in verbs]
    place.set(title, wrapped(filtered, NARROW), keys)
