"""The settings area: groups at the left, what can be set in one of them at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kobicrm.i18n import N_, _
from screens.area import AreaScreen
from screens.data_change import DataChange
from screens.settings.about import FilesGroup, HealthGroup, VersionGroup
from screens.settings.backup import BackupGroup
from screens.settings.items import Group, Item
from screens.settings.keys import KeysGroup
from screens.settings.own_fields import FieldsGroup
from screens.settings.people import StaffGroup
from screens.settings.personal import LookGroup, MeGroup
from screens.settings.shop import ShopGroup
from screens.text import content, plain
from screens.widgets.columns import Column
from screens.widgets.pages import Row
from screens.widgets.plain_rows import PlainRows
from screens.widgets.rows import Rows

GROUPS: tuple[type[Group], ...] = (
    ShopGroup,
    LookGroup,
    MeGroup,
    KeysGroup,
    StaffGroup,
    FieldsGroup,
    BackupGroup,
    FilesGroup,
    HealthGroup,
    VersionGroup,
)
GROUP_COLUMNS = (Column("name", "", muted=False, sortable=False),)
# The value is what is looked for: it gets the larger half.
ITEM_COLUMNS = (
    Column("label", "", {0: 20, 70: 28, 90: 36}, muted=True, sortable=False),
    Column("value", "", muted=False, sortable=False),
)
# Acts and findings are said by their label.
WIDE_COLUMNS = (
    Column("label", "", muted=False, sortable=False),
    Column("value", "", {0: 12, 60: 22}, sortable=False),
)
_WIDE = (KeysGroup, StaffGroup, FieldsGroup, HealthGroup)


class GroupRows(PlainRows):
    """The groups."""

    HELP_NAME: ClassVar[str] = N_("In the groups")


class ItemRows(PlainRows):
    """The lines of a group."""

    HELP_NAME: ClassVar[str] = N_("In the settings of a group")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Change"), id="settings.edit"),
        Binding(
            "escape",
            "app.stop_backup",
            N_("Stop the backup"),
            show=False,
            id="settings.stop_backup",
        ),
        Binding("escape,shift+tab", "screen.to_groups", N_("Groups"), id="settings.groups"),
        Binding("left,h", "screen.to_groups", N_("Groups"), show=False, id="settings.left"),
    ]


class SettingsScreen(AreaScreen):
    """Change what can be changed; every change is kept at once."""

    AREA = "settings"
    NAME = N_("Settings")
    CSS_PATH = Path(__file__).with_name("settings.tcss")
    PARTS = (GroupRows, ItemRows)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", N_("New"), id="settings.add"),
        Binding("y", "copy", N_("Copy"), tooltip=N_("copy the line"), id="settings.copy"),
        Binding(
            "backspace",
            "reset",
            N_("Built-in key"),
            show=False,
            id="settings.reset",
        ),
        Binding(
            "r",
            "reload",
            N_("Reload"),
            tooltip=N_("read again"),
            show=False,
            id="settings.reload",
        ),
        Binding(
            "tab,right,l",
            "to_items",
            N_("Settings"),
            tooltip=N_("groups ↔ settings"),
            show=False,
            id="settings.to_items",
        ),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield the groups and the page of one of them."""
        with Horizontal(id="split"):
            yield GroupRows(GROUP_COLUMNS, id="groups")
            with Vertical(id="page"):
                yield ItemRows(ITEM_COLUMNS, id="items")
                yield Static(id="about")

    def on_mount(self) -> None:
        """Show the groups; each reads what it needs when it comes into sight."""
        self.groups = [make(self.kobi, self._changed) for make in GROUPS]
        self.shown: Sequence[Item] = ()
        self._places: dict[int, str] = {}
        self._fill_groups()
        self.group_rows.focus()
        self._open(0)
        self.follow_data(self._data_changed)

    def _fill_groups(self) -> None:
        rows = [Row(place, {"name": _(one.NAME)}) for place, one in enumerate(self.groups)]
        self.group_rows.fill(rows, self.group_rows.cursor)

    @property
    def group_rows(self) -> GroupRows:
        """The groups."""
        return self.query_one(GroupRows)

    @property
    def item_rows(self) -> ItemRows:
        """The lines of the group under the bar."""
        return self.query_one(ItemRows)

    @property
    def group(self) -> Group:
        """The group under the bar."""
        return self.groups[self.group_rows.cursor]

    @property
    def item(self) -> Item | None:
        """The line under the bar."""
        place = self.item_rows.cursor
        return self.shown[place] if place < len(self.shown) else None

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return what the group is about, or how far a backup is."""
        running = self.kobi.backup.line() if self.kobi.backup else None
        return running or content(_(self.group.NAME), "bold $foreground"), None

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        add = ["settings.add"] if self.group.ADD else []
        if not isinstance(self.focused, ItemRows):
            return ["list.open", *add, "app.help"]
        edit = ["settings.edit"] if self.group.CHANGES else ["settings.reload"]
        reset = ["settings.reset"] if self.group.RESET else []
        stop = ["settings.stop_backup"] if self.kobi.backup else []
        return [*stop, *edit, *add, *reset, "settings.copy", "settings.groups", "app.help"]

    def _open(self, place: int) -> None:
        self._fill(self._places.get(place, ""))
        self.groups[place].read()

    def _fill(self, key: str = "") -> None:
        self.shown = self.group.items()
        keys = [one.key for one in self.shown]
        columns = WIDE_COLUMNS if isinstance(self.group, _WIDE) else ITEM_COLUMNS
        rows = [
            Row(
                place,
                {"label": plain(one.label), "value": plain(one.value)},
                {"value": one.tone} if one.tone else {},
            )
            for place, one in enumerate(self.shown)
        ]
        self.item_rows.fill(rows, keys.index(key) if key in keys else 0, columns)
        self._say_about()
        self.show_head()
        self.refresh_bindings()

    def _changed(self) -> None:
        """Show the lines again; the bar stays on its own."""
        self._fill(self.item.key if self.item else self._places.get(self.group_rows.cursor, ""))

    def _say_about(self) -> None:
        text = self.item.about if self.item else ""
        if not self.shown and self.group.ADD:
            text = _("Nothing here yet.")
        self.query_one("#about", Static).update(
            content("\n".join(plain(line) for line in text.split("\n")))
        )

    def show_shop(self) -> None:
        """Write the header, and the shop's name where it is set."""
        super().show_shop()
        if self.is_mounted and isinstance(self.group, ShopGroup | BackupGroup):
            self._changed()

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.is_mounted:
            self._fill_groups()
            self._changed()

    def _data_changed(self, _change: DataChange) -> None:
        self.group.read()

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        """Show the group under the bar, or what the line under it means."""
        if isinstance(event.rows, GroupRows):
            self._open(event.index)
        elif self.item is not None:
            self._places[self.group_rows.cursor] = self.item.key
            self._say_about()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Go to the lines of a group, or change the line under the bar."""
        if isinstance(event.rows, GroupRows):
            self.action_to_items()
        elif self.item is not None and self.item.acts:
            rows = self.item_rows
            self.group.below = rows.region.y + 1 + rows.cursor - rows.scroll_offset.y
            self.group.edit(self.item)

    # Keys

    def begin(self) -> None:
        """Put the bar on the groups."""
        self.action_to_groups()

    def action_to_groups(self) -> None:
        """Put the bar on the groups."""
        self.remove_class("-on-items")
        self.group_rows.focus()

    def action_to_items(self) -> None:
        """Put the bar on the lines of the group."""
        self.add_class("-on-items")
        self.item_rows.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, ItemRows), "-on-items")

    def action_add(self) -> None:
        """Add a line to the group."""
        self.group.add()

    def action_reset(self) -> None:
        """Give the line its built-in value again."""
        if self.item is not None:
            self.group.reset(self.item)

    def action_copy(self) -> None:
        """Copy the value of the line."""
        if self.item is not None and (text := self.item.copy or self.item.value):
            self.app.copy_to_clipboard(text)
            shown = plain(text.split("\n")[0])
            self.kobi.tell(_("Copied: {text}").format(text=shown))

    def action_reload(self) -> None:
        """Read everything again."""
        self.group.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the group can do."""
        if action == "add":
            return self.is_mounted and bool(self.group.ADD)
        if action == "reset":
            return self.is_mounted and bool(self.group.RESET) and self.item_rows.has_focus
        if action == "copy":
            return self.is_mounted and self.item_rows.has_focus
        return super().check_action(action, parameters)
