"""Writing a file so that its name only ever holds a whole one.

A private temporary file in the same folder, written, flushed to the disk, renamed; then the
folder is flushed too. Whatever goes wrong before the rename leaves the old state.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kobicrm.errors import BadFile

DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)
_FLAGS = (
    os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)


class OutFile(io.BufferedWriter):
    """The file being written. ``temp`` may be written by path instead of through the stream.

    ``sha256`` (hexadecimal) and ``size`` (bytes) are known once the file has its name.
    """

    def __init__(self, raw: io.FileIO, temp: Path) -> None:
        """Write into ``raw``, which is opened on ``temp``."""
        super().__init__(raw)
        self.temp = temp
        self.sha256 = ""
        self.size = 0


@contextlib.contextmanager
def atomic_write(path: Path, *, force: bool) -> Iterator[OutFile]:
    """Yield a binary stream whose content becomes the file ``path`` when the block ends.

    The file is readable for its owner only. On any exception nothing changes and nothing is
    left behind. Raises BadFile: folder_missing, file_exists (unless ``force``),
    file_is_directory, file_not_regular, file_not_writable, disk_full, disk_failed.
    """
    target = _target(path)
    _check_target(target, path, force=force)
    temp = target.parent / f".kobicrm-{secrets.token_hex(8)}.part"
    try:
        out = OutFile(io.FileIO(os.open(temp, _FLAGS, 0o600), "r+b"), temp)
        try:
            yield out
            _finish(out)
            _check_target(target, path, force=force)
            os.replace(temp, target)  # noqa: PTH105 - the name of the system call is the point
        except BaseException:
            _discard(out)
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise refusal(error, path) from error


def refusal(error: OSError | ValueError, path: Path) -> BadFile:
    """Return what a failure to write ``path`` says to people."""
    if isinstance(error, ValueError):
        return BadFile("file_not_writable", file=str(path))
    if error.errno in DISK_FULL:
        return BadFile("disk_full", file=str(path))
    if error.errno in _REFUSED:
        return BadFile("file_not_writable", file=str(path))
    return BadFile("disk_failed", file=str(path), reason=error.strerror or "")


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """Yield a private folder for the time of the block; OSError(ENOSPC) when there is no room."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="kobicrm-")
    except FileNotFoundError as error:
        # Python tries every usual place by writing a few bytes there.
        raise OSError(errno.ENOSPC, "no place for temporary files") from error
    with folder as name:
        yield Path(name)


def sync_folder(folder: Path) -> None:
    """Flush the names in ``folder`` to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network and USB file systems know no flush of a folder.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _target(path: Path) -> Path:
    # A link keeps pointing where it did: the file it names is replaced.
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:
        raise BadFile("file_not_writable", file=str(path)) from error


def _check_target(target: Path, shown: Path, *, force: bool) -> None:
    try:
        if not target.parent.is_dir():
            raise BadFile("folder_missing", folder=str(shown.parent))
        if target.is_dir():
            raise BadFile("file_is_directory", file=str(shown))
        if os.path.lexists(target):
            if not target.is_file():
                raise BadFile("file_not_regular", file=str(shown))
            if not force:
                raise BadFile("file_exists", file=str(shown))
    except OSError as error:
        raise BadFile("file_not_writable", file=str(shown)) from error


def _finish(out: OutFile) -> None:
    out.flush()
    os.fsync(out.fileno())
    digest, size = hashlib.sha256(), 0
    with out.temp.open("rb") as written:
        while chunk := written.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    out.close()
    out.sha256, out.size = digest.hexdigest(), size


def _discard(out: OutFile) -> None:
    # Closing flushes what is still buffered, and fails again on a full disk.
    with contextlib.suppress(OSError):
        out.close()
    with contextlib.suppress(OSError):
        out.temp.unlink()
