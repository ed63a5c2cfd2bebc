"""The outermost door of the command line: language, signals, errors, exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TextIO

from kobicrm import i18n, paths
from kobicrm.errors import Interrupted, KobiError, StoreError
from kobicrm.i18n import _

COMPLETE = "_KOBICRM_COMPLETE"


# The signal that came, when one did.
_came: list[int] = []


class Stopped(BaseException):
    """The system asked the program to end; not an error anything in between should catch."""

    def __init__(self, number: int) -> None:
        """Keep the signal's ``number``."""
        super().__init__(number)
        self.number = number


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing escapes as a traceback."""
    os.umask(0o077)
    _prepare_streams()
    _catch_signals()
    as_json = "--json" in _options(arguments)
    try:
        settle_language(arguments)
        code = _invoke(arguments)
        sys.stdout.flush()
    except KobiError as error:
        _answer(error, as_json)
        code = _interrupted() if isinstance(error, Interrupted) else error.exit_code
    except Stopped as stopped:
        _answer(Interrupted("interrupted"), as_json)
        code = 128 + stopped.number
    except KeyboardInterrupt:
        _answer(Interrupted("interrupted"), as_json)
        code = _interrupted()
    except BrokenPipeError:
        code = 1
    except Exception as error:  # noqa: BLE001 - the outermost door; logged without data
        code = _unexpected(error, as_json)
    return code if _close_streams() else code or 1


def _interrupted() -> int:
    """Return the exit code of what was interrupted: by whichever signal came.

    A stop that comes inside a callback of SQLite is swallowed there, and the statement ends as
    interrupted.
    """
    return 128 + _came[0] if _came else Interrupted.exit_code


def settle_language(arguments: list[str]) -> None:
    """Install the language of all texts, Typer's own included: flag, environment, settings."""
    import gettext

    lang = i18n.pick_language(
        _flag_value(arguments, "--lang"),
        os.environ.get("KOBICRM_LANG"),
        _wish_of_settings(),
    )
    i18n.install(lang)
    # Typer looks its words up in the domain "messages", for the languages of this variable.
    gettext.bindtextdomain("messages", str(i18n.LOCALE_DIR))
    os.environ["LANGUAGE"] = lang


def _wish_of_settings() -> str:
    from kobicrm import config

    return config.language_wish(paths.config_file())


def _invoke(arguments: list[str]) -> int:
    """Hand the arguments to Typer and return the exit code; usage mistakes as UsageError."""
    from kobicrm.cli.opening import screen_call

    if COMPLETE not in os.environ and (call := screen_call(arguments)) is not None:
        from kobicrm.cli.screen import launch

        return launch(call)
    import typer

    from kobicrm.cli.app import command
    from kobicrm.cli.usage import explain, hoist

    root = command()
    if COMPLETE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
    try:
        code = root.main(hoist(root, arguments), prog_name="kobicrm", standalone_mode=False)
    except typer.TyperException as error:
        raise explain(error) from error
    except typer.Abort as error:
        raise KobiError("declined") from error
    if code == Interrupted.exit_code:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _answer(error: KobiError, as_json: bool) -> None:
    """Tell ``error`` on stderr: a sentence and a hint, or one JSON document."""
    from kobicrm.cli.output import error_document, error_lines

    text = error_document(error) if as_json else error_lines(error)
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        # Nobody is left to be told (a closed terminal); the exit code still says it.
        return


def _unexpected(error: Exception, as_json: bool) -> int:
    """Log what nobody foresaw and say so in one sentence; return the exit code."""
    from kobicrm import logs

    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        _answer(StoreError("disk_full", file=error.filename or ""), as_json)
        return 1
    path = logs.record_crash(error)
    _answer(KobiError("unexpected", log=path or _("no log could be written")), as_json)
    return 1


def _options(arguments: list[str]) -> list[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _flag_value(arguments: list[str], flag: str) -> str | None:
    """Return what follows ``flag`` or ``flag=`` before ``--``."""
    options = _options(arguments)
    for place, word in enumerate(options):
        if word == flag and place + 1 < len(options):
            return options[place + 1]
        if word.startswith(flag + "="):
            return word[len(flag) + 1 :]
    return None


def _catch_signals() -> None:
    """Turn SIGTERM and SIGHUP into an exception, so that open transactions are taken back."""

    def stop(number: int, _frame: FrameType | None) -> None:
        for name in caught:
            # A second signal must not cut the taking back short.
            signal.signal(name, signal.SIG_IGN)
        _came.append(number)
        raise Stopped(number)

    _came.clear()
    caught = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    if hasattr(signal, "setitimer"):
        sys.unraisablehook = _raise_again
    for name in caught:
        # nohup starts a program with SIGHUP ignored; that is the user's wish.
        if signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, stop)


def _raise_again(lost: sys.UnraisableHookArgs) -> None:
    """Raise a stop anew that came where Python may not raise (a callback of importlib)."""
    stop = lost.exc_value
    if not isinstance(stop, Stopped | KeyboardInterrupt):
        # A library tidying up after a failure that was told already (a half-written workbook).
        if isinstance(stop, Exception):
            from kobicrm import logs

            logs.record_crash(stop)
        return

    def again(_number: int, _frame: FrameType | None) -> None:
        raise stop

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, 0.001)


def ignore_signals() -> None:
    """Leave the process alone from here on: its work is done, only the exit code is to be told."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGALRM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _prepare_streams() -> None:
    """Make every text printable: UTF-8 into pipes, replaced letters on old terminals."""
    # Started with a closed stream (`>&-`), Python has none at all.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _close_streams() -> bool:
    """Flush what is left; False when it could not be written. Python must not try again."""
    fine = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            fine = False
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return fine
