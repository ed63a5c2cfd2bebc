"""Windows of the trash, newest first, at any size."""

from __future__ import annotations

from array import array

from kobicrm.services.session import Session
from kobicrm.storage.contacts import trash as stored
from kobicrm.storage.contacts.trash import TrashRow

__all__ = ["TrashRow", "TrashView", "trash_view"]


class TrashView:
    """The trash as a list: what was moved there last stands first; ``text`` narrows it."""

    def __init__(self, session: Session, text: str = "") -> None:
        """Describe the list; nothing is read before :meth:`start`."""
        self.session = session
        self.text = text.strip()
        self.total = 0
        self._found: array[int] | None = None

    def start(self) -> None:
        """Read how many contacts are in the trash, or find those that hold the text."""
        with self.session.store.reading():
            if self.text:
                self._found = stored.hits(self.text)
                self.total = len(self._found)
            else:
                self.total = stored.count()

    def window(self, offset: int, limit: int) -> list[TrashRow]:
        """Return the rows from ``offset`` on, at most ``limit``."""
        store = self.session.store
        with store.reading():
            if self._found is None:
                return stored.rows(store, offset, limit, self.total)
            return stored.named_rows(store, self._found[offset : offset + limit].tolist())

    def index_of(self, one: int) -> int | None:
        """Return where a contact stands in the list, None when it is not in it."""
        if self._found is not None:
            return self._found.index(one) if one in self._found else None
        with self.session.store.reading():
            return stored.place_of(self.session.store, one)


def trash_view(session: Session, text: str = "") -> TrashView:
    """Return the trash as a list, its length read."""
    view = TrashView(session, text)
    view.start()
    return view
