"""Taking back and putting back from the screen: asked about, done, told, conflicts named.

The one way for every history: :func:`open_changeset` shows an act in full and takes it back when
wished; :func:`take_back_one` does it without showing it first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.notes import conflict_text
from screens.styles.glyphs import current
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from kobicrm.services.changesets import Contents
    from kobicrm.services.session import Session
    from kobicrm.services.undo import UndoConflict, UndoReport
    from screens.app import KobiApp

_ACTS: dict[str, str] = {
    "contact.add": N_("adding"),
    "contact.edit": N_("editing"),
    "contact.note": N_("note"),
    "contact.tag": N_("tags"),
    "contact.set": N_("bulk change"),
    "contact.assign": N_("responsible person"),
    "contact.delete": N_("deleting"),
    "contact.restore": N_("bringing back"),
    "contact.merge": N_("merging"),
    "contact.different": N_("different people"),
    "quality.fix": N_("mending"),
    "quality.ignore": N_("leaving as it is"),
    "field.add": N_("new field"),
    "shop.edit": N_("shop settings"),
    "import": N_("import"),
    "interaction.log": N_("entry"),
    "interaction.edit": N_("changing an entry"),
    "interaction.delete": N_("deleting an entry"),
    "task.done": N_("ending a task"),
    "task.snooze": N_("putting a task off"),
    "task.delete": N_("deleting a task"),
}
NAMED = 3


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The act that was taken back or put back: its changeset, what it was, whom it touched."""

    number: int
    action: str
    name: str
    records: int

    def line(self, lead: str) -> str:
        """Return `Geri alındı: silme · Ayşe Yılmaz`; ``lead`` is in the language in force."""
        parts = [_(_ACTS[self.action])] if self.action in _ACTS else []
        # An entry and the task made with it are one thing that happened.
        single = self.records <= 1 or self.action.startswith(("interaction.", "task.done"))
        if self.name and single:
            parts.append(self.name)
        elif self.records > 1:
            count = ngettext("{n} contact", "{n} contacts", self.records)
            parts.append(count.format(n=self.records))
        return f"{lead}: {f' {current().joint} '.join(parts)}"


def take_back(session: Session) -> TakenBack:
    """Undo this person's last act in this application; errors as :func:`undo.undo`."""
    from kobicrm.services import undo

    info = undo.preview(session)
    report = undo.undo(session, info.id)
    return TakenBack(info.id, info.action, _name(info.detail), report.records)


def put_back(session: Session) -> TakenBack:
    """Redo what the last undo took; NotFound when there is nothing."""
    from kobicrm.services import undo

    report = undo.redo(session)
    known = {info.id: info for info in undo.changesets(session, 200)}
    last = known.get(report.of)
    original = known.get(last.undoes) if last and last.undoes else None
    if original is None:
        return TakenBack(report.of, "", "", report.records)
    return TakenBack(original.id, original.action, _name(original.detail), report.records)


def open_changeset(app: KobiApp, number: int, *, uid: str = "", show: int | None = None) -> None:
    """Show changeset ``number`` in full, the contact ``uid`` first; `u` in it takes it back.

    ``show`` is the id of the contact to put the bar on afterwards.
    """

    def read(shown: Contents) -> None:
        from screens.dialogs.changeset import ChangesetDialog

        def answered(back: bool | None) -> None:
            if back:
                _ask(app, shown, show)

        app.push_screen(ChangesetDialog(shown), answered)

    _read(app, number, uid, read)


def take_back_one(app: KobiApp, number: int, *, show: int | None = None) -> None:
    """Take changeset ``number`` back, asking first when it touched more than one record."""
    _read(app, number, "", lambda shown: _ask(app, shown, show))


def _read(app: KobiApp, number: int, uid: str, done: Callable[[Contents], None]) -> None:
    from kobicrm.services.changesets import contents

    call = partial(contents, app.session, number, first=uid)
    app.jobs.read("undo.changeset", call, done)


