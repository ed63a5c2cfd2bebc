"""Compiled queries agree with a plain evaluation, whichever plan is taken, and use indexes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kobicrm.domain import phones
from kobicrm.domain.contacts import Contact
from kobicrm.domain.instants import micros
from kobicrm.domain.money import Money
from kobicrm.domain.places import find_province
from kobicrm.domain.query import All, AnyOf, Compare, Filter, Not, Text
from kobicrm.domain.querying import Table, parse_query
from kobicrm.domain.querying.dates import Fixed, Yearly
from kobicrm.domain.querying.trees import ANYWHERE
from kobicrm.domain.querying.values import Span
from kobicrm.domain.turkish import fold
from kobicrm.domain.uids import new_uid, pack
from kobicrm.services import contacts, fields, querying
from kobicrm.services.session import Session, open_session
from kobicrm.storage import contacts as stored
from kobicrm.storage.contacts import found as finding, listing
from kobicrm.storage.contacts.found import Found
from kobicrm.storage.kinds.contact import search_text
from kobicrm.storage.terms import terms
from tests.conftest import Clock
from tests.unit.storage.test_plans import plan_of

Talk = tuple[str, int]


@dataclass(frozen=True)
class Person:
    """A contact with what lies beside it."""

    contact: Contact
    talks: tuple[Talk, ...]


# Plain evaluation: nothing of storage but the text the search box looks through.


def passes(tree: Filter, one: Person, today: date) -> bool:
    """Return whether a contact passes a query, by looking at it."""
    if isinstance(tree, All):
        return all(passes(part, one, today) for part in tree.parts)
    if isinstance(tree, AnyOf):
        return any(passes(part, one, today) for part in tree.parts)
    if isinstance(tree, Not):
        return not passes(tree.part, one, today)
    text = search_text(one.contact)
    if isinstance(tree, Text):
        wanted = terms(tree.words)
        return bool(wanted) and all(any(form in text for form in term.forms) for term in wanted)
    if tree.field == ANYWHERE:
        return fold(str(tree.value)) in text
    values = values_of(tree.field, one)
    if tree.operator == "empty":
        return not values
    return any(fits(tree, value, today) for value in values)


def values_of(field: str, one: Person) -> list[Any]:
    """Return the values of a field."""
    contact = one.contact
    if field.startswith("custom:"):
        return [value for name, value in contact.custom if name == field.removeprefix("custom:")]
    lists: dict[str, Callable[[], list[Any]]] = {
        "companies": lambda: [link.name for link in contact.companies],
        "phones": lambda: [phones.search_digits(p.e164, p.raw) for p in contact.phones],
        "emails": lambda: [email.address or email.raw for email in contact.emails],
        "codes": lambda: [code.code for code in contact.codes],
        "notes": lambda: [note.text for note in contact.notes],
        "channel": lambda: [channel for channel, _at in one.talks],
        "last_interaction": lambda: [max(at for _channel, at in one.talks)] if one.talks else [],
    }
    if field in lists:
        return lists[field]()
    if field in ("province", "district", "postcode", "country"):
        return [value for a in contact.addresses if (value := getattr(a, field))]
    value = getattr(contact, field)
    if isinstance(value, tuple):
        return list(value)
    return [micros(value) if isinstance(value, datetime) else value] if value else []


def fits(tree: Compare, value: Any, today: date) -> bool:
    """Return whether one value of a field passes a comparison."""
    wanted = tree.value
    if tree.field == "birthday":
        return born(tree, str(value), today)
    if tree.field == "phones":
        return (phones.query_digits(str(wanted)) or str(wanted)) in value
    if tree.operator == "contains":
        return fold(str(wanted)) in fold(str(value))
    if tree.field == "postcode":
        return str(value).startswith(str(wanted))
    if tree.field == "province":
        return fold(find_province(str(wanted)) or str(wanted)) == fold(value)
    low, high = edges(tree, today)
    if isinstance(value, Money):
        ends = [end for end in (low, high) if end is not None]
        if any(end.currency != value.currency for end in ends):
            return False
        value, low, high = value.amount, getattr(low, "amount", low), getattr(high, "amount", high)
    if isinstance(wanted, str):
        return fold(wanted) == fold(str(value))
    if not isinstance(value, date) and (hasattr(wanted, "span") or is_span_of_days(wanted)):
        value = day_of(value)
    match tree.operator:
        case "<":
            return bool(value < low)
        case "<=":
            return bool(value <= high)
        case ">":
            return bool(value > high)
        case ">=":
            return bool(value >= low)
    return (low is None or value >= low) and (high is None or value <= high)


def is_span_of_days(wanted: object) -> bool:
    """Tell whether a range is one of days."""
    return isinstance(wanted, Span) and any(hasattr(e, "span") for e in (wanted.low, wanted.high))


def day_of(value: Any) -> date:
    """Return the day of an instant here, or of an ISO text."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)).astimezone().date()


