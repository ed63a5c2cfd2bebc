"""The duplicates page: two contacts side by side, field by field, pair after pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from kobicrm.services.duplicates import Looked, Reviewer
from screens.data_change import DataChange
from screens.duplicates import telling
from screens.duplicates.answers import Answers
from screens.duplicates.finder import Finder
from screens.duplicates.keys import DuplicatesKeys
from screens.duplicates.pair import ShownPair
from screens.duplicates.reading import Read, Wanted, look
from screens.duplicates.rounds import MERGED, OPEN, Ids, Round
from screens.duplicates.rows import PairRows
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of

LOOK, AGAIN = "duplicates.look", "duplicates.again"
# Pairs read before they are needed, so that a key finds the next one there.
AHEAD = 6


class DuplicatesScreen(DuplicatesKeys):
    """Work through pairs of contacts that may be one."""

    NAME = N_("Duplicates")
    CSS_PATH = Path(__file__).with_name("duplicates.tcss")
    PARTS = (PairRows,)

    def __init__(self, back_to: str = "") -> None:
        """Search for pairs; ``back_to`` is the area Esc leads to."""
        super().__init__(back_to)
        self.round = Round()
        self.aside = {}
        self._known: dict[int, Looked] = {}
        self._asked: set[int] = set()
        self._place: int | None = None
        self._reviewer: Reviewer | None = None
        self._types: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """Yield why they may be one, who they are, their fields, and what would remain."""
        yield Static(id="why")
        yield Static(id="sides")
        yield PairRows(id="fields")
        yield Static(id="result")
        yield EmptyPlace(id="none")

    def on_mount(self) -> None:
        """Begin searching; nothing waits for it."""
        self.answers = Answers(self.kobi, self._answered)
        self.finder = Finder(self.kobi, found=self._found, over=self.advance)
        self.rows.focus()
        self.finder.start()
        self.advance()
        self.follow_data(self._data_changed)

    def on_unmount(self) -> None:
        """Let go of what nobody waits for any more."""
        self.finder.stop()
        for key in (LOOK, AGAIN):
            self.kobi.jobs.forget(key)

    def action_reload(self) -> None:
        """Search again; what was put aside comes back in its turn."""
        self.round.forget()
        self.aside.clear()
        self._known.clear()
        self._reviewer = None
        self._place = self.shown = None
        self.finder.start()
        self.advance()

    # Which pair is in sight

    def _found(self, pairs: Sequence[Ids]) -> None:
        self.round.add(pairs)
        self.advance()

    def advance(self, to: int | None = None) -> None:
        """Show the pair at a place, else leave the one in sight, else show the next."""
        if not self.is_mounted:
            return
        if to is None and self._place is not None and self.round.is_open(self._place):
            to = self._place
        if to is not None and self.round.ids(to) is None:
            self.round.drop(to, unlike=False)
            to = None
        next_ = self.round.upcoming(AHEAD)
        if to is not None:
            next_ = [to, *(one for one in next_ if one != to)]
        if not next_ and self._nothing_comes():
            return
        self._place = next_[0] if next_ else None
        self._show_known()
        self._read(next_)

    def _nothing_comes(self) -> bool:
        """Return whether the round begins again, or another search: both lead back here."""
        if self.round.waits or self.finder.running:
            return False
        if self.round.begin_again():
            self._place = self.shown = None
            self.kobi.tell(_("Those put aside come again."))
        elif self.finder.is_full:
            self.finder.start()
        else:
            return False
        self.advance()
        return True

    def _show_known(self) -> None:
        """Show the pair of the place, if it is read."""
        place = self._place
        if place is None or place not in self._known:
            self.shown = None
        elif self.shown is None or self.shown.place != place:
            pair = ShownPair(place, self._known[place], self._types)
            if (before := self.aside.pop(place, None)) is not None:
                pair.take_over(before)
            self.shown = pair
        self._write()

    def _read(self, places: Sequence[int]) -> None:
        """Read of the next pairs those that are not read."""
        self._known = {place: self._known[place] for place in places if place in self._known}
        lacking = [place for place in places if place not in self._known]
        if not lacking or set(lacking) <= self._asked:
            return
        self._asked = set(lacking)
        call = partial(look, self.kobi.session, self._reviewer, self._with_ids(lacking))
        self.kobi.jobs.read(LOOK, call, self._looked)

    def _with_ids(self, places: Iterable[int]) -> Wanted:
        found = ((place, self.round.ids(place)) for place in places)
        return [(place, ids) for place, ids in found if ids is not None]

    def _looked(self, read: Read) -> None:
        self._asked = set()
        self._keep(read)
        self.advance()

    def _keep(self, read: Read) -> None:
        self._reviewer, self._types = read.reviewer, dict(read.types)
        for place, looked in read.looked.items():
            if looked is not None:
                self._known[place] = looked
            elif self.round.is_open(place):
                self.round.drop(place, unlike=place in read.unlike)

    # What was written

    def _answered(self, pair: ShownPair, state: int) -> None:
        """Take note of what became of a pair; a refused one is shown again, as it is now."""
        self.round.end(pair.place, state)
        ids = {one.id for one in pair.sides}
        if state != OPEN:
            ids = ids if state == MERGED else set()
            self._forget(ids)
            self.advance()
            return
        self._forget(ids)
        if self.shown is not None:
            self.aside[self.shown.place] = self.shown
        self.aside[pair.place] = pair
        self.shown = None
        self.advance(pair.place)

    def _forget(self, ids: set[int]) -> None:
        """Let go of what was read of these contacts; what is being read of them, too."""
        for place, looked in list(self._known.items()):
            review = looked.review
            if place != self._place and ids & {review.keep.id, review.gone.id}:
                del self._known[place]
        if ids:
            self._asked = set()

    def _data_changed(self, change: DataChange) -> None:
        """Look again at the pair in sight and at those an undo may bring back."""
        if self.answers.own:
            return
        self._known = {p: one for p, one in self._known.items() if p == self._place}
        places = [self._place] if self._place is not None else []
        wanted, closed = self._with_ids(places), self.round.closed()
        call = partial(look, self.kobi.session, self._reviewer, wanted, closed)
        self.kobi.jobs.read(AGAIN, call, partial(self._looked_again, change))

    def _looked_again(self, change: DataChange, read: Read) -> None:
        before = self.shown
        self._keep(read)
        back = self.round.reopen(read.again)
        if before is not None and before.place in read.looked:
            self._renew(before, read.looked[before.place], told=not change.own)
        self.advance(back if change.own else None)

    def _renew(self, before: ShownPair, looked: Looked | None, *, told: bool) -> None:
        """Show the pair in sight as it is now."""
        if looked is None:
            self.shown = None
            if told:
                self.kobi.tell(telling.left_text(before), "warn")
            return
        now = ShownPair(before.place, looked, self._types)
        changed = now.take_over(before)
        if changed or now.pair != before.pair or now.talks != before.talks:
            self.shown = now
        if changed and told:
            self.kobi.tell(telling.changed_text(before, now), "warn")

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return `Yinelenen kayıtlar   3 / 41`, and how alike the two are."""
        left = telling.title(self.round, self._place, searching=self.finder.running)
        right = telling.similarity(self.shown) if self.shown is not None else None
        return left, right

    def hints(self) -> list[str]:
        """Return the keys that matter now."""
        if self.shown is None:
            return ["duplicates.reload", "duplicates.back", "app.help"]
        picks = ["duplicates.left+duplicates.right", "duplicates.both"]
        answers = ["duplicates.merge", "duplicates.different", "duplicates.later"]
        return [*picks, *answers, "app.help"]

    def _write(self) -> None:
        """Write everything there is to see."""
        pair = self.shown
        self.set_class(pair is None, "-empty")
        self.rows.show_pair(pair)
        if pair is None:
            self._say_empty()
        self._write_around()
        self.show_head()
        self.refresh_bindings()

    def show_picks(self) -> None:
        """Show what is picked, who stays, and what would remain."""
        self.rows.redraw_fields()
        self._write_around()

    def _write_around(self) -> None:
        pair = self.shown
        width = max(self.size.width - 2, 20)
        why, sides, result = Content(""), Content(""), Content("")
        if pair is not None:
            why = telling.why(pair, width)
            today = self.kobi.clock().date()
            sides = telling.heads(pair, self.rows.side_places, today)
            result = telling.result(pair, width)
        self.query_one("#why", Static).update(why)
        self.query_one("#sides", Static).update(sides)
        self.query_one("#result", Static).update(result)

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        back = (key_of(self.app, "duplicates.back"), _("back"))
        again = (key_of(self.app, "duplicates.reload"), _("search again"))
        if self._place is not None or self.round.waits:
            # It is being read, or written: there in a moment.
            place.set("")
        elif self.finder.running:
            place.set(_("Contacts that may be one are being searched for."), (), [back])
        elif not self.finder.complete and not self.finder.is_full:
            place.set(_("The search was stopped by a fault."), (), [again, back])
        elif len(self.round):
            place.set(telling.none_left(self.round.merged, self.round.different), (), [back])
        else:
            place.set(_("No contact is there twice."), (), [back])

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.is_mounted:
            self._write()
            self.rows.redraw_fields()

    def on_resize(self, _event: events.Resize) -> None:
        """Write the lines for another width."""
        self._write_around()
