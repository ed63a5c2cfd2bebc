"""The command palette and completion with Turkish letters.

Textual lower-cases a candidate and then takes places in the original: `İ` becomes two
characters, so one command named `İçe aktar` breaks the search of all. Here both sides are
folded with their length kept, through the public methods of Textual's classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.fuzzy import FuzzySearch, Matcher
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.suggester import Suggester
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input, LoadingIndicator
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from kobicrm.domain.turkish import fold_length, nfc, title_invariant, upper
from kobicrm.i18n import _, language
from screens.styles.glyphs import current
from screens.text import pad, plain
from screens.widgets.keys import key_name

NAME_WIDTH, HELP_WIDTH = 34, 34


class TurkishSearch(FuzzySearch):
    """Fuzzy search that takes `isil` for `Işıl`; the places fit the text given."""

    def match(self, query: str, candidate: str) -> tuple[float, Sequence[int]]:
        """Return score and places of ``query`` in ``candidate``; (0, ()) when it does not fit."""
        folded = fold_length(candidate)
        if len(folded) != len(candidate):  # not in normal form C: places would be off
            return (0.0, ())
        return super().match(fold_length(query), folded)


class TurkishMatcher(Matcher):
    """A matcher that shows candidates literally, never as markup."""

    def __init__(
        self, query: str, *, match_style: Style | None = None, case_sensitive: bool = False
    ) -> None:
        """Search for ``query``, marking what fits in ``match_style``."""
        super().__init__(query, match_style=match_style, case_sensitive=case_sensitive)
        # Folded text has no capitals: comparing as it is saves lower-casing it again.
        self.fuzzy_search = TurkishSearch(case_sensitive=True)

    def highlight(self, candidate: str) -> Content:
        """Return the candidate with the places that fit marked."""
        shown = Content(candidate)
        score, places = self.fuzzy_search.match(self.query, candidate)
        if not score:
            return shown
        for place in places:
            if not candidate[place].isspace():
                shown = shown.stylize(self.match_style, place, place + 1)
        return shown


def hit_line(name: Content, note: str) -> Content:
    """Return a line of the palette: the name, and muted beside it what kind it is and its key."""
    gap = " " * max(NAME_WIDTH - name.cell_length, 0)
    shown = name.truncate(NAME_WIDTH, ellipsis=True)
    return Content.assemble(shown, gap, (pad(plain(note), HELP_WIDTH), "$muted"))


@dataclass(frozen=True, slots=True)
class Act:
    """Runs an action of a live binding; ``id`` is the binding's, the same in every language."""

    id: str
    app: App[Any]
    action: str
    node: DOMNode

    async def __call__(self) -> None:
        """Run the action where its key would run it."""
        await self.app.run_action(self.action, self.node)


def _begun(text: str) -> str:
    """Return a label or tooltip as the name of a command, with a capital in front."""
    first = upper(text[:1]) if language() == "tr" else title_invariant(text[:1])
    return first + text[1:]


def live_commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield every action that works now on ``screen``: its name, place and key, what it does.

    Keys of a widget that are not named in the footer (row up, page down) are no commands.
    """
    told: set[str] = set()
    for key, (node, binding, enabled, _tip) in screen.active_bindings.items():
        large = isinstance(node, App | Screen)
        if not (enabled and binding.id and binding.description and (binding.show or large)):
            continue
        # What a screen only hands on to the application is told of there.
        action = binding.action
        if action in told or action == "palette" or action.startswith("app."):
            continue
        told.add(action)
        where = "" if isinstance(node, App) else _(getattr(screen, "NAME", ""))
        note = f" {current().joint} ".join(part for part in (where, key_name(key)) if part)
        name = _begun(binding.tooltip or binding.description)
        yield SystemCommand(name, note, Act(binding.id, screen.app, binding.action, node))


class KobiCommands(SystemCommandsProvider):
    """The commands of the application (``App.get_system_commands``), one line each."""

    def matcher(self, user_input: str, case_sensitive: bool = False) -> TurkishMatcher:
        """Return our matcher for what was typed."""
        return TurkishMatcher(
            user_input, match_style=self.match_style, case_sensitive=case_sensitive
        )

    async def discover(self) -> Hits:
        """Offer the commands meant to be seen at once, in the order the application gives."""
        for name, note, callback, at_once in self.app.get_system_commands(self.screen):
            if at_once:
                line = hit_line(Content(nfc(name)), note)
                yield DiscoveryHit(line, callback, text=name)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name fits ``query``."""
        matcher = self.matcher(query)
        for name, note, callback, _at_once in self.app.get_system_commands(self.screen):
            text = nfc(plain(name))
            if (score := matcher.match(text)) > 0:
                line = hit_line(matcher.highlight(text), note)
                yield Hit(score, line, callback, text=name)


