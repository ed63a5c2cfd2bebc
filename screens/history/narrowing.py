"""Narrowing the history: by who did it, through which door, and what kind of act it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language
from kobicrm.i18n.notes import action_text, door_text
from kobicrm.services.history import Wanted, facets
from screens.dialogs.pick import Choice, PickDialog
from screens.styles.glyphs import current

if TYPE_CHECKING:
    from screens.app import KobiApp

_LABELS = {"who": N_("Who"), "door": N_("Where"), "action": N_("Kind")}
ALL = "all:"


def _named(facet: str, value: str) -> str:
    if facet == "door":
        return door_text(value)
    if facet == "action":
        return action_text(value)
    return value or _("nobody known")


class Narrowing:
    """Asks what the history is to be narrowed to, and says what it is narrowed to."""

    def __init__(self, app: KobiApp) -> None:
        """Ask on the screen of ``app``."""
        self.app = app

    def text(self, wanted: Wanted) -> str:
        """Return what is shown in words, '' when everything is."""
        values = ((facet, getattr(wanted, facet)) for facet in _LABELS)
        parts = [_named(facet, value) for facet, value in values if value is not None]
        return f" {current().joint} ".join(parts)

    def ask(self, wanted: Wanted, done: Callable[[Wanted], None]) -> None:
        """Read what there is and offer it; ``done`` gets what was picked beside the rest."""
        read = partial(facets, self.app.session)
        self.app.jobs.read("history.facets", read, partial(self._offer, wanted, done))

    def _offer(
        self,
        wanted: Wanted,
        done: Callable[[Wanted], None],
        found: dict[str, list[tuple[str, int]]],
    ) -> None:
        choices = []
        if wanted != Wanted():
            choices.append(Choice(ALL, _("Show all")))
        for facet, label in _LABELS.items():
            for value, count in found.get(facet, []):
                on = getattr(wanted, facet) == value
                sign = current().yes if on else current().no
                name = f"{sign} {_(label)}: {_named(facet, value)}"
                choices.append(Choice(f"{facet}:{value}", name, format_count(count, language())))

        def answered(picked: str | None) -> None:
            if picked is not None:
                done(_with(wanted, picked))

        self.app.push_screen(PickDialog(_("Narrow the history"), choices), answered)


def _with(wanted: Wanted, picked: str) -> Wanted:
    """Return what is wanted after a pick; the same pick again lets it go."""
    if picked == ALL:
        return Wanted()
    facet, _sign, value = picked.partition(":")
    return replace(wanted, **{facet: None if getattr(wanted, facet) == value else value})
