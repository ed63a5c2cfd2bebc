"""Saved profiles on the import page: the question for a name, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from kobicrm.domain.dates import short_date
from kobicrm.domain.money import format_count
from kobicrm.domain.turkish import fold
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services.imports import Profile
from screens.dialogs.base import Dialog
from screens.dialogs.prompt import PromptDialog
from screens.imports.nouns import kind_name
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.widgets.columns import Column
from screens.widgets.fields import FormStrip
from screens.widgets.keys import key_of
from screens.widgets.pages import Row
from screens.widgets.plain_rows import PlainRows
from screens.widgets.rows import Rows

MOST = 10
COLUMNS = (
    Column("name", N_("Name"), muted=False, sortable=False),
    Column("what", N_("For which table"), {0: 34}, sortable=False),
    Column("used", N_("Last used"), {0: 13}, sortable=False),
)


class SaveDialog(PromptDialog):
    """A name for how a table is read; says when it takes the place of a saved one."""

    DEFAULT_CSS = "SaveDialog #replaces { height: 1; margin: 0 0 1 0; color: $warning; }"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Begin with ``name``; ``known`` are the names there are."""
        hint = _("When this table comes again, it is read as it is now.")
        super().__init__(_("Save as a profile"), value=name, hint=hint, suggestions=known)
        self._known = {fold(one): one for one in known}

    def body(self) -> Iterable[Widget]:
        """Put the warning below the field."""
        yield from super().body()
        yield Static("", id="replaces")

    def on_mount(self) -> None:
        """Warn at once where the name to begin with is taken."""
        self._warn(self.answer())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Warn with every letter."""
        event.stop()
        self._warn(event.value)

    def _warn(self, name: str) -> None:
        taken = self._known.get(fold(name.strip()))
        text = _("Replaces the saved profile “{name}”.").format(name=plain(taken or ""))
        sign = f"{current().alert} {text}" if taken else ""
        self.query_one("#replaces", Static).update(content(sign))


class Wish(NamedTuple):
    """What is to be done with a saved profile: ``use`` it or ``remove`` it."""

    act: str
    name: str


class ProfileRows(PlainRows):
    """The saved profiles."""

    DEFAULT_CSS = "ProfileRows { background: $surface; height: auto; margin: 1 0 0 0; }"


class ProfilesDialog(Dialog[Wish]):
    """Returns what is to be done with which profile; Esc returns None."""

    WIDTH = 76
    KEYS = ("saved.use", "saved.remove", "dialog.cancel")
    DEFAULT_CSS = """
    ProfilesDialog > Frame { padding: 0 2 0 0; }
    ProfilesDialog #none { height: auto; margin: 1 0 1 2; color: $muted; }
    ProfilesDialog FormStrip { dock: none; margin: 0 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use", N_("read like this"), id="saved.use", priority=True),
        Binding("d", "remove", N_("delete"), id="saved.remove", priority=True),
    ]

    def __init__(
        self,
        found: Sequence[Profile],
        used: Mapping[str, datetime],
        today: date,
        name: str = "",
    ) -> None:
        """Offer what was ``found`` with the bar on ``name``; ``used`` is when, by folded name."""
        super().__init__()
        self._found, self._used, self._today = found, used, today
        self._asking = False
        names = [one.name for one in found]
        self._at = names.index(name) if name in names else 0

    def heading(self) -> str:
        """Return the title."""
        return _("Saved profiles")

    def body(self) -> Iterable[Widget]:
        """Yield the list and the strip that asks, or what can be done without any."""
        if not self._found:
            yield Static(content(_("No profile is saved yet.")), id="none")
            return
        yield ProfileRows(COLUMNS, id="profiles")
        yield FormStrip()

    def on_mount(self) -> None:
        """Fill the list."""
        if self._found:
            rows = self.query_one(ProfileRows)
            rows.styles.height = min(MOST, len(self._found)) + 1
            self._fill(self._at)

    def retext(self) -> None:
        """Write everything again in the language in force."""
        super().retext()
        self.relabel()
        for none in self.query("#none").results(Static):
            none.update(content(_("No profile is saved yet.")))
        for rows in self.query(ProfileRows):
            self._fill(rows.cursor)
            self._show_question()

    def _fill(self, cursor: int) -> None:
        rows = [Row(place, self._cells(one)) for place, one in enumerate(self._found)]
        self.query_one(ProfileRows).fill(rows, cursor)

    def _cells(self, one: Profile) -> dict[str, str]:
        at = self._used.get(fold(one.name))
        used = short_date(at.astimezone().date(), self._today, language()) if at else "—"
        return {"name": plain(one.name), "what": plain(_table_of(one)), "used": used}

    @property
    def _profile(self) -> Profile:
        return self._found[self.query_one(ProfileRows).cursor]

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is something for."""
        if action in ("use", "remove"):
            return bool(self._found) and not (self._asking and action == "remove")
        return super().check_action(action, parameters)

    def verb(self, binding: Binding) -> str:
        """Say what Enter and Esc answer while it is asked."""
        if self._asking:
            texts = {"saved.use": _("delete"), "dialog.cancel": _("back to the list")}
            return texts.get(binding.id or "", binding.description)
        return binding.description

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Use what was clicked twice."""
        event.stop()
        self.action_use()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Ask no more about another one."""
        event.stop()
        self._ask(asking=False)

    def action_use(self) -> None:
        """Close with the profile under the bar; when it is asked, with taking it away."""
        self.dismiss(Wish("remove" if self._asking else "use", self._profile.name))

    def action_remove(self) -> None:
        """Ask whether the profile under the bar is to go."""
        self._ask(asking=True)

    def action_cancel(self) -> None:
        """Close; when it is asked, only take the question back."""
        if self._asking:
            self._ask(asking=False)
        else:
            self.dismiss(None)

    def _ask(self, *, asking: bool) -> None:
        if asking != self._asking:
            self._asking = asking
            self._show_question()
            self.refresh_bindings()
            self.relabel()

    def _show_question(self) -> None:
        strip = self.query_one(FormStrip)
        if self._asking:
            text = _("Take the import profile “{name}” away?")
            strip.set(text.format(name=plain(self._profile.name)), "", self._way_back())
        else:
            strip.clear()

    def _way_back(self) -> Content:
        parts = (key_of(self.app, "app.undo"), "bold $foreground"), (_("brings it back"), "$muted")
        return Content(" ").join(content(text, style) for text, style in parts)


def _table_of(one: Profile) -> str:
    """Return `Kişiler · 14 sütun: Cari, Kod No`."""
    count = len(one.header)
    columns = ngettext("{n} column", "{n} columns", count)
    text = columns.format(n=format_count(count, language()))
    told = ", ".join(name for _place, name, _target in one.mapping if name.strip())
    lead = f"{kind_name(one.kind or 'contact')} {current().joint} {text}"
    return f"{lead}: {told}" if told else lead
