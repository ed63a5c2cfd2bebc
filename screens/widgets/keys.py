"""How keys are written for people, in the language in force."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

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


def live_binding(screen: Screen[Any], name: str) -> Binding | None:
    """Return the binding with the id ``name`` that works now on ``screen``, None without one."""
    live = (active.binding for active in screen.active_bindings.values() if active.enabled)
    return next((binding for binding in live if binding.id == name), None)
