"""What the screens remember from one start to the next: small choices in one private file.

Columns, folded sections, commands used last. None of it is the shop's data: a lost or broken
file means the defaults, and nothing personal (no name, no number) belongs into it.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from kobicrm import paths

T = TypeVar("T")
Save = Callable[[], None]
Later = Callable[[Save, Callable[[None], None]], None]
FILE = "screens.json"
LARGEST = 1 << 20


def state_file() -> Path:
    """Return where the choices of this user are kept."""
    return paths.state_dir() / FILE


def _at_once(save: Save, done: Callable[[None], None]) -> None:
    save()
    done(None)


class State:
    """Values by name: read once when first asked for, written in a thread after each change."""

    def __init__(self, path: Path | None = None, later: Later = _at_once) -> None:
        """Keep the choices in ``path``; without one they last as long as the application.

        ``later`` runs the writing where it holds nobody up.
        """
        self._path = path
        self._later = later
        self._known: dict[str, Any] | None = None
        self._changed: set[str] = set()
        self._guard = threading.Lock()
        self._saving = threading.Lock()

    def get(self, key: str, default: T) -> T:
        """Return what is kept as ``key``; ``default`` when nothing is, or another type of JSON."""
        with self._guard:
            if self._known is None:
                self._known = _read(self._path)
            value = self._known.get(key, default)
        return value if type(value) is type(default) else default

    def set(self, key: str, value: object) -> None:
        """Keep a small JSON value, and have it written."""
        with self._guard:
            if self._known is None:
                self._known = _read(self._path)
            self._known[key] = value
            self._changed.add(key)
        if self._path is not None:
            self._later(self.save, lambda _saved: None)

    def save(self) -> None:
        """Write what was set since, beside what other windows wrote; never fails."""
        with self._saving:
            with self._guard:
                if not self._changed or self._known is None or self._path is None:
                    return
                new = {key: self._known[key] for key in self._changed}
                self._changed.clear()
            # A full disk costs a choice, not the work.
            with suppress(OSError):
                _write(self._path, _read(self._path) | new)


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        if path.stat().st_size > LARGEST:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, values: dict[str, Any]) -> None:
    """Replace the file as a whole; it is readable by this user alone from its first byte."""
    paths.private_dir(path.parent)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        beside.unlink()
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(values, out, ensure_ascii=False, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
