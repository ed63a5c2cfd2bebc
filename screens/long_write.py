"""A write that takes its time: how far it is stands in the header, and Esc stops it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

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


class LongWrite:
    """Runs one write behind those before it and shows how far it is, if it takes a while.

    The call is given a function for its progress; stopped there, nothing of it is kept.
    """

    def __init__(self, app: KobiApp, label: str, total: int, changed: Callable[[], None]) -> None:
        """Show ``label`` (in the language in force) while ``total`` records are written.

        ``changed`` is called when there is something new to show in the head row, and at the
        end.
        """
        self.app = app
        self.label = label
        self._pace = Pace(total)
        self._stop = Stop()
        self.over = False
        self._changed = changed
        self._looks = 0
        self._timer: Timer | None = None

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
        self.app.jobs.write(
            partial(call, self._told), partial(self._done, done), failed, stop=self._stop
        )

    def stop(self) -> None:
        """Have it end before its next piece, with nothing changed."""
        self._stop.ask()
        self._changed()

    @property
    def is_shown(self) -> bool:
        """Whether the user is told of it."""
        return self._looks > 0 and not self.over

    def line(self) -> Content | None:
        """Return the line for the head row; None while it is not worth one."""
        if self._looks < LINE_AFTER or self.over:
            return None
        if self._stop.is_wanted:
            return content(_("Stopping …"), "$muted")
        done, total = (format_count(one, language()) for one in (self._pace.done, self._pace.total))
        parts = [content(plain(self.label), "bold $foreground"), content(f"{done} / {total}")]
        if (seconds := self._pace.seconds_left) is not None:
            left = ngettext("{n} second left", "{n} seconds left", seconds).format(n=seconds)
            parts.append(content(left, "$muted"))
        return Content("   ").join(parts)

    # In the writer's thread

    def _told(self, seen: int) -> None:
        self._stop.check()
        self._pace.done = seen

    # On the UI thread

    def _look(self) -> None:
        self._looks += 1
        self.app.shop_watch.show_job(Job(self.label, self._pace.percent))
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
            self.app.tell(_("Stopped; nothing was changed."), "warn")
            return
        self.app.show_error(error)
        if refused and isinstance(error, ValidationError):
            refused()
