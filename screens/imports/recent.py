"""The files imported last and the folders last used, kept in the state folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kobicrm import config, paths
from kobicrm.errors import BadFile

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where imports came from last, newest first, and where exports went; '' = nowhere yet."""

    files: tuple[Path, ...] = ()
    export_folder: str = ""

    @property
    def folder(self) -> Path:
        """The folder to begin in: the last one that is still there, else the home folder."""
        if self.files and self.files[0].parent.is_dir():
            return self.files[0].parent
        return Path.home()


def _file() -> Path:
    return paths.state_dir() / "files.json"


def remembered() -> Remembered:
    """Return what is remembered; nothing when the file is missing or damaged."""
    try:
        found = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Remembered()
    if not isinstance(found, Mapping):
        return Remembered()
    files = found.get("imports")
    listed = files if isinstance(files, list) else []
    folder = found.get("export_folder")
    return Remembered(
        tuple(Path(one) for one in listed if isinstance(one, str) and one)[:SHOWN],
        folder if isinstance(folder, str) else "",
    )


def remember_import(path: Path) -> None:
    """Put ``path`` in front of the files imported last."""
    known = remembered()
    files = [path, *(one for one in known.files if one != path)][:SHOWN]
    _keep(replace(known, files=tuple(files)))


def remember_export(folder: Path) -> None:
    """Keep where the last export went."""
    _keep(replace(remembered(), export_folder=str(folder)))


def _keep(value: Remembered) -> None:
    document = {"imports": [str(one) for one in value.files], "export_folder": value.export_folder}
    try:
        config.write_private(_file(), json.dumps(document))
    except (BadFile, OSError):
        # A convenience: a state folder that can't be written to must not stop an import.
        return
