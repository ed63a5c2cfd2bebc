"""The reads behind the quality of the data use their indexes, in a large shop, too."""

from __future__ import annotations

from kobicrm.services import contacts, quality
from kobicrm.services.contacts import Saved
from kobicrm.services.session import Session
from kobicrm.storage import quality as stored
from tests.unit.storage.test_plans import plan_of, statements


def test_a_scan_walks_the_contacts_by_their_number(shop: Session, people: list[Saved]) -> None:
    assert plan_of(shop, lambda: stored.next_ids(0, 500)) == (
        "SEARCH t1 USING INTEGER PRIMARY KEY (rowid>?)"
    )


def test_decisions_and_changes_are_looked_up_by_index(shop: Session, people: list[Saved]) -> None:
    plan = plan_of(shop, lambda: stored.ignored([1, 2]))
    assert "USING INDEX" in plan or "USING COVERING INDEX" in plan
    assert "SCAN t1" not in plan
    plan = plan_of(shop, lambda: stored.touched(shop.store, 1, 10))
    assert "SCAN" not in plan


def test_a_piece_takes_the_same_few_statements_however_many_it_holds(shop: Session) -> None:
    def count() -> int:
        with statements(shop) as seen:
            quality.scan(shop, 0, 500)
        return len(seen)

    contacts.add(shop, {"name": "AYŞE KAYA"})
    few = count()
    for number in range(40):
        contacts.add(shop, {"name": f"ALİ KAYA {number}", "phones": "12"})
    assert count() == few
