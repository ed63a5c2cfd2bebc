"""Lists in any order with any filter: whatever the plan, what a full computation gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import Address, CompanyLink, Contact, Email, Phone
from kobicrm.domain.query import EVERYTHING, All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.turkish import fold, letter_of, sort_key
from kobicrm.errors import UsageError, ValidationError
from kobicrm.services import contacts
from kobicrm.services.contacts import ListView, Selection
from kobicrm.services.session import Session, open_session
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import found, listing
from kobicrm.storage.contacts.milestones import Milestones

NAMES = ("Şule", "Çağlar", "İbrahim", "Irmak", "Ömer", "Ümit", "Işık", "Ayşe", "Ali", "3D Ece")
LAST = ("Öztürk", "Yılmaz", "Iğdır", "Kaya", "Zengin", "字")
PLACES = (("Şişli", "İstanbul"), ("Kadıköy", "istanbul"), ("", "İzmir"), ("Çine", ""), ("", ""))
TAGS = ("vip", "toptan", "bayi")
COUNT = 300


def somebody(number: int, dice: random.Random, companies: list[Contact]) -> Contact:
    """Return a made-up customer; what everybody, some and hardly anybody has."""
    digits = f"+905{number:09}"
    works = dice.choice(companies) if number % 3 == 0 else None
    places = [Address(district=d, province=p) for d, p in dice.choices(PLACES, k=number % 3)]
    return Contact(
        name=f"{dice.choice(NAMES)} {dice.choice(LAST)}",
        companies=(CompanyLink(works.uid),) if works else (),
        phones=(Phone(digits, digits),) if number % 50 else (),
        emails=(Email("a@b.com", "a@b.com", "a@b.com"),) if number % 7 == 0 else (),
        addresses=tuple(place for place in places if not place.is_empty()),
        tags=tuple(tag for place, tag in enumerate(TAGS) if number % (place * 9 + 2) == 0),
        lifecycle=("", "customer", "lead")[number % 3] if number > 40 else "",
        owner="Mehmet" if number % 11 == 0 else "",
        birthday="1990-05-12" if number % 2 else "",
        source="fuar" if number % 60 == 1 else "",
    )


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return a shop with some hundred customers, a few of them in the trash."""
    path: Path = tmp_path_factory.mktemp("crowd") / "kalabalik.db"
    dice = random.Random(1071)
    with open_session(path, who="Ayşe") as shop:
        with shop.write("load") as unit:
            names = ("Öz Gıda", "Çınar Ltd. Şti.", "ÖZ GIDA", "Zümrüt A.Ş.")
            companies = [unit.insert(Contact(kind="company", name=name)) for name in names]
            made = [unit.insert(somebody(number, dice, companies)) for number in range(COUNT)]
            unit.trash([(one.id, one.uid) for one in (companies[3], *made[::19])])
        yield shop


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the plans change over at tens of rows instead of thousands."""
    monkeypatch.setattr(found, "SORTABLE", 25)
    monkeypatch.setattr(found, "ALL_SORTABLE", 60)
    monkeypatch.setattr(found, "WALK", 40)
    monkeypatch.setattr(found, "LISTABLE", 45)


@cache
def everybody(shop: Session) -> list[Contact]:
    """Return all live customers, without any of the list's queries."""
    rows = shop.store.connection().execute("SELECT id FROM contact WHERE deleted_at IS NULL")
    return stored.load([row[0] for row in rows])


VALUES: dict[str, Callable[[Contact], list[str]]] = {
    "tags": lambda c: list(c.tags),
    "province": lambda c: [fold(a.province) for a in c.addresses if a.province],
    "district": lambda c: [fold(a.district) for a in c.addresses if a.district],
    "phones": lambda c: [phone.e164 for phone in c.phones],
    "emails": lambda c: [email.key for email in c.emails],
    "companies": lambda c: [str(link.id) for link in c.companies],
    "kind": lambda c: [c.kind],
    "lifecycle": lambda c: [c.lifecycle] if c.lifecycle else [],
    "owner": lambda c: [fold(c.owner)] if c.owner else [],
    "source": lambda c: [c.source] if c.source else [],
    "birthday": lambda c: [c.birthday] if c.birthday else [],
}


