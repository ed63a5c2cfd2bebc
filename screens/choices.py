"""This user's settings while the application runs: in force at once, in their file soon after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kobicrm import config, i18n
from kobicrm.errors import KobiError
from screens.styles import glyphs, theme
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp
    from screens.keymap import Keymap, Problem


LOOKS = {"": theme.DARK, "dark": theme.DARK, "light": theme.LIGHT, "ansi": theme.ANSI}


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

    # What is in force at once

    def use_language(self, lang: Literal["tr", "en"]) -> None:
        """Speak another language from now on."""
        i18n.install(lang)
        self.app.session.lang = lang
        self.app.retext()
        self.app.shop_watch.read_shop()
        self.keep("language", lang)

    def use_look(self, name: str) -> None:
        """Change the colours: dark, light or ansi."""
        self.app.theme = LOOKS[name]
        self.keep("theme", name)

    def use_signs(self, signs: glyphs.GlyphMode) -> None:
        """Draw with every sign the terminal can show, or with ASCII alone."""
        glyphs.use(signs)
        self.app.set_class(glyphs.current() is glyphs.ASCII, "-ascii")
        self.app.retext()
        self.keep("glyphs", "ascii" if signs == "ascii" else "")

    def use_name(self, name: str) -> None:
        """Work under another name; '' is the system login."""
        self.keep("staff", name)
        self.app.session.work_as(name)

    def flush(self) -> None:
        """Write what has not been written yet: the application ends."""
        values = self._saving | self._pending
        self._saving, self._pending = {}, {}
        if values and self.file is not None:
            # The screen is gone: nobody is left to be told, and the data does not depend on it.
            with suppress(KobiError):
                write_all(self.file, values)

    # Keys

    def read_keys(self, *, tell: bool = False, then: Callable[[], None] | None = None) -> None:
        """Find out which of the keys wished for can be had, and put them in force.

        With ``tell`` problems are said; ``then`` is called afterwards.
        """
        wishes = dict(self.app.settings.keys)

        def read() -> Keymap:
            # Here: it looks through all modules of the application.
            from screens.keymap import keymap_of

            return keymap_of(wishes)

        self.app.jobs.read("settings.keys", read, partial(self._keys_read, tell, then))

    def _keys_read(self, tell: bool, then: Callable[[], None] | None, keymap: Keymap) -> None:
        self.problems = keymap.problems
        self.app.use_keys(keymap.keys)
        if tell and keymap.problems:
            from screens.keymap import sentence

            self.app.tell(plain(sentence(keymap.problems)), "error")
        if then is not None:
            then()
