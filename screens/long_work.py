"""Work that takes its time: how far it is stands in the header, and Esc stops it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.content import Content
from textual.timer import Timer

from kobicrm.domain.money import format_count
from kobicrm.errors import Interrupted, KobiError, ValidationError
from kobicrm.i18n import _, language, ngettext
from screens.imports.run import Pace
from screens.stop import Stop
from screens.text import content, plain
from screens.widgets.header import Job

if TYPE_CHECKING:
    from screens.app import KobiApp

T = TypeVar("T")
Told = Callable[[int], None]

# Under this many seconds nothing is said; the line with its count comes after some of them.
LOOK_SECONDS = 0.3
LINE_AFTER = 7


class LongWork(ABC, Generic[T]):
    """Runs one service call in a thread and shows how far it is, if it takes a while.

    The call is given a function for its progress; stopped there, nothing of it is kept.
    """

    def __init__(self, app: KobiApp, label: str, total: int, changed: Callable[[], None]) -> None:
        """Show ``label`` (in the language in force) while it goes from 0 to ``total``.

        ``changed`` is called when there is something new to show in the head row, and at the
        end.
        """
        self.app = app
        self.label = label
        self.pace = Pace(total)
        self.brake = Stop()
        self.over = False
        self._changed = changed
        self._looks = 0
        self._timer: Timer | None = None

    @abstractmethod
    def _queue(
        self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[KobiError], None]
    ) -> None:
        """Hand the call to the threads."""

    @abstractmethod
    def _stopped(self) -> str:
        """Return what is said when it was stopped."""

    def run(
        self,
        call: Callable[[Told], T],
        done: Callable[[T], None],
        refused: Callable[[], None] | None = None,
    ) -> None:
        """Queue ``call``; ``done`` takes its value. Errors are said here.

        ``refused`` is called, too, when a value was not taken.
        """
        self._timer = self.app.set_interval(LOOK_SECONDS, self._look)
        failed = partial(self._failed, refused)
        self._queue(partial(call, self._told), partial(self._done, done), failed)

    def stop(self) -> None:
        """Have it end before its next piece, with nothing changed."""
        self.brake.ask()
        self._changed()

    @property
    def is_shown(self) -> bool:
        """Whether the user is told of it."""
        return self._looks > 0 and not self.over

    def line(self) -> Content | None:
        """Return the line for the head row; None while it is not worth one."""
        if self._looks < LINE_AFTER or self.over:
            return None
        if self.brake.is_wanted:
            return content(_("Stopping …"), "$muted")
        parts = [content(plain(self.label), "bold $foreground"), content(self.count())]
        if (seconds := self.pace.seconds_left) is not None:
            left = ngettext("{n} second left", "{n} seconds left", seconds).format(n=seconds)
            parts.append(content(left, "$muted"))
        return Content("   ").join(parts)

    def count(self) -> str:
        """Return how far it is in figures."""
        done, total = (format_count(one, language()) for one in (self.pace.done, self.pace.total))
        return f"{done} / {total}"

    # In the thread

    def _told(self, seen: int) -> None:
        self.brake.check()
        self.pace.done = seen

    # On the UI thread

    def _look(self) -> None:
        self._looks += 1
        self.app.shop_watch.show_job(Job(self.label, self.pace.percent))
        self._changed()

    def _end(self) -> None:
        self.over = True
        if self._timer:
            self._timer.stop()
        if self._looks:
            self.app.shop_watch.show_job(None)
        self._changed()

    def _done(self, done: Callable[[T], None], value: T) -> None:
        self._end()
        done(value)

    def _failed(self, refused: Callable[[], None] | None, error: KobiError) -> None:
        self._end()
        if isinstance(error, Interrupted):
            self.app.tell(self._stopped(), "warn")
            return
        self.app.show_error(error)
        if refused and isinstance(error, ValidationError):
            refused()


class LongWrite(LongWork[T]):
    """Writes behind the writes before it; those after it wait."""

    def _queue(
        self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[KobiError], None]
    ) -> None:
        self.app.jobs.write(call, done, failed, stop=self.brake)

    def _stopped(self) -> str:
        return _("Stopped; nothing was changed.")


class LongWrites:
    """The long writes of one area: one runs at a time."""

    def __init__(self, app: KobiApp, changed: Callable[[], None]) -> None:
        """Write for ``app``; ``changed`` is called when the head row has something new to say."""
        self._app = app
        self._changed = changed
        self._running: LongWrite[object] | None = None

    @property
    def in_sight(self) -> LongWrite[object] | None:
        """The write that takes so long that the user is told of it."""
        return self._running if self._running and self._running.is_shown else None

    def is_free(self) -> bool:
        """Return whether another one may begin; when not, that is said."""
        if self._running:
            self._app.tell(_("The change before this one is still running."), "warn")
        return self._running is None

    def stop(self) -> None:
        """Stop the one that runs; nothing of it is kept."""
        if self._running:
            self._running.stop()

    def begin(
        self,
        label: str,
        count: int,
        call: Callable[[Told], T],
        done: Callable[[T], None],
        refused: Callable[[], None] | None = None,
    ) -> None:
        """Write ``count`` records under ``label``; the rest as :meth:`LongWork.run`."""

        def ended() -> None:
            if write.over:
                self._running = None
            self._changed()

        write: LongWrite[T] = LongWrite(self._app, label, count, ended)
        self._running = write  # type: ignore[assignment]
        write.run(call, done, refused)
