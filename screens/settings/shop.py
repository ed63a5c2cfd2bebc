"""The shop's own settings: its name and place. They are data: undone like any change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kobicrm.i18n import N_, _
from kobicrm.services.shop import set_shop
from screens.settings.items import Group, Item


class ShopGroup(Group):
    """Name and place, as the header shows them."""

    NAME = N_("Shop")

    def items(self) -> Sequence[Item]:
        """Return both lines."""
        state = self.app.shop_watch.state
        about = _("Kept in the database, for everybody who opens it; undo takes a change back.")
        return (
            Item("name", _("Name"), state.name, about),
            Item("place", _("Place"), state.place, about),
        )

    def edit(self, item: Item) -> None:
        """Ask for the text and write it."""
        hint = _("Shown at the top of the screen, for example Kadıköy, İstanbul.")
        title = _("Name of the shop") if item.key == "name" else _("Place of the shop")
        save = partial(self._save, item)
        self.ask(title, item.value, save, hint=hint if item.key == "place" else "", empty=True)

    def _save(self, item: Item, text: str) -> None:
        if text == item.value:
            return

        def saved(_shop: object) -> None:
            value = text or _("nothing")
            told = _("Saved: {label}: {value}").format(label=item.label, value=value)
            self.app.tell(told, back=self.app.undo_hint())
            self.app.wrote(None)

        call = partial(set_shop, self.app.session, **{item.key: text})
        self.app.jobs.write(call, saved)
