"""The help: every key that works now, taken from the live bindings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain.turkish import fold_length, lower, lower_invariant
from kobicrm.i18n import N_, _, language
from screens.dialogs.base import Dialog, Frame
from screens.text import content, fit, plain
from screens.widgets.keys import key_name

KEY_WIDTH, COLUMN = 12, 35


class HelpGroup:
    """A heading and its lines: keys and what they do, in the language in force."""

    def __init__(self, title: str) -> None:
        """Begin an empty group under ``title``."""
        self.title = title
        self.lines: dict[str, list[str]] = {}

    def add(self, key: str, description: str) -> None:
        """Add a key; keys that do the same share a line."""
        keys = self.lines.setdefault(description, [])
        name = key_name(key)
        if name not in keys:
            keys.append(name)


def _small(text: str) -> str:
    first = lower(text[:1]) if language() == "tr" else lower_invariant(text[:1])
    return first + text[1:]


def _title(node: DOMNode) -> str:
    if isinstance(node, App):
        return _("Everywhere")
    name = getattr(node, "NAME" if isinstance(node, Screen) else "HELP_NAME", "")
    return _(name) if name else _("Here")


def live_groups(screen: Screen[object]) -> tuple[list[HelpGroup], list[HelpGroup]]:
    """Return the groups of the left and the right column for the ``screen``'s live bindings.

    Left: what works everywhere and in the list that has the focus. Right: this screen and
    what it adds with ``help_groups()``. Bindings without an id are Textual's own: left out.
    """
    groups: dict[DOMNode, HelpGroup] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        if binding.id and binding.description and not binding.system:
            group = groups.setdefault(active.node, HelpGroup(_title(active.node)))
            group.add(key, _small(active.tooltip or binding.description))
    everywhere = [group for node, group in groups.items() if isinstance(node, App)]
    here = [group for node, group in groups.items() if isinstance(node, Screen)]
    lists = [group for node, group in groups.items() if not isinstance(node, App | Screen)]
    more = getattr(screen, "help_groups", list)
    return everywhere + lists, here + list(more())


def group_of(
    title: str, bindings: Iterable[Binding], mapped: Mapping[str, str] = MappingProxyType({})
) -> HelpGroup:
    """Return the group of a widget that has not the focus now; ``title`` is a message id.

    ``mapped`` are the keys given instead of the built-in ones, by binding id.
    """
    group = HelpGroup(_(title))
    for binding in bindings:
        if binding.id and binding.description:
            for key in mapped.get(binding.id, binding.key).split(","):
                group.add(key, _small(_(binding.tooltip or binding.description)))
    return group


class HelpDialog(Dialog[None]):
    """Two columns of keys; whatever is typed filters them, Backspace takes letters back."""

    WIDTH = 76
    KEYS = ("dialog.close",)
    DEFAULT_CSS = """
    HelpDialog Horizontal { height: auto; }
    HelpDialog Static { width: 1fr; height: auto; }
    HelpDialog #none { display: none; color: $muted; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", N_("close"), id="dialog.close"),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, screen: Screen[object]) -> None:
        """Explain the keys of ``screen`` as they are now."""
        super().__init__()
        self._screen = screen
        self._about = getattr(screen, "NAME", "")
        self._left, self._right = live_groups(screen)
        self._filter = ""

    def heading(self) -> str:
        """Return `Yardım · Kişiler`, and what is filtered for."""
        parts = [_("Help"), _(self._about) if self._about else "", self._filter]
        return " · ".join(part for part in parts if part)

    def body(self) -> Iterable[Widget]:
        """Yield both columns."""
        yield Horizontal(Static(id="left"), Static(id="right"))
        yield Static(id="none")

    def on_mount(self) -> None:
        """Fill the columns."""
        self._fill()

    def _fill(self) -> None:
        left, right = (_column(groups, self._filter) for groups in (self._left, self._right))
        self.query_one("#left", Static).update(left)
        self.query_one("#right", Static).update(right)
        none = self.query_one("#none", Static)
        text = _("“{text}” was not found.").format(text=plain(self._filter))
        none.update(content(text))
        none.display = not (left.plain or right.plain)
        self.relabel()

    def retext(self) -> None:
        """Name the keys in the language in force."""
        self._left, self._right = live_groups(self._screen)
        super().retext()
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Filter by what is typed."""
        if event.key == "backspace":
            self._filter = self._filter[:-1]
        elif event.is_printable and event.character:
            self._filter += event.character
        else:
            return
        event.stop()
        self._fill()

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(Frame).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Close, or take the filter away first."""
        if self._filter:
            self._filter = ""
            self._fill()
        else:
            self.dismiss(None)


def _column(groups: Sequence[HelpGroup], wanted: str) -> Content:
    blocks = []
    needle = fold_length(wanted)
    for group in groups:
        lines = [
            _line(keys, description)
            for description, keys in group.lines.items()
            if needle in fold_length(f"{' '.join(keys)} {description} {group.title}")
        ]
        if lines:
            blocks.append(Content("\n").join([content(group.title, "bold $muted"), *lines]))
    return Content("\n\n").join(blocks)


def _line(keys: Sequence[str], description: str) -> Content:
    shown = keys[0]
    for key in keys[1:]:
        if cell_len(f"{shown} {key}") < KEY_WIDTH:
            shown = f"{shown} {key}"
    gap = " " * max(1, KEY_WIDTH - cell_len(shown))
    rest = COLUMN - cell_len(shown) - len(gap) - 1
    return Content.assemble((shown, "bold $foreground"), gap, content(fit(description, rest)))
