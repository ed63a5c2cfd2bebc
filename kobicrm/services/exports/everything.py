"""All of a shop in one archive: contacts with the trash, records, settings, the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kobicrm import __version__
from kobicrm.domain.whole_document import to_whole
from kobicrm.exchange.archive import ArchiveFile, new_archive
from kobicrm.services.session import Session
from kobicrm.storage import everything
from kobicrm.storage.record_kinds import KINDS

# After how many records progress is told.
_PIECE = 500
Documents = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """A finished archive. ``rows`` counts all records, ``parts`` those of each part.

    ``sha256`` and ``bytes`` are those of the ZIP file; of a folder, the checksum of its list of
    contents (which holds those of the parts) and the size of all files.
    """

    path: str
    rows: int
    sha256: str
    bytes: int
    parts: Mapping[str, int] = field(default_factory=dict)


def export_all(
    session: Session,
    path: Path,
    *,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ArchiveReport:
    """Write everything of the shop, as it is at this moment, into a new folder or ZIP file.

    A path that ends in ``.zip`` makes a ZIP file. An archive that is there is replaced only with
    ``force``. ``progress`` is told how many records are written; it may raise Interrupted, and
    nothing is made. Raises BadFile.
    """
    done, rows, total = ArchiveFile(), dict[str, int](), 0
    at = session.clock()
    with (
        session.store.reading(),
        new_archive(path, done, program=__version__, at=at, force=force) as archive,
    ):
        for name, documents in _parts().items():
            rows[name] = archive.add(name, _told(documents, total, progress))
            total += rows[name]
    return ArchiveReport(str(path), total, done.sha256, done.bytes, rows)


def _parts() -> dict[str, Documents]:
    """Return what stands in each part, in the order they are written."""
    types, gone = everything.field_types(), everything.trashed_companies()

    def contacts(*, trashed: bool) -> Documents:
        found = everything.contacts(trashed=trashed)
        return (to_whole(contact, types, gone) for contact in found)

    return {
        "shop": everything.shop(),
        "staff": everything.staff(),
        "custom_field": everything.fields(),
        "contact": contacts(trashed=False),
        "trash": contacts(trashed=True),
        **{kind: everything.records(kind) for kind in KINDS},
        "quality_score": everything.scores(),
        "reminder": everything.reminders(),
        "changeset": everything.changesets(),
        "change": everything.changes(),
    }


def _told(
    documents: Documents, before: int, progress: Callable[[int], None] | None
) -> Iterator[Mapping[str, Any]]:
    for number, document in enumerate(documents, before + 1):
        yield document
        if progress and number % _PIECE == 0:
            progress(number)