def _ask(app: KobiApp, shown: Contents, show: int | None) -> None:
    if shown.total <= 1:
        _write(app, shown, show)
        return
    from screens.dialogs.changeset import names_in
    from screens.dialogs.confirm import ConfirmDialog

    count = format_count(shown.total, language())
    question = ngettext(
        "Take back the changes to {n} record?",
        "Take back the changes to {n} records?",
        shown.total,
    )
    added = shown.info.counts.get("create", 0)
    gone = ngettext(
        "{n} contact it added is taken away.", "{n} contacts it added are taken away.", added
    )

    def answered(yes: bool | None) -> None:
        if yes:
            _write(app, shown, show)

    dialog = ConfirmDialog(
        question.format(n=count),
        verb=_("undo"),
        samples=names_in(shown),
        consequence=gone.format(n=format_count(added, language())) if added else "",
        way_back=_("{key} puts them back.").format(key=key_of(app, "app.redo")),
    )
    app.push_screen(dialog, answered)


def _write(app: KobiApp, shown: Contents, show: int | None, *, part: bool = False) -> None:
    from kobicrm.services import undo

    info = shown.info

    def done(report: UndoReport) -> None:
        taken = TakenBack(info.id, info.action, _name(info.detail), report.records)
        lead = _("Redone") if info.action == "undo" else _("Undone")
        app.tell(taken.line(lead), back=app.redo_hint())
        app.wrote(None, show)

    call = partial(undo.undo, app.session, info.id, partial=part)
    app.jobs.write(call, done, partial(_failed, app, shown, show))


def last_refused(app: KobiApp, error: KobiError) -> None:
    """Say why the last act could not be taken back, and offer what can."""
    from kobicrm.services.undo import UndoReport

    report = error.values.get("report")
    if isinstance(report, UndoReport):
        _read(app, report.of, "", lambda shown: _failed(app, shown, None, error))
    else:
        app.show_error(error)


def _failed(app: KobiApp, shown: Contents, show: int | None, error: KobiError) -> None:
    from kobicrm.services.undo import UndoReport

    report = error.values.get("report")
    if isinstance(report, UndoReport):
        _refused(app, shown, report.conflicts, show)
    else:
        app.show_error(error)


def _refused(
    app: KobiApp, shown: Contents, conflicts: Sequence[UndoConflict], show: int | None
) -> None:
    """Name what stands in the way; offer to take back the others, if there are any."""
    rest = shown.total - len(conflicts)
    if rest <= 0:
        app.tell(" ".join((_("Not taken back."), reasons(conflicts))), "error")
        return
    from screens.dialogs.confirm import ConfirmDialog

    question = ngettext(
        "{n} record was changed since; take back the rest?",
        "{n} records were changed since; take back the rest?",
        len(conflicts),
    )
    stays = ngettext(
        "It stays as it is; {rest} are taken back.",
        "They stay as they are; {rest} are taken back.",
        len(conflicts),
    )

    def answered(yes: bool | None) -> None:
        if yes:
            _write(app, shown, show, part=True)

    dialog = ConfirmDialog(
        question.format(n=format_count(len(conflicts), language())),
        verb=_("take back the rest"),
        samples=[reasons([one]) for one in conflicts],
        consequence=stays.format(rest=format_count(rest, language())),
        way_back=_("{key} puts them back.").format(key=key_of(app, "app.redo")),
    )
    app.push_screen(dialog, answered)


def reasons(conflicts: Sequence[UndoConflict]) -> str:
    """Return `Ayşe Yılmaz: sonradan değişti` for each record that stands in the way."""
    unknown = _("a contact that is gone")
    named = [f"{one.name or unknown}: {conflict_text(one.reason)}" for one in conflicts[:NAMED]]
    return ", ".join(named) + (current().cut if len(conflicts) > NAMED else "")


def _name(detail: dict[str, Any]) -> str:
    names = detail.get("names") or [detail.get("name", "")]
    # Of several, their number says more than the first name.
    return str(names[0]) if len(names) == 1 else ""
