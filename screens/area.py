"""The shell around every area: header with tabs, head row, the area's own body, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.data_change import DataChange
from screens.styles.glyphs import current
from screens.text import content, plain
from screens.trouble import trouble_text
from screens.widgets.base import KobiScreen
from screens.widgets.head_row import HeadRow
from screens.widgets.header import ShopHeader
from screens.widgets.hints import KeyHints
from screens.widgets.keys import own_bindings

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from screens.app import KobiApp
    from screens.dialogs.help import HelpGroup

LEAST_WIDTH, LEAST_HEIGHT = 60, 16


class TooSmall(Widget):
    """The one sentence of a window too small to work in."""

    DEFAULT_CSS = "TooSmall { display: none; padding: 0 1; height: 1fr; }"

    def render(self) -> Content:
        """Ask for a larger window."""
        text = _("Please make the window larger: at least {width} × {height} characters.")
        return content(text.format(width=LEAST_WIDTH, height=LEAST_HEIGHT))


class AreaScreen(KobiScreen[None]):
    """An area of the application. A subclass gives its body and the facts of the head row."""

    AREA: ClassVar[str] = ""
    # Whether the tabs of the areas are shown, and their keys work.
    TABS: ClassVar[bool] = True
    # What can be searched for in this area (message id).
    SEARCH: ClassVar[str] = ""
    # Parts whose keys the help explains while another part has the focus.
    PARTS: ClassVar[tuple[type[Widget], ...]] = ()
    DEFAULT_CSS = """
    AreaScreen.-tiny > * { display: none; }
    AreaScreen.-tiny > TooSmall { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", N_("Quit"), show=False, id="area.quit"),
    ]

    @property
    def kobi(self) -> KobiApp:
        """The application, with its jobs and session."""
        return cast("KobiApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the shell around the body."""
        areas = self.kobi.AREAS if self.TABS else ()
        yield ShopHeader(areas, self.AREA, clock=self.kobi.clock)
        yield HeadRow(self.SEARCH, f"{self.AREA}.search")
        yield from self.body()
        yield KeyHints()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """Yield what stands between head row and footer."""
        return ()

    def facts(self) -> tuple[Content, Content | None]:
        """Return what the head row says at its left and right end."""
        return Content(""), None

    def begin(self) -> None:
        """Go to where the area begins: its key was pressed while it is in sight."""

    def undo_here(self) -> bool:
        """Undo what the bar is on instead of the last act; False when that is not meant here."""
        return False

    def redo_here(self) -> bool:
        """Put back what the bar is on instead of what was undone last; False: not meant here."""
        return False

    def follow_data(self, changed: Callable[[DataChange], None]) -> None:
        """Have ``changed`` called after every write; out of sight once, when it comes back.

        Then the bar stays where it was left, whatever was written meanwhile.
        """

        def written(change: DataChange) -> None:
            if self.kobi.shows(self):
                changed(change)
            else:
                kept = DataChange(own=change.own)
                self.when_in_sight("data", partial(changed, kept))

        self.kobi.data_changed.subscribe(self, written)

    def help_groups(self) -> list[HelpGroup]:
        """Return what the help tells beside the keys that work now."""
        from screens.dialogs.help import group_of

        keys = self.kobi.keys_in_force
        others = (part for part in self.PARTS if not isinstance(self.focused, part))
        return [
            group_of(getattr(part, "HELP_NAME", ""), own_bindings(part), keys) for part in others
        ]

    def show_head(self) -> None:
        """Write the head row: the facts, or what is wrong with the database."""
        head = self.query_one(HeadRow)
        trouble = self.kobi.trouble
        text = plain(trouble_text(trouble)) if trouble else ""
        # During a search the head row is the field, and the line below it free.
        head.set_mistake(text if text and head.searching else None)
        if text and not head.searching:
            head.set(content(f"{current().alert} {text}", "$error"))
        else:
            head.set(*self.facts())

    def show_shop(self) -> None:
        """Write the header."""
        self.query_one(ShopHeader).state = self.kobi.shop_watch.state

    def on_mount(self) -> None:
        """Fill the shell."""
        self.show_shop()
        self.show_head()

    def relabel(self) -> None:
        """Write what was put together from texts again, in the language in force."""
        self.show_shop()
        self.show_head()

    def retext(self) -> None:
        """Draw everything in the language in force."""
        super().retext()
        self.relabel()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when nothing sensible fits."""
        size = event.size
        self.set_class(size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT, "-tiny")
