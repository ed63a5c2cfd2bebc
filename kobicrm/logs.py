"""The crash log: where something unexpected happened, never what the data was.

Neither local variables nor the text of the exception are written: both can hold a customer's
name or phone. What is left (types, files, lines, functions) is enough to find the mistake.
"""

from __future__ import annotations

import os
from pathlib import Path

LOG_NAME = "kobicrm.log"
MAX_BYTES = 512 * 1024
KEPT = 3


def quiet_libraries() -> None:
    """Keep the database library from logging statements with their values."""
    import logging

    logging.getLogger("peewee").setLevel(logging.WARNING)


def record_crash(error: BaseException) -> Path | None:
    """Append where ``error`` came from to the crash log; None when it can't be written."""
    import logging.handlers

    from kobicrm import paths

    try:
        path = paths.private_dir(paths.log_dir()) / LOG_NAME
        # Made before the handler opens it, so that it is never readable by others.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        return None
    # A full disk must not end in a second traceback.
    logging.raiseExceptions = False
    try:
        record = logging.LogRecord("kobicrm", logging.ERROR, "", 0, describe(error), None, None)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        handler.emit(record)
    finally:
        handler.close()
    path.chmod(0o600)
    return path


def describe(error: BaseException) -> str:
    """Return the chain of exceptions as types, files, lines and functions only."""
    import traceback

    from kobicrm import __version__

    lines = [f"KobiCRM {__version__}"]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}{_facts(current)}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__, limit=-50)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _facts(error: BaseException) -> str:
    """Return what is known to be free of data: an error number, SQLite's error name."""
    if isinstance(error, OSError) and error.errno:
        return f" errno={error.errno}"
    name = getattr(error, "sqlite_errorname", "")
    return f" {name}" if name else ""
