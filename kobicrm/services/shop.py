"""The shop's own settings: its name and place."""

from __future__ import annotations

from dataclasses import dataclass

from kobicrm.domain.clean import clean_line
from kobicrm.services.session import Session
from kobicrm.storage.shop import setting


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """What the header shows: the shop's name and where it is; '' when not set."""

    name: str
    place: str


def get_shop(session: Session) -> ShopInfo:
    """Return the shop's name and place."""
    with session.store.reading():
        return ShopInfo(setting("shop.name"), setting("shop.place"))


def set_shop(session: Session, *, name: str | None = None, place: str | None = None) -> ShopInfo:
    """Change the shop's name or place; None leaves one as it is."""
    with session.write("shop.edit") as unit:
        for key, value in (("shop.name", name), ("shop.place", place)):
            if value is not None:
                unit.set_shop(key, clean_line(value))
    return get_shop(session)
