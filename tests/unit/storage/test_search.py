"""The search box: every plan gives what a plain look through all records gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from kobicrm.domain.contacts import Address, Contact, Email, Phone
from kobicrm.domain.query import Text
from kobicrm.domain.turkish import fold, sort_key
from kobicrm.services import contacts
from kobicrm.services.contacts import ListView
from kobicrm.services.session import Session, open_session
from kobicrm.storage import contacts as stored, search as plans
from kobicrm.storage.contacts import listing
from kobicrm.storage.terms import Term, terms

FIRST = ("Şule", "Çağlar", "İbrahim", "Irmak", "Ömer", "Ümit", "Işık", "Gül", "Ayşe", "Ali", "Ece")
LAST = ("Öztürk", "Yılmaz", "Iğdır", "Şahin", "Kaya", "Ağaoğlu", "İnci", "O'Brien", "Ay-Su")
PLACES = (("Şişli", "İstanbul"), ("Kadıköy", "İstanbul"), ("Iğdır Merkez", "Iğdır"), ("", "Muş"))
ODD = ("😀 Gülen", 'Tırnak "Bey"', "A101 Market", "50% İndirim", "A|B Ortaklığı", "ß Groß", "字字")
COUNT = 420


def somebody(number: int, dice: random.Random) -> Contact:
    """Return a made-up customer."""
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    if number % 20 == 0:
        name = ODD[number // 20 % len(ODD)]
    elif number >= COUNT - 60:
        # Many that come last in name order.
        name = f"Zzümrüt {number}"
    digits = f"5{dice.randrange(30, 56)}{dice.randrange(10**7):07}"
    district, province = dice.choice(PLACES)
    mail = f"{fold(name.split()[0])}{number}@ornek.com.tr"
    return Contact(
        name=name,
        phones=(Phone(digits, "+90" + digits),) if number % 3 else (),
        emails=(Email(mail, mail, mail),) if number % 4 == 0 else (),
        addresses=(Address(district=district, province=province),) if number % 5 else (),
        tags=("VİP",) if number % 7 == 0 else (),
    )


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return a shop with some hundred customers, a few of them in the trash."""
    path: Path = tmp_path_factory.mktemp("crowd") / "kalabalik.db"
    dice = random.Random(2026)
    with open_session(path, who="Ayşe") as shop:
        with shop.write("load") as unit:
            made = [unit.insert(somebody(number, dice)) for number in range(COUNT)]
            unit.trash([(one.id, one.uid) for one in made[::17]])
        yield shop


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the plans change over at hundreds of rows instead of thousands."""
    monkeypatch.setattr(plans, "SHORT_WALK", 40)
    monkeypatch.setattr(plans, "SORTABLE", 30)
    monkeypatch.setattr(plans, "LONG_WALK", 90)


@cache
def everybody(shop: Session) -> list[tuple[int, list[str]]]:
    """Return what all live customers hold, in name order, without any of the list's queries."""
    rows = shop.store.connection().execute("SELECT id FROM contact WHERE deleted_at IS NULL")
    found = stored.load([row[0] for row in rows])
    found.sort(key=lambda c: (sort_key(c.name), c.id))
    return [(contact.id, fields(contact)) for contact in found]


def fields(contact: Contact) -> list[str]:
    """Return what can be searched in a made-up customer, folded."""
    plain = [contact.name, *contact.tags]
    plain += [email.address for email in contact.emails]
    plain += ["0" + phone.e164.removeprefix("+90") for phone in contact.phones]
    plain += [part for a in contact.addresses for part in (a.district, a.province)]
    return [fold(text) for text in plain]


def holds(texts: list[str], term: Term) -> bool:
    """Tell whether one form of a term stands in one of the fields."""
    return any(form in text for form in term.forms for text in texts)


def scan(shop: Session, text: str) -> list[int]:
    """Return the ids a look through everything finds, in name order."""
    wanted = terms(text)
    if not wanted:
        return []
    return [one for one, texts in everybody(shop) if all(holds(texts, term) for term in wanted)]


def check(shop: Session, text: str, limit: int) -> None:
    """Check every way of searching against the scan."""
    expected = scan(shop, text)
    first = plans.first_hits(shop.store, text, limit)
    assert first.ids == expected[:limit]
    assert not (first.complete and len(expected) > limit)
    assert plans.all_hits(shop.store, text).tolist() == expected
    assert plans.count_hits(shop.store, text) == len(expected)
    assert [c.id for c in contacts.search(shop, text, limit)] == expected[:limit]
    if terms(text):
        assert listing.ids(Text(text)) == expected
        assert contacts.count(shop, Text(text)) == len(expected)
        view = ListView(shop, text=text)
        view.start(limit)
        assert [row.id for row in view.window(0, limit)] == expected[:limit]
        view.finish()
        assert (view.total, [row.id for row in view.window(0, COUNT)]) == (len(expected), expected)


words = st.sampled_from([w for name in (*FIRST, *LAST, *ODD) for w in name.split()])
pieces = st.builds(
    lambda word, start, size: word[start : start + size],
    words,
    st.integers(0, 4),
    st.integers(1, 4),
)
digits = st.text("0123456789", min_size=1, max_size=5)
signs = st.sampled_from(
    [
        '"',
        "|",
        "AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "*",
        "^",
        ":",
        "-",
        "+90",
        "(",
        "'",
        "😀",
        "{a}",
        "%",
    ]
)
queries = st.lists(st.one_of(words, pieces, pieces, digits, signs), max_size=3).map(" ".join)


