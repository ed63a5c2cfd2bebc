"""A small application made of the shared parts only, for their tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from kobicrm.i18n import N_, install
from screens.styles import theme
from screens.text import content
from screens.widgets.base import KobiBase, KobiScreen
from screens.widgets.columns import Column
from screens.widgets.head_row import HeadRow, SearchInput
from screens.widgets.header import Area, ShopHeader, ShopState
from screens.widgets.hints import KeyHints
from screens.widgets.pages import PAGE_ROWS, Row
from screens.widgets.rows import Rows

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LAST_BACKUP = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)

PEOPLE = [
    ("Ahmet Çelik", "0505 884 12 30", "Nilüfer"),
    ("Ayşe Yılmaz Demir", "0532 123 45 67", "Kadıköy"),
    ("Burak Şahin", "0541 220 91 77", "Çankaya"),
    ("Çağrı Öztürk", "0536 700 15 42", "Kadıköy"),
    ("Ebru Kılıç", "0507 331 66 08", "Bornova"),
    ("Fatma Şimşek", "0544 918 27 36", "Selçuklu"),
    ("Gökçe Çiçek", "0530 246 80 13", "Şişli"),
    ("Hülya Doğan", "0535 119 40 52", "Osmangazi"),
    ("Işık Kırtasiye Ltd. Şti.", "0216 345 67 89", "Üsküdar"),
    ("Işıl Ağaoğlu", "0533 412 08 19", "Beşiktaş"),
    ("İlknur Iğdırlı", "0542 607 33 91", "Muratpaşa"),
    ("İsmail Şıkoğlu", "0537 852 14 60", "Fatih"),
    ("Kâğıthane Büfe", "0212 295 11 04", "Kâğıthane"),
    ("Mehmet Arslan", "0506 443 72 18", "Yıldırım"),
    ("Nâzım Hâkimoğlu", "0538 275 60 39", "Tepebaşı"),
    ("Nurcan Koç", "0545 391 84 27", "Karşıyaka"),
    ("Ökkeş Üğüdücü", "0539 164 58 70", "Şahinbey"),
    ("Öztürk-Işık A.Ş.", "0224 513 90 26", "Nilüfer"),
    ("Sevgi Yıldız", "0543 728 05 41", "Seyhan"),
    ("Şükrü Aydın", "0534 680 92 15", "Ortahisar"),
]

COLUMNS = [
    Column("name", N_("Name"), muted=False),
    Column("phone", N_("Phone"), {52: 15, 94: 16}, muted=False),
    Column("district", N_("District"), {0: 10, 66: 11, 94: 12}),
    Column("last", N_("Last"), {66: 8, 94: 11}),
]

AREAS = [Area("1", "today", N_("Today")), Area("2", "contacts", N_("Contacts"))]


def row(index: int, people: Sequence[tuple[str, str, str]] = PEOPLE) -> Row:
    """Return the row at ``index``; the people repeat, their ids do not."""
    name, phone, district = people[index % len(people)]
    cells = {"name": name, "phone": phone, "district": district, "last": "17 Kas"}
    return Row(id=1000 + index, cells=cells)


def page(number: int, total: int, people: Sequence[tuple[str, str, str]] = PEOPLE) -> list[Row]:
    """Return the rows of a page."""
    first = number * PAGE_ROWS
    return [row(index, people) for index in range(first, min(first + PAGE_ROWS, total))]


class PartsScreen(KobiScreen[None]):
    """Header, head row, list, card and footer, as an area has them."""

    NAME = N_("Contacts")
    CSS = """
    #list { width: 1fr; }
    #card { width: 46; border-left: solid $rule; padding: 0 1; }
    PartsScreen.-w100 #card { width: 48; }
    PartsScreen.-w120 #card { width: 54; }
    PartsScreen.-w160 #card { width: 66; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("New"), id="contacts.new"),
        Binding("e", "edit", N_("Edit"), id="contacts.edit"),
        Binding("slash", "search", N_("Search"), id="contacts.search"),
    ]

    def __init__(self, total: int, people: Sequence[tuple[str, str, str]], **options: Any) -> None:
        super().__init__()
        self.total = total
        self.people = people
        self.answering = True
        self.asked: list[int] = []
        self.seen: list[object] = []

    def compose(self) -> ComposeResult:
        yield ShopHeader(AREAS, "contacts", clock=lambda: NOW)
        yield HeadRow(N_("name, phone, district"))
        with Horizontal():
            yield Rows(COLUMNS, id="list")
            yield Static(content(self.people[1][0], "bold"), id="card")
        yield KeyHints()

    def on_mount(self) -> None:
        self.query_one(ShopHeader).state = ShopState(
            "Yılmaz Gıda", "Kadıköy, İstanbul", last_backup=LAST_BACKUP
        )
        head = self.query_one(HeadRow)
        head.set(content(f"{self.total} kayıt", "bold"), head.search_hint())
        rows = self.query_one(Rows)
        rows.sort("name")
        rows.reload(self.total)
        rows.focus()

    def hints(self) -> list[str]:
        if isinstance(self.focused, SearchInput):
            return ["search.list", "search.clear", "app.help_f1"]
        names = ["list.open", "contacts.new", "contacts.edit", "list.mark"]
        return [*names, "contacts.search", "app.help"]

    def on_rows_page_wanted(self, event: Rows.PageWanted) -> None:
        self.asked.append(event.page)
        if self.answering:
            rows = page(event.page, self.total, self.people)
            event.rows.supply(event.page, rows, event.generation)

    def on_rows_cursor_moved(self, event: Rows.CursorMoved) -> None:
        self.seen.append(event)
        name = event.row.cells["name"] if event.row else "·····"
        self.query_one("#card", Static).update(content(name, "bold"))

    def on_rows_opened(self, event: Rows.Opened) -> None:
        self.seen.append(event)

    def on_rows_marked(self, event: Rows.Marked) -> None:
        self.seen.append(event)

    def on_rows_sort_wanted(self, event: Rows.SortWanted) -> None:
        self.seen.append(event)

    def on_shop_header_chosen(self, event: ShopHeader.Chosen) -> None:
        self.seen.append(event)

    def on_head_row_searched(self, event: HeadRow.Searched) -> None:
        self.seen.append(event)

    def on_search_input_left(self) -> None:
        self.query_one(Rows).focus()

    def on_search_input_cleared(self) -> None:
        self.query_one(Rows).focus()

    def action_search(self) -> None:
        self.query_one(HeadRow).open_search()

    def action_new(self) -> None:
        self.seen.append("new")

    def action_edit(self) -> None:
        self.seen.append("edit")


