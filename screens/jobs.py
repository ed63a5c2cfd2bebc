"""The one place where services run in threads: a writer with a queue, and two readers.

Each thread keeps its own connection. Answers come back as messages to the application; widgets
are never touched from here. An unforeseen error may be caught here: it ends the application.
"""

from __future__ import annotations

import asyncio
import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message

from kobicrm.errors import Interrupted, KobiError
from screens.job import Failed, Job

if TYPE_CHECKING:
    from kobicrm.services.session import Session
    from screens.stop import Stop

__all__ = ["Failed", "Job", "Jobs"]

T = TypeVar("T")
READERS = 2
# How often changes of other programs are looked for: they must show within two seconds.
LOOK_SECONDS = 1.0


class Jobs:
    """Runs reads and writes of one session; all methods are called on the UI thread."""

    @dataclass
    class Finished(Message):
        """A job has an answer or an error."""

        job: Job[Any]
        jobs: Jobs

    @dataclass
    class Waiting(Message):
        """A write waits for another program, or ``behind`` a long one of this application."""

        job: Job[Any]
        jobs: Jobs
        behind: bool = False

    @dataclass
    class Changed(Message):
        """Another program wrote to the database."""

        jobs: Jobs

    def __init__(self, session: Session, post: Callable[[Message], object], failed: Failed) -> None:
        """Run jobs of ``session``, sending word through ``post`` (safe from any thread).

        ``failed`` takes the errors of jobs that brought nobody to take them.
        """
        self.session = session
        self._post = post
        self._failed = failed
        self._guard = threading.Condition()
        self._queue: deque[Job[Any]] = deque()
        self._latest: dict[str, Job[Any]] = {}
        self._writes: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._writing: Job[Any] | None = None
        self._leaving = False
        self._long: list[Stop] = []
        self._closing = False
        self._threads: list[threading.Thread] = []
        self._open = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.pending_writes = 0

    def start(self) -> None:
        """Start the threads. From now on a write waits for others without limit."""
        store = self.session.store
        store.wait = math.inf
        store.on_wait = self._still_waiting
        names = ["writer", *(f"reader-{number}" for number in range(1, READERS + 1))]
        for name in names:
            body = self._writer if name == "writer" else self._reader
            thread = threading.Thread(target=body, name=f"kobicrm-{name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    # What the screens ask for

    def read(
        self,
        key: str,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        after: float = 0.0,
        stop: Stop | None = None,
    ) -> None:
        """Run ``call`` in a reader, ``after`` seconds from now, and hand its value to ``done``.

        ``key`` names the view it is for: an older read of the same view that is still waiting
        or running is stopped, and its answer dropped. Work elsewhere asks its ``stop`` itself.
        """
        job = Job(call, done, failed, key, time.monotonic() + after if after else 0.0, stop=stop)
        with self._guard:
            if self._leaving:
                return
            self._drop(key)
            self._latest[key] = job
            self._queue.append(job)
            self._count(1)
            self._guard.notify()

    def forget(self, key: str) -> None:
        """Stop the read of a view that nobody waits for any more, if there is one."""
        with self._guard:
            self._drop(key)

    def write(
        self,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        stop: Stop | None = None,
    ) -> None:
        """Run ``call`` after the writes before it; it is never cancelled.

        A long one brings a ``stop``, which it asks itself: writes behind it are told to wait.
        """
        job = Job(call, done, failed, writes=True, stop=stop)
        if self._long:
            self._post(self.Waiting(job, self, behind=True))
        if stop is not None:
            self._long.append(stop)
        self._count(1)
        self.pending_writes += 1
        self._writes.put(job)

    def settle(self, job: Job[Any]) -> None:
        """Hand the answer of a finished job to who asked; an error nobody foresaw is raised."""
        self._count(-1)
        if job.writes:
            self.pending_writes -= 1
            if job.stop is not None:
                self._long.remove(job.stop)
        elif self._latest.get(job.key) is job:
            del self._latest[job.key]
        if job.dropped:
            return
        if job.error is None:
            job.done(job.value)
        elif isinstance(job.error, KobiError):
            (job.failed or self._failed)(job.error)
        else:
            raise job.error

    @property
    def is_busy(self) -> bool:
        """Whether a job has not been answered yet."""
        return self._open > 0

    async def idle(self) -> None:
        """Wait until every job asked for has been answered."""
        await self._idle.wait()

    def leave(self) -> None:
        """Stop the reads and take no more: who asked for them is about to go."""
        with self._guard:
            self._leaving = True
            for key in list(self._latest):
                self._drop(key)

    def close(self) -> None:
        """End the threads: reads and long writes are stopped, others are made if they can."""
        self.leave()
        self._closing = True
        for stop in self._long:
            stop.ask()
        with self._guard:
            self._guard.notify_all()
        self._writes.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self.session.store.on_wait = None
        # Nobody takes the answers that are still on their way.
        self._open = 0
        self._idle.set()

    def _count(self, by: int) -> None:
        self._open += by
        if self._open:
            self._idle.clear()
        else:
            self._idle.set()

    def _drop(self, key: str) -> None:
        """Let go of a view's read; the guard is held, so it is this job that is interrupted."""
        job = self._latest.pop(key, None)
        if job is not None:
            job.drop(self.session.store.interrupt)

    # What the threads do

    def _run(self, job: Job[Any]) -> None:
        try:
            job.value = job.call()
        except Exception as error:  # noqa: BLE001 - an outermost door: raised again on the UI thread
            job.error = error

    def _tell(self, message: Message) -> None:
        try:
            self._post(message)
        except RuntimeError:
            # The event loop is gone: nobody is left to be told.
            if not self._closing:
                raise

    def _next_read(self) -> Job[Any] | None:
        with self._guard:
            while not self._closing:
                now = time.monotonic()
                for job in self._queue:
                    if job.dropped or job.not_before <= now:
                        self._queue.remove(job)
                        return job
                first = min((job.not_before for job in self._queue), default=None)
                self._guard.wait(None if first is None else first - now)
            return None

    def _reader(self) -> None:
        while (job := self._next_read()) is not None:
            self._read_one(job)
            self._tell(self.Finished(job, self))
        self.session.store.forget_thread()

    def _read_one(self, job: Job[Any]) -> None:
        try:
            connection = self.session.store.connection()
        except KobiError as error:
            job.error = error
            return
        with self._guard:
            if job.dropped:
                return
            job.connection = connection
        self._run(job)
        with self._guard:
            job.connection = None

    def _writer(self) -> None:
        version = self._look(None)
        look_at = time.monotonic() + LOOK_SECONDS
        while True:
            with suppress(queue.Empty):
                job = self._writes.get(timeout=max(0.0, look_at - time.monotonic()))
                if job is None:
                    break
                self._write_one(job)
            if time.monotonic() >= look_at:
                version = self._look(version)
                look_at = time.monotonic() + LOOK_SECONDS
        self.session.store.forget_thread()

    def _write_one(self, job: Job[Any]) -> None:
        self._writing = job
        self._run(job)
        self._writing = None
        self._tell(self.Finished(job, self))

    def _look(self, before: int | None) -> int | None:
        """Look whether others wrote; on the writer's connection own writes do not count."""
        try:
            version = self.session.data_version()
        except KobiError:
            # The database can't be reached now; the next read or write tells of it in words.
            return before
        if before is not None and version != before:
            self._tell(self.Changed(self))
        return version

    def _still_waiting(self) -> None:
        if self._closing:
            raise Interrupted("interrupted")
        job = self._writing
        if job is not None and job.stop is not None:
            job.stop.check()
        if job is not None and not job.told:
            job.told = True
            self._tell(self.Waiting(job, self))
