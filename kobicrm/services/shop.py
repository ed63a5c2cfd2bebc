"""The shop's own settings: its name and place, and whether it is only just beginning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kobicrm.domain.clean import clean_line
from kobicrm.storage.shop import is_untouched, setting

if TYPE_CHECKING:
    from kobicrm.services.session import Session

DEMO = "demo.seed"
# What the invented shop is called, by language.
DEMO_NAMES = {"tr": "Örnek dükkân", "en": "Demo shop"}
_BEGUN, _TOUR = "shop.begun", "demo.tour"


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """What the header shows: the shop's name and where it is; '' when not set.

    ``demo`` tells the invented shop from a real one.
    """

    name: str
    place: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class FirstStart:
    """How the application begins: ``doors`` when the shop is new; ``name`` when it has one."""

    doors: bool
    name: str


def get_shop(session: Session) -> ShopInfo:
    """Return the shop's name and place."""
    with session.store.reading():
        return ShopInfo(setting("shop.name"), setting("shop.place"), bool(setting(DEMO)))


def set_shop(session: Session, *, name: str | None = None, place: str | None = None) -> ShopInfo:
    """Change the shop's name or place; None leaves one as it is."""
    with session.write("shop.edit") as unit:
        for key, value in (("shop.name", name), ("shop.place", place)):
            if value is not None:
                unit.set_shop(key, clean_line(value))
    return get_shop(session)


def first_start(session: Session) -> FirstStart:
    """Return whether the shop is still to begin.

    It is when nobody went through one of the doors of the first page yet (:func:`begin`) and
    nothing but settings was ever written.
    """
    with session.store.reading():
        return FirstStart(not setting(_BEGUN) and is_untouched(), setting("shop.name"))


def begin(session: Session, name: str = "") -> None:
    """Remember that the first page has done its work; an empty ``name`` was passed over."""
    _set_up(session, {"shop.name": clean_line(name), _BEGUN: "1"})


def name_shop(session: Session, name: str) -> None:
    """Keep the name given on the first page, which is still to come back."""
    _set_up(session, {"shop.name": clean_line(name)})


def offer_tour(session: Session) -> bool:
    """Return whether the tour of a demo shop is to be offered: the first time only."""
    with session.store.reading():
        if setting(_TOUR) or not setting(DEMO):
            return False
    _set_up(session, {_TOUR: "1"})
    return True


def _set_up(session: Session, values: dict[str, str]) -> None:
    # An application of its own: "take back my last change" is not meant to reach so far.
    author = replace(session.author, application="setup")
    from kobicrm.storage.work import work

    with work(session.store, session.clock(), author, "shop.edit") as unit:
        for key, value in values.items():
            if value:
                unit.set_shop(key, value)
