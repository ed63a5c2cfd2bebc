"""The filter dialog: all values of the shop in one list, narrowed while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from kobicrm.domain.money import format_count
from kobicrm.domain.turkish import fold_length
from kobicrm.i18n import N_, _, language
from screens.contacts.filters import FIELDS, Filters, Offer, Tick, known_offers, value_name
from screens.dialogs.base import Dialog
from screens.text import content, plain
from screens.widgets.columns import Column
from screens.widgets.line_input import LineInput
from screens.widgets.pages import Marks, Row
from screens.widgets.rows import Rows

COLUMNS = (
    Column("value", N_("Value"), muted=False, sortable=False),
    Column("field", N_("Filter by"), {0: 18}, sortable=False),
    Column("count", N_("Contacts"), {0: 10}, right=True, sortable=False),
)


class Offers:
    """The offers that fit what was typed, as the rows of a list; ids stay with their values."""

    def __init__(self, ticked: Iterable[Tick]) -> None:
        """Begin with what every shop has; values ``ticked`` stand first."""
        self._ids: dict[Tick, int] = {}
        self._ticked = tuple(ticked)
        self._all: list[tuple[Offer, str]] = []
        self._shown: list[Offer] = []
        self.needle = ""
        self.take(known_offers())

    def take(self, offers: Sequence[Offer]) -> None:
        """Add ``offers``, or take over their counts; what was offered keeps its id."""
        known = {offer.tick: offer for offer, _folded in self._all}
        known |= {tick: Offer(*tick) for tick in self._ticked if tick not in known}
        known |= {offer.tick: offer for offer in offers}
        for tick in known:
            self._ids.setdefault(tick, len(self._ids))
        self._all = [(one, _folded(one)) for one in sorted(known.values(), key=self._turn)]
        self.narrow(self.needle)

    def _turn(self, offer: Offer) -> tuple[bool, int]:
        # Within a field they stay as they came: the frequent ones first.
        return offer.tick not in self._ticked, list(FIELDS).index(offer.field)

    def narrow(self, needle: str) -> None:
        """Keep to offers whose value holds ``needle``, or whose field begins with it."""
        self.needle = needle
        folded = fold_length(needle)
        self._shown = [
            offer
            for offer, text in self._all
            if folded in text or fold_length(_(FIELDS[offer.field])).startswith(folded)
        ]

    def refold(self) -> None:
        """Take the names of values in the language in force."""
        self._all = [(offer, _folded(offer)) for offer, _old in self._all]
        self.narrow(self.needle)

    def ids_of(self, ticks: Iterable[Tick]) -> set[int]:
        """Return the row ids of ``ticks``."""
        return {self._ids[tick] for tick in ticks}

    def ticks_of(self, ids: set[int]) -> tuple[Tick, ...]:
        """Return the ticks of row ids, in the order of the list."""
        return tuple(one.tick for one, _text in self._all if self._ids[one.tick] in ids)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._shown)

    def get(self, index: int) -> Row | None:
        """Return the offer at ``index`` as a row."""
        if not 0 <= index < len(self._shown):
            return None
        offer = self._shown[index]
        count = "" if offer.count is None else format_count(offer.count, language())
        cells = {
            "value": value_name(*offer.tick),
            "field": _(FIELDS[offer.field]),
            "count": count,
        }
        return Row(self._ids[offer.tick], cells)


def _folded(offer: Offer) -> str:
    return fold_length(value_name(*offer.tick))


class Needle(LineInput):
    """The field that narrows; the space bar ticks, it is not typed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the space bar to the dialog."""
        return key != "space" and super().check_consume_key(key, character)


class FilterDialog(Dialog[Filters]):
    """Type to find, Space to tick, Enter to filter; returns empty filters for none."""

    WIDTH = 76
    KEYS = ("filter.tick", "filter.apply", "filter.none", "dialog.cancel")
    DEFAULT_CSS = """
    FilterDialog #needle { margin: 1 0 0 0; width: 1fr; }
    FilterDialog Rows { height: 14; margin: 1 0; background: $surface; }
    FilterDialog.-h30 Rows { height: 22; }
    FilterDialog Rows > .rows--cursor-idle { background: $cursor; }
    FilterDialog Rows > .rows--bar-idle { color: $primary; }
    FilterDialog Rows:ansi > .rows--cursor-idle {
        background: ansi_default; text-style: bold reverse;
    }
    FilterDialog #none { height: 14; display: none; color: $muted; margin: 1 0; }
    FilterDialog.-h30 #none { height: 22; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick"), id="filter.tick", priority=True),
        Binding("enter", "apply", N_("filter"), id="filter.apply", priority=True),
        Binding("delete", "none", N_("none"), id="filter.none", priority=True),
        # The field keeps the focus: what moves the bar comes here.
        Binding("up", "move(-1)", N_("one row up"), show=False, priority=True),
        Binding("down", "move(1)", N_("one row down"), show=False, priority=True),
        Binding("pageup", "page(-1)", N_("one page up"), show=False, priority=True),
        Binding("pagedown", "page(1)", N_("one page down"), show=False, priority=True),
    ]

    def __init__(self, filters: Filters) -> None:
        """Begin with ``filters`` ticked; give what can be chosen with :meth:`offer`."""
        super().__init__()
        self._offers = Offers(filters.ticks)
        self._before = filters
        # Whether something was ticked since letters were typed last.
        self._ticked = False

    def heading(self) -> str:
        """Return `Süz · Etiket: toptan`: what is ticked, in sight or not."""
        words = self._ticks().words() if self.is_mounted else self._before.words()
        return " · ".join(part for part in (_("Filter"), words) if part)

    def _ticks(self, one: int | None = None) -> Filters:
        ids = self.rows.marks.ids | ({one} if one is not None else set())
        return Filters(self._offers.ticks_of(ids))

    def body(self) -> Iterable[Widget]:
        """Yield the field that narrows, and the list."""
        yield Needle(id="needle")
        rows = Rows(COLUMNS, self._offers, id="offers")
        rows.can_focus = False
        rows.marks = Marks(ids=self._offers.ids_of(self._before.ticks))
        yield rows
        yield Static(id="none")

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one(Needle).placeholder = _("tag, province, district, missing …")
        self._offers.refold()
        self._show(self.rows.cursor)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show more values, or their counts; the bar stays on its value."""
        one = self.rows.cursor_id
        at_start = self.rows.cursor == 0
        self._offers.take(offers)
        places = range(self._offers.total)
        here = (place for place in places if (row := self._offers.get(place)) and row.id == one)
        # Until somebody moved the bar, it belongs on the first line.
        self._show(0 if at_start else next(here, 0))

    def _show(self, place: int) -> None:
        rows, offers = self.rows, self._offers
        rows.highlight([fold_length(offers.needle)] if offers.needle else [])
        rows.reload(offers.total, place)
        none = self.query_one("#none", Static)
        rows.display, none.display = bool(offers.total), not offers.total
        text = _("“{text}” was not found.").format(text=plain(offers.needle))
        none.update(content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list with every letter."""
        event.stop()
        self._narrow()

    def _narrow(self) -> None:
        """Narrow to what stands in the field now; word of the last letter may be on its way."""
        text = self.query_one(Needle).value.strip()
        if text != self._offers.needle:
            self._ticked = False
            self._offers.narrow(text)
            self._show(0)

    def action_move(self, step: int) -> None:
        """Move the bar."""
        self.rows.action_move(step)

    def action_page(self, step: int) -> None:
        """Move the bar by a window's height."""
        self.rows.action_page(step)

    def action_tick(self) -> None:
        """Tick the value under the bar, or take its tick away."""
        self.after_keys(self._tick)

    def _tick(self) -> None:
        self._narrow()
        self.rows.action_mark()
        field = self.query_one(Needle)
        if field.value and self._offers.total:
            # The next value is typed from its beginning.
            with self.prevent(Input.Changed):
                field.value = ""
            self._offers.narrow("")
            self._show(0)

    def on_rows_marked(self, event: Rows.Marked) -> None:
        """Remember that ticks are what is meant, and show them in the title."""
        event.stop()
        self._ticked = True
        super().relabel()

    def action_none(self) -> None:
        """Take all ticks away."""
        self.rows.clear_marks()

    def on_rows_opened(self, event: Rows.Opened) -> None:
        """Filter by the value clicked twice, and by what is ticked."""
        event.stop()
        self._close(event.row.id)

    def action_apply(self) -> None:
        """Filter by what is ticked; else by the value under the bar."""
        self.after_keys(self._apply)

    def _apply(self) -> None:
        self._narrow()
        by_bar = not self._ticked and (self._offers.needle or not self.rows.marks.ids)
        if by_bar and self.rows.cursor_id is None:
            return
        self._close(self.rows.cursor_id if by_bar else None)

    def _close(self, one: int | None) -> None:
        self.dismiss(self._ticks(one))

    def action_cancel(self) -> None:
        """Take what was typed away first; then close."""
        field = self.query_one(Needle)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)