def passes(contact: Contact, where: Filter) -> bool:
    """Tell whether somebody passes a filter, by looking at the record."""
    if isinstance(where, All):
        return all(passes(contact, part) for part in where.parts)
    if isinstance(where, AnyOf):
        return any(passes(contact, part) for part in where.parts)
    if isinstance(where, Not):
        return not passes(contact, where.part)
    if isinstance(where, Text):
        texts = [contact.name, *contact.tags, *(link.name for link in contact.companies)]
        texts += [part for a in contact.addresses for part in (a.district, a.province)]
        return any(fold(where.words) in fold(text) for text in texts)
    values = VALUES[where.field](contact)
    if where.operator == "empty":
        return not values
    wanted = str(where.value)
    plain = fold(wanted) if where.field in ("tags", "province", "district", "owner") else wanted
    return (plain in values) is (where.operator != "!=")


def primary(text: str) -> str:
    """Return the letters of a sort key; those without a text come last."""
    return sort_key(text).split("\x01")[0] or "\U0010ffff"


def key(contact: Contact, sort: str) -> tuple[object, ...]:
    """Return what a list is sorted by."""
    name = sort_key(contact.name)
    if sort == "company":
        company = contact.companies[0].name if contact.companies else ""
        member = bool(company)
        company = company or (contact.name if contact.kind == "company" else "")
        return (not company, sort_key(company), member, name, contact.id)
    if sort == "place":
        place = contact.addresses[0] if contact.addresses else Address()
        return (primary(place.province), primary(place.district), name, contact.id)
    times = {"created": contact.created_at, "changed": contact.updated_at}
    return (times[sort], contact.id) if sort in times else (name, contact.id)


comparisons = st.one_of(
    st.builds(
        Compare,
        st.sampled_from(["tags", "province", "district", "owner"]),
        st.sampled_from(["has", "=", "!="]),
        st.sampled_from(["VİP", "toptan", "bayi", "IZMIR", "İstanbul", "şişli", "mehmet", "yok"]),
    ),
    st.builds(Compare, st.sampled_from(sorted(VALUES.keys() - {"kind"})), st.just("empty")),
    st.builds(Compare, st.just("kind"), st.just("="), st.sampled_from(["person", "company"])),
    st.builds(Compare, st.just("lifecycle"), st.just("="), st.sampled_from(["lead", "passive"])),
    st.builds(Compare, st.just("companies"), st.sampled_from(["has", "!="]), st.integers(1, 5)),
    st.just(Compare("source", "=", "fuar")),
    st.just(Compare("phones", "=", "+905000000007")),
)
filters: st.SearchStrategy[Filter] = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
sorts = st.sampled_from(["name", "company", "place", "created", "changed"])


@settings(max_examples=400)
@given(filters, st.sampled_from(["", "", "şul", "iz", "ş", "öz gıda"]), sorts, st.booleans())
def test_a_filtered_list_is_what_a_look_through_everybody_finds(
    crowd: Session, where: Filter, text: str, sort: str, descending: bool
) -> None:
    whole = All((where, Text(text))) if text else where
    expected = [c for c in everybody(crowd) if passes(c, whole)]
    expected.sort(key=lambda contact: key(contact, sort), reverse=descending)
    ids = [contact.id for contact in expected]
    view = ListView(crowd, text=text, where=where, sort=sort, descending=descending)
    view.start(5)
    assert [row.id for row in view.window(0, 5)] == ids[:5]
    view.finish()
    assert view.complete
    assert [row.id for row in view.window(0, COUNT)] == ids
    assert view.total == len(ids) == contacts.count(crowd, whole)
    assert [view.index_of(one) for one in ids[:3]] == list(range(min(3, len(ids))))
    assert contacts.describe(crowd, Selection(text, where)).count == len(ids)