@settings(max_examples=200)
@given(queries, st.sampled_from([1, 3, 10, 50]))
@example("", 10)
@example("zz", 10)
@example("a b", 10)
@example("ay|su", 10)
@example("532 ali", 10)
def test_a_search_finds_what_a_look_through_everything_finds(
    crowd: Session, text: str, limit: int
) -> None:
    check(crowd, text, limit)


@settings(max_examples=500)
@given(st.text(max_size=30))
@example("\ud800")
@example("a\ud800")
@example("ali\x00veli")
@example("\U0010ffff")
@example("\ud7ff")
@example('"' * 50)
@example("' OR 1=1 --")
@example("ab " * 2000)
def test_no_text_at_all_breaks_the_search(crowd: Session, text: str) -> None:
    found = scan(crowd, text)
    assert plans.first_hits(crowd.store, text, 5).ids == found[:5]
    assert plans.all_hits(crowd.store, text).tolist() == found
    assert len(list(contacts.search(crowd, text, 5))) == len(found[:5])


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("a", "short, found by walking"),
        ("z", "short, walked in vain, looked up"),
        ("z ş", "several short"),
        ("qq", "short, in no record"),
        ("字", "short, of another script"),
        ("brien", "rare"),
        ("istanbul", "common, found by walking"),
        ("zzümrüt", "common, walked in vain"),
        ("zzümrüt z", "common with a short one"),
        ("xyzxyz", "in no record"),
    ],
)
@pytest.mark.parametrize("limit", [1, 5, 50])
def test_every_plan_answers_alike(crowd: Session, text: str, branch: str, limit: int) -> None:
    check(crowd, text, limit)


def named(shop: Session, text: str) -> set[str]:
    """Return the names a search finds."""
    return {contact.name for contact in contacts.search(shop, text)}


@pytest.mark.parametrize("text", ["sisli", "Şişli", "ŞİŞLİ", "SISLI", "şiş", "IŞLI", " sisli  "])
def test_letters_are_found_in_any_spelling(shop: Session, text: str) -> None:
    contacts.add(shop, {"name": "Ece Su", "district": "Şişli", "province": "İstanbul"})
    assert named(shop, text) == {"Ece Su"}


@pytest.mark.parametrize(
    "text",
    [
        *("0532 123", "+90 532", "4567", "532 123 45 67", "05321234567", "+905321234567"),
        *("(0532) 123", "0090 532 123", "12345", "0532-123"),
        *("ece 4567", "4567 ece", "ece 0532 123"),
    ],
)
def test_part_of_a_phone_finds_its_owner(shop: Session, text: str) -> None:
    contacts.add(shop, {"name": "Ece Su", "phones": "0532 123 45 67"})
    contacts.add(shop, {"name": "Can Ay", "phones": "0533 000 00 00"})
    assert named(shop, text) == {"Ece Su"}


def test_digits_inside_a_word_belong_to_the_word(shop: Session) -> None:
    for name in ("A101 Market", "B101 Market", "Oda 101"):
        contacts.add(shop, {"name": name})
    assert named(shop, "a101") == {"A101 Market"}
    assert named(shop, "a101 101") == {"A101 Market"}
    assert named(shop, "101") == {"A101 Market", "B101 Market", "Oda 101"}
    assert named(shop, "x101y 101") == set()


def test_everything_about_a_contact_is_searched(shop: Session) -> None:
    contacts.add(
        shop,
        {
            "name": "Ece Su",
            "company": "Yıldız Ltd. Şti.",
            "emails": "ece@ornek.com.tr",
            "socials": "instagram:sucuece",
            "websites": "ecesu.com.tr",
            "street": "Bağdat Caddesi",
            "district": "Kadıköy",
            "tax_office": "Göztepe",
            "tax_number": "1234567890",
            "tags": "toptancı",
            "codes": "logo:120.01.7",
        },
    )
    for text in (
        *("ece su", "yildiz", "ECE@ORNEK", "sucuece", "ecesu.com", "bagdat cad", "kadikoy"),
        *("goztepe", "3456", "TOPTANCI", "20.01.7"),
    ):
        assert "Ece Su" in named(shop, text), text
    assert named(shop, "ece kadıköy toptan 1234567890") == {"Ece Su"}
    assert named(shop, "ece yok") == set()


@pytest.mark.parametrize("sort", ["name", "created", "changed", "id"])
@pytest.mark.parametrize("descending", [False, True])
def test_any_window_at_any_depth_is_that_part_of_the_list(
    crowd: Session, sort: str, descending: bool
) -> None:
    everyone = [c.id for c in contacts.listing(crowd, sort=sort, descending=descending)]
    view = ListView(crowd, sort=sort, descending=descending)
    view.start()
    assert view.total == len(everyone) == contacts.count(crowd)
    for offset in (0, 1, 63, len(everyone) // 2, len(everyone) - 5, len(everyone), 10**6):
        for limit in (1, 64):
            window = [row.id for row in view.window(offset, limit)]
            assert window == everyone[offset : offset + limit]
    for place in (0, 7, len(everyone) - 1):
        assert view.index_of(everyone[place]) == place
    assert view.index_of(10**9) is None
