"""This user's settings while the application runs: in force at once, in their file soon after."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kobicrm import config
from kobicrm.errors import KobiError
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp
    from screens.keymap import Keymap, Problem


def write_all(file: Path, values: Mapping[str, str]) -> None:
    """Write settings into their file, one after the other."""
    for key, text in values.items():
        config.set_value(file, key, text)


class Choices:
    """Changes settings, and writes them one save at a time: none overtakes another."""

    def __init__(self, app: KobiApp, file: Path | None) -> None:
        """Keep the settings of ``app`` in ``file``; None forgets them with the application."""
        self.app = app
        self.file = file
        self.problems: tuple[Problem, ...] = ()
        self._pending: dict[str, str] = {}
        self._saving: dict[str, str] = {}

    def keep(self, key: str, text: str) -> None:
        """Put a setting (dotted key) in force and keep it; '' takes its default.

        ValidationError for a value it can't have.
        """
        self.app.settings = config.changed(self.app.settings, key, text)
        if self.file is not None:
            self._pending[key] = text
            self._save()

    def _save(self) -> None:
        if self._pending and not self._saving and self.file is not None:
            self._saving, self._pending = self._pending, {}
            call = partial(write_all, self.file, self._saving)
            self.app.jobs.read("settings.save", call, self._saved, self._failed)

    def _saved(self, _nothing: None) -> None:
        self._saving = {}
        self._save()

    def _failed(self, error: KobiError) -> None:
        self._saving = {}
        self.app.show_error(error)
        self._save()

    def flush(self) -> None:
        """Write what has not been written yet: the application ends."""
        values = self._saving | self._pending
        self._saving, self._pending = {}, {}
        if values and self.file is not None:
            # The screen is gone: nobody is left to be told, and the data does not depend on it.
            with suppress(KobiError):
                write_all(self.file, values)

    # Keys

    def read_keys(self, *, tell: bool = False) -> None:
        """Find out which of the keys wished for can be had, and put them in force."""
        wishes = dict(self.app.settings.keys)

        def read() -> Keymap:
            # Here: it looks through all modules of the application.
            from screens.keymap import keymap_of

            return keymap_of(wishes)

        self.app.jobs.read("settings.keys", read, partial(self._keys_read, tell=tell))

    def _keys_read(self, keymap: Keymap, *, tell: bool) -> None:
        self.problems = keymap.problems
        self.app.use_keys(keymap.keys)
        if tell and keymap.problems:
            from screens.keymap import sentence

            self.app.tell(plain(sentence(keymap.problems)), "error")
