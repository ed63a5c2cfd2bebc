"""What the first act needs, loaded when the first list is in sight, and what is offered then."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.app import KobiApp

# The first frame comes first.
_AFTER_SECONDS = 0.2


def warm_up(app: KobiApp) -> None:
    """Load the acts on contacts, so that a key is answered at once; offer forms left unfinished."""

    def loaded(_done: None) -> None:
        from screens.contacts.draft_offer import offer_left_over

        acts = app.contact_acts
        acts.read_own_fields(partial(offer_left_over, acts))

    app.jobs.read("contacts.warm", _load, loaded, after=_AFTER_SECONDS)


def _load() -> None:
    import screens.contacts.acts
    import screens.contacts.draft_offer
    import screens.dialogs.help
    import screens.tasks.acts  # noqa: F401
