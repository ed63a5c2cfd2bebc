"""A page over the contacts that no tab leads to: opened by name, Esc leads back."""

from __future__ import annotations

from screens.area import AreaScreen


class OverContacts(AreaScreen):
    """What such pages have in common."""

    AREA = "contacts"

    def __init__(self, back_to: str = "") -> None:
        """Open over the contacts; ``back_to`` is the area Esc leads to."""
        super().__init__()
        self._back_to = back_to

    def begin(self) -> None:
        """Close the page when the key of the area is pressed."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back to where the page was opened."""
        self.dismiss(None)
        if self._back_to and self._back_to != self.kobi.current_mode:
            self.kobi.switch_mode(self._back_to)

    def go_to_contact(self, one: int) -> None:
        """Close every such page and go to a contact."""
        while isinstance(self.app.screen, OverContacts):
            self.app.pop_screen()
        self.kobi.show_contact(one)
