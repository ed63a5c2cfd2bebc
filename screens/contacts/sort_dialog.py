"""The dialog that asks for the order of the contact list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from kobicrm.i18n import N_, _
from screens.contacts.sorting import FROM_THE_END, ORDERS, Order
from screens.dialogs.base import Dialog
from screens.styles.glyphs import current
from screens.widgets.menu import Menu, MenuLine


class SortDialog(Dialog[Order]):
    """Choose an order; the present one, chosen again, turns around. ← → choose the direction."""

    WIDTH = 60
    KEYS = ("sort.choose", "sort.turn", "dialog.cancel")
    DEFAULT_CSS = "SortDialog Menu { margin: 1 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("sort"), id="sort.choose", priority=True),
        # Before the frame sees the arrows: it would scroll.
        Binding("right,left,l,h", "turn", N_("turn around"), id="sort.turn", priority=True),
    ]

    def __init__(self, order: Order) -> None:
        """Begin with the present ``order``."""
        super().__init__()
        self._present = order
        self._offers = [
            order if key == order.key else Order(key, key in FROM_THE_END) for key in ORDERS
        ]
        self._turned: set[int] = set()

    def heading(self) -> str:
        """Return the title."""
        return _("Sort")

    def body(self) -> Iterable[Widget]:
        """Yield the orders."""
        yield Menu(self._lines(), list(ORDERS).index(self._present.key))

    def _lines(self) -> list[MenuLine]:
        signs = current()
        return [
            MenuLine(
                offer.name,
                f"{offer.direction} {signs.down if offer.descending else signs.up}",
                signs.yes if offer.key == self._present.key else signs.no,
            )
            for offer in self._offers
        ]

    def relabel(self) -> None:
        """Write everything in the language in force."""
        super().relabel()
        self.query_one(Menu).set(self._lines())

    def action_turn(self) -> None:
        """Turn the order under the bar around."""
        menu = self.query_one(Menu)
        self._turned.add(menu.place)
        self._offers[menu.place] = self._offers[menu.place].turned()
        menu.set(self._lines())

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Close with the order chosen."""
        offer = self._offers[event.place]
        again = offer == self._present and event.place not in self._turned
        self.dismiss(offer.turned() if again else offer)

    def action_choose(self) -> None:
        """Close with the order under the bar."""
        self.query_one(Menu).action_choose()
