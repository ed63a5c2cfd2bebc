"""The trash as a list: newest first, by windows, searched."""

from __future__ import annotations

from kobicrm.services import contacts
from kobicrm.services.contacts import Saved, trash_view
from kobicrm.services.session import Session


def _trash(shop: Session, people: list[Saved], *places: int) -> None:
    for place in places:
        contacts.delete(shop, [f"id:{people[place].contact.id}"])


def test_what_was_deleted_last_stands_first_with_who_and_when(
    shop: Session, people: list[Saved]
) -> None:
    _trash(shop, people, 2, 0, 4)
    view = trash_view(shop)
    rows = view.window(0, 10)
    assert view.total == 3
    assert [row.name for row in rows] == [people[place].contact.name for place in (4, 0, 2)]
    assert {row.who for row in rows} == {shop.author.staff}
    assert rows[0].when >= rows[1].when >= rows[2].when


def test_windows_from_either_end_give_the_same_list(shop: Session, people: list[Saved]) -> None:
    _trash(shop, people, 0, 1, 2, 3, 4)
    view = trash_view(shop)
    whole = view.window(0, 5)
    assert [view.window(place, 1)[0] for place in range(5)] == whole
    assert [view.index_of(row.id) for row in whole] == list(range(5))


def test_a_search_of_the_trash_finds_nobody_who_is_not_in_it(
    shop: Session, people: list[Saved]
) -> None:
    _trash(shop, people, 0)
    gone = people[0].contact
    view = trash_view(shop, gone.last_name)
    assert [row.name for row in view.window(0, 10)] == [gone.name]
    assert view.index_of(gone.id) == 0
    for other in people[1:]:
        assert trash_view(shop, other.contact.name).total == 0
        assert view.index_of(other.contact.id) is None
        assert trash_view(shop).index_of(other.contact.id) is None
    assert trash_view(shop, "...").total == 0
