"""An archive: all of a shop as JSON lines, a file a kind of record, with a list of contents."""

from kobicrm.exchange.archive.manifest import MANIFEST, VERSION, Manifest, Part
from kobicrm.exchange.archive.reading import Archive, open_archive
from kobicrm.exchange.archive.writing import ArchiveFile, ArchiveWriter, new_archive

__all__ = [
    "MANIFEST",
    "VERSION",
    "Archive",
    "ArchiveFile",
    "ArchiveWriter",
    "Manifest",
    "Part",
    "new_archive",
    "open_archive",
]
