"""The reasons why the search for duplicates stays fast and small, whatever the size of the shop."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from kobicrm.domain.turkish import upper
from kobicrm.services import contacts
from kobicrm.services.session import Session
from kobicrm.storage.duplicates import blocks
from kobicrm.storage.duplicates.commons import Sampled
from kobicrm.storage.duplicates.pairs import pairs
from tests.unit.storage.test_plans import plan_of, statements

FIRST = ("Ayşe", "Fatma", "Zeynep", "Elif", "Hatice", "Mehmet", "Mustafa", "Ahmet", "Hüseyin")
LAST = ("Yılmaz", "Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "Iğdırlı", "Üğüdücü", "Ağaoğlu")


@pytest.fixture
def twice(shop: Session) -> Session:
    """Return a shop in which everybody is noted twice, the second time in capitals."""
    for number, (first, last) in enumerate((f, n) for f in FIRST for n in LAST):
        given: dict[str, Any] = {
            "district": "Kadıköy",
            "birthday": f"0{number % 9 + 1}.03.19{70 + number % 30}",
        }
        if number % 3 == 0:
            given["phones"] = f"0532 123 {number:02d} 67"
        for name in (f"{first} {last}", upper(f"{first} {last}")):
            contacts.add(shop, {"name": name, **given})
    return shop


@pytest.mark.parametrize(
    ("way", "plan"),
    [
        ("tax", "SCAN contact USING COVERING INDEX contact_by_tax_number"),
        ("mobile", "SEARCH phone USING COVERING INDEX phone_by_number (e164>? AND e164<?)"),
        ("landline", "SCAN phone USING COVERING INDEX phone_by_number"),
        ("email", "SCAN email USING COVERING INDEX email_by_key"),
        ("company", "SCAN contact USING COVERING INDEX contact_by_company_key"),
    ],
)
def test_what_is_shared_is_read_along_its_index_alone(shop: Session, way: str, plan: str) -> None:
    assert plan_of(shop, lambda: list(blocks.shared(shop.store, way))) == plan


def test_names_are_compared_in_small_groups_only(twice: Session) -> None:
    everybody = 2 * len(FIRST) * len(LAST)
    with twice.store.reading():
        compared = list(blocks.named_alike(twice.store, Sampled(twice.store)))
    assert len(set(compared)) < 2 * everybody
    for a, b in compared:
        assert a < b


def test_every_pair_is_told_once_and_read_in_pieces(twice: Session) -> None:
    with statements(twice) as seen, twice.store.reading():
        found = [(one.a.name, one.b.name) for one in pairs(twice.store, 50)]
    assert sorted(found) == sorted(
        (f"{first} {last}", upper(f"{first} {last}")) for first in FIRST for last in LAST
    )
    reads = [text for text in seen if "json_each" in text and "duplicate" not in text]
    # Five tables for each piece of pairs, and who is among them; never a query a pair.
    assert len(reads) < 40


def test_nothing_is_left_behind_whether_the_search_ends_or_is_left(twice: Session) -> None:
    for limit in (1, 40, None):
        with twice.store.reading():
            search = pairs(twice.store, 50)
            assert list(islice(search, limit))
            search.close()
        tables = "SELECT name FROM temp.sqlite_master"
        assert twice.store.connection().execute(tables).fetchall() == []


def test_how_common_names_are_is_told_from_a_sample(twice: Session) -> None:
    common = Sampled(twice.store)
    assert common.people == 2 * len(FIRST) * len(LAST)
    assert common.word("kaya") < common.word("nadir")
    assert common.district("kadikoy") < common.district("bornova")
