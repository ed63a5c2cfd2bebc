"""How the application ends when it was not asked to on the screen."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from rich.text import Text

from kobicrm import logs
from kobicrm.i18n import _


def farewell() -> Text:
    """Return the last words for the exception being handled, having logged it without data.

    The log holds types, files and lines, neither values nor local variables.
    """
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        lines = [_("KobiCRM had to close: the disk is full.")]
    else:
        lines = [_("KobiCRM had to close: something happened that it did not foresee.")]
    lines.append(_("Your data is safe up to the last save."))
    if error is not None:
        path = logs.record_crash(error)
        if path is not None:
            lines.append(_("Details for a report are in {log}").format(log=path))
    return Text("\n".join(lines), no_wrap=True, overflow="ignore")


def _asked_by_system() -> list[signal.Signals]:
    # Windows has no SIGHUP.
    return [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def end_on_signals(stop: Callable[[int], object]) -> None:
    """Call ``stop`` with the exit code when the system asks the program to end.

    A signal the user had ignored (nohup) stays ignored.
    """
    loop = asyncio.get_running_loop()
    for number in _asked_by_system():
        if signal.getsignal(number) is not signal.SIG_IGN:
            # Not in the main thread, or not on this platform: then the system ends us its way.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(stop, 128 + number))


@contextmanager
def signals_kept() -> Iterator[None]:
    """Put the handlers of these signals back afterwards: the event loop leaves none behind."""
    before = {number: signal.getsignal(number) for number in _asked_by_system()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
