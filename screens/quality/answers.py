"""What becomes of a finding: mended, written otherwise, left as it is; all of a kind at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError, ValidationError
from kobicrm.i18n import _, language, ngettext
from kobicrm.services import quality
from kobicrm.services.quality import Mended, Plan, Wanted, Wish
from screens.long_work import LongWrite
from screens.quality.collected import Key
from screens.quality.reading import FindingRow
from screens.text import plain

if TYPE_CHECKING:
    from screens.app import KobiApp

PLAN = "quality.plan"


class Answers:
    """The writes of the page. A finding leaves the list at once and comes back if it must.

    The next key is for the next finding, however long the write before it takes.
    """

    def __init__(
        self,
        app: KobiApp,
        changed: Callable[[], None],
        refused: Callable[[FindingRow, str], None],
    ) -> None:
        """Write for ``app``; ``changed`` is called when other findings are under way.

        ``refused`` is given what somebody typed when it can't be stored, to be mended.
        """
        self.app = app
        self._changed, self._refused = changed, refused
        # Findings whose answer is being written, and those whose write is over.
        self.under_way: set[Key] = set()
        self._written: set[Key] = set()
        self.own = False
        self.bulk: LongWrite[Mended] | None = None

    def mend(self, row: FindingRow, text: str) -> None:
        """Put ``text`` in the place of the value."""
        call = partial(quality.fix, self.app.session, [Wish(row.contact.uid, row.finding, text)])

        def done(mended: Mended) -> None:
            self._over(row, mended.changeset, _("Mended: {name}"))

        self._write(row, call, done, text)

    def leave(self, row: FindingRow) -> None:
        """Leave the value as it is."""
        call = partial(quality.ignore, self.app.session, row.contact.uid, row.finding)

        def done(changeset: int | None) -> None:
            self._over(row, changeset, _("Left as it is: {name}"))

        self._write(row, call, done)

    def _write(
        self,
        row: FindingRow,
        call: Callable[[], object],
        done: Callable[..., None],
        text: str = "",
    ) -> None:
        self.under_way.add(row.key)
        self._changed()
        self.app.jobs.write(call, done, partial(self._failed, row, text))

    def _over(self, row: FindingRow, changeset: int | None, sentence: str) -> None:
        self._written.add(row.key)
        if changeset is not None:
            name = plain(row.contact.name)
            self.app.tell(sentence.format(name=name), back=self.app.undo_hint())
        self._publish(changeset, row.contact.id)

    def _failed(self, row: FindingRow, text: str, error: KobiError) -> None:
        self._written.add(row.key)
        self.app.show_error(error)
        if isinstance(error, ValidationError) and text != row.finding.suggestion:
            self._refused(row, text)
        # Whatever it is now, it is looked at again.
        self._publish(None, row.contact.id)

    def _publish(self, changeset: int | None, contact: int | None) -> None:
        self.own = True
        self.app.wrote(changeset, contact)
        self.own = False

    def written(self) -> frozenset[Key]:
        """Return the findings whose write is over: the next look at the data tells of them."""
        return frozenset(self._written)

    def settle(self, keys: frozenset[Key]) -> None:
        """Let go of findings that were looked at again after their write."""
        self.under_way -= keys
        self._written -= keys

    # All of a kind

    def mend_all(self, code: str, contacts: tuple[int, ...]) -> None:
        """Ask, then apply every suggestion of one kind in these contacts."""
        if self.bulk is not None:
            self.app.tell(_("The change before this one is still running."), "warn")
            return
        from screens.quality.all_dialog import AcceptAllDialog

        dialog = AcceptAllDialog(code)
        plans: list[Plan] = []

        def closed(yes: bool | None) -> None:
            self.app.jobs.forget(PLAN)
            if yes and plans:
                self._mend_planned(plans[0])

        def planned(plan: Plan) -> None:
            plans.append(plan)
            if plan.count:
                dialog.show(plan)
            elif dialog.is_attached:
                dialog.dismiss(None)
                self.app.tell(_("Nothing is suggested for these."), "warn")

        # The dialog opens at once: the next key must find it there.
        self.app.push_screen(dialog, closed)
        wanted = Wanted(codes=(code,), ids=contacts)
        call = partial(quality.plan_fixes, self.app.session, wanted)
        self.app.jobs.read(PLAN, call, planned)

    def _mend_planned(self, plan: Plan) -> None:
        def done(mended: Mended) -> None:
            text = ngettext("Mended: {n} contact", "Mended: {n} contacts", mended.contacts)
            number = format_count(mended.contacts, language())
            self.app.tell(text.format(n=number), back=self.app.undo_hint())
            self._publish(mended.changeset, None)

        def ended() -> None:
            if write.over:
                self.bulk = None
            self._changed()

        write = self.bulk = LongWrite(self.app, _("Mending"), len(plan.ids), ended)
        write.run(lambda told: quality.fix_planned(self.app.session, plan, told), done)
