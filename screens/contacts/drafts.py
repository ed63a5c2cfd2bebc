"""Open forms kept over a crash: a private file each, written by a thread of its own.

The files lie in the state folder, named by the database, the record and this run of the
application. A run that still lives holds a lock, so its forms are not offered to others.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from kobicrm import paths
from kobicrm.config import write_private
from kobicrm.domain.codec import pack_all, unpack_all
from kobicrm.domain.contacts import altered
from kobicrm.domain.uids import is_uid
from kobicrm.errors import BadFile
from screens.contacts.form_values import Draft

_VERSION = 1
# More than a form can hold is no draft of ours.
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A form that was open when the application ended; ``at`` is aware UTC."""

    draft: Draft
    at: datetime


class Drafts:
    """The drafts of one database, kept by one run of the application."""

    def __init__(self, database: Path, clock: Callable[[], datetime]) -> None:
        """Keep drafts of forms on ``database``; nothing is written before the first."""
        self._clock = clock
        name = str(database.resolve()).encode("utf-8", "surrogateescape")
        self._stem = hashlib.sha256(name).hexdigest()[:16]
        self._run = secrets.token_hex(6)
        self._numbers = itertools.count(1)
        self._jobs: queue.SimpleQueue[tuple[str, Draft | None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock: IO[bytes] | None = None
        self._closed = False

    @property
    def folder(self) -> Path:
        """Where the drafts of all databases lie."""
        return paths.state_dir() / "drafts"

    def slot(self, uid: str) -> str:
        """Return a new place for the draft of the record ``uid``, '' for a new one."""
        return f"{self._stem}-{self._run}-{uid or 'new'}-{next(self._numbers)}"

    def keep(self, draft: Draft) -> None:
        """Write ``draft`` into its slot soon."""
        self._do((draft.slot, draft))

    def drop(self, slot: str) -> None:
        """Remove what was kept in ``slot``: it was saved or thrown away."""
        if slot:
            self._do((slot, None))

    def close(self) -> None:
        """Wait until all is written, and let others see what is left over."""
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout=5)
            self._thread = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if not any(self.folder.glob(f"{self._stem}-{self._run}-*.json")):
            with contextlib.suppress(OSError):
                self._lock_file(self._run).unlink()

    # The thread

    def _do(self, job: tuple[str, Draft | None]) -> None:
        if self._closed:
            # A form that goes down with the application, after its screen: nobody waits for it.
            self._one(*job)
            self.close()
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="kobicrm-drafts", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._one(*job)

    def _one(self, slot: str, draft: Draft | None) -> None:
        # A full or broken disk must not take the form away; the next letters try again.
        with contextlib.suppress(OSError, BadFile):
            file = self.folder / f"{slot}.json"
            if draft is None:
                file.unlink(missing_ok=True)
            else:
                self._hold_lock()
                write_private(file, _text_of(draft, self._clock()))

    def _lock_file(self, run: str) -> Path:
        return self.folder / f"{self._stem}-{run}.lock"

    def _hold_lock(self) -> None:
        if self._lock is None:
            paths.private_dir(self.folder)
            self._lock = _open_locked(self._lock_file(self._run), create=True)

    # What is left over

    def left_over(self) -> list[LeftOver]:
        """Take over the drafts of runs that are no more, oldest first; unreadable ones go."""
        if not self.folder.is_dir():
            return []
        found: list[LeftOver] = []
        for file in sorted(self.folder.glob(f"{self._stem}-*.json")):
            run = file.name.split("-")[1]
            if run != self._run and (one := self._take_over(file, run)):
                found.append(one)
        return sorted(found, key=lambda one: one.at)

    def _take_over(self, file: Path, run: str) -> LeftOver | None:
        """Give a draft to this run by its new name; two that try at once don't both get it."""
        try:
            with contextlib.closing(_open_locked(self._lock_file(run))):
                self._hold_lock()
                uid = file.name.split("-", 2)[2].rpartition("-")[0]
                slot = self.slot(uid if is_uid(uid) else "")
                kept = file.rename(file.with_name(f"{slot}.json"))
        except (OSError, ValueError):
            # Its run still lives, or another application was faster.
            return None
        if not any(self.folder.glob(f"{self._stem}-{run}-*.json")):
            with contextlib.suppress(OSError):
                self._lock_file(run).unlink()
        try:
            return _read(kept, slot)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            with contextlib.suppress(OSError):
                kept.unlink()
            return None


def _open_locked(file: Path, *, create: bool = False) -> IO[bytes]:
    """Return the lock file, locked; OSError when another holds it."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    handle = os.fdopen(os.open(file, flags, 0o600), "r+b")
    try:
        import fcntl
    except ImportError:
        # No such locks on this system: a draft is then offered to whoever starts next.
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        if create:
            # A share without locks: better a draft that is offered twice than none.
            return file.open("r+b")
        raise
    return handle


def _text_of(draft: Draft, now: datetime) -> str:
    base = draft.base
    document: dict[str, Any] = {
        "version": _VERSION,
        "at": now.astimezone(UTC).isoformat(),
        "texts": draft.texts,
        "before": draft.before,
        "base": None,
    }
    if base is not None:
        document["base"] = {"uid": base.uid, "ver": base.ver, "id": base.id, **pack_all(base)}
    return json.dumps(document)


def _read(file: Path, slot: str) -> LeftOver:
    if file.stat().st_size > _MOST_BYTES:
        raise ValueError("too large")
    document = json.loads(file.read_text(encoding="utf-8"))
    if document["version"] != _VERSION:
        raise ValueError("version")
    texts, before = _texts(document["texts"]), _texts(document["before"])
    base = None
    if (data := document["base"]) is not None:
        whole = unpack_all(data["uid"], data)
        base = altered(whole, ver=int(data["ver"]), id=int(data["id"]))
    at = datetime.fromisoformat(document["at"])
    if at.tzinfo is None or texts["kind"] not in ("person", "company"):
        raise ValueError("draft")
    return LeftOver(Draft(texts, base, before=before, slot=slot), at)


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError("texts")
    return dict(value)
