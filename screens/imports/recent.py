"""The files imported last, as the state of the screens keeps them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from screens.state import State

SHOWN = 3
KEY = "imports.files"


class Recent(NamedTuple):
    """The folder to begin in, and the files imported last, newest first."""

    folder: Path
    files: tuple[Path, ...]


def recent(state: State) -> Recent:
    """Return what is remembered: without it, or when the folder is gone, the home folder."""
    kept: list[str] = state.get(KEY, [])
    files = tuple(Path(one) for one in kept if isinstance(one, str) and one)[:SHOWN]
    if files and files[0].parent.is_dir():
        return Recent(files[0].parent, files)
    return Recent(Path.home(), files)


def remember(state: State, path: Path) -> None:
    """Put ``path`` in front of the files imported last."""
    kept: list[str] = state.get(KEY, [])
    state.set(KEY, [str(path), *(one for one in kept if one != str(path))][:SHOWN])
