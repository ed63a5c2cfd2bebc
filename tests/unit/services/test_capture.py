"""One line made into records: what the preview says is what is made, and undo takes it back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kobicrm.domain.contacts import altered
from kobicrm.errors import Ambiguous, Conflict, KobiError, ValidationError
from kobicrm.services import capture, changesets, contacts, tasks, undo
from kobicrm.services.capture import Made, Preview
from kobicrm.services.session import Session, open_session
from kobicrm.services.tasks import TaskFilter
from tests.conftest import Clock

LINE = "Ayşe Yılmaz 0535 123 45 67 @Yılmaz Gıda yarın 15:00 ara #toptan"


def rows(seen: Preview) -> list[tuple[str, str, str]]:
    return [(row.part, row.value, row.will) for row in seen.rows]


def state(shop: Session) -> str:
    """Return a hash of every record; an undo is an act too, so who changed it last is left out."""
    from kobicrm.storage import record_kinds, records

    with shop.store.reading():
        kept = {kind: records.read(kind) for kind in record_kinds.KINDS}
    people = [
        repr(altered(one, updated_at=None, updated_by="", ver=0))
        for trashed in (False, True)
        for one in contacts.listing(shop, trashed=trashed)
    ]
    return hashlib.sha256(repr((kept, people)).encode()).hexdigest()


def make(shop: Session, text: str, **choices: str) -> Made:
    """Make what a line says after its preview, and compare the two."""
    return capture.capture(shop, text, choices, seen=capture.preview(shop, text, choices))


def test_somebody_new_with_company_task_and_tag(shop: Session) -> None:
    seen = capture.preview(shop, LINE)
    assert rows(seen) == [
        ("contact", "Ayşe Yılmaz", "new"),
        ("phones", "0535 123 45 67", "new"),
        ("company", "Yılmaz Gıda", "new"),
        ("task", "Ara", "new"),
        ("tags", "toptan", "new"),
    ]
    before = state(shop)
    made = capture.capture(shop, LINE, seen=seen)
    assert made.contact is not None
    assert made.task is not None
    assert (made.contact.first_name, made.contact.last_name) == ("Ayşe", "Yılmaz")
    assert [link.name for link in made.contact.companies] == ["Yılmaz Gıda"]
    assert (made.task.kind, made.task.due, made.task.clock) == ("call", date(2026, 11, 3), time(15))
    assert made.task.contact == made.contact.uid
    assert made.changeset is not None
    assert changesets.contents(shop, made.changeset).info.action == "capture"
    undo.undo(shop)
    assert state(shop) == before
    undo.redo(shop)
    again = capture.preview(shop, LINE)
    assert rows(again) == [
        ("contact", "Ayşe Yılmaz", "known"),
        ("phones", "0535 123 45 67", "same"),
        ("company", "Yılmaz Gıda", "linked"),
        ("task", "Ara", "new"),
        ("tags", "toptan", "same"),
    ]


@pytest.mark.usefixtures("people")
def test_a_known_number_with_a_compatible_name_is_filled(shop: Session) -> None:
    text = 'Şule 0532 123 45 67 sule@yeni.com @Öztürk Gıda #vip #toptan not:"sabah ara" 500 TL'
    seen = capture.preview(shop, text)
    assert rows(seen) == [
        ("contact", "Şule", "known"),
        ("phones", "0532 123 45 67", "same"),
        ("emails", "sule@yeni.com", "added"),
        ("company", "Öztürk Gıda", "known"),
        ("tags", "VIP", "same"),
        ("tags", "toptan", "added"),
        ("note", "500 TL\nsabah ara", "new"),
        ("amount", "500 TL", "in_note"),
    ]
    assert seen.rows[0].about == "Şule Çağlayan"
    before = state(shop)
    made = capture.capture(shop, text, seen=seen)
    assert made.contact is not None
    assert made.contact.name == "Şule Çağlayan"
    assert [one.address for one in made.contact.emails][-1] == "sule@yeni.com"
    assert [link.name for link in made.contact.companies] == ["Öztürk Gıda San. ve Tic. A.Ş."]
    undo.undo(shop)
    assert state(shop) == before


@pytest.mark.usefixtures("people")
def test_a_company_more_leaves_the_others_and_their_roles(shop: Session) -> None:
    made = make(shop, "İbrahim Iğdır ibrahim@igdir.com.tr @Deniz")
    assert made.contact is not None
    assert [(link.name, link.role) for link in made.contact.companies] == [
        ("Yıldız İnşaat Ltd. Şti.", "Şantiye şefi"),
        ("Deniz", ""),
    ]


@pytest.mark.usefixtures("people")
def test_a_name_alone_is_asked_about(shop: Session) -> None:
    seen = capture.preview(shop, "Ali Kaya yarın ara")
    [asked] = seen.asks
    assert asked.part == "contact"
    assert [one.label.partition(" · ")[0] for one in asked.candidates] == ["Ali Rıza Kaya", ""]
    before = state(shop)
    with pytest.raises(Ambiguous) as error:
        capture.capture(shop, "Ali Kaya yarın ara")
    assert error.value.values["part"] == "contact"
    assert "Ali Rıza Kaya" in str(error.value.values["candidates"])
    assert state(shop) == before
    known = asked.candidates[0].id
    for choice in ("1", f"id:{known}"):
        made = make(shop, "Ali Kaya yarın ara", contact=choice)
        assert made.contact is not None
        assert made.contact.id == known
    for choice in ("2", "new"):
        made = make(shop, "Ali Kaya yarın ara", contact=choice)
        assert made.contact is not None
        assert made.contact.name == "Ali Kaya"
    assert capture.preview(shop, "Ali Kaya yarın ara", {"contact": "77"}).asks


@pytest.mark.usefixtures("people")
def test_a_number_without_a_name_or_of_somebody_else_is_asked_about(shop: Session) -> None:
    [asked] = capture.preview(shop, "0532 123 45 67 yarın ara").asks
    assert len(asked.candidates) == 1
    [asked] = capture.preview(shop, "Veli Ak 0532 123 45 67").asks
    assert [one.id for one in asked.candidates][-1] == 0
    with pytest.raises(ValidationError, match="capture_nameless"):
        make(shop, "0539 123 45 67 yarın ara")


def test_a_company_alone_and_a_task_alone(shop: Session) -> None:
    made = make(shop, "@Deniz Un 0216 345 67 89 #vip")
    assert made.contact is not None
    assert (made.contact.kind, made.contact.name) == ("company", "Deniz Un")
    again = make(shop, "@Deniz Un yarın ara")
    assert again.contact is not None
    assert again.contact.id == made.contact.id
    task = make(shop, "fiyat listesi yarın gönder", name="2")
    assert task.contact is None
    assert task.task is not None
    assert (task.task.title, task.task.contact) == ("Fiyat listesi gönder", "")
    assert make(shop, "@Deniz Un #vip").changeset is None


def test_what_may_be_meant_twice_is_open_until_it_is_chosen(shop: Session) -> None:
    text = "Veli Ak saat 3 ara @yıldız toptan ev"
    assert {row.part for row in capture.preview(shop, text).asks} == {"due", "company"}
    made = make(shop, text, due="2", company="1")
    assert made.task is not None
    assert made.task.clock == time(3)


def test_another_shop_than_was_seen_is_a_conflict(shop: Session) -> None:
    seen = capture.preview(shop, LINE)
    contacts.add(shop, {"name": "Ayşe Yılmaz Demir", "phones": "0535 123 45 67"})
    before = state(shop)
    with pytest.raises(Conflict, match="capture_changed"):
        capture.capture(shop, LINE, seen=seen)
    assert state(shop) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "capture_empty"), ("#", "capture_empty"), ("a" * 2_000, "capture_too_long"),
     ("0539 123 45 67", "capture_nameless")],
)  # fmt: skip
def test_what_can_not_be_made_says_why(shop: Session, text: str, code: str) -> None:
    assert capture.preview(shop, text).problem == code
    with pytest.raises(ValidationError, match=code):
        capture.capture(shop, text)


def test_a_number_that_can_not_be_read_is_kept_as_typed(shop: Session) -> None:
    assert ("phones", "0532 123 45", "as_typed") in rows(capture.preview(shop, "Veli 0532 123 45"))
    made = make(shop, "Veli 0532 123 45")
    assert made.contact is not None
    assert [one.raw for one in made.contact.phones] == ["0532 123 45"]


pieces = st.sampled_from([
    "Şule Çağlayan", "Ali Kaya", "ayşe", "Ümit", "0532 123 45 67", "0535 111 22 33", "0532 12",
    "ibrahim@igdir.com.tr", "a@b.com", "@Yıldız İnşaat", "@yıldız", 'firma:"Öztürk Gıda"', "#vip",
    "#Yeni", "yarın", "cuma", "15:00", "saat 3", "her pazartesi", "ara", "fiyat sor", "500 TL",
    "not:\"acele\"", "#", "Deniz Ltd. Şti.", "etiket:İzmir",
])  # fmt: skip
lines = st.one_of(st.lists(pieces, min_size=1, max_size=7).map(" ".join), st.text(max_size=60))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Session]:
    """Give fresh copies of one shop with people in it."""
    from tests.conftest import PEOPLE

    folder, clock = tmp_path_factory.mktemp("capture"), Clock()
    with open_session(folder / "full.db", who="test", clock=clock) as session:
        for one in PEOPLE:
            contacts.add(session, one)
    count = iter(range(100_000))

    def copy() -> Session:
        path: Path = folder / f"{next(count)}.db"
        shutil.copy(folder / "full.db", path)
        return open_session(path, who="test", clock=clock)

    return copy


@settings(max_examples=60)
@given(lines, st.lists(st.sampled_from("1239"), max_size=4))
def test_what_the_preview_says_is_what_is_made(
    full: Callable[[], Session], text: str, answers: list[str]
) -> None:
    with full() as shop:
        choices: dict[str, str] = {}
        seen = capture.preview(shop, text)
        for answer in answers:
            if seen.asks:
                choices[seen.asks[0].part] = answer
                seen = capture.preview(shop, text, choices)
        before, people, todo = state(shop), contacts.count(shop), tasks.count(shop, TaskFilter())
        try:
            made = capture.capture(shop, text, choices, seen=seen)
        except KobiError:
            assert seen.asks or seen.problem
            assert state(shop) == before
            return
        assert not seen.asks
        assert not seen.problem
        _compare(shop, made, people, todo)
        if made.changeset is None:
            assert state(shop) == before
        else:
            undo.undo(shop)
            assert state(shop) == before


def _compare(shop: Session, made: Made, people: int, todo: int) -> None:
    told = [(row.part, row.will) for row in made.preview.rows]
    new = sum(part in ("contact", "company") and will == "new" for part, will in told)
    assert contacts.count(shop) - people == new
    assert tasks.count(shop, TaskFilter()) - todo == ("task" in dict(told))
    for row in made.preview.rows:
        if row.part == "task":
            assert made.task is not None
            assert row.task is not None
            assert (row.task.title, row.task.due, row.task.clock, row.task.repeat) == (
                made.task.title, made.task.due, made.task.clock, made.task.repeat
            )  # fmt: skip
            continue
        if row.part in ("unread", "amount"):
            continue
        one = made.contact
        assert one is not None
        if row.part == "contact":
            assert one.name == (row.about if row.will == "known" else row.value)
        elif row.part == "tags":
            assert row.value in one.tags
        elif row.part == "note":
            assert row.value in [note.text for note in one.notes]
        elif row.part == "company":
            named = [link.name for link in one.companies] + [one.name]
            assert (row.about or row.value) in named or row.will == "linked"
        else:
            assert getattr(one, row.part)
