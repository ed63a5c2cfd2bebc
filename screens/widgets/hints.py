"""The footer: at most six keys that matter now, with their verbs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from screens.widgets.base import KobiScreen
from screens.widgets.keys import key_display

MOST = 6
# What can be stopped from everywhere stands first while it runs.
RUNNING = ("app.stop_backup",)


class KeyHints(Widget):
    """One line of keys, drawn as a whole; each is clickable. Follows the focus."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyHints { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    _drawn: list[tuple[str, str, str]] | None = None

    def on_mount(self) -> None:
        """Listen for changes of focus and of bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        # Not drawn yet: the screen may not be able to say what it offers.
        if self._drawn is None or self._keys() != self._drawn:
            self.refresh()

    def _keys(self) -> list[tuple[str, str, str]]:
        """Return of each hint the key, as it is pressed and as it is written, and its verb."""
        return [(one.key, key_display(one), one.description) for one in self._shown()]

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        if key := event.style.meta.get("key"):
            event.stop()
            self.app.simulate_key(key)

    def render(self) -> Content:
        """Return the hints that fit, in the order the screen asks for."""
        self._drawn = self._keys()
        parts: list[Content] = []
        used = 0
        for pressed, key, label in self._drawn:
            width = cell_len(key) + 1 + cell_len(label) + (2 if parts else 0)
            if used + width > self.size.width:
                break
            used += width
            hint = Content.assemble((key, "bold $foreground"), " ", (label, "$muted"))
            parts.append(hint.stylize(Style.from_meta({"key": pressed})))
        return Content("  ").join(parts)

    def _shown(self) -> list[Binding]:
        active = [one.binding for one in self.screen.active_bindings.values() if one.enabled]
        screen = self.screen
        wanted = screen.hints() if isinstance(screen, KobiScreen) else None
        if wanted is None:
            return _one_an_action(binding for binding in active if binding.show)[:MOST]
        by_id: dict[str | None, Binding] = {}
        for binding in active:
            by_id.setdefault(binding.id, binding)
        found = (_joined(by_id, name) for name in (*RUNNING, *wanted))
        return [one for one in found if one is not None][:MOST]


def _joined(by_id: Mapping[str | None, Binding], name: str) -> Binding | None:
    """Return the binding with an id; of `left+right` the last one, written with both keys."""
    found = [by_id[part] for part in name.split("+") if part in by_id]
    if len(found) < 2:
        return found[0] if found else None
    return dataclasses.replace(found[-1], key_display=_both(*map(key_display, found)))


def _both(*keys: str) -> str:
    """Return `← →`; what is held down is written once: `Shift+←/→`."""
    heads = {key.rpartition("+")[0] for key in keys}
    if len(heads) > 1 or not all(heads):
        return " ".join(keys)
    return f"{heads.pop()}+{'/'.join(key.rpartition('+')[2] for key in keys)}"


def _one_an_action(bindings: Iterable[Binding]) -> list[Binding]:
    first: dict[str, Binding] = {}
    for binding in bindings:
        first.setdefault(binding.action, binding)
    return list(first.values())
