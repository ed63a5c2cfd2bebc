"""When a shop is new: what the first page of the application asks, and how often."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kobicrm.errors import Conflict, NotFound
from kobicrm.services import contacts, demo, fields, staff, undo
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import (
    begin,
    first_start,
    get_shop,
    name_shop,
    offer_tour,
    set_shop,
)


def test_a_new_shop_has_its_doors_open_each_time(
    shop: Session, open_shop: Callable[..., Session]
) -> None:
    assert first_start(shop).doors
    assert first_start(shop).name == ""
    shop.close()
    assert first_start(open_shop()).doors


def test_settings_alone_leave_it_new(shop: Session) -> None:
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy, İstanbul")
    fields.add_field(shop, "Vade günü", "number")
    undo.undo(shop)
    staff.add_staff(shop, "Mehmet")
    found = first_start(shop)
    assert found.doors
    assert found.name == "Yılmaz Gıda"


def test_a_contact_ends_it_for_good_also_in_the_trash_and_taken_back(shop: Session) -> None:
    added = contacts.add(shop, {"name": "Şule Çağlayan"})
    assert not first_start(shop).doors
    contacts.delete(shop, [f"uid:{added.contact.uid}"])
    assert not first_start(shop).doors
    undo.undo(shop)
    undo.undo(shop)
    assert contacts.count(shop) == 0
    assert not first_start(shop).doors


@pytest.mark.parametrize("name", ["", "  ", "Işık Kırtasiye"])
def test_whoever_went_through_a_door_is_not_asked_again(shop: Session, name: str) -> None:
    begin(shop, name)
    assert not first_start(shop).doors
    assert get_shop(shop).name == name.strip()


def test_a_name_alone_leaves_the_doors_open(shop: Session) -> None:
    name_shop(shop, "  Işık\x1b[31m Kırtasiye ")
    found = first_start(shop)
    assert found.doors
    assert found.name == "Işık[31m Kırtasiye"


def test_taking_back_does_not_reach_the_first_page(shop: Session) -> None:
    begin(shop, "Işık Kırtasiye")
    with pytest.raises(NotFound):
        undo.undo(shop)
    assert get_shop(shop).name == "Işık Kırtasiye"


def test_a_demo_shop_is_made_once_and_kept_as_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    assert demo.ready(path, lang="tr")
    with open_session(path, who="Ayşe") as session:
        assert get_shop(session).demo
        assert contacts.count(session) == 2000
        contacts.add(session, {"name": "Ali Kaya"})
    assert not demo.ready(path, lang="tr")
    with open_session(path, who="Ayşe") as session:
        assert contacts.count(session) == 2001


def test_a_shop_in_the_demos_place_is_left_alone(shop: Session, people: object) -> None:
    with pytest.raises(Conflict) as caught:
        demo.ready(shop.path)
    assert caught.value.code == "demo_not_empty"
    assert contacts.count(shop) == 6


def test_the_tour_is_offered_once_and_only_in_a_demo_shop(shop: Session, tmp_path: Path) -> None:
    assert not offer_tour(shop)
    demo.build(tmp_path / "demo.db", size=3)
    with open_session(tmp_path / "demo.db", who="Ayşe") as session:
        assert offer_tour(session)
        assert not offer_tour(session)
        with pytest.raises(NotFound):
            undo.undo(session)