def edges(tree: Compare, today: date) -> tuple[Any, Any]:
    """Return the first and the last value a value stands for."""

    def ends(value: Any) -> tuple[Any, Any]:
        return value.span(today) if hasattr(value, "span") else (value, value)

    if isinstance(tree.value, Span):
        low, high = tree.value.low, tree.value.high
        first = None if low is None else ends(low)[0]
        return first, None if high is None else ends(high)[1]
    first, last = ends(tree.value)
    return first, last


def born(tree: Compare, birthday: str, today: date) -> bool:
    """Return whether a birthday passes."""
    wanted = tree.value
    if isinstance(wanted, Yearly) and tree.operator == "=":
        return int(birthday[-5:-3]) == wanted.month and wanted.day in (0, int(birthday[-2:]))
    if tree.operator == "=" and not isinstance(wanted, Fixed):
        first, last = wanted.span(today)  # type: ignore[union-attr]
        days = {first + timedelta(days=n) for n in range(min((last - first).days, 366) + 1)}
        return len(days) >= 365 or birthday[-5:] in {f"{day:%m-%d}" for day in days}
    if birthday.startswith("--"):
        return False
    return fits(Compare("", tree.operator, tree.value), date.fromisoformat(birthday), today)


# The data


FIRST = ("Ayşe", "Işıl", "Şule", "İbrahim", "Ümit", "Çağrı", "Ali Rıza")
LAST = ("Yılmaz", "Iğdır", "Öztürk", "Kaya", "Çağlayan", "Ay")
NOTES = ("Öğleden sonra aranacak", "Fuarda tanıştık", "İade istedi", "Kargo ücreti")


def made_up(pick: random.Random, number: int) -> dict[str, object]:
    """Return one contact as a form gives it."""
    company = number % 6 == 5
    given: dict[str, object] = {"kind": "company"} if company else {}
    name = f"{pick.choice(FIRST)} {pick.choice(LAST)}"
    given["name"] = f"{pick.choice(LAST)} Gıda A.Ş." if company else name
    some: dict[str, Callable[[], object]] = {
        "phones": lambda: f"0532 {number:03} {pick.randrange(100):02} {pick.randrange(100):02}",
        "emails": lambda: f"kisi{number}@{pick.choice(('gmail.com', 'ornek.com.tr'))}",
        "tags": lambda: pick.sample(("vip", "Toptan", "İzmir", "bayi"), pick.randrange(1, 3)),
        "province": lambda: pick.choice(("İzmir", "İstanbul", "Ankara")),
        "district": lambda: pick.choice(("Karşıyaka", "Çankaya")),
        "postcode": lambda: pick.choice(("34710", "35500", "06100")),
        "country": lambda: pick.choice(("TR", "DE", "tr")),
        "lifecycle": lambda: pick.choice(("lead", "customer", "passive")),
        "owner": lambda: pick.choice(("Ayşe", "Mehmet")),
        "source": lambda: pick.choice(("fuar", "Fuar", "web")),
        "tax_office": lambda: pick.choice(("Kadıköy", "Çankaya")),
        "codes": lambda: f"logo:120.{number:03}",
        "note": lambda: pick.choice(NOTES),
        "birthday": lambda: pick.choice(("29.02", "14.03.1988", "20.11.1990", "05.12.1975", "1.1")),
        "custom": lambda: {
            "Bakiye": pick.choice(("100", "2.500,50", "40 EUR")),
            "Puan": str(pick.randrange(5)),
            "Söz": pick.choice(("2026-11-20", "2025-01-01")),
            "Onaylı": pick.choice(("evet", "hayır")),
            "Renk": pick.choice(("Mor", "Yeşil")),
        },
    }
    keys = [key for key in some if pick.random() < 0.55]
    given |= {key: some[key]() for key in keys}
    if not company and pick.random() < 0.3:
        given["company"] = "Yıldız İnşaat Ltd. Şti."
    return given


