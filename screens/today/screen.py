"""The first area: one queue that says whom to call now and why, and the card beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style

from kobicrm.domain import dates
from kobicrm.domain.money import format_count
from kobicrm.errors import KobiError, NotFound
from kobicrm.i18n import N_, _, language, ngettext
from kobicrm.services.today import Today, today
from screens.contacts.warming import warm_up
from screens.data_change import DataChange
from screens.styles.glyphs import current
from screens.text import content
from screens.today.card import TodayCard
from screens.today.keys import TodayKeys
from screens.today.queue_rows import QueueRows
from screens.widgets.empty import EmptyPlace
from screens.widgets.head_row import Line
from screens.widgets.keys import key_of

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from screens.contacts.card import Card

READ = "today.queue"
# Tasks become late, and a day ends, without anybody writing anything.
LOOK_SECONDS = 30.0


class TodayScreen(TodayKeys):
    """Work through the day: who is next, why, what was said last, and what became of it."""

    AREA = "today"
    NAME = N_("Today")
    PARTS = (QueueRows, TodayCard)
    CSS_PATH = Path(__file__).with_name("today.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "tomorrow", N_("Tomorrow"), show=False, id="today.tomorrow"),
        Binding("slash", "search", N_("Search"), show=False, id="today.search"),
        Binding(
            "v",
            "card",
            N_("Card"),
            tooltip=N_("show or hide the card"),
            show=False,
            id="today.card",
        ),
        Binding(
            "r", "reload", N_("Reload"), tooltip=N_("read again"), show=False, id="today.reload"
        ),
        Binding(
            "tab", "to_card", N_("Card"), tooltip=N_("list ↔ card"), show=False, id="today.to_card"
        ),
    ]

    found: Today | None = None
    # Whether something was written here since the last reading, and about whom: when an undo
    # brings a contact back, the bar goes to it.
    _acted = False
    _touched: int | None = None

    def body(self) -> Iterable[Widget]:
        """Yield queue and card."""
        with Horizontal(id="split"):
            with Vertical(id="side"):
                yield QueueRows(id="queue")
                yield EmptyPlace(id="none")
            with Vertical(id="beside"):
                yield TodayCard(id="card")
                yield Line(id="score")

    def on_mount(self) -> None:
        """Begin reading; nothing waits for it."""
        self.rows.focus()
        self._read()
        self.follow_data(self._data_changed)
        self.set_interval(LOOK_SECONDS, partial(self.when_in_sight, "clock", self._read))
        warm_up(self.kobi)

    # Reading

    def _read(self) -> None:
        self.kobi.jobs.read(READ, partial(today, self.kobi.session), self._show)

    def _data_changed(self, change: DataChange) -> None:
        if change.own:
            self._acted, self._touched = True, change.show
        self._read()

    def _show(self, found: Today) -> None:
        self.kobi.curtain.lift()
        self.found = found
        empty = not found.cards
        self.set_class(empty, "-empty")
        self.show_head()
        self.rows.take(found.cards, more=found.more, acted=self._acted, show=self._touched)
        self._acted, self._touched = False, None
        if empty:
            self._say_empty(found)
            if self.card.has_focus:
                self.begin()
        self.refresh_bindings()

    # What is shown

    def facts(self) -> tuple[Content, Content | None]:
        """Return the day, and how much of it is done."""
        if self.found is None:
            return Content(""), None
        counts, lang = self.found.counts, language()
        day = content(dates.long_date(self.found.now.date(), lang), "bold $foreground")
        parts = [
            (counts.late, ngettext("{n} late", "{n} late", counts.late), "$error", "late"),
            (counts.today, ngettext("{n} today", "{n} today", counts.today), "$foreground", "day"),
            (
                counts.tomorrow,
                ngettext("{n} tomorrow", "{n} tomorrow", counts.tomorrow),
                "$muted",
                "tomorrow",
            ),
        ]
        told = [
            leading(content(text.format(n=format_count(number, lang)), colour), list_)
            for number, text, colour, list_ in parts
            if number
        ]
        if counts.done:
            done = ngettext("{n} done", "{n} done", counts.done)
            text = done.format(n=format_count(counts.done, lang))
            sign = (f"{current().yes} ", "$success")
            told.append(leading(Content.assemble(sign, (text, "$muted")), "done"))
        return day, Content("   ").join(told)

    def hints(self) -> list[str]:
        """Return the keys that matter for what has the focus."""
        if not self.rows.cards:
            return ["app.capture", "today.search", "app.help"]
        keys = ["today.reached", "today.not_reached", "today.outcome", "today.later"]
        if isinstance(self.focused, TodayCard):
            names = ("card.go", "card.outside", "card.talk", "card.done", "card.later")
            return [*names, "card.back", "app.help"]
        return ["queue.open", *keys, "app.help"]

    def _say_empty(self, found: Today) -> None:
        place, tomorrow = self.query_one("#none", EmptyPlace), found.counts.tomorrow
        key = (key_of(self.app, "app.capture"), _("write one down"))
        keys = [(key_of(self.app, "today.tomorrow"), _("show tomorrow")), key]
        if found.counts.open or found.counts.done:
            told = ngettext("{n} thing for tomorrow.", "{n} things for tomorrow.", tomorrow)
            lines = [told.format(n=format_count(tomorrow, language()))] if tomorrow else []
            place.set(_("Nothing is left for today."), lines, keys if tomorrow else [key])
            return
        lines = [
            _("Make tasks of the calls you promise:"),
            _("they stand here every morning, the most urgent first."),
        ]
        place.set(_("No task yet."), lines, [key])

    def _show_score(self) -> None:
        line, item = self.query_one("#score", Line), self.item
        if item is None:
            line.set(Content(""))
            return
        score = _("Score {n}").format(n=item.score)
        hint = Content.assemble(
            (key_of(self.app, "today.score"), "bold $foreground"), " ", (_("why?"), "$muted")
        )
        line.set(content(score, "$muted"), hint)

    def relabel(self) -> None:
        """Write everything again in the language in force."""
        super().relabel()
        if self.found is not None:
            self.rows.relabel()
            self._show_score()
            if not self.found.cards:
                self._say_empty(self.found)

    # The bar

    def on_queue_rows_moved(self, event: QueueRows.Moved) -> None:
        """Fill the card with the item under the bar."""
        self.card.show_item(event.card, self._card_failed)
        self._show_score()
        self.refresh_bindings()

    def _card_failed(self, error: KobiError) -> None:
        if isinstance(error, NotFound):
            # Deleted a moment ago elsewhere: the item leaves with the next reading.
            self._read()
        else:
            self.kobi.show_error(error)

    def on_queue_rows_opened(self) -> None:
        """Go to the card; in a narrow window it takes the place of the queue."""
        self.action_to_card()

    def on_card_back(self) -> None:
        """Go back to the queue."""
        self.begin()

    def on_card_followed(self, event: Card.Followed) -> None:
        """Go to the contact a line of the card leads to."""
        self.kobi.show_contact(event.go)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, wherever the mouse put it."""
        self.set_class(isinstance(event.widget, TodayCard), "-on-card")
        self.refresh_bindings()

    # Keys

    def begin(self) -> None:
        """Put the bar on the queue."""
        self.remove_class("-on-card")
        self.rows.focus()

    def action_to_card(self) -> None:
        """Put the bar on the card."""
        if self.card.lines:
            self.remove_class("-no-card")
            self.add_class("-on-card")
            self.card.focus()

    def action_card(self) -> None:
        """Show or hide the card."""
        self.toggle_class("-no-card")
        if self.has_class("-no-card"):
            self.rows.focus()

    def action_reload(self) -> None:
        """Read everything again."""
        self.kobi.shop_watch.read_shop()
        self._read()

    def action_list(self, name: str) -> None:
        """Go to the tasks behind a count of the head row."""
        day = self.found.now.date() if self.found else None
        if name == "tomorrow" and day is not None and day < date.max:
            self.kobi.show_tasks(day=day + timedelta(days=1))
        elif name == "day" and day is not None:
            self.kobi.show_tasks(day=day)
        else:
            self.kobi.show_tasks(name)

    def action_tomorrow(self) -> None:
        """Go to the tasks of tomorrow."""
        self.action_list("tomorrow")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead to tomorrow when nothing is left for today."""
        if action == "tomorrow":
            return self.found is not None and not self.found.cards
        return super().check_action(action, parameters)

    async def action_search(self) -> None:
        """Search among the contacts."""
        await self.kobi.switch_mode("contacts")
        await self.kobi.screen.run_action("search")


def leading(text: Content, name: str) -> Content:
    """Return a count that leads to its list when it is clicked."""
    return text.stylize(Style.from_meta({"@click": f"screen.list('{name}')"}))
