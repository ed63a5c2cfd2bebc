"""Values that filters offer, with how many have them; and the trash as a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kobicrm.domain.query import EVERYTHING
from kobicrm.errors import UsageError
from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved, Selection
from kobicrm.services.session import Session


def test_values_come_with_their_numbers_most_frequent_first(
    shop: Session, people: list[Saved]
) -> None:
    uids = [saved.contact.uid for saved in people]
    contacts.edit(shop, uids[1], {"tags": "vip", "province": "izmir", "district": "Çiğli"})
    contacts.edit(shop, uids[3], {"lifecycle": "lead", "owner": "Mehmet", "source": "fuar"})
    assert contacts.facets(shop, "tags") == [("VIP", 2), ("İzmir", 1)]
    assert contacts.facets(shop, "province") == [("İzmir", 2), ("İstanbul", 1)]
    assert contacts.facets(shop, "district") == [("Çiğli", 1), ("Karşıyaka", 1)]
    assert contacts.facets(shop, "lifecycle") == [("lead", 1)]
    assert contacts.facets(shop, "owner") == [("Mehmet", 1)]
    assert contacts.facets(shop, "source") == [("fuar", 1)]
    with pytest.raises(UsageError):
        contacts.facets(shop, "saç")


def test_what_is_in_the_trash_does_not_count(shop: Session, people: list[Saved]) -> None:
    contacts.bulk_assign(shop, Selection(where=EVERYTHING), "Mehmet")
    contacts.delete(shop, [people[0].contact.uid])
    assert contacts.facets(shop, "tags") == []
    assert contacts.facets(shop, "province") == [("İstanbul", 1)]
    assert contacts.facets(shop, "owner") == [("Mehmet", 5)]


def test_the_trash_says_since_when_and_by_whom_newest_first(
    shop: Session, people: list[Saved], open_shop: Callable[..., Session]
) -> None:
    assert contacts.trash_view(shop).total == 0
    uids = [saved.contact.uid for saved in people]
    contacts.delete(shop, [uids[0]])
    other = open_shop("Mehmet")
    contacts.delete(other, [uids[3]])
    view = contacts.trash_view(shop)
    rows = view.window(0, 10)
    assert [(row.name, row.who, row.uid) for row in rows] == [
        ("Ümit Yaşar", "Mehmet", uids[3]),
        ("Şule Çağlayan", "Ayşe", uids[0]),
    ]
    assert rows[0].when > rows[1].when
    contacts.restore(shop, [f"uid:{uids[3]}"])
    contacts.delete(shop, [uids[3]])
    assert contacts.trash_view(shop).window(0, 1)[0].who == "Ayşe"


def test_a_window_of_the_trash_is_that_part_of_it(shop: Session, people: list[Saved]) -> None:
    for saved in people:
        contacts.delete(shop, [saved.contact.uid])
    view = contacts.trash_view(shop)
    everyone = [row.id for row in view.window(0, 99)]
    assert (view.total, everyone) == (5, [saved.contact.id for saved in reversed(people)])
    for offset in range(7):
        for limit in (0, 1, 3, 9):
            window = [row.id for row in view.window(offset, limit)]
            assert window == everyone[offset : offset + limit]
    undo.undo(shop)
    view.start()
    assert view.total == 4