@pytest.mark.parametrize("sort", ["name", "company", "place"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("where", [EVERYTHING, Compare("kind", "=", "person"), AnyOf(())])
def test_a_letter_is_where_its_first_row_stands(
    crowd: Session, sort: str, descending: bool, where: Filter
) -> None:
    view = ListView(crowd, where=where, sort=sort, descending=descending)
    view.start()
    view.finish()
    letters = [first_letter(row.id, crowd, sort) for row in view.window(0, COUNT)]
    for letter in "#ABCÇDIİOÖSŞUÜZ":
        wanted = primary(letter)[:1] if letter != "#" else primary("a")[:1]
        place = view.place_of_letter(letter)
        if letter == "#":
            right = [at for at, one in enumerate(letters) if not descending or one < wanted]
        elif descending:
            right = [at for at, one in enumerate(letters) if one <= wanted]
        else:
            right = [at for at, one in enumerate(letters) if one >= wanted]
        assert place == (right[0] if right else len(letters)), letter


def first_letter(one: int, shop: Session, sort: str) -> str:
    """Return the rank of the letter a contact is sorted under."""
    contact = next(c for c in everybody(shop) if c.id == one)
    if sort == "company":
        company = contact.companies[0].name if contact.companies else ""
        return primary(company or (contact.name if contact.kind == "company" else ""))[:1]
    if sort == "place":
        return primary(contact.addresses[0].province if contact.addresses else "")[:1]
    return primary(contact.name)[:1]


def test_a_list_by_date_begins_at_its_first_row_for_every_letter(crowd: Session) -> None:
    view = ListView(crowd, sort="created")
    view.start()
    assert not view.by_letters
    assert view.place_of_letter("M") == 0


def test_letters_are_those_of_the_index(crowd: Session) -> None:
    view = ListView(crowd)
    view.start()
    for letter in "ÇIİÖŞÜ":
        [row] = view.window(view.place_of_letter(letter), 1)
        assert letter_of(row.name) == letter


@pytest.mark.parametrize("sort", ["company", "place", "name", "created", "changed", "id"])
@pytest.mark.parametrize("descending", [False, True])
def test_any_window_at_any_depth_is_that_part_of_the_list(
    crowd: Session, sort: str, descending: bool
) -> None:
    everyone = [c.id for c in contacts.listing(crowd, sort=sort, descending=descending)]
    view = ListView(crowd, sort=sort, descending=descending)
    view.start()
    for offset in (0, 1, 20, 40, 60, 40, 20, len(everyone) - 5, len(everyone), 10**6):
        window = [row.id for row in view.window(offset, 20)]
        assert window == everyone[offset : offset + 20]
    assert [view.index_of(one) for one in everyone] == list(range(len(everyone)))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["name", "company", "place", "created", "changed", "id"])
@pytest.mark.parametrize("step", [1, 3, 7, 2048])
def test_places_counted_from_milestones_are_those_of_the_list(
    crowd: Session, sort: str, descending: bool, step: int
) -> None:
    everybody = listing.ids(sort=sort, descending=descending)
    stones = Milestones(sort, descending=descending, step=step)
    stones.lay()
    assert stones.total == len(everybody)
    assert [stones.index_of(one) for one in everybody] == list(range(len(everybody)))
    for offset in range(0, len(everybody) + 3):
        assert stones.ids(offset, 5) == everybody[offset : offset + 5]
    assert stones.index_of(0) is None


def test_a_row_shows_what_columns_may_show(shop: Session) -> None:
    given = {"name": "Ece Su", "company": "Su A.Ş.", "tags": "a, b", "lifecycle": "lead"}
    made = contacts.add(shop, {**given, "owner": "Mehmet", "province": "izmir"}).contact
    view = ListView(shop, text="ece")
    view.start()
    [row] = view.window(0, 9)
    assert (row.company, row.tags, row.lifecycle, row.owner, row.province, row.created_at) == (
        *("Su A.Ş.", ("a", "b"), "lead", "Mehmet", "İzmir"),
        made.created_at,
    )


def test_an_unknown_sort_or_field_is_refused_before_anything_is_read(shop: Session) -> None:
    with pytest.raises(UsageError):
        ListView(shop, sort="saç")
    with pytest.raises(ValidationError):
        ListView(shop, where=Compare("saç", "=", "sarı"))
