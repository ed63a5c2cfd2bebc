"""Windows of the trash, newest first, at any size."""

from __future__ import annotations

from kobicrm.services.session import Session
from kobicrm.storage.contacts import trash as stored
from kobicrm.storage.contacts.trash import TrashRow

__all__ = ["TrashRow", "TrashView", "trash_view"]


class TrashView:
    """The trash as a list: what was moved there last stands first."""

    def __init__(self, session: Session) -> None:
        """Describe the list; nothing is read before :meth:`start`."""
        self.session = session
        self.total = 0

    def start(self) -> None:
        """Read how many contacts are in the trash."""
        with self.session.store.reading():
            self.total = stored.count()

    def window(self, offset: int, limit: int) -> list[TrashRow]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        with self.session.store.reading():
            return stored.rows(self.session.store, offset, limit, self.total)


def trash_view(session: Session) -> TrashView:
    """Return the trash as a list, its length read."""
    view = TrashView(session)
    view.start()
    return view