@pytest.fixture(scope="module")
def crowd_of(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Any]:
    """Return a session on 90 made-up contacts, and them as values in list order."""
    path = tmp_path_factory.mktemp("sorgu") / "sorgu.db"
    shutil.copy(empty_database, path)
    pick = random.Random(1071)
    with open_session(path, who="Ayşe", lang="tr", clock=Clock()) as session:
        for name, kind in (("Bakiye", "money"), ("Puan", "number"), ("Söz", "date")):
            fields.add_field(session, name, kind)
        fields.add_field(session, "Onaylı", "yes_no")
        fields.add_field(session, "Renk", "choice", ("Mor", "Yeşil"))
        for number in range(90):
            contacts.add(session, made_up(pick, number))
        with session.store.writing() as connection:
            for one in range(1, 91):
                for _ in range(pick.choice((0, 0, 1, 3))):
                    at = datetime.combine(date(2026, 11, 2), time(9), tzinfo=UTC)
                    at -= timedelta(days=pick.choice((0, 1, 30, 89, 90, 91, 400)))
                    row = (pack(new_uid()), one, pick.choice(("call", "visit")), micros(at))
                    connection.execute(
                        "INSERT INTO interaction (uid, contact_id, channel, at, direction, author,"
                        " text) VALUES (?, ?, ?, ?, 'out', '', '')",
                        row,
                    )
        contacts.delete(session, ["1", "2"])
        ids = listing.ids()
        talks: dict[int, list[Talk]] = {}
        rows = session.store.connection().execute("SELECT contact_id, channel, at FROM interaction")
        for one, channel, when in rows:
            talks.setdefault(one, []).append((channel, when))
        people = [Person(c, tuple(talks.get(c.id, ()))) for c in stored.load(ids)]
        yield session, people, querying.fields_of(session)


TERMS = (
    "ayşe", "532 01", "gmail", '"ali rıza"', "a", "ad:ı", 'ad:"ış"', "ilk-ad:ali", "soyad:ay",
    "tür:firma", "firma:yıldız", "-firma:*", "telefon:0532", "telefon:12", "-telefon:*",
    "e-posta:gmail", "e-posta:*", "etiket:İZMİR", "etiket:toptan", "-etiket:*", "şehir:ist",
    "şehir:izmir", "-şehir:*", "ilçe:karsiyaka", "ilçe:*", "ülke:tr", "ülke:*", "posta-kodu:3",
    "posta-kodu:34710", "-posta-kodu:*", "durum:müşteri", "durum:*", "sorumlu:mehmet",
    "sorumlu:*", "kaynak:FUAR", "-kaynak:*", "doğum-günü:bu-ay", "doğum-günü:mart",
    "doğum-günü:29.02", "doğum-günü:1988", "doğum-günü<1980", "doğum-günü>=1988-03-14",
    "doğum-günü:*", "-vkn:*", "vergi-dairesi:kadı", "vergi-dairesi:*", "kod:120.01", "-kod:*",
    "not:fuar", "not:aa", "not:ra", "not:*", "eklendi:bugün", "eklendi>bugün", "değişti<=-1g",
    "son_görüşme<-90g", "son_görüşme>-90g", "son_görüşme:-90g", "son_görüşme>=-1g",
    "son_görüşme:-91g..-30g", "-son_görüşme:*", "kanal:ziyaret", "-kanal:*", "Bakiye>99",
    "Bakiye<=100", "Bakiye:100..3000", "Bakiye>5EUR", "-Bakiye:*", "Puan>2", "Puan:1..3",
    "Puan:0", "Söz:2026", "Söz<2026", "Onaylı:evet", "Onaylı:hayır", "Renk:mor", "-Renk:*",
    "eksik:firma", "eksik:doğum-günü", "eksik:görüşme",
)  # fmt: skip
QUERIES = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' VEYA '.join(parts)})"),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=5,
)


def check(crowd_of: Any, text: str) -> None:
    """Compare every plan's answer with the plain evaluation."""
    session, people, table = crowd_of
    tree = parse_query(text, table, "tr")
    right = [one.contact.id for one in people if passes(tree, one, date(2026, 11, 2))]
    where = querying.ready(session, tree, table)
    with session.store.reading():
        listed = Found(session.store, where)
        assert list(listed.all()) == right
        assert listed.count() == len(right)
        assert listed.first(3).ids == right[:3]
        assert listing.ids(where) == right


@pytest.fixture(autouse=True)
def _turkish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kobicrm.domain.querying.parsing.language", lambda: "tr")


