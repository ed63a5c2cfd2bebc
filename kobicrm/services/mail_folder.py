"""Taking in the new messages of a folder, as often as somebody looks; all at once, as one change.

Which files were read is remembered beside the database's user, not in it: without that memory
everything is read again, and nothing comes twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kobicrm import paths
from kobicrm.config import write_private
from kobicrm.errors import BadFile
from kobicrm.exchange.mail_folder import MOST_FILES, FolderDocuments, Found, Left, Stamp, look
from kobicrm.services.imports.options import ImportOptions
from kobicrm.services.imports.report import ImportReport
from kobicrm.services.imports.running import run_source
from kobicrm.services.session import Session
from kobicrm.storage import journal

__all__ = ["FolderReport", "Left", "has_new", "read_folder"]

_VERSION = 1
_LARGEST = 64 << 20
# More is no list that anybody reads.
_MOST_SENDERS = 500


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What reading a folder did.

    ``files`` were read now, ``messages`` were in them; ``created`` interactions are new (a
    message may be about several contacts). ``unknown`` are senders nobody knows with how many
    messages came from them ('' where no sender is told), the most first; ``left`` are files that
    were not read. ``more`` tells that there are more new files than were to be read at once.
    """

    folder: str
    files: int
    messages: int
    created: int
    unchanged: int
    unknown: tuple[tuple[str, int], ...]
    left: tuple[Left, ...]
    changeset: int | None
    more: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the published document."""
        return {
            "folder": self.folder,
            "files": self.files,
            "messages": self.messages,
            "created": self.created,
            "unchanged": self.unchanged,
            "unknown": [{"address": one, "messages": count} for one, count in self.unknown],
            "left": [{"file": one.file, "reason": one.reason} for one in self.left],
            "changeset": self.changeset,
            "more": self.more,
        }


def has_new(session: Session, folder: Path) -> bool:
    """Return whether a folder holds files that were not read yet; BadFile when it can't be read."""
    return bool(look(folder, _known(session, folder), 1).new)


def read_folder(
    session: Session,
    folder: Path,
    *,
    again: bool = False,
    most: int = MOST_FILES,
    progress: Callable[[int], None] | None = None,
    saving: Callable[[], None] | None = None,
) -> FolderReport:
    """Take in what is new in ``folder``: messages become interactions of whom they name.

    The same message is never taken twice, wherever it lies; ``again`` looks at those that were
    read already too (somebody may be known meanwhile). No more than ``most`` files are read.
    ``progress`` and ``saving`` as in
    :class:`ImportOptions`. Raises BadFile for a folder that can't be read, StoreBusy, StoreError.
    """
    known = {} if again else _known(session, folder)
    found = look(folder, known, most)
    if not found.new:
        return _report(folder, ImportReport(FolderDocuments(folder, found).info), {}, {}, found)
    source = FolderDocuments(folder, found)
    options = ImportOptions(samples=1, progress=progress, saving=saving)
    report = run_source(session, source, options)
    _remember(session, folder, {**known, **source.read})
    told = replace(found, left=tuple(source.left))
    return _report(folder, report, source.read, source.senders, told)


def _report(
    folder: Path,
    report: ImportReport,
    read: Mapping[str, Stamp],
    senders: Mapping[int, str],
    found: Found,
) -> FolderReport:
    unknown: Counter[str] = Counter()
    for line, reason in report.refused_rows:
        if reason == "sender_unknown":
            unknown[senders[line]] += 1
    ordered = sorted(unknown.items(), key=lambda one: (-one[1], one[0]))
    return FolderReport(
        folder=str(folder),
        files=len(read) - sum(one.file in read for one in found.left),
        messages=len(senders),
        created=report.created,
        unchanged=report.unchanged,
        unknown=tuple(ordered[:_MOST_SENDERS]),
        left=found.left,
        changeset=report.changeset,
        more=found.more,
    )


def _memory(session: Session, folder: Path) -> Path:
    both = f"{session.path}\n{folder.absolute()}".encode("utf-8", "surrogateescape")
    return paths.state_dir() / f"mail-{hashlib.sha256(both).hexdigest()[:16]}.json"


def _known(session: Session, folder: Path) -> dict[str, Stamp]:
    """Return what was read; nothing when the database is older than that memory."""
    path = _memory(session, folder)
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        found = json.loads(path.read_text("utf-8", "surrogateescape"))
        if found["version"] != _VERSION or found["change"] > _newest(session):
            return {}
        return {str(name): (int(size), int(at)) for name, (size, at) in found["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _remember(session: Session, folder: Path, files: Mapping[str, Stamp]) -> None:
    # Files that are gone are forgotten.
    still = {name: stamp for name, stamp in files.items() if os.path.lexists(folder / name)}
    kept = {"version": _VERSION, "change": _newest(session), "files": still}
    # Without the memory everything is read once more.
    with suppress(BadFile, OSError):
        write_private(_memory(session, folder), json.dumps(kept))


def _newest(session: Session) -> int:
    with session.store.reading():
        found = journal.changesets(1, counts=False)
    return found[0].id if found else 0
