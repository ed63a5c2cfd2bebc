"""The saved views of the list: opened by a digit or Enter, kept, renamed, copied, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.dialogs.base import Dialog
from screens.text import plain
from screens.widgets.columns import Column
from screens.widgets.empty import EmptyPlace
from screens.widgets.pages import Row
from screens.widgets.plain_rows import PlainRows
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from kobicrm.services.views import SavedView

MOST = 12
Act = Literal["open", "new", "rename", "delete", "copy"]


class Wanted(NamedTuple):
    """What is to be done, with which view (None for a new one)."""

    act: Act
    view: SavedView | None


class ViewRows(PlainRows):
    """The views."""

    DEFAULT_CSS = """
    ViewRows { background: $surface; height: 4; }
    ViewRows > .rows--header { color: $surface; }
    """


class ViewsDialog(Dialog[Wanted]):
    """Returns what is wanted; Esc returns None."""

    WIDTH = 76
    KEYS = ("views.open", "views.new", "views.rename", "views.copy", "views.delete")
    DEFAULT_CSS = """
    ViewsDialog > Frame { padding: 0 2 0 0; max-width: 100%; }
    ViewsDialog EmptyPlace { display: none; height: 8; }
    ViewsDialog.-empty EmptyPlace { display: block; }
    ViewsDialog.-empty ViewRows { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "want('open')", N_("open"), id="views.open", priority=True),
        Binding("n", "want('new')", N_("save this list"), id="views.new"),
        Binding("e", "want('rename')", N_("rename"), id="views.rename"),
        Binding("y", "want('copy')", N_("copy"), id="views.copy"),
        Binding("d", "want('delete')", N_("delete"), id="views.delete"),
    ]

    def __init__(self, views: Sequence[SavedView], name: str = "") -> None:
        """Show ``views`` with the bar on the one called ``name``."""
        super().__init__()
        # By their digits; those that have none stand last.
        self._views = sorted(views, key=lambda one: one.key or "~")
        self._name = name

    def heading(self) -> str:
        """Return the title."""
        return _("Saved views")

    def body(self) -> Iterable[Widget]:
        """Yield the list, and what is said when it is empty."""
        columns = (
            Column("key", "", {0: 2}, sortable=False),
            Column("name", "", muted=False, sortable=False),
            Column("query", "", {0: 36}, sortable=False),
        )
        yield ViewRows(columns, id="views")
        yield EmptyPlace()

    @property
    def rows(self) -> ViewRows:
        """The list."""
        return self.query_one(ViewRows)

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        if self._views:
            self.rows.styles.height = min(MOST, len(self._views)) + 1

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self._fill()

    def _fill(self) -> None:
        rows = [
            Row(at, {"key": one.key, "name": plain(one.name), "query": plain(one.query)})
            for at, one in enumerate(self._views)
        ]
        names = [one.name for one in self._views]
        self.rows.fill(rows, names.index(self._name) if self._name in names else 0)
        self.set_class(not rows, "-empty")
        self.query_one(EmptyPlace).set(
            _("No view is saved yet."),
            (
                _("A view keeps search, filter, columns and order under a name:"),
                _("narrow the list, then save it here; a digit brings it back."),
            ),
        )

    @property
    def view(self) -> SavedView | None:
        """The view under the bar."""
        return self._views[self.rows.cursor] if self._views else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action == "want" and parameters[0] != "new":
            return bool(self._views)
        return super().check_action(action, parameters)

    def action_want(self, act: Act) -> None:
        """Close with what is wanted."""
        self.dismiss(Wanted(act, None if act == "new" else self.view))

    def on_key(self, event: events.Key) -> None:
        """Open the view of a digit."""
        for view in self._views:
            if view.key and view.key == event.character:
                event.stop()
                self.dismiss(Wanted("open", view))

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Open what was clicked twice."""
        event.stop()
        self.action_want("open")
