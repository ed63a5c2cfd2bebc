"""The keys of the duplicates page: merge, different, later, and what is picked of each side."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kobicrm.i18n import N_, _
from screens.dialogs.whole_text import WholeTextDialog
from screens.duplicates.answers import Answers
from screens.duplicates.finder import Finder
from screens.duplicates.pair import BOTH, LEFT, RIGHT, Field, ShownPair
from screens.duplicates.rounds import Round
from screens.duplicates.rows import PairRows
from screens.duplicates.telling import side_title
from screens.duplicates.texts import NOTES, items, label, one_line
from screens.over_contacts import OverContacts
from screens.styles.glyphs import current
from screens.text import plain
from screens.widgets.rows import Rows

_PICKS = (LEFT, RIGHT, BOTH)
# What needs a pair in sight.
_WITH_PAIR = ("merge", "different", "later", "take", "swap", "suggest", "contact", "copy")


class DuplicatesKeys(OverContacts):
    """What is done by key; the screen itself says what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s",
            "merge",
            N_("Merge"),
            tooltip=N_("make one contact of both"),
            id="duplicates.merge",
        ),
        Binding(
            "m",
            "different",
            N_("Different people"),
            tooltip=N_("keep them apart for ever"),
            id="duplicates.different",
        ),
        Binding("z", "later", N_("Later"), tooltip=N_("go on to the next"), id="duplicates.later"),
        Binding(
            "f9",
            "contact",
            N_("Contact"),
            tooltip=N_("go to the contact that stays"),
            show=False,
            id="duplicates.contact",
        ),
        Binding(
            "y", "copy", N_("Copy"), tooltip=N_("copy the value"), show=False, id="duplicates.copy"
        ),
        Binding(
            "r",
            "reload",
            N_("Reload"),
            tooltip=N_("search again"),
            show=False,
            id="duplicates.reload",
        ),
        Binding("escape", "back", N_("Back"), id="duplicates.back"),
    ]

    round: Round
    answers: Answers
    finder: Finder
    shown: ShownPair | None = None
    # Pairs that were put aside with what was picked in them, by place.
    aside: dict[int, ShownPair]

    def advance(self, to: int | None = None) -> None:
        """Show the next pair, or the one at a place; the screen does."""
        raise NotImplementedError

    def show_picks(self) -> None:
        """Show what is picked; the screen does."""
        raise NotImplementedError

    @property
    def rows(self) -> PairRows:
        """The fields."""
        return self.query_one(PairRows)

    # Answers

    def action_merge(self) -> None:
        """Make one contact of both."""
        if (pair := self.shown) is not None:
            ids = pair.sides[0].id, pair.sides[1].id
            self.round.begin(pair.place, ids, (pair.gone.id, pair.keep.id))
            self.advance()
            self.answers.merge(pair)

    def action_different(self) -> None:
        """Remember that they are two."""
        if (pair := self.shown) is not None:
            self.round.begin(pair.place, (pair.sides[0].id, pair.sides[1].id))
            self.advance()
            self.answers.different(pair)

    def action_later(self) -> None:
        """Go on to the next; this one comes again when the others are through."""
        if (pair := self.shown) is not None:
            self.aside[pair.place] = pair
            self.round.put_aside(pair.place)
            self.advance()

    # Picks

    def action_take(self, side: int) -> None:
        """Take one side of the field under the bar, 2 both."""
        if (field := self.rows.field) is not None:
            self._take(field, side)

    def _take(self, field: Field, side: int) -> None:
        if self.shown is None or field.pick is None:
            return
        if field.fixed:
            self.kobi.tell(_("The notes of both are always kept."), "warn")
        elif self.shown.pick(field.key, _PICKS[side]):
            self.show_picks()
        else:
            self.kobi.tell(_("There is room for one value here."), "warn")

    def on_pair_rows_clicked(self, event: PairRows.Clicked) -> None:
        """Take the side that was clicked."""
        self.action_take(event.side)

    def action_swap(self) -> None:
        """Have the other record stay."""
        if self.shown is not None:
            self.shown.swap()
            self.show_picks()

    def action_suggest(self) -> None:
        """Pick everything as suggested."""
        if self.shown is not None:
            self.shown.suggest()
            self.show_picks()

    # Around them

    def on_rows_opened(self, _event: Rows.Opened) -> None:
        """Show the values of the field in full."""
        pair, field = self.shown, self.rows.field
        if pair is None or field is None:
            return
        parts = []
        for side, given in enumerate((field.line.keep, field.line.gone)):
            texts = items(field.key, given, pair.types) or ["-"]
            parts.append("\n".join((side_title(pair, side), *texts)))
        facts = f" {current().joint} ".join(one.name for one in pair.sides)
        self.app.push_screen(WholeTextDialog(label(field.key), facts, "\n\n".join(parts)))

    def action_contact(self) -> None:
        """Close the page and go to the contact that stays."""
        if self.shown is not None:
            self.go_to_contact(self.shown.keep.id)

    def action_copy(self) -> None:
        """Copy what is taken of the field under the bar."""
        pair, field = self.shown, self.rows.field
        if pair is None or field is None:
            return
        pick = field.pick or LEFT
        given = [one for side in (0, 1) if pick[side] for one in _side(field, side)]
        if text := plain(_written(field, given, pair)):
            self.app.copy_to_clipboard(text)
            self.kobi.tell(_("Copied: {text}").format(text=text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action in _WITH_PAIR and (not self.is_mounted or self.shown is None):
            return False
        return super().check_action(action, parameters)


def _side(field: Field, side: int) -> tuple[object, ...]:
    return field.line.gone if side else field.line.keep


def _written(field: Field, given: list[object], pair: ShownPair) -> str:
    texts = items(field.key, given, pair.types)
    return " ".join(texts) if field.key == NOTES else one_line(field.key, texts)
