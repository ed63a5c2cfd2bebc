"""Opening a file that somebody named: only regular files, never a hang, never a surprise."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kobicrm.errors import BadFile
from kobicrm.exchange.files import DISK_FULL
from kobicrm.exchange.limits import MIB, STDIN_LIMIT

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_Stamp = tuple[int, int, int, int]


@dataclass(slots=True)
class SourceFile:
    """A regular file that can be opened again and again and is the same each time."""

    path: Path
    name: str
    size: int
    stamp: _Stamp
    temporary: bool = False

    def open(self) -> BinaryIO:
        """Return the file opened at its start; BadFile when it changed since the first time."""
        handle, stamp = _open(self.path, self.name)
        if stamp != self.stamp:
            handle.close()
            raise BadFile("file_changed", file=self.name)
        return handle

    def head(self, size: int) -> bytes:
        """Return the first ``size`` bytes."""
        with self.open() as handle:
            return handle.read(size)

    def close(self) -> None:
        """Remove the kept copy of standard input, if this is one."""
        if self.temporary:
            self.path.unlink(missing_ok=True)


def take(path: Path | str, name: str, stdin: BinaryIO | None) -> SourceFile:
    """Return the named file, or a private copy of standard input for ``-``.

    Raises BadFile: missing, a directory, no regular file, not readable, larger than
    standard input may be.
    """
    if str(path) == "-":
        return _spool(stdin or sys.stdin.buffer, name or "-")
    shown = name or str(path)
    handle, stamp = _open(Path(path), shown)
    handle.close()
    return SourceFile(Path(path), shown, stamp[2], stamp)


def _open(path: Path, name: str) -> tuple[BinaryIO, _Stamp]:
    try:
        # Asked before opening as well: opening some devices is an act of its own.
        _require_regular(path.stat(), name)
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise _refusal(error, name) from error
    except ValueError as error:
        raise BadFile("file_missing", file=name) from error
    try:
        info = os.fstat(handle)
        _require_regular(info, name)
        return os.fdopen(handle, "rb"), (info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns)
    except BaseException:
        os.close(handle)
        raise


def _require_regular(info: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise BadFile("file_is_directory", file=name)
    if not stat.S_ISREG(info.st_mode):
        raise BadFile("file_not_regular", file=name)


def _refusal(error: OSError, name: str) -> BadFile:
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return BadFile("file_missing", file=name)
    return BadFile("file_unreadable", file=name)


def _spool(stdin: BinaryIO, name: str) -> SourceFile:
    # mkstemp makes the file readable for its owner only.
    try:
        handle, path = tempfile.mkstemp(prefix="kobicrm-")
    except FileNotFoundError as error:
        raise BadFile("disk_full", file=name) from error
    kept = Path(path)
    try:
        with os.fdopen(handle, "wb") as copy:
            _copy(stdin, copy, name)
        opened, stamp = _open(kept, name)
        opened.close()
    except BaseException as error:
        with contextlib.suppress(OSError):
            kept.unlink()
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            raise BadFile("disk_full", file=path) from error
        raise
    return SourceFile(kept, name, stamp[2], stamp, temporary=True)


def _copy(stdin: BinaryIO, copy: BinaryIO, name: str) -> None:
    total = 0
    while chunk := stdin.read(MIB):
        total += len(chunk)
        if total > STDIN_LIMIT:
            raise BadFile("file_too_large", file=name, limit=STDIN_LIMIT // MIB)
        copy.write(chunk)
