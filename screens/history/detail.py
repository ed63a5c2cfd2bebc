"""What one act did: who, when, from where, and the records it touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kobicrm.i18n import N_, _
from kobicrm.i18n.notes import door_text
from kobicrm.services.changesets import ChangesetInfo
from kobicrm.services.history import NumberedChange, RecordsView
from screens.history.texts import record_row, records_text, what
from screens.styles.glyphs import current
from screens.text import content, plain, wrapped
from screens.widgets.columns import Column
from screens.widgets.pages import Row
from screens.widgets.rows import Rows
from screens.windows import Windows

if TYPE_CHECKING:
    from screens.app import KobiApp

COLUMNS = (
    Column("name", N_("Record"), {0: 14, 44: 17, 54: 20, 76: 26}, muted=False, sortable=False),
    Column("change", N_("What changed"), sortable=False),
)


class RecordRows(Rows):
    """The records of one act; nothing in it is marked."""

    HELP_NAME: ClassVar[str] = N_("In the records")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,shift+tab", "back", N_("List"), show=False, id="records.back"),
    ]

    class Back(Message):
        """The list of acts is to have the focus again."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave marks out."""
        return False if action == "mark" else super().check_action(action, parameters)

    def _toggle(self, row: Row) -> None:
        """Leave marks out for the mouse, too."""

    def action_back(self) -> None:
        """Hand the focus back."""
        self.post_message(self.Back())


class Detail(Vertical):
    """The right half of the history; read when the bar stays on an act."""

    def __init__(self, app: KobiApp) -> None:
        """Show nothing yet."""
        super().__init__(id="detail")
        self._app = app
        self.info: ChangesetInfo | None = None

    def compose(self) -> ComposeResult:
        """Put the facts above the records."""
        yield Static(id="summary")
        yield RecordRows(COLUMNS, id="records")

    def on_mount(self) -> None:
        """Get ready to read."""
        self.windows: Windows[NumberedChange] = Windows(
            self._app,
            self.rows,
            "history.records",
            view_of=lambda: RecordsView(self._app.session, self.info.id if self.info else 0),
            row_of=record_row,
            changed=self._write,
        )

    @property
    def rows(self) -> RecordRows:
        """The records."""
        return self.query_one(RecordRows)

    def show(self, info: ChangesetInfo | None) -> None:
        """Show an act; the same one again keeps the bar."""
        same = info is not None and self.info is not None and info.id == self.info.id
        self.info = info
        self._write()
        if info is None:
            self.rows.show([], 0)
        elif not same:
            self.windows.total = None
            self.windows.open()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        if self.info is not None and self.is_mounted:
            self._write()
            self.windows.reload()

    def page(self, number: int, generation: int) -> None:
        """Read the records that came into sight."""
        self.windows.page(number, generation)

    def on_resize(self) -> None:
        """Wrap the facts anew."""
        self._write()

    def _write(self) -> None:
        self.query_one("#summary", Static).update(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        info = self.info
        if info is None:
            return []
        from screens.dialogs.changeset import local_time

        room = max(self.size.width - 4, 10)
        joint = f" {current().joint} "
        facts = [local_time(info.at), info.who, door_text(info.door), f"#{info.id}"]
        lines = [content(line, "bold $foreground") for line in wrapped(what(info), room)]
        muted = joint.join(plain(fact) for fact in facts if fact)
        lines += [content(line, "$muted") for line in wrapped(muted, room)]
        if self.windows.total is not None:
            lines.append(content(records_text(self.windows.total)))
        if info.undone_by is not None:
            text = _("This was taken back.")
            lines.append(content(f"{current().refused} {text}", "$warning"))
        return lines
