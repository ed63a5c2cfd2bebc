"""The quality page: findings at the left, the one under the bar in full at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.quality import kind_text
from kobicrm.services import quality
from kobicrm.services.quality import Score, Tally
from screens.data_change import DataChange
from screens.quality import score
from screens.quality.answers import Answers
from screens.quality.card import FindingCard, RightValue
from screens.quality.collected import Collected, Key, Shown
from screens.quality.keys import QualityKeys
from screens.quality.reading import Again, Beginning, FindingRow, Looked, look, read_again
from screens.quality.rows import FindingRows
from screens.quality.scanner import Scanner
from screens.styles.glyphs import current
from screens.text import content
from screens.widgets.chip import chip
from screens.widgets.empty import EmptyPlace
from screens.widgets.keys import key_of
from screens.widgets.rows import Rows

ROWS, AGAIN = "quality.rows", "quality.again"
# After an answer the score is stored once the next ones have stopped coming.
KEEP_SECONDS = 2.0


class QualityScreen(QualityKeys):
    """Work through what looks wrong in the data, one key a finding."""

    NAME = N_("Data quality")
    CSS_PATH = Path(__file__).with_name("quality.tcss")
    PARTS = (FindingRows, RightValue)

    def __init__(self, back_to: str = "") -> None:
        """Look the data through; ``back_to`` is the area Esc leads to."""
        super().__init__(back_to)
        self.found = Collected()
        self.later = set()
        self.scores: list[Score] = []
        self._changeset = 0
        self._contacts = 0
        self._kept = True

    def body(self) -> Iterable[Widget]:
        """Yield list and card."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield FindingRows(id="list")
                yield EmptyPlace(id="none")
            yield FindingCard(id="card")

    def on_mount(self) -> None:
        """Begin looking; nothing waits for it."""
        self.answers = Answers(self.kobi, self.relist, self._refused)
        self.scanner = Scanner(self.kobi, begun=self._begun, found=self._found, over=self._scanned)
        self.rows.focus()
        self.scanner.start()
        self.follow_data(self._data_changed)

    def on_unmount(self) -> None:
        """Let go of what nobody waits for any more; the score of the day is kept."""
        self.scanner.stop()
        for key in (ROWS, AGAIN):
            self.kobi.jobs.forget(key)
        self._keep_score()

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return `Veri kalitesi 92 ▲   41 bulgu`, and which of them the bar is on."""
        if self.answers.bulk is not None and (line := self.answers.bulk.line()) is not None:
            return line, None
        scanner = self.scanner
        parts = [score.title(self._scores_now())]
        if scanner.running and scanner.looked:
            parts.append(content(self._looked_text(), "$muted"))
        total = self.rows.found.total
        if total:
            parts.append(content(score.findings_text(total), "$foreground"))
        if self.code:
            parts.append(chip(self.app, kind_text(self.code)))
        if self.later:
            text = ngettext("{n} for later", "{n} for later", len(self.later))
            parts.append(content(text.format(n=len(self.later)), "$muted"))
        place = f"{format_count(self.rows.cursor + 1, language())} / "
        right = f"{place}{format_count(total, language())}" if total else ""
        return Content("   ").join(parts), content(right, "$muted")

    def _looked_text(self) -> str:
        looked, pace = self.scanner.looked, self.scanner.pace
        done, total = (format_count(n, language()) for n in (looked, max(pace.total, looked)))
        text = _("{done} of {total} looked at").format(done=done, total=total)
        if (seconds := pace.seconds_left) is not None:
            left = ngettext("{n} second left", "{n} seconds left", seconds).format(n=seconds)
            text = f" {current().joint} ".join((text, left))
        return text

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if isinstance(self.focused, RightValue):
            return ["quality.save", "quality.cancel", "app.help_f1"]
        back = ["quality.stop_bulk", "quality.stop", "quality.every_kind", "quality.back"]
        if not self.rows.found.total:
            return [*back, "quality.reload", "app.help"]
        answers = ["quality.accept", "quality.write", "quality.edit", "quality.leave"]
        if self.row is not None and self.row.finding.suggestion is None:
            answers.remove("quality.edit")
        return [*answers, "quality.later", "quality.filter", "app.help"]

    def relist(self) -> None:
        """Show what was found without what is answered or put aside."""
        if not self.is_mounted:
            return
        aside = self.answers.under_way | self.later
        self.rows.relist(Shown(self.found, self.code, aside))
        self._listed()

    def _listed(self) -> None:
        empty = not self.rows.found.total
        self.set_class(empty, "-empty")
        if empty:
            self._say_empty()
        if not self.card.editing:
            self._show_card()
        self._show_days()
        self.show_head()
        self.refresh_bindings()

    def _show_card(self) -> None:
        row = self.row
        if row is not None or not self.rows.found.total:
            self.card.show(row, self.kobi.clock())

    def _say_empty(self) -> None:
        place = self.query_one("#none", EmptyPlace)
        back = (key_of(self.app, "quality.back"), _("back"))
        again = (key_of(self.app, "quality.reload"), _("look again"))
        if self.scanner.running:
            place.set(_("The contacts are being looked through."))
        elif self.code:
            show = (key_of(self.app, "quality.every_kind"), _("show all"))
            place.set(_("Nothing of this kind is left."), (), [show])
        elif not self.scanner.complete:
            place.set(_("Stopped; nothing was found so far."), (), [again, back])
        elif not self.scanner.looked:
            place.set(_("There are no contacts yet."), (), [back])
        else:
            count = format_count(self._contacts, language())
            text = ngettext("{n} contact looked at.", "{n} contacts looked at.", self._contacts)
            place.set(_("Nothing is left to mend."), [text.format(n=count)], [back])

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.is_mounted:
            self.rows.relabel()
            self._listed()

    def _refused(self, row: FindingRow, typed: str) -> None:
        if self.is_mounted and not self.card.editing:
            self.edit(row, typed)

    # The scan

    def _begun(self, known: Beginning) -> None:
        self._changeset, self._contacts = known.changeset, known.contacts
        self.scores = known.scores
        self.found = Collected()
        self.relist()

    def _found(self, more: Collected) -> None:
        self.found.add(more)
        self.relist()

    def _scanned(self) -> None:
        if self.scanner.complete:
            self._contacts = self.scanner.looked
            self._kept = False
            self._keep_score()
        self.relist()

    def _keep_score(self) -> None:
        """Store the score of the day, unless it is stored."""
        if self._kept or not self.scanner.complete:
            return
        self._kept = True
        call = partial(quality.keep_score, self.kobi.session, self._tally())
        self.kobi.jobs.write(call, lambda _scores: None)

    def _tally(self) -> Tally:
        return Tally(self._contacts, self.found.flagged, len(self.found))

    def _scores_now(self) -> list[Score]:
        """Return the scores of days, today's as it is now; none while a scan runs."""
        if not self.scanner.complete:
            return []
        today = self.kobi.clock().date()
        before = [one for one in self.scores if one.day < today]
        return [*before, Score(today, self._tally())]

    def _show_days(self) -> None:
        today, scores = self.kobi.clock().date(), self._scores_now()
        self.card.show_days(lambda width: score.days(scores, width, today))

    # What was written meanwhile

    def _data_changed(self, change: DataChange) -> None:
        """Look again at what was written, and put the bar where an undo says."""
        written = self.answers.written()
        show = None if self.answers.own else change.show
        call = partial(read_again, self.kobi.session, self._changeset)
        self.kobi.jobs.read(AGAIN, call, partial(self._looked_again, written, show))

    def _looked_again(self, written: frozenset[Key], show: int | None, again: Again) -> None:
        self.answers.settle(written)
        self._changeset, self._contacts = again.changeset, again.contacts
        if again.everything:
            self.scanner.start()
            return
        self._put(again.looked)
        self._move_to(show)
        self._count_later()

    def _put(self, looked: Looked) -> None:
        """Put what was found in some contacts in the place of what was."""
        # Those a scan has not come to yet are found by it.
        reached = [one for one in looked.ids if self.scanner.complete or one <= self.scanner.last]
        self.found = self.found.replaced(reached, looked.found)
        self.rows.found.forget(looked.ids)
        self.rows.found.keep(looked.rows)
        self.relist()

    def _move_to(self, contact: int | None) -> None:
        """Put the bar on the finding that is being written, or on the first of a contact."""
        shown, index = self.rows.found.shown, None
        if self.card.editing and self.card.row is not None:
            index = shown.index_of(self.card.row.key)
        elif contact is not None:
            index = shown.first_of(contact)
        if index is not None:
            self.rows.move_to(index)

    def _count_later(self) -> None:
        if self._kept and self.scanner.complete:
            self._kept = False
            self.set_timer(KEEP_SECONDS, self._keep_score)

    # Messages of the list

    def on_finding_rows_wanted(self, event: FindingRows.Wanted) -> None:
        """Read the rows that came into sight."""
        call = partial(look, self.kobi.session, {key.contact for key in event.keys})
        self.kobi.jobs.read(ROWS, call, partial(self._rows_read, event.keys))

    def _rows_read(self, keys: Sequence[Key], looked: Looked) -> None:
        if {row.key for row in looked.rows}.issuperset(keys):
            self.rows.take(looked.rows)
            self._listed()
        else:
            # Written while it was looked at: what is there now takes its place.
            self._put(looked)

    def on_rows_cursor_moved(self, _event: Rows.CursorMoved) -> None:
        """Show the finding under the bar."""
        if not self.card.editing:
            self._show_card()
        self.show_head()
        self.refresh_bindings()
