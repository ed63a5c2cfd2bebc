"""What the history says of an act and of each record it touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.changes import changes_text
from kobicrm.i18n.notes import action_text, door_text
from kobicrm.services.changesets import ChangesetInfo
from kobicrm.services.history import COUNTED, HistoryRow, NumberedChange
from screens.styles.glyphs import current
from screens.text import plain
from screens.times import moment
from screens.widgets.pages import Row

_OPS: dict[str, str] = {
    "create": N_("added"),
    "update": N_("changed"),
    "trash": N_("moved to the trash"),
    "restore": N_("brought back from the trash"),
    "remove": N_("taken away"),
}
_KINDS: dict[str, str] = {
    "shop": N_("Shop settings"),
    "custom_field": N_("Custom field"),
    "staff": N_("Staff"),
    "interaction": N_("Interaction"),
    "task": N_("Task"),
    "saved_view": N_("Saved view"),
    "cadence": N_("How often to be in touch"),
    "import_profile": N_("Import profile"),
    "different": N_("Different people"),
    "quality_ignored": N_("Left as it is"),
}
# What was done, short enough to leave room for a name.
_ACTS: dict[str, str] = {
    "contact.add": N_("Added"),
    "contact.edit": N_("Edited"),
    "contact.note": N_("Note"),
    "contact.tag": N_("Tag"),
    "contact.set": N_("Bulk change"),
    "contact.assign": N_("Handed over"),
    "contact.delete": N_("Deleted"),
    "contact.restore": N_("Restored"),
    "contact.merge": N_("Merged"),
    "contact.different": N_("Two people"),
    "quality.fix": N_("Mended"),
    "quality.ignore": N_("Left as it is"),
    "profile.save": N_("Profile"),
    "profile.remove": N_("Profile"),
    "field.add": N_("New field"),
    "field.edit": N_("Field"),
    "staff.add": N_("Staff"),
    "staff.rename": N_("Staff"),
    "shop.edit": N_("Shop"),
    "import": N_("Imported"),
    "demo": N_("Example"),
    "undo": N_("Undone"),
    "redo": N_("Redone"),
}
# What an undo took back, in the words of the act itself.
_UNDOS = ("undo", "redo")


def kind(action: str) -> str:
    """Return what kind of act it is in a word or two."""
    return _(_ACTS[action]) if action in _ACTS else action_text(action)


def what(info: ChangesetInfo) -> str:
    """Return `İçe aktarıldı · musteri-listesi.csv`: what was done, and to whom or from where."""
    detail = info.detail
    names = detail.get("names") or [detail.get("name") or detail.get("file") or ""]
    shown = [str(name) for name in names if name]
    if len(shown) > 1:
        # Of several, what was done to all of them says more than one name.
        signs = (("+", "add"), ("-", "remove"))
        tags = [f"{sign}{tag}" for sign, key in signs for tag in detail.get(key) or ()]
        shown = [" ".join(tags)] if tags else []
    if info.action in _UNDOS and detail.get("action"):
        shown = [kind(str(detail["action"]))]
    return f" {current().joint} ".join([kind(info.action), *shown])


def count_of(records: int) -> str:
    """Return how many records, with a sign behind it when there are more."""
    number = format_count(records, language())
    return f"{number}+" if records >= COUNTED else number


@dataclass(frozen=True, slots=True)
class ActRow(Row):
    """A line of the list that brings its act along."""

    info: ChangesetInfo | None = None


def row_of(one: HistoryRow, now: datetime) -> ActRow:
    """Return an act as a line of the list."""
    info = one.info
    text = what(info)
    if info.undone_by is not None:
        text = f"{current().refused} {text}"
    cells = {
        "what": plain(text),
        "when": moment(info.at, now),
        "count": count_of(one.records),
        "who": plain(info.who),
        "door": door_text(info.door),
    }
    tones = {"what": "muted"} if info.undone_by is not None else {}
    return ActRow(info.id, cells, tones, info)


def record_row(one: NumberedChange) -> Row:
    """Return what was done to a record as a line: its name, and the fields old → new."""
    change = one.change
    text = ""
    if change.op == "update":
        fields = change.fields
        if change.kind != "contact":
            # A name, but not that of a person.
            fields = {"own.name" if key == "name" else key: v for key, v in fields.items()}
        text = changes_text(fields, becomes=current().becomes)
    nameless = _KINDS.get(change.kind, N_("a contact that is gone"))
    cells = {
        "name": plain(change.name) or _(nameless),
        "change": plain(text) or _(_OPS.get(change.op, change.op)),
        "uid": change.uid if change.kind == "contact" else "",
    }
    return Row(one.id, cells)


def records_text(total: int) -> str:
    """Return `3 kayıt`."""
    text = ngettext("{n} record", "{n} records", total)
    return text.format(n=format_count(total, language()))


def acts_text(total: int | None) -> str:
    """Return `14 işlem`, '' while they are not counted."""
    if total is None:
        return ""
    return ngettext("{n} act", "{n} acts", total).format(n=format_count(total, language()))
