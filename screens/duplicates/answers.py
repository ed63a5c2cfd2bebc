"""What becomes of a pair: made one, or remembered as two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import _
from kobicrm.services import duplicates
from kobicrm.services.duplicates import Merged
from screens.duplicates.pair import ShownPair
from screens.duplicates.rounds import DIFFERENT, MERGED, OPEN
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp


class Answers:
    """The writes of the page. The next key is for the next pair, however long a write takes."""

    def __init__(self, app: KobiApp, ended: Callable[[ShownPair, int], None]) -> None:
        """Write for ``app``; ``ended`` is told what became of a pair, OPEN when refused."""
        self.app = app
        self._ended = ended
        self.own = False

    def merge(self, pair: ShownPair) -> None:
        """Make one contact of the two as picked, if both are as they are shown."""
        keep, gone = pair.keep, pair.gone
        call = partial(
            duplicates.merge,
            self.app.session,
            f"uid:{keep.uid}",
            f"uid:{gone.uid}",
            pair.choices(),
            versions=(keep.ver, gone.ver),
        )

        def done(merged: Merged) -> None:
            text = _("Merged: {name}").format(name=plain(merged.contact.name))
            self.app.tell(text, back=self.app.undo_hint())
            self._over(pair, MERGED, merged.changeset)

        self.app.jobs.write(call, done, partial(self._failed, pair))

    def different(self, pair: ShownPair) -> None:
        """Remember for ever that they are two."""
        one, other = (f"uid:{side.uid}" for side in pair.sides)
        call = partial(duplicates.mark_different, self.app.session, one, other)

        def done(changeset: int | None) -> None:
            name = plain(pair.keep.name)
            text = _("Different people: {name}").format(name=name)
            self.app.tell(text, back=self.app.undo_hint() if changeset is not None else "")
            self._over(pair, DIFFERENT, changeset)

        self.app.jobs.write(call, done, partial(self._failed, pair))

    def _over(self, pair: ShownPair, state: int, changeset: int | None) -> None:
        self._ended(pair, state)
        # The page knows already what this write did.
        self.own = True
        self.app.wrote(changeset, pair.keep.id)
        self.own = False

    def _failed(self, pair: ShownPair, error: KobiError) -> None:
        if isinstance(error, NotFound):
            self.app.tell(_("One of the two is not there any more; nothing was changed."), "error")
        else:
            self.app.show_error(error)
        self._ended(pair, OPEN)
