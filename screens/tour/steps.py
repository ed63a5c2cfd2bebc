"""What the tour shows: one thing to try a step, and how it is seen that it was tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kobicrm.i18n import N_


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tour looks at; ``act`` is the last write: its number and what it was."""

    cursor: int = 0
    search_kept: bool = False
    on_card: bool = False
    marked: int = 0
    palette: bool = False
    help: bool = False
    language: str = ""
    act: tuple[int, str] = (0, "")


Done = Callable[[Facts, Facts], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try.

    ``text`` (message id) names keys by the ids of their bindings in braces, so that it stays
    true for keys given other letters. ``note`` says what it is good for. ``done`` compares the
    facts at its beginning with those of now.
    """

    text: str
    note: str
    done: Done


def _acted(action: str) -> Done:
    return lambda before, now: now.act[0] > before.act[0] and now.act[1] == action


STEPS: tuple[Step, ...] = (
    Step(
        N_("Walk through the list with {list.down} and {list.up}."),
        N_("The card at the right follows the bar."),
        lambda before, now: now.cursor != before.cursor,
    ),
    Step(
        N_("Search: {contacts.search}, type sisli, then {search.list}."),
        N_("Finds Şişli too; phones and tags as well."),
        lambda _before, now: now.search_kept,
    ),
    Step(
        N_("Open the card with {list.open}."),
        N_("{card.back} back to the list; again ends the search."),
        lambda _before, now: now.on_card,
    ),
    Step(
        N_("Edit: {contacts.edit}, change something, then {form.save}."),
        N_("Nothing here is real; change what you like."),
        _acted("contact.edit"),
    ),
    Step(
        N_("Take it back with {app.undo}."),
        N_("Everything can be undone, imports too."),
        _acted("undo"),
    ),
    Step(
        N_("Write a note: {contacts.note}, a few words, then {dialog.save}."),
        N_("Next time they call, it stands on the card."),
        _acted("contact.note"),
    ),
    Step(
        N_("Mark some in the list with {list.mark}."),
        N_("Then tag, change or export them together."),
        lambda _before, now: now.marked > 0,
    ),
    Step(
        N_("Open the commands with {app.palette}; type what you want."),
        N_("{dialog.cancel} closes. Everything can be found here."),
        lambda _before, now: now.palette,
    ),
    Step(
        N_("See every key with {app.help}."),
        N_("The keys of the page you are on; {dialog.cancel} closes."),
        lambda _before, now: now.help,
    ),
    Step(
        N_("Change the language with {app.language}, then back."),
        N_("{app.look} changes between dark and light."),
        lambda before, now: now.language != before.language,
    ),
)
