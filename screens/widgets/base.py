"""What every screen and the application share: sizes, live labels, look and language."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, cast

from textual.app import App, ReturnType, SystemCommand
from textual.binding import ActiveBinding, Binding
from textual.command import Provider
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import AwaitMount, Widget

from kobicrm.i18n import N_, _
from screens.curtain import Curtain
from screens.styles import glyphs, theme
from screens.styles.sheet import KobiStylesheet
from screens.text import harden, say
from screens.widgets.keys import key_display, key_name, key_of

HORIZONTAL = [(0, "-w60"), (80, "-w80"), (100, "-w100"), (120, "-w120"), (160, "-w160")]
VERTICAL = [(0, "-h24"), (30, "-h30")]

if TYPE_CHECKING:
    _ScreenMixin = Screen[Any]
else:
    _ScreenMixin = object


class LiveLabels(_ScreenMixin):
    """A screen that hands out its bindings in the language in force.

    The descriptions of bindings are message ids, so footer and help follow a switch at once.
    """

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the active bindings with their labels translated."""
        return {
            key: active._replace(binding=_translated(active.binding), tooltip=_(active.tooltip))
            for key, active in super().active_bindings.items()
        }

    _behind: dict[str, Callable[[], object]] | None = None

    def when_in_sight(self, subject: str, act: Callable[[], object]) -> None:
        """Do ``act`` now, or when this screen's area comes back into sight.

        Of several acts on one ``subject`` the last counts.
        """
        if cast("KobiBase[Any]", self.app).shows(self):
            act()
        else:
            self._behind = (self._behind or {}) | {subject: act}

    def catch_up(self) -> None:
        """Do what was left for when this screen comes into sight."""
        behind, self._behind = self._behind, None
        for act in (behind or {}).values():
            act()

    def retext(self) -> None:
        """Draw everything again in the language in force, keeping focus and values."""
        for widget in self.walk_children(Widget, with_self=False):
            relabel = getattr(widget, "relabel", None)
            if callable(relabel):
                relabel()
            widget.refresh(layout=True)
        self.refresh_bindings()


def _translated(binding: Binding) -> Binding:
    return dataclasses.replace(
        binding, description=_(binding.description), tooltip=_(binding.tooltip)
    )


class KobiScreen(LiveLabels, Screen[ScreenResultType], Generic[ScreenResultType]):
    """The base of every area and sub-page. ``NAME`` is a message id: its name in the help."""

    NAME: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    # Textual draws the whole screen again whenever the focus moves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def hints(self) -> Iterable[str] | None:
        """Return the ids of the bindings the footer shows now, in order; None for all shown.

        An area answers by what has the focus (list, card, search, marked rows). Two ids joined
        by `+` are one hint with both keys and the label of the second.
        """
        return None

    def _compositor_refresh(self) -> None:
        # Textual draws during a batch, too, and throws that away.
        if not (isinstance(self.app, KobiBase) and self.app.curtain.is_down):
            super()._compositor_refresh()


def _commands() -> type[Provider]:
    # Late: the palette costs start-up time and is seldom the first thing wanted.
    from screens.widgets.palette import KobiCommands

    return KobiCommands


class KobiBase(App[ReturnType], Generic[ReturnType]):
    """The base of the application: our themes, hardened output, names of keys, switches."""

    CSS_PATH = Path(__file__).parent.parent / "styles" / "base.tcss"
    NOTIFICATION_TIMEOUT = 4
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = {_commands}  # noqa: RUF012 - the type Textual gives it
    PALETTE_HINT = N_("Search for a command…")
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, *, look: str = theme.DARK, signs: glyphs.GlyphMode = "auto") -> None:
        """Start in a ``look`` (a theme's name) with the signs the terminal can show."""
        harden()
        glyphs.use(signs)
        super().__init__()
        for one in theme.THEMES:
            self.register_theme(one)
        self.curtain = Curtain(self)
        self.theme = look
        self.stylesheet = KobiStylesheet(variables=self.get_css_variables())
        self.set_class(glyphs.current() is glyphs.ASCII, "-ascii")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give foreign themes a value for our own variables, or their style sheet fails."""
        return theme.own_variables(theme.TOKENS[theme.DARK])

    # Keys given instead of the built-in ones, by binding id.
    keys_in_force: Mapping[str, str] = MappingProxyType({})

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Put keys (by binding id) in the place of the built-in ones, and write them everywhere."""
        if keys != self.keys_in_force:
            self.keys_in_force = dict(keys)
            self.set_keymap(self.keys_in_force)
            self.retext()

    def get_key_display(self, binding: Binding) -> str:
        """Return the key as printed on the keyboard, in the language in force."""
        return key_display(binding)

    def switch_look(self) -> str:
        """Change between dark and light; return the name of the theme now in force."""
        self.theme = theme.LIGHT if self.theme == theme.DARK else theme.DARK
        return self.theme

    def action_help_quit(self) -> None:
        """Say how to leave when Ctrl+C is pressed out of habit."""
        say(
            self,
            _("{key} leaves the application").format(
                key=key_of(self, "app.quit") or key_name("ctrl+q")
            ),
            "warn",
        )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action that works now; an application adds its own."""
        from screens.widgets.palette import live_commands

        yield from live_commands(screen)

    def action_palette(self) -> None:
        """Open the list of commands."""
        from screens.widgets.palette import KobiPalette

        self.push_screen(KobiPalette(_(self.PALETTE_HINT)))

    def open_screens(self) -> list[Screen[Any]]:
        """Return every open screen: Textual keeps one stack of them for each mode."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def shows(self, screen: Screen[Any]) -> bool:
        """Return whether ``screen`` belongs to the mode in sight, on top or below a dialog."""
        return screen in self._screen_stack

    def switch_mode(self, mode: str) -> AwaitMount:
        """Go to another mode; what changed meanwhile is taken in before it is drawn."""
        switched = super().switch_mode(mode)
        for screen in self.screen_stack:
            if isinstance(screen, LiveLabels):
                screen.catch_up()
        return switched

    def retext(self) -> None:
        """Draw every open screen in the language in force; those out of sight when they return."""
        for screen in self.open_screens():
            if isinstance(screen, LiveLabels):
                screen.when_in_sight("text", screen.retext)
