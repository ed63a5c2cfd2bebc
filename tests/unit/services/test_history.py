"""The history of the shop by windows: acts newest first, narrowed, and what each did."""

from __future__ import annotations

from kobicrm.services import contacts, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.history import HistoryView, RecordsView, Wanted, facets
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import set_shop


def started(shop: Session, wanted: Wanted | None = None) -> HistoryView:
    view = HistoryView(shop, wanted)
    view.start()
    return view


def test_acts_come_newest_first_whatever_window_is_asked(
    shop: Session, people: list[Saved]
) -> None:
    view = started(shop)
    whole = view.window(0, 50)
    assert [row.info.id for row in whole] == [one.id for one in undo.changesets(shop, None)]
    assert [view.window(place, 1)[0] for place in range(view.total)] == whole
    assert [view.index_of(row.info.id) for row in whole] == list(range(view.total))
    assert view.index_of(10_000) is None
    assert view.index_of(0) is None


def test_a_line_tells_how_many_records_an_act_touched(shop: Session, people: list[Saved]) -> None:
    refs = [f"id:{one.contact.id}" for one in people[:3]]
    contacts.delete(shop, refs)
    set_shop(shop, name="Yılmaz Gıda", place="Kadıköy")
    rows = started(shop).window(0, 2)
    assert [row.records for row in rows] == [2, 3]
    # A company made beside its person is a record, too.
    assert started(shop).window(5, 1)[0].records == 2


def test_it_is_narrowed_by_person_door_and_kind(shop: Session, people: list[Saved]) -> None:
    with open_session(shop.path, who="Çağrı", door="screen") as other:
        contacts.add(other, {"name": "Gül Öz"})
    with open_session(shop.path, who="ÇAĞRI", door="command") as other:
        contacts.tag(other, [f"id:{people[0].contact.id}"], add=["fuar"])
    assert started(shop, Wanted(who="çağrı")).total == 2
    assert started(shop, Wanted(who="Çağrı", door="screen")).total == 1
    assert started(shop, Wanted(action="contact.tag")).total == 1
    assert started(shop, Wanted(who="")).total == 0
    found = facets(shop)
    assert ("Çağrı", 2) in found["who"]
    assert dict(found["action"]) == {"contact.add": len(people) + 1, "contact.tag": 1}
    assert dict(found["door"])["screen"] >= 1


def test_what_an_act_did_is_read_by_windows(shop: Session, people: list[Saved]) -> None:
    refs = [f"id:{one.contact.id}" for one in people]
    number = contacts.tag(shop, refs, add=["fuar"]).changeset
    assert number is not None
    view = RecordsView(shop, number)
    view.start()
    assert view.total == len(people)
    rows = view.window(1, 2)
    assert [row.change.name for row in rows] == [one.contact.name for one in people[1:3]]
    assert rows[0].change.fields["tags"][1] == ["fuar"]
    assert [view.index_of(row.id) for row in rows] == [1, 2]
