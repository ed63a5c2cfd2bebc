"""Files and folders as rows of a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language
from screens.imports.folder import Entry
from screens.text import plain
from screens.widgets.columns import Column
from screens.widgets.pages import Row

COLUMNS = (
    Column("name", N_("Name"), muted=False, sortable=False),
    Column("kind", "", {0: 20, 100: 32, 120: 44}, sortable=False),
    Column("size", N_("Size"), {0: 8}, right=True, sortable=False),
    Column("changed", N_("Date"), {0: 8}, sortable=False),
)
_STEP = 1024
_UNITS = ("KB", "MB", "GB")


def row_of(place: int, entry: Entry, date: Callable[[float], str]) -> Row:
    """Return an entry as the list shows it; ``date`` writes a time."""
    if entry.up:
        cells = {"name": "../", "kind": _("the folder above")}
        return Row(place, cells, {"name": "muted"})
    if entry.recent:
        kind = _("last used: {folder}").format(folder=place_text(entry.path.parent))
    else:
        kind = _("folder") if entry.is_folder else ""
    if not entry.can_open:
        kind = _("closed to you")
    cells = {
        "name": entry.name + "/" * entry.is_folder,
        "kind": kind,
        "size": "" if entry.is_folder else size_text(entry.size),
        "changed": date(entry.changed),
    }
    tones = {} if entry.can_open else {"kind": "warning"}
    return Row(place, cells, tones)


def size_text(size: int) -> str:
    """Return a size in words: `32 KB`."""
    if size < _STEP:
        return _("{n} bytes").format(n=size)
    value = float(size)
    for unit in _UNITS:
        value /= _STEP
        if value < _STEP or unit == _UNITS[-1]:
            break
    return f"{format_count(round(value), language())} {unit}"


def place_text(path: Path) -> str:
    """Return a folder as people write it: the home folder as `~`."""
    try:
        inside = path.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return plain(str(path))
    return plain("~" if inside == Path() else f"~/{inside}")
