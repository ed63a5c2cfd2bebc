"""One act of the history in full: who, when, where from, every field old and new; `u` undoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.domain.dates import format_date
from kobicrm.domain.money import format_count
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.i18n.changes import FieldChange, field_changes
from kobicrm.i18n.notes import action_text, door_text
from kobicrm.services.changesets import Contents, RecordChange
from screens.dialogs.base import Dialog, Frame
from screens.styles.glyphs import current
from screens.text import content, pad, plain, wrapped

LABEL, INSIDE = 14, 70
_OPS: dict[str, str] = {
    "create": N_("added"),
    "update": N_("changed"),
    "trash": N_("moved to the trash"),
    "restore": N_("brought back from the trash"),
    "remove": N_("taken away"),
}


def local_time(at: datetime) -> str:
    """Return date and time of an instant as people here write them."""
    there = at.astimezone()
    clock = f"{there:%H.%M}" if language() == "tr" else f"{there:%H:%M}"
    return f"{format_date(there.date(), language())} {clock}"


class ChangesetDialog(Dialog[bool]):
    """Shows a changeset; returns True when it is to be taken back, None for Esc."""

    WIDTH = 76
    KEYS = ("changeset.undo", "dialog.close")
    DEFAULT_CSS = "ChangesetDialog Static { height: auto; margin: 1 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", N_("undo"), id="changeset.undo"),
        Binding("escape,enter", "cancel", N_("close"), id="dialog.close"),
        Binding("down,j", "scroll(1)", N_("one line down"), show=False, id="changeset.down"),
        Binding("up,k", "scroll(-1)", N_("one line up"), show=False, id="changeset.up"),
        Binding("pagedown", "scroll(10)", N_("one page down"), show=False, id="changeset.pagedown"),
        Binding("pageup", "scroll(-10)", N_("one page up"), show=False, id="changeset.pageup"),
    ]

    def __init__(self, shown: Contents) -> None:
        """Show what was read of a changeset."""
        super().__init__()
        self._shown = shown

    def heading(self) -> str:
        """Return what was done."""
        return action_text(self._shown.info.action)

    def body(self) -> Iterable[Widget]:
        """Yield the text, which scrolls with the frame."""
        yield Static(id="text")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one("#text", Static).update(Content("\n").join(self._lines()))

    def verb(self, binding: Binding) -> str:
        """Call it redoing when the act was itself an undo."""
        if binding.id == "changeset.undo" and self._shown.info.action == "undo":
            return _("redo")
        return super().verb(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only what still stands."""
        if action == "undo":
            return self._shown.info.undone_by is None
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Close with the wish to take it back."""
        self.dismiss(True)

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(Frame).scroll_relative(y=lines, animate=False)

    def _lines(self) -> Iterator[Content]:
        info = self._shown.info
        joint = f" {current().joint} "
        parts = (info.who, door_text(info.door), local_time(info.at), f"#{info.id}")
        yield content(plain(joint.join(part for part in parts if part)), "$muted")
        if file := plain(str(info.detail.get("file") or "")):
            yield content(_("File: {name}").format(name=file), "$muted")
        if info.undone_by is not None:
            text = _("This was taken back.")
            yield content(f"{current().alert} {text}", "$warning")
        for change in self._shown.changes:
            yield Content("")
            yield from self._record(change)
        more = self._shown.total - len(self._shown.changes)
        if more > 0:
            text = ngettext("and {n} more record", "and {n} more records", more)
            yield Content("")
            yield content(text.format(n=format_count(more, language())), "$muted")

    def _record(self, change: RecordChange) -> Iterator[Content]:
        yield Content.assemble(
            content(plain(self._record_name(change)), "bold $foreground"),
            "  ",
            (_(_OPS.get(change.op, change.op)), "$muted"),
        )
        if change.kind == "custom_field":
            return
        for one in field_changes(change.fields, change.op, self._shown.names):
            yield from _field(one)

    def _record_name(self, change: RecordChange) -> str:
        detail = self._shown.info.detail
        if change.kind == "shop":
            return _("Shop settings")
        if change.kind == "custom_field":
            return " ".join((_("Custom field"), change.name or str(detail.get("name", ""))))
        # Of a record that is gone for good only the act itself may still know the name.
        return change.name or str(detail.get("name") or _("a contact that is gone"))


def _field(one: FieldChange) -> Iterator[Content]:
    """`Hitap   Bey → Beyefendi`; several values or long ones stand below each other."""
    label = pad(plain(one.label), LABEL - 1)
    room = INSIDE - LABEL
    arrow = current().becomes
    if len(one.old) <= 1 and len(one.new) <= 1:
        old, new = (plain(*side) if side else "-" for side in (one.old, one.new))
        if not any("\n" in text for side in (one.old, one.new) for text in side):
            together = f"{old} {arrow} {new}"
            if cell_len(together) <= room:
                yield Content.assemble(
                    (f"{label} ", "$muted"), content(f"{old} ", "$muted"), f"{arrow} ", content(new)
                )
                return
    lead = label
    for sign, texts, style in (("-", one.old, "$muted"), ("+", one.new, "$foreground")):
        for text in texts:
            for place, piece in enumerate(wrapped(text, room - 2)):
                mark = f"{sign} " if place == 0 else "  "
                yield Content.assemble((f"{lead} ", "$muted"), content(f"{mark}{piece}", style))
                lead = " " * (LABEL - 1)


def names_in(shown: Contents) -> list[str]:
    """Return the names of the records read of a changeset, for a question about all of it."""
    return [change.name for change in shown.changes if change.name]
