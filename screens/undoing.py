"""Taking back and putting back from the screen: what is done, and what the toast says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kobicrm.i18n import N_, _, ngettext
from kobicrm.services import undo
from kobicrm.services.session import Session
from screens.styles.glyphs import current

_ACTS: dict[str, str] = {
    "contact.add": N_("adding"),
    "contact.edit": N_("editing"),
    "contact.note": N_("note"),
    "contact.tag": N_("tags"),
    "contact.set": N_("bulk change"),
    "contact.assign": N_("responsible person"),
    "contact.delete": N_("deleting"),
    "contact.restore": N_("bringing back"),
    "field.add": N_("new field"),
    "shop.edit": N_("shop settings"),
    "import": N_("import"),
}


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
        if self.name:
            parts.append(self.name)
        if self.records > 1:
            count = ngettext("{n} contact", "{n} contacts", self.records)
            parts.append(count.format(n=self.records))
        return f"{lead}: {f' {current().joint} '.join(parts)}"


def take_back(session: Session) -> TakenBack:
    """Undo this person's last act in this application; errors as :func:`undo.undo`."""
    info = undo.preview(session)
    report = undo.undo(session, info.id)
    return TakenBack(info.id, info.action, _name(info.detail), report.records)


def put_back(session: Session) -> TakenBack:
    """Redo what the last undo took; NotFound when there is nothing."""
    report = undo.redo(session)
    known = {info.id: info for info in undo.changesets(session, 200)}
    last = known.get(report.of)
    original = known.get(last.undoes) if last and last.undoes else None
    if original is None:
        return TakenBack(report.of, "", "", report.records)
    return TakenBack(original.id, original.action, _name(original.detail), report.records)


def _name(detail: dict[str, Any]) -> str:
    names = detail.get("names") or [detail.get("name", "")]
    return str(names[0]) if names else ""
