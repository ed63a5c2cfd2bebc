"""An open database with the person who works on it: what every use case is given."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kobicrm.domain.clean import clean_line
from kobicrm.storage.author import Author
from kobicrm.storage.opening import open_store

if TYPE_CHECKING:
    from kobicrm.storage.database import Store
    from kobicrm.storage.work import Work


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Session:
    """A person at a door of the program, with the open store and a clock."""

    def __init__(
        self, store: Store, author: Author, *, lang: str = "en", clock: Callable[[], datetime]
    ) -> None:
        """Join an open store with its author."""
        self.store = store
        self.author = author
        self.lang = lang
        self.clock = clock

    @property
    def path(self) -> Path:
        """Return where the database lies."""
        return self.store.path

    @contextmanager
    def write(self, action: str) -> Iterator[Work]:
        """Give one write transaction, journalled as ``action``."""
        from kobicrm.storage.work import work

        author = self.author
        with work(self.store, self.clock(), author, action) as unit:
            yield unit
        if unit.recorder.author != author:
            # The person who works here was given another name.
            self.author = unit.recorder.author

    def work_as(self, who: str) -> None:
        """Go on as somebody else, the system login when ``who`` is empty."""
        self.author = replace(self.author, staff=current_person(who))

    def data_version(self) -> int:
        """Return a number that changes when another process has written."""
        return self.store.data_version()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Session:
        """Return the session itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store whatever happened."""
        self.close()


def current_person(given: str = "") -> str:
    """Return the name to write into the journal: as given, else the system login."""
    if given.strip():
        return clean_line(given)
    try:
        return clean_line(getpass.getuser())
    except (OSError, KeyError):
        # No login name (a container, a service): the journal then says only the door.
        return ""


def _copy_first(store: Store, version: int) -> None:
    from kobicrm.services import backups

    backups.before_migration(store, version)


def open_session(
    path: Path,
    *,
    who: str = "",
    door: str = "command",
    wait: float = 60.0,
    lang: str = "en",
    create: bool = True,
    clock: Callable[[], datetime] = _utc_now,
) -> Session:
    """Open the database at ``path`` for ``who`` (else the system login).

    ``door`` is where the wish comes from (command, screen); ``wait`` how many seconds a write
    waits for other processes. An older database is copied and upgraded first. Raises NotFound,
    StoreError or StoreBusy.
    """
    store = open_store(path, wait=wait, create=create, before_migration=_copy_first)
    return Session(store, Author(current_person(who), door, door), lang=lang, clock=clock)
