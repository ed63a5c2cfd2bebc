"""Which backups are kept: one a day, a week, a month, counted back from the newest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from kobicrm.config import Keep
from kobicrm.errors import KobiError
from kobicrm.services.backups import files, folder as folders, sidecar
from kobicrm.services.backups.values import BackupEntry
from kobicrm.storage import checks


def prune(
    db_path: Path, keep: Keep, *, folder: Path | None = None, wait: float = 60.0
) -> tuple[Path, ...]:
    """Remove the backups of this database that ``keep`` does not ask for; return their paths.

    Never the newest one that passes its checksum, never a file whose sidecar does not say
    that it is a backup of this database.
    """
    place = folders.named_folder(folder)
    database = checks.uid_of(db_path.expanduser().resolve())
    if not database or not place.is_dir():
        return ()
    with files.disk_errors(place), files.locked(place, wait) as alone:
        folders.sweep(place, alone=alone)
        return tuple(rotate(place, keep, database))


def rotate(folder: Path, keep: Keep, database: str, *, fresh: str = "") -> list[Path]:
    """Prune ``folder`` under its lock; ``fresh`` names a backup that was verified just now."""
    removed: list[Path] = []
    ours = [entry for entry in folders.listing(folder, database=database) if not entry.problem]
    by_reason = sorted(ours, key=_reason)
    for _series, group in groupby(by_reason, key=_reason):
        series = _from_good_one(sorted(group, key=_sequence, reverse=True), fresh)
        for entry in surplus(series, keep):
            # The backup first: left alone, its sidecar is swept away next time.
            entry.path.unlink(missing_ok=True)
            sidecar.sidecar_of(entry.path).unlink(missing_ok=True)
            removed.append(entry.path)
    if removed:
        files.sync_folder(folder)
    return removed


def surplus(series: Sequence[BackupEntry], keep: Keep) -> list[BackupEntry]:
    """Return what is not kept of ``series``, newest first by sequence; never the first.

    The newest of each day, week and month (UTC) is kept, for as many of them as ``keep``
    counts; periods without a backup do not count.
    """
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (keep.daily, lambda at: at.date()),
        (keep.weekly, lambda at: at.isocalendar()[:2]),
        (keep.monthly, lambda at: (at.year, at.month)),
    )
    kept = {0} if series else set()
    for count, period in rules:
        seen: set[Hashable] = set()
        for place, entry in enumerate(series):
            if len(seen) == count:
                break
            if period(entry.at) not in seen:
                seen.add(period(entry.at))
                kept.add(place)
    return [entry for place, entry in enumerate(series) if place not in kept]


def _from_good_one(series: list[BackupEntry], fresh: str) -> list[BackupEntry]:
    """Return ``series`` from its newest whole backup on; damaged ones are no reason to prune."""
    for place, entry in enumerate(series):
        if entry.path.name == fresh or _is_whole(entry):
            return series[place:]
    return []


def _is_whole(entry: BackupEntry) -> bool:
    try:
        with files.disk_errors(entry.path):
            said = entry.manifest.sha256 if entry.manifest else ""
            return files.digest(entry.path)[0] == said
    except KobiError:
        return False


def _reason(entry: BackupEntry) -> str:
    return entry.manifest.reason if entry.manifest else ""


def _sequence(entry: BackupEntry) -> int:
    return entry.sequence
