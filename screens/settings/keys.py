"""Keys of one's own: every binding with its key, changed by pressing another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.i18n import N_, _
from screens.settings.items import Group, Item
from screens.styles.glyphs import current
from screens.widgets.keys import key_name

if TYPE_CHECKING:
    from screens.keymap import Known

_ORDER = ("app.", "area.", "list.")


def _keys(text: str) -> str:
    return " ".join(key_name(key) for key in text.split(",") if key)


class KeysGroup(Group):
    """All bindings, those that work everywhere first."""

    NAME = N_("Keys")
    RESET = N_("Built-in key")

    _known: Mapping[str, Sequence[Known]] | None = None

    def read(self) -> None:
        """Look through the application for its bindings, in a thread."""
        if self._known is None:
            from screens.keymap import known_bindings

            self.app.jobs.read("settings.bindings", known_bindings, self._read)

    def _read(self, known: Mapping[str, Sequence[Known]]) -> None:
        self._known = known
        self.changed()

    def items(self) -> Sequence[Item]:
        """Return a line for each binding: where it works and what it does, and its keys."""
        wrong = {one.id: one.text for one in self.app.choices.problems}
        found: list[tuple[tuple[int, str, str], Item]] = []
        for name, holders in (self._known or {}).items():
            first = holders[0]
            place = self._place(first.holder)
            mine = self.app.keys_in_force.get(name, "")
            built_in = ",".join(dict.fromkeys(key for one in holders for key in one.keys))
            about = [wrong[name]] if name in wrong else []
            if mine:
                about.append(_("Built in: {key}").format(key=_keys(built_in)))
            about.append(self.where_kept())
            item = Item(
                name,
                f" {current().joint} ".join(filter(None, (place, _(first.does)))),
                _keys(mine or built_in),
                "\n".join(about),
                copy=f"keys.{name}",
                tone="warning" if name in wrong else "",
            )
            rank = next((at for at, lead in enumerate(_ORDER) if name.startswith(lead)), 9)
            found.append(((rank, name.split(".")[0], ""), item))
        return [item for _order, item in sorted(found, key=lambda pair: pair[0])]

    @staticmethod
    def _place(holder: type) -> str:
        name = getattr(holder, "NAME", "") or getattr(holder, "HELP_NAME", "")
        return _(name) if name else ""

    def edit(self, item: Item) -> None:
        """Ask for a key to be pressed."""
        from screens.settings.key_dialog import KeyDialog

        wishes = dict(self.app.settings.keys)

        def answered(key: str | None) -> None:
            if key is not None:
                self._keep(item, key)

        self.app.push_screen(KeyDialog(item.key, item.label, wishes), answered)

    def reset(self, item: Item) -> None:
        """Give the act its built-in key again."""
        if item.key in self.app.settings.keys:
            self._keep(item, "")

    def _keep(self, item: Item, key: str) -> None:
        self.app.choices.keep(f"keys.{item.key}", key)
        self.app.choices.read_keys(then=partial(self._kept, item))

    def _kept(self, item: Item) -> None:
        now = next((one.value for one in self.items() if one.key == item.key), "")
        self.kept(item.label, now)
