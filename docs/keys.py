"""docs/keys.md: every key of the application, written from its bindings by ``make keys``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textual.binding import Binding

from docs.key_places import PLACES
from kobicrm import i18n
from kobicrm.i18n import Language
from screens.keymap import _classes
from screens.widgets.keys import key_name, own_bindings

FILE = Path(__file__).parent / "keys.md"
HEAD = """# Tuşlar · Keys

<!-- `make keys` yazar, elle değiştirilmez. Written by `make keys`, not by hand. -->

Uygulamanın bütün tuşları. Kendi tuşunuzu **Ayarlar › Tuşlar** bölümünde ya da ayar dosyasının
`[keys]` bölümünde seçersiniz; son sütundaki ad orada kullanılır. Adı olmayan tuş değişmez.
[Nasıl değiştirilir](guide/tr/keys.md)

All keys of the application. Choose your own in **Settings › Keys** or in the `[keys]` section
of the settings file; the name in the last column is used there. A key without a name stays.
[How to change them](guide/en/keys.md)
"""
COLUMNS = """| Tuş · Key | Ne yapar | What it does | Ad · Name |
|---|---|---|---|"""


class Held(NamedTuple):
    """A binding that says what it does, and the class it belongs to."""

    holder: type
    binding: Binding


def held() -> Iterator[Held]:
    """Yield every binding the application declares with a text."""
    for cls in _classes():
        for binding in own_bindings(cls):
            if binding.tooltip or binding.description:
                yield Held(cls, binding)


def line(binding: Binding) -> str:
    """Return the line of a binding in its table."""
    keys: dict[Language, str] = {}
    does: dict[Language, str] = {}
    before = i18n.language()
    for lang in i18n.LANGUAGES:
        i18n.install(lang)
        names = (key_name(key.strip()) for key in binding.key.split(","))
        keys[lang] = " ".join(f"`{name}`" for name in names)
        does[lang] = _large(i18n._(binding.tooltip or binding.description), lang)
    i18n.install(before)
    both = keys["tr"] if keys["tr"] == keys["en"] else f"{keys['tr']} · {keys['en']}"
    name = f"`{binding.id}`" if binding.id else ""
    return f"| {both} | {does['tr']} | {does['en']} | {name} |"


def _large(text: str, lang: Language) -> str:
    first = {"i": "İ", "ı": "I"}.get(text[0]) if lang == "tr" else None
    return (first or text[0].upper()) + text[1:]


def whole() -> str:
    """Return the whole page; KeyError names a class that has no place in it yet."""
    tables: dict[tuple[str, str], dict[str, None]] = {title: {} for title in PLACES.values()}
    for holder, binding in held():
        tables[PLACES[holder.__name__]][line(binding)] = None
    blocks = [
        f"## {turkish} · {english}\n\n{COLUMNS}\n" + "\n".join(found) + "\n"
        for (turkish, english), found in tables.items()
        if found
    ]
    return "\n".join([HEAD, *blocks])


if __name__ == "__main__":
    FILE.write_text(whole(), encoding="utf-8")