@pytest.mark.parametrize("text", TERMS)
@pytest.mark.parametrize("small", [True, False])
def test_a_field_finds_what_it_says(
    crowd_of: Any, text: str, small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not small:
        for name in ("SORTABLE", "ALL_SORTABLE", "LISTABLE"):
            monkeypatch.setattr(finding, name, -1)
        monkeypatch.setattr(finding, "WALK", 5)
    check(crowd_of, text)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(QUERIES, st.booleans())
def test_compiled_queries_agree_with_a_plain_evaluation(
    crowd_of: Any, text: str, small: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if not small:
            for name in ("SORTABLE", "ALL_SORTABLE", "LISTABLE"):
                patch.setattr(finding, name, 1)
            patch.setattr(finding, "WALK", 5)
            patch.setattr(finding, "PIECE", 7)
        check(crowd_of, text)


INDEXED = [
    ("ad:çağlayan", "contact_fts VIRTUAL TABLE INDEX"),
    ("firma:yıldız", "contact_fts VIRTUAL TABLE INDEX"),
    ("telefon:0532", "contact_fts VIRTUAL TABLE INDEX"),
    ("e-posta:gmail", "contact_fts VIRTUAL TABLE INDEX"),
    ("kod:120.0", "contact_fts VIRTUAL TABLE INDEX"),
    ("not:fuarda", "note_fts VIRTUAL TABLE INDEX"),
    ("etiket:vip", "contact_tag_by_fold (fold=?"),
    ("şehir:izmir", "address_by_province (province_fold=?"),
    ("ilçe:karşıyaka", "address_by_district (district_fold=?"),
    ("ülke:tr", "address_by_country (country=?"),
    ("posta-kodu:34", "address_by_postcode (postcode>? AND postcode<?"),
    ("durum:müşteri", "contact_by_lifecycle (lifecycle=?"),
    ("sorumlu:mehmet", "contact_by_owner (owner_id=?"),
    ("kaynak:fuar", "contact_by_source (source=?"),
    ("tür:firma", "contact_by_kind (kind=?"),
    ("doğum-günü:mart", "contact_by_birth_day (<expr>>? AND <expr><?"),
    ("doğum-günü:1988", "contact_by_birthday (birthday>? AND birthday<?"),
    ("doğum-günü:*", "contact_by_gaps (gaps=?"),
    ("vkn:1234567890", "contact_by_tax_number (tax_number=?"),
    ("vergi-dairesi:kadı", "contact_by_tax_office (tax_office=?"),
    ("eklendi:bugün", "contact_by_created (created_at>? AND created_at<?"),
    ("değişti>-7g", "contact_by_updated (updated_at>?"),
    ("son_görüşme>-90g", "interaction_by_time (at>?"),
    ("son_görüşme<-90g", "interaction_by_time (at<?"),
    ("kanal:ziyaret", "interaction_by_channel (channel=?"),
    ("Bakiye>100", "custom_value_by_amount (field_id=? AND amount>?"),
    ("Puan:1..2", "custom_value_by_amount (field_id=? AND amount>? AND amount<?"),
    ("Renk:mor", "custom_value_by_text (field_id=? AND text=?"),
    ("Söz<2026", "custom_value_by_text (field_id=? AND text<?"),
    ("-telefon:*", "contact_by_gaps (gaps=?"),
]


@pytest.mark.parametrize(("text", "index"), INDEXED)
def test_a_query_uses_the_index_of_its_field(crowd_of: Any, text: str, index: str) -> None:
    session, _people, table = crowd_of
    where = querying.ready(session, parse_query(text, table, "tr"), table)
    listed = Found(session.store, where)
    for act in (listed.count, listed.all, lambda: listed.first(5)):
        plan = plan_of(session, act)
        # A range may stand in either way: (a>? AND a<?), and with what follows in the index.
        assert index in plan, plan
        assert "SCAN t1" not in plan
        assert not [line for line in plan.splitlines() if line.startswith("SCAN contact ")]


def test_who_is_me_owns_what_is_asked(crowd_of: Any) -> None:
    session, people, table = crowd_of
    where = querying.where(session, "sorumlu:ben")
    assert contacts.count(session, where) == sum(one.contact.owner == "Ayşe" for one in people)
    assert isinstance(table, Table)


def test_a_changed_note_is_found_by_its_new_words(shop: Session) -> None:
    saved = contacts.add(shop, {"name": "Ali", "note": "eski söz"})
    contacts.note(shop, saved.contact.uid, "yeni söz")
    for text, count in (("not:eski", 1), ("not:YENİ", 1), ('not:"eski söz"', 1), ("not:yok", 0)):
        assert contacts.count(shop, querying.where(shop, text)) == count
    contacts.delete(shop, [saved.contact.uid])
    assert contacts.count(shop, querying.where(shop, "not:eski")) == 0


@pytest.mark.parametrize("term", ["a", "-etiket:x", "not:b", '"c"', "telefon:1", "son_görüşme<-9g"])
@pytest.mark.parametrize("joint", [" VEYA ", " "])
def test_a_hundred_conditions_are_not_too_many(crowd_of: Any, term: str, joint: str) -> None:
    session, _people, _table = crowd_of
    one = querying.where(session, term)
    many = querying.where(session, joint.join([term] * 100))
    assert contacts.count(session, many) == contacts.count(session, one)
    listed = [contact.id for contact in contacts.listing(session, many, limit=3)]
    assert listed == [contact.id for contact in contacts.listing(session, one, limit=3)]


def test_an_explanation_has_words_normal_form_and_tree(shop: Session) -> None:
    told = querying.explain(shop, "etiket:vip Eklendi:-90g..bugün")
    assert told.normal == "tag:vip created:-90d..today"
    assert told.tree["all"][0] == {"field": "tags", "operator": "=", "value": "vip"}
    assert told.tree["all"][1]["value"][1]["to"] == "2026-11-02"
    assert len(told.words) == 2
