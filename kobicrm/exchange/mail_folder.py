"""A folder of messages: which files in it are new, and their messages as one list of documents.

Messages of a Maildir (files of any name in ``cur`` and ``new``) and files called .eml or .mbox,
also in folders within. Links are never followed, nothing is moved, changed or deleted.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kobicrm.domain.turkish import lower_invariant
from kobicrm.errors import BadFile
from kobicrm.exchange.intake import take
from kobicrm.exchange.limits import HEAD_BYTES, MIB
from kobicrm.exchange.mail_in import MailDocuments, is_mail
from kobicrm.exchange.table import DocRow, Documents, SourceInfo

# Size and time of the last change (nanoseconds): what a file was when it was read.
Stamp = tuple[int, int]
MOST_BYTES = 4096 * MIB
_ENDINGS = (".eml", ".mbox", ".mbx")
_BOXES = ("cur", "new")
_DEEPEST = 12
MOST_FILES = 200_000
# Whoever writes a file is given so many seconds without a change before it is read.
_REST_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was not read, and why: a code of a notice, or of an error of files."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: the stamps of new files by their path in it, and what is left out.

    ``more`` tells that more are new than were asked for.
    """

    new: Mapping[str, Stamp]
    left: tuple[Left, ...]
    more: bool = False


def look(folder: Path, known: Mapping[str, Stamp], most: int = MOST_FILES) -> Found:
    """Return at most so many files of messages in ``folder`` that are not ``known`` as they are.

    Only names and stamps are looked at. Raises BadFile for a folder that can't be read.
    """
    new: dict[str, Stamp] = {}
    left: list[Left] = []
    rested = time.time_ns() - int(_REST_SECONDS * 1e9)
    for entry, name in _files(folder, "", _DEEPEST):
        try:
            if entry.is_symlink():
                left.append(Left(name, "mail_link"))
                continue
            info = entry.stat(follow_symlinks=False)
        except OSError:
            left.append(Left(name, "file_unreadable"))
            continue
        stamp = (info.st_size, info.st_mtime_ns)
        if known.get(name) == stamp:
            continue
        if info.st_size > MOST_BYTES:
            left.append(Left(name, "mail_too_large"))
        elif info.st_mtime_ns > rested:
            left.append(Left(name, "mail_being_written"))
        elif len(new) == most:
            return Found(new, tuple(left), more=True)
        else:
            new[name] = stamp
    return Found(new, tuple(left))


def _files(folder: Path, within: str, deeper: int) -> Iterator[tuple[os.DirEntry[str], str]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda one: one.name)
    except OSError as error:
        if within:
            return
        raise BadFile("mail_folder_unreadable", file=folder) from error
    in_box = folder.name in _BOXES
    for entry in entries:
        name = f"{within}{entry.name}"
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            is_file = entry.is_file(follow_symlinks=False) or entry.is_symlink()
        except OSError:
            continue
        if is_folder and deeper and entry.name != "tmp":
            yield from _files(Path(entry.path), f"{name}/", deeper - 1)
        elif is_file and (in_box or lower_invariant(entry.name).endswith(_ENDINGS)):
            yield entry, name


class _NoMessageError(Exception):
    """A file that was found is no message."""


class FolderDocuments(Documents):
    """The messages of several files of a folder, one after another.

    ``read`` are the files that need not be read again, with their stamps, ``left`` those that
    were not; both are known when all rows were asked for. ``senders`` tells who wrote a message,
    by its line: messages are numbered through all files.
    """

    def __init__(self, folder: Path, found: Found) -> None:
        """Read what :func:`look` found, when rows are asked for."""
        self._folder, self._found = folder, found
        text = repr(sorted(found.new.items()))
        digest = hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
        self.info = SourceInfo(str(folder), "mail", "", "", 0, digest)
        self.size = sum(size for size, _at in found.new.values())
        self.read: dict[str, Stamp] = {}
        self.left: list[Left] = []
        self.senders: dict[int, str] = {}

    def close(self) -> None:
        """Nothing is held open between two messages."""

    def rows(self) -> Iterator[DocRow]:
        """Yield the messages; a file that can't be read costs no other one."""
        self.read, self.left, self.senders = {}, list(self._found.left), {}
        number = 0
        for name, stamp in self._found.new.items():
            try:
                for row in self._messages(name, stamp):
                    number += 1
                    self.senders[number] = _sender(row)
                    yield DocRow(number, row.document, row.problem)
            except _NoMessageError:
                # Told once: it is as good as read.
                self.left.append(Left(name, "mail_none"))
            except BadFile as error:
                self.left.append(Left(name, error.code))
                continue
            self.read[name] = stamp

    def _messages(self, name: str, stamp: Stamp) -> Iterator[DocRow]:
        source = take(self._folder / name, name, None)
        if (source.stamp[2], source.stamp[3]) != stamp:
            raise BadFile("file_changed", file=name)
        head = source.head(HEAD_BYTES)
        if not is_mail(head):
            raise _NoMessageError
        with MailDocuments(source, head, "") as documents:
            yield from documents.rows()


def _sender(row: DocRow) -> str:
    senders = (row.document or {}).get("from")
    return str(senders[0][0]) if isinstance(senders, list) and senders else ""
