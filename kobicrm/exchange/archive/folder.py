"""Writing a folder so that its name only ever stands for a whole one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from kobicrm.errors import BadFile
from kobicrm.exchange.archive.manifest import MANIFEST, parse
from kobicrm.exchange.files import refusal, sync_folder


@contextlib.contextmanager
def atomic_folder(path: Path, *, force: bool) -> Iterator[Path]:
    """Yield a private folder beside ``path`` that takes its name when the block ends.

    On any exception nothing changes and nothing is left behind. With ``force`` an archive that
    is there is replaced; another folder never is, unless it is empty. Raises BadFile:
    folder_missing, file_exists, archive_folder_taken, file_not_writable, disk_full, disk_failed.
    """
    target = Path(os.path.realpath(path))
    temp = target.parent / f".kobicrm-{secrets.token_hex(8)}.part"
    try:
        _check(target, path, force=force)
        temp.mkdir(mode=0o700)
        try:
            yield temp
            for entry in temp.iterdir():
                _sync(entry)
            sync_folder(temp)
            _check(target, path, force=force)
            _replace(temp, target)
        except BaseException:
            shutil.rmtree(temp, ignore_errors=True)
            raise
        sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise refusal(error, path) from error


def _check(target: Path, shown: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise BadFile("folder_missing", folder=str(shown.parent))
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise BadFile("file_exists", file=str(shown))
    if not any(target.iterdir()):
        return
    manifest = target / MANIFEST
    if not manifest.is_file() or parse(manifest.read_bytes()) is None:
        raise BadFile("archive_folder_taken", folder=str(shown))
    if not force:
        raise BadFile("file_exists", file=str(shown))


def _replace(temp: Path, target: Path) -> None:
    if not target.exists():
        temp.rename(target)
        return
    old = target.parent / f".kobicrm-{secrets.token_hex(8)}.old"
    target.rename(old)
    try:
        temp.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
