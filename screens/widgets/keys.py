"""How keys are written for people, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

from kobicrm.i18n import N_, _
from screens.styles.glyphs import current

_NAMES: dict[str, str] = {
    "enter": N_("Enter"),
    "space": N_("Space"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Del"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
}
_MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
_ARROWS = ("up", "down", "left", "right")


def key_name(key: str) -> str:
    """Return a key as printed on the keyboard: `ctrl+s` is `Ctrl+S`, `space` is `Boşluk`."""
    *modifiers, last = key.split("+")
    if last in _NAMES:
        shown = _(_NAMES[last])
    elif last in _ARROWS:
        shown = current().arrows[_ARROWS.index(last)]
    elif len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        shown = f"F{last[1:]}"
    else:
        shown = format_key(last)
        if modifiers and len(shown) == 1 and shown.isascii():
            shown = shown.upper()
    return "+".join([*(_MODIFIERS.get(name, name) for name in modifiers), shown])


def key_display(binding: Binding) -> str:
    """Return how the key of ``binding`` is shown in footer, dialog borders and help."""
    return binding.key_display or key_name(binding.key)


def own_bindings(cls: type) -> Iterator[Binding]:
    """Yield the bindings a class itself declares, without those it inherits."""
    for binding in vars(cls).get("BINDINGS", ()):
        yield binding if isinstance(binding, Binding) else Binding(*binding)


def key_of(app: App[Any], name: str, *holders: type) -> str:
    """Return the key of the binding with the id ``name`` as people read it, remapped or not.

    Looked for in ``holders`` (classes of widgets), then in the open screens and the
    application; '' when nobody has such a binding.
    """
    keymap: dict[str, str] = getattr(app, "keys_in_force", {})
    if mapped := keymap.get(name):
        return key_name(mapped.split(",")[0])
    nodes: list[DOMNode] = [*reversed(app.screen_stack), app]
    for cls in (*holders, *(type(node) for node in nodes)):
        for ancestor in cls.__mro__:
            for binding in own_bindings(ancestor):
                if binding.id == name:
                    return key_name(binding.key.split(",")[0])
    return ""