class HitList(CommandList):
    """The hits; in 16 colours the line under the bar is reversed, which Textual leaves out."""

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = super().render_line(y)
        if not self.app.native_ansi_color or self.scroll_offset.y + y != self.highlighted:
            return strip
        style = self.get_component_rich_style("option-list--option-highlighted", partial=True)
        return Strip([Segment(strip.text, style)], strip.cell_length)


class KobiPalette(CommandPalette):
    """Textual's palette in our words; Enter takes a hit of what is typed, never an older one."""

    def __init__(self, hint: str) -> None:
        """Search what the application offers; ``hint`` says what can be searched for."""
        super().__init__(placeholder=hint)
        self._ready_at: float | None = None
        self._ahead = ""
        self._enter_ahead = False
        self._searched = ""
        # What stood in the field when Enter was pressed too early.
        self._entered: str | None = None

    def compose(self) -> ComposeResult:
        """Put field and hits into the box."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield HitList()
                yield LoadingIndicator()

    @property
    def _gathering(self) -> bool:
        return any(
            worker.group == self._GATHER_COMMANDS_GROUP and not worker.is_finished
            for worker in self.workers
            if worker.node is self
        )

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say at once that nothing fits; Textual's own text is English and half a second late."""
        commands = self.query_one(CommandList)
        if not search_value:
            self._list_visible = False
            return
        text = _("“{text}” was not found.").format(text=plain(search_value))
        commands.add_option(Option(Content(text), disabled=True, id=self._NO_MATCHES))
        self._list_visible = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep Enter until the hits of what was typed are there."""
        if self._gathering or event.value != self._searched:
            event.stop()
            event.prevent_default()
            self._entered = event.value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note what is being searched for."""
        self._searched = event.value

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take the first hit, if Enter was pressed meanwhile and nothing was typed since."""
        if event.state != WorkerState.SUCCESS or self._entered is None or self._gathering:
            return
        if self._entered == self._searched == self.query_one(Input).value:
            self._entered = None
            if self.query_one(CommandList).highlighted is not None:
                self._select_or_command()

    def typed_ahead(self, event: events.Key) -> bool:
        """Take what was typed while the palette was still being drawn: nothing is lost."""
        if self._ready_at is not None and event.time >= self._ready_at:
            return False
        if event.key == "enter":
            self._enter_ahead = True
        elif event.is_printable and event.character:
            self._ahead += event.character
        else:
            return False
        if self._ready_at is not None:
            self._take_ahead()
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Put what was typed ahead into the field."""
        if self._ready_at is None:
            self._ready_at = event.time
            self._take_ahead()

    def _take_ahead(self) -> None:
        field = self.query_one(Input)
        ahead, self._ahead = self._ahead, ""
        if ahead:
            field.insert_text_at_cursor(ahead)
        if self._enter_ahead:
            self._entered = field.value


class TurkishSuggester(Suggester):
    """Completion from a list: `ist` proposes `İstanbul`."""

    def __init__(self, suggestions: Iterable[str]) -> None:
        """Propose the first of ``suggestions`` that begins with what was typed."""
        # Told to be case-sensitive, Textual leaves the text alone; folding is done here.
        super().__init__(case_sensitive=True)
        self._choices = [(fold_length(choice), choice) for choice in map(nfc, suggestions)]

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completion of ``value``, or None."""
        typed = fold_length(value)
        if not typed:
            return None
        for folded, choice in self._choices:
            if folded.startswith(typed) and folded != typed:
                return choice
        return None
