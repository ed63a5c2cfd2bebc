"""Private files, durable renames, locks and work folders for backups."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kobicrm.errors import BadFile, KobiError, StoreBusy, StoreError
from kobicrm.services.backups.pace import Pace

CHUNK = 1 << 20
WORK_PREFIX = ".kobicrm-work-"
# Only where locks do not work: what is older than this was left behind by a killed process.
STALE_SECONDS = 24 * 3600
YOUNG_SECONDS = 60
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EINVAL, errno.EACCES)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn a failure of the file system at ``path`` into an error the user can act on."""
    try:
        yield
    except OSError as error:
        raise _explained(error, path) from error


def _explained(error: OSError, path: Path) -> KobiError:
    if error.errno in _FULL:
        return StoreError("disk_full", file=str(path))
    if error.errno in _REFUSED:
        return BadFile("folder_not_writable", folder=str(path))
    return BadFile("disk_failed", file=str(path), reason=error.strerror or "")


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network shares can't sync a folder; the file itself is synced.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def create_private(path: Path) -> None:
    """Make ``path`` empty, mode 0600; FileExistsError when it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def digest(path: Path, pace: Pace | None = None) -> tuple[str, int]:
    """Return (SHA-256 in hex, bytes) of a file; a ``pace`` is told how much of it is read."""
    running, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        whole = os.fstat(stream.fileno()).st_size
        while block := stream.read(CHUNK):
            running.update(block)
            size += len(block)
            if pace:
                pace.part(size / whole)
    return running.hexdigest(), size


def require_space(folder: Path, needed: int) -> None:
    """Raise StoreError when ``folder`` has less than ``needed`` bytes free."""
    if shutil.disk_usage(folder).free < needed:
        raise StoreError("disk_full", file=str(folder))


@contextmanager
def locked(folder: Path, wait: float, pace: Pace | None = None) -> Iterator[bool]:
    """Be the only one who makes or removes backups in ``folder``.

    The folder itself is locked, so that no lock file stays behind. False where the system or
    the share has no such locks. Raises StoreBusy after ``wait`` seconds; until then ``pace``
    is asked whether to go on waiting.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _lock(fcntl, handle, folder, time.monotonic() + wait, pace or Pace())
    finally:
        os.close(handle)


def _lock(fcntl: object, handle: int, folder: Path, until: float, pace: Pace) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined]
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise StoreBusy("backup_busy", folder=str(folder)) from error
            pace.ask()
            time.sleep(0.02)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        else:
            return True


@contextmanager
def workshop(base: Path) -> Iterator[Path]:
    """Give a private folder (0700) inside ``base`` that is gone afterwards.

    Folders that a killed process left behind there are removed first.
    """
    _sweep_workshops(base)
    folder = base / f"{WORK_PREFIX}{secrets.token_hex(6)}"
    try:
        folder.mkdir(mode=0o700)
        with locked(folder, 0.0):
            yield folder
    finally:
        in_spite_of_signals(lambda: shutil.rmtree(folder, ignore_errors=True))


def in_spite_of_signals(tidy: Callable[[], object]) -> None:
    """Run ``tidy`` to its end: what a signal interrupts is done again before it goes on."""
    try:
        tidy()
    except BaseException:
        tidy()
        raise


def _sweep_workshops(base: Path) -> None:
    for folder in base.glob(f"{WORK_PREFIX}*"):
        # Somebody is at work there when the lock can't be had.
        with suppress(OSError, StoreBusy), locked(folder, 0.0) as dead:
            # A folder is locked a moment after it was made.
            if _age(folder) > (YOUNG_SECONDS if dead else STALE_SECONDS):
                shutil.rmtree(folder, ignore_errors=True)


def is_stale(path: Path) -> bool:
    """Return whether ``path`` has not been touched for a day."""
    return _age(path) > STALE_SECONDS


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
