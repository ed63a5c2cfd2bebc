"""What a ZIP file may be before its members are read: no tricks, bounded."""

from __future__ import annotations

import stat
import struct
import zipfile
from typing import IO

from kobicrm.errors import BadFile
from kobicrm.exchange.limits import ARCHIVE_FREE, ARCHIVE_RATIO, MIB

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_DIRECTORY_END = struct.Struct("<4s8xII")
_END = b"PK\x05\x06"
_TAIL = 65_557
"""Bytes in which the end of the directory lies: itself and the longest comment."""


def has_small_directory(handle: IO[bytes], size: int, *, alone: bool = False) -> bool:
    """Tell whether the directory of a ZIP file may be read whole; ``size`` is that of the file.

    ``alone``: nothing else near the end may look like the end of a directory, because another
    reader might take that one.
    """
    handle.seek(max(0, size - _TAIL))
    tail = handle.read()
    handle.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + _DIRECTORY_END.size or (alone and tail.count(_END) > 1):
        return False
    return int(_DIRECTORY_END.unpack_from(tail, place)[1]) <= 4 * MIB


def entries_of(package: zipfile.ZipFile, name: str) -> list[str]:
    """Return the names of all members of the file called ``name``.

    Raises BadFile: archive_member_unknown for a link, a folder or a packing nobody here uses,
    file_encrypted, archive_too_large for what unpacks to a multiple of its size.
    """
    found, packed, unpacked = [], 0, 0
    for entry in package.infolist():
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.is_dir() or kind not in (0, stat.S_IFREG) or entry.compress_type not in _METHODS:
            raise BadFile("archive_member_unknown", file=name, member=entry.filename)
        if entry.flag_bits & 1:
            raise BadFile("file_encrypted", file=name)
        packed += entry.compress_size
        unpacked += entry.file_size
        found.append(entry.filename)
    if unpacked > ARCHIVE_FREE and unpacked > packed * ARCHIVE_RATIO:
        raise BadFile("archive_too_large", file=name, limit=ARCHIVE_FREE // MIB)
    return found
