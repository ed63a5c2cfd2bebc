"""What lies in a folder, and what somebody typed into the line above it; used in readers."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kobicrm.domain.turkish import fold, lower_invariant, sort_key
from screens.text import plain

# What an import reads; other files are shown when asked for.
KINDS = frozenset(
    {
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
        ".vcf",
        ".vcard",
    }
)
_QUOTED = re.compile(r"""(['"])(.*)\1""")
_ESCAPED = re.compile(r"\\([\s'\"()&;,])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder. ``size`` is in bytes, ``changed`` in seconds since 1970."""

    path: Path
    is_folder: bool
    size: int = 0
    changed: float = 0.0
    is_table: bool = True
    can_open: bool = True
    recent: bool = False
    up: bool = False

    @property
    def name(self) -> str:
        """The name as it may be shown."""
        return plain(self.path.name)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with its entries: folders first, in Turkish order; hidden ones too.

    ``problem`` says why it could not be read: missing or closed.
    """

    path: Path
    entries: tuple[Entry, ...] = ()
    recent: tuple[Entry, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text: the folder it names ('' = the one in sight) and what it filters by."""

    folder: str
    rest: str

    @property
    def whole(self) -> str:
        """The text as a path."""
        return self.folder + self.rest


def typed(text: str) -> Typed:
    """Return what a typed, pasted or dropped text means."""
    text = text.strip()
    if quoted := _QUOTED.fullmatch(text):
        text = quoted[2]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif os.sep == "/":
        text = _ESCAPED.sub(r"\1", text)
    if os.sep != "/":
        text = text.replace(os.sep, "/")
    if text == "~":
        return Typed("~/", "")
    head, sign, rest = text.rpartition("/")
    return Typed(head + sign, rest) if sign else Typed("", text)


def place_of(base: Path, folder: str) -> Path:
    """Return the folder a typed text names, seen from ``base``."""
    with suppress(RuntimeError):  # a user nobody knows: ~kimse
        return base / Path(folder).expanduser() if folder else base
    return base / folder


def read_folder(path: Path, recent: Sequence[Path] = ()) -> Folder:
    """Return what lies in ``path``, with those ``recent`` files that are still there."""
    try:
        with os.scandir(path) as found:
            entries = [one for item in found if (one := _entry(Path(item.path)))]
    except PermissionError:
        return Folder(path, problem="closed")
    except (OSError, ValueError):
        return Folder(path, problem="missing")
    entries.sort(key=lambda one: (not one.is_folder, sort_key(one.name), one.path.name))
    if path.parent != path:
        entries.insert(0, Entry(path.parent, is_folder=True, up=True))
    files = (_entry(one, recent=True) for one in recent)
    kept = tuple(one for one in files if one and not one.is_folder)
    return Folder(path, tuple(entries), kept)


def _entry(path: Path, *, recent: bool = False) -> Entry | None:
    try:
        info = path.stat()
    except (OSError, ValueError):  # a link to nothing, a file that left a moment ago
        return None
    if stat.S_ISDIR(info.st_mode):
        return Entry(path, True, changed=info.st_mtime, can_open=os.access(path, os.R_OK | os.X_OK))
    if not stat.S_ISREG(info.st_mode):
        return None
    is_table = lower_invariant(path.suffix) in KINDS
    return Entry(
        path, False, info.st_size, info.st_mtime, is_table, os.access(path, os.R_OK), recent
    )


def fitting(folder: Folder, text: str, *, every_kind: bool = False) -> list[Entry]:
    """Return the entries whose name holds ``text``; those that begin with it come first.

    Without a text the recent files stand on top. Files of other kinds and hidden ones are left
    out, unless nothing else fits.
    """
    wanted = fold(text)
    hidden = text.startswith(".")
    shown = [one for one in folder.entries if one.up or hidden or one.path.name[:1] != "."]
    if not wanted:
        shown = [*folder.recent, *shown]
        return [one for one in shown if one.is_folder or one.is_table or every_kind]
    found = [one for one in shown if not one.up and wanted in fold(one.name)]
    tables = [one for one in found if one.is_folder or one.is_table or every_kind]
    return sorted(tables or found, key=lambda one: not fold(one.name).startswith(wanted))


def chosen(folder: Path, text: str, bar: Path | None, *, moved: bool) -> Path | None:
    """Return what Enter means: the typed path when there is one, else the entry at the bar.

    When the bar was ``moved`` since the last letter, it counts first. Without a bar (the folder
    is not read yet) the first entry that fits is taken.
    """
    told = typed(text)
    if moved and bar is not None:
        return bar
    if told.whole:
        path = place_of(folder, told.folder) / told.rest
        with suppress(OSError, ValueError):
            if path.exists():
                return path
        if bar is None:
            fit = fitting(read_folder(place_of(folder, told.folder)), told.rest)
            return fit[0].path if fit else path
    return bar
