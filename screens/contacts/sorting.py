"""The orders of the contact list."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.i18n import N_, _

# By order: its name, and what both directions are called.
ORDERS: dict[str, tuple[str, str, str]] = {
    "name": (N_("Name"), N_("A to Z"), N_("Z to A")),
    "company": (N_("Company"), N_("A to Z"), N_("Z to A")),
    "place": (N_("Province and district"), N_("A to Z"), N_("Z to A")),
    "created": (N_("Added"), N_("oldest first"), N_("newest first")),
    "changed": (N_("Edited"), N_("oldest first"), N_("newest first")),
}
# Of dates the latest is wanted first.
FROM_THE_END = ("created", "changed")


@dataclass(frozen=True, slots=True)
class Order:
    """By what the list is sorted, and in which direction."""

    key: str = "name"
    descending: bool = False

    @property
    def name(self) -> str:
        """Return what it is called, in the language in force."""
        return _(ORDERS[self.key][0])

    @property
    def direction(self) -> str:
        """Return what its direction is called, in the language in force."""
        return _(ORDERS[self.key][2 if self.descending else 1])

    def turned(self) -> Order:
        """Return the other direction."""
        return Order(self.key, not self.descending)

    def asked(self, key: str) -> Order:
        """Return the order after somebody asked for ``key``: the same once more turns it."""
        return self.turned() if key == self.key else Order(key, key in FROM_THE_END)

    def to_json(self) -> list[object]:
        """Return the order as it is remembered."""
        return [self.key, self.descending]

    @classmethod
    def from_json(cls, kept: list[object]) -> Order:
        """Return what was remembered; the usual order when it can't be understood."""
        match kept:
            case [str() as key, bool() as descending] if key in ORDERS:
                return cls(key, descending)
        return cls()