class PartsApp(KobiBase[None]):
    """The application around :class:`PartsScreen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", N_("Help"), id="app.help"),
        Binding("f1", "help", N_("Help"), id="app.help_f1", show=False),
        Binding("f2", "language", N_("Language"), id="app.language", show=False),
        Binding("f3", "look", N_("Look"), id="app.look", show=False),
        Binding("colon,ctrl+p", "palette", N_("Commands"), id="app.palette", show=False),
    ]

    def __init__(
        self,
        total: int = 20,
        people: Sequence[tuple[str, str, str]] = PEOPLE,
        *,
        lang: str = "tr",
        look: str = theme.DARK,
        **options: Any,
    ) -> None:
        install("en" if lang == "en" else "tr")
        super().__init__(look=look, signs=options.pop("signs", "unicode"))
        self.parts = PartsScreen(total, people)
        self.answers: list[object] = []

    def on_mount(self) -> None:
        self.push_screen(self.parts)

    def ask(self, dialog: Any) -> None:
        """Open a dialog and keep its answer."""
        self.push_screen(dialog, self.answers.append)

    def action_help(self) -> None:
        from screens.dialogs.help import HelpDialog

        self.push_screen(HelpDialog(self.screen))

    def action_look(self) -> None:
        self.switch_look()

    def action_language(self) -> None:
        from kobicrm.i18n import language

        install("en" if language() == "tr" else "tr")
        self.retext()


__all__ = ["Content", "PartsApp", "PartsScreen", "page", "row"]
