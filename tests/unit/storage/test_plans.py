"""The reasons why lists and lookups stay fast: indexes used, few statements, few rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kobicrm.domain.contacts import Contact, Phone
from kobicrm.domain.query import EVERYTHING, All, AnyOf, Compare, Filter, Not
from kobicrm.errors import ValidationError
from kobicrm.services import contacts
from kobicrm.services.contacts import ListView, Saved
from kobicrm.services.session import Session
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import found, listing, lookup
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.contacts.milestones import Milestones
from kobicrm.storage.contacts.orders import order_of
from kobicrm.storage.search import all_hits, first_hits


@contextmanager
def statements(shop: Session) -> Iterator[list[str]]:
    """Collect the SQL that runs inside."""
    seen: list[str] = []
    connection = shop.store.connection()
    connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        connection.set_trace_callback(None)


def plan_of(shop: Session, act: Callable[[], object]) -> str:
    """Return how SQLite would run the SELECTs of ``act``, one step a line."""
    with statements(shop) as seen:
        act()
    selects = [text for text in seen if text.lstrip().startswith("SELECT")]
    assert selects
    connection = shop.store.connection()
    return "\n".join(
        row[3] for text in selects for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")
    )


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("sort", "index"),
    [
        ("name", "contact_by_name"),
        ("created", "contact_by_created"),
        ("changed", "contact_by_updated"),
        ("company", "contact_by_company"),
        ("place", "contact_by_place"),
    ],
)
def test_a_page_is_read_from_its_index_alone(
    shop: Session, people: list[Saved], sort: str, index: str, descending: bool
) -> None:
    one = people[0].contact.id
    order: dict[str, Any] = {"sort": sort, "descending": descending}
    plan = plan_of(shop, lambda: listing.ids(offset=3, limit=50, **order))
    assert plan == f"SCAN t1 USING COVERING INDEX {index}"
    edge = listing.edge_of(one, sort)
    assert edge
    plan = plan_of(shop, lambda: listing.ids_after(edge, limit=50, **order))
    assert plan.startswith(f"SEARCH contact USING COVERING INDEX {index} (")
    assert "TEMP B-TREE" not in plan
    stones = Milestones(step=2, **order)
    plan = plan_of(shop, stones.lay)
    assert set(plan.split("\n")[1:])
    assert "TEMP B-TREE" not in plan
    assert all(f"contact USING COVERING INDEX {index}" in line for line in plan.split("\n"))
    plan = plan_of(shop, lambda: stones.index_of(people[-1].contact.id))
    assert f"SEARCH contact USING COVERING INDEX {index} (" in plan
    assert "SCAN" not in plan


def test_the_rows_of_a_page_are_one_statement(shop: Session, people: list[Saved]) -> None:
    view = ListView(shop)
    view.start()
    with statements(shop) as seen:
        view.window(0, 64)
    assert len([text for text in seen if "SELECT" in text and not text.startswith("--")]) == 2


def test_counting_the_list_reads_an_index_only(shop: Session, people: list[Saved]) -> None:
    assert "COVERING INDEX" in plan_of(shop, listing.count)


@pytest.mark.parametrize(
    ("ref", "index"),
    [
        ("0532 123 45 67", "phone_by_number"),
        ("sule@ornek.com.tr", "email_by_key"),
        ("vergi:1234567890", "contact_by_tax_number"),
        ("id:1", "INTEGER PRIMARY KEY"),
        ("01a20071-be17-7001-905f-0ccdea50549c", "sqlite_autoindex_contact_1"),
    ],
)
def test_a_reference_is_looked_up_in_its_index(
    shop: Session, people: list[Saved], ref: str, index: str
) -> None:
    plan = plan_of(shop, lambda: lookup.candidates(ref))
    assert index in plan
    only = [line for line in plan.splitlines() if "external_code" not in line]
    assert not [line for line in only if line.startswith("SCAN")]


def test_a_code_is_looked_up_in_an_index(shop: Session, people: list[Saved]) -> None:
    plan = plan_of(shop, lambda: lookup.candidates("kod:120.01.001"))
    assert "SEARCH" in plan
    assert "SCAN" not in plan


def test_a_company_is_looked_up_in_its_index(shop: Session, people: list[Saved]) -> None:
    plan = plan_of(shop, lambda: lookup.companies_by_key("yildiz insaat"))
    assert "contact_by_company_key (company_key=?)" in plan


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (Compare("tags", "has", "vip"), "contact_tag_by_fold (fold=?"),
        (Compare("phones", "=", "+905321234567"), "phone_by_number (e164=?)"),
        (Compare("emails", "=", "a@b.com"), "email_by_key (key=?)"),
        (Compare("tax_number", "=", "1234567890"), "contact_by_tax_number (tax_number=?)"),
        (Compare("province", "=", "İzmir"), "address_by_province (province_fold=?)"),
        (Compare("district", "=", "Karşıyaka"), "address_by_district (district_fold=?)"),
        (Compare("companies", "has", 3), "company_link_by_company (company_id=?)"),
        (Compare("kind", "=", "company"), "contact_by_kind (kind=?)"),
        (Compare("lifecycle", "=", "lead"), "contact_by_lifecycle (lifecycle=?)"),
        (Compare("lifecycle", "empty"), "contact_by_lifecycle (lifecycle=?)"),
        (Compare("source", "=", "fuar"), "contact_by_source (source=?)"),
        (Compare("owner", "=", "Ayşe"), "contact_by_owner (owner_id=?)"),
        (Compare("owner", "empty"), "contact_by_owner (owner_id=?)"),
        (Compare("phones", "empty"), "contact_by_gaps (gaps=?)"),
        (Compare("province", "empty"), "contact_by_gaps (gaps=?)"),
        (Compare("birthday", "empty"), "contact_by_gaps (gaps=?)"),
    ],
)
def test_a_filter_uses_the_index_of_its_field(
    shop: Session, people: list[Saved], where: Filter, index: str
) -> None:
    few = Found(shop.store, where, "company")
    for act in (few.count, few.all, lambda: few.first(5)):
        plan = plan_of(shop, act)
        assert index in plan
        assert "SCAN t1" not in plan


@pytest.mark.parametrize("sort", ["name", "company", "place", "created", "changed"])
@pytest.mark.parametrize("descending", [False, True])
def test_what_many_have_is_read_along_the_index_of_the_order(
    shop: Session, people: list[Saved], sort: str, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SORTABLE", "ALL_SORTABLE"):
        monkeypatch.setattr(found, name, 0)
    monkeypatch.setattr(found, "LISTABLE", 9 * descending)
    index = order_of(sort).index
    for where in (Compare("tags", "has", "vip"), Not(Compare("tags", "has", "vip")), EVERYTHING):
        many = Found(shop.store, where, sort, descending)
        for act in (many.all, lambda many=many: many.first(1)):
            plan = plan_of(shop, act)
            assert f"INDEX {index}" in plan
            assert "TEMP B-TREE" not in plan


def test_values_are_counted_from_indexes_alone(shop: Session, people: list[Saved]) -> None:
    for field in ("tags", "province", "district", "lifecycle", "owner", "source"):
        plan = plan_of(shop, lambda field=field: contacts.facets(shop, field))
        # The second statement takes off what lies in the trash; that may sort.
        live, _, _trash = plan.partition("contact_by_deleted")
        assert "COVERING INDEX" in live
        assert "TEMP B-TREE" not in live


def test_the_trash_is_read_from_its_index(shop: Session, people: list[Saved]) -> None:
    contacts.delete(shop, [people[0].contact.uid])
    view = contacts.trash_view(shop)
    plan = plan_of(shop, lambda: view.window(0, 9))
    assert "INDEX contact_by_deleted" in plan
    assert "change_by_record (record_uid=?)" in plan


def test_a_search_goes_through_the_trigram_index(shop: Session, people: list[Saved]) -> None:
    for act in (
        lambda: first_hits(shop.store, "çağlayan"),
        lambda: all_hits(shop.store, "çağlayan"),
        lambda: all_hits(shop.store, "ul"),
    ):
        plan = plan_of(shop, act)
        assert "VIRTUAL TABLE INDEX" in plan
        assert "SEARCH c USING INTEGER PRIMARY KEY" in plan


def test_reading_many_contacts_takes_as_many_statements_as_a_few(shop: Session) -> None:
    with shop.write("load") as unit:
        for number in range(500):
            phones = (Phone(str(number)),)
            unit.insert(Contact(name=f"Müşteri {number}", phones=phones, tags=("a", "b")))
    ids = listing.ids(sort="id")
    counts = []
    for size in (5, 500):
        with statements(shop) as seen:
            assert len(stored.load(ids[:size])) == size
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


WHERE: list[tuple[Filter, list[str]]] = [
    (Compare("kind", "=", "company"), ["Öztürk", "Yıldız"]),
    (Compare("kind", "!=", "company"), ["Ali", "Ümit", "İbrahim", "Şule"]),
    (Compare("tags", "has", "İZMİR"), ["Şule"]),
    (Not(Compare("tags", "has", "izmir")), ["Ali", "Öztürk", "Yıldız", "Ümit", "İbrahim"]),
    (Compare("tags", "empty"), ["Ali", "Öztürk", "Yıldız", "Ümit", "İbrahim"]),
    (Compare("province", "=", "ISTANBUL"), ["Öztürk"]),
    (Compare("district", "!=", "karsiyaka"), ["Ali", "Öztürk", "Yıldız", "Ümit", "İbrahim"]),
    (Compare("phones", "empty"), ["Ümit", "Yıldız"]),
    (Not(Compare("province", "empty")), ["Öztürk", "Şule"]),
    (Compare("birthday", "empty"), ["Ali", "Öztürk", "Yıldız", "Ümit", "Şule"]),
    (Compare("owner", "=", "MEHMET"), ["Ümit"]),
    (Compare("owner", "!=", "Mehmet"), ["Ali", "Öztürk", "Yıldız", "İbrahim", "Şule"]),
    (Not(Compare("owner", "=", "mehmet")), ["Ali", "Öztürk", "Yıldız", "İbrahim", "Şule"]),
    (
        Not(Compare("owner", "=", "Hiçkimse")),
        ["Ali", "Öztürk", "Yıldız", "Ümit", "İbrahim", "Şule"],
    ),
    (Compare("owner", "empty"), ["Ali", "Öztürk", "Yıldız", "İbrahim", "Şule"]),
    (AnyOf(()), []),
    (All(()), ["Ali", "Öztürk", "Yıldız", "Ümit", "İbrahim", "Şule"]),
    (Not(All(())), []),
    (AnyOf((Compare("owner", "=", "Mehmet"), Compare("tags", "has", "vip"))), ["Ümit", "Şule"]),
    (All((Compare("kind", "=", "company"), Compare("owner", "empty"))), ["Öztürk", "Yıldız"]),
]


@pytest.mark.parametrize(("where", "names"), WHERE)
def test_a_filter_tree_means_what_it_says(
    shop: Session, people: list[Saved], where: Filter, names: list[str]
) -> None:
    contacts.edit(shop, people[3].contact.uid, {"owner": "Mehmet"})
    listed = [contact.name.split()[0] for contact in contacts.listing(shop, where)]
    assert sorted(listed) == sorted(names)
    assert contacts.count(shop, where) == len(names)


def test_an_unknown_field_or_comparison_is_an_error_never_an_empty_list(shop: Session) -> None:
    for where in (Compare("saç", "=", "sarı"), Compare("tags", "<", "a")):
        with pytest.raises(ValidationError):
            contacts.count(shop, where)
