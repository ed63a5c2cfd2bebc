"""The container of old Office files: a workbook's stream taken out of it, and one made for it."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

from kobicrm.errors import BadFile
from kobicrm.exchange.intake import SourceFile
from kobicrm.exchange.limits import XLS_LIMIT
from kobicrm.exchange.package import damaged, too_large

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_SECTOR = 4096
_END, _TABLE, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_FIRST_TABLES = 109
# What the library says of a container that contradicts itself.
_FAILURES = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    struct.error,
)  # fmt: skip
_HEADER = struct.Struct("<8s16xHHHHH6xIII4xIIIII")
_ENTRY = struct.Struct("<64sHBBIII36xIQ")


def workbook_stream(source: SourceFile) -> bytes:
    """Return the stream of the workbook in an old container. Raises BadFile."""
    import olefile

    with source.open() as handle:
        _check_header(handle, source)
        try:
            with olefile.OleFileIO(handle) as container:
                if container.exists("EncryptedPackage"):
                    raise BadFile("file_encrypted", file=source.name)
                found = [name for name in _STREAMS if container.exists(name)]
                if not found:
                    raise BadFile("workbook_unknown", file=source.name)
                if container.get_size(found[0]) > XLS_LIMIT:
                    raise too_large(source.name)
                return bytes(container.openstream(found[0]).read())
        except BadFile:
            raise
        except _FAILURES as error:
            raise damaged(source.name) from error


def _check_header(handle: BinaryIO, source: SourceFile) -> None:
    """Refuse a container that states more sectors than the file holds: they would be a circle."""
    head = handle.read(512)
    handle.seek(0)
    if len(head) < 512:
        raise damaged(source.name)
    shift, tables, small_tables, more = (
        int.from_bytes(head[start : start + size], "little")
        for start, size in ((30, 2), (44, 4), (64, 4), (72, 4))
    )
    if shift not in (9, 12) or max(tables, small_tables, more) > (source.size >> shift):
        raise damaged(source.name)
    # Each table holds the numbers of a quarter as many sectors as it has bytes.
    if (tables - 1) << (2 * shift - 2) > source.size:
        raise damaged(source.name)


def packed(stream: bytes | bytearray) -> bytes:
    """Return a container around ``stream``, as the reader wants it: [MS-CFB] version 4."""
    size = max(1, -(-len(stream) // _SECTOR))
    tables = 1
    while tables * (_SECTOR // 4) < tables + 2 + size:
        tables += 1
    # Sectors: the tables, the directory, an empty one for small streams, the stream.
    chain = [*range(tables + 3, tables + 2 + size), _END]
    table = [*[_TABLE] * tables, _END, _END, *chain]
    table += [_FREE] * (tables * (_SECTOR // 4) - len(table))
    header = _HEADER.pack(
        SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, _SECTOR, _END, 0, _END, 0
    )
    first = [*range(tables), *[_FREE] * (_FIRST_TABLES - tables)]
    made = io.BytesIO()
    made.write(header + struct.pack(f"<{_FIRST_TABLES}I", *first))
    made.write(bytes(_SECTOR - made.tell()))
    made.write(struct.pack(f"<{len(table)}I", *table))
    entries = _entry("Root Entry", 5, 1, tables + 1, _SECTOR)
    entries += _entry(_STREAMS[0], 2, _FREE, tables + 2, size * _SECTOR)
    made.write(entries + bytes(_SECTOR - len(entries)))
    made.write(bytes(_SECTOR))
    made.write(stream)
    made.write(bytes(size * _SECTOR - len(stream)))
    return made.getvalue()


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    return _ENTRY.pack(text, len(text), kind, 1, _FREE, _FREE, child, start, size)
