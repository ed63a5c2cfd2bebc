"""The demo shop: believable, repeatable, and never on top of anybody's data."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kobicrm.domain import drafting, places
from kobicrm.domain.contacts import Contact
from kobicrm.domain.query import Compare
from kobicrm.domain.tasks import from_values
from kobicrm.errors import Conflict, NotFound
from kobicrm.services import contacts, demo, exports, tasks, undo
from kobicrm.services.contacts import Saved
from kobicrm.services.doctor import examine
from kobicrm.services.session import Session, open_session
from kobicrm.services.shop import get_shop
from kobicrm.services.tasks import TaskFilter
from kobicrm.services.today import today
from kobicrm.storage import records
from kobicrm.storage.shop import staff_names

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def built(path: Path, **options: object) -> demo.DemoReport:
    return demo.build(path, **{"size": 300, "lang": "tr", "clock": lambda: NOW, **options})


def everything(path: Path) -> bytes:
    """Return all that is in a demo shop, as documents."""
    out = io.BytesIO()
    with open_session(path, create=False) as session:
        exports.export_contacts(session, out, format="jsonl")
    return out.getvalue()


@pytest.fixture(scope="module")
def crowd() -> list[Contact]:
    """Return the 2,000 people and companies of the usual demo shop."""
    return list(demo.people(1, 2000, NOW))


def test_it_is_filled_with_people_and_companies(tmp_path: Path) -> None:
    path = tmp_path / "örnek.db"
    report = built(path)
    assert (report.contacts, report.people + report.companies) == (300, 300)
    assert not report.replaced
    with open_session(path, create=False) as session:
        assert get_shop(session).name == "Örnek dükkân"
        assert contacts.count(session) == 300
        assert contacts.count(session, Compare("kind", "=", "company")) == report.companies
        assert set(staff_names()) == {"Elif", "Murat", "Gökçe"}
        stored = list(contacts.listing(session, sort="id"))
    assert stored[0].kind == "company"
    linked = next(contact for contact in stored if contact.companies)
    assert linked.companies[0].id in {contact.id for contact in stored}


def test_the_same_seed_gives_the_same_shop_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        built(tmp_path / name, seed=seed)
    assert everything(tmp_path / "a") == everything(tmp_path / "b")
    assert everything(tmp_path / "a") != everything(tmp_path / "c")


def test_building_again_replaces_the_demo_even_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "örnek.db"
    built(path)
    with open_session(path, create=False) as session:
        contacts.add(session, {"name": "Deneme Kişi"})
        report = built(path, size=50, seed=3)
        assert contacts.count(session) == 50
    assert (report.replaced, report.path) == (True, str(path))
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".kobi")] == []


def test_a_database_with_anything_else_in_it_is_left_alone(
    shop: Session, people: list[Saved]
) -> None:
    before = contacts.count(shop)
    with pytest.raises(Conflict, match="demo_not_empty"):
        built(shop.path)
    assert contacts.count(shop) == before


def test_a_shop_whose_customers_lie_in_the_trash_is_not_empty(shop: Session) -> None:
    saved = contacts.add(shop, {"name": "Şule Çağlayan"})
    contacts.delete(shop, [saved.contact.uid])
    with pytest.raises(Conflict, match="demo_not_empty"):
        built(shop.path)


def test_undo_does_not_take_the_demo_shop_away(tmp_path: Path) -> None:
    built(tmp_path / "örnek.db")
    with (
        open_session(tmp_path / "örnek.db", who="Elif", create=False) as session,
        pytest.raises(NotFound, match="undo_nothing"),
    ):
        undo.undo(session)


def test_a_finished_demo_passes_the_doctor(tmp_path: Path) -> None:
    path = tmp_path / "örnek.db"
    built(path)
    assert examine(path, now=NOW).ok


def test_about_85_in_100_are_people_and_some_things_are_missing(crowd: list[Contact]) -> None:
    people = [contact for contact in crowd if contact.kind == "person"]
    assert 0.84 < len(people) / len(crowd) < 0.87
    for has in (
        lambda c: c.phones, lambda c: c.emails, lambda c: c.addresses, lambda c: c.birthday,
        lambda c: c.companies, lambda c: c.notes, lambda c: c.tags, lambda c: c.custom,
        lambda c: c.lifecycle, lambda c: c.title,
    ):  # fmt: skip
        assert 0.1 < sum(bool(has(contact)) for contact in people) / len(people) < 0.95
    assert any(contact.birthday.startswith("--") for contact in people)
    assert len({contact.name for contact in people}) > len(people) * 0.7


def test_what_is_there_is_right_and_in_its_normal_form(crowd: list[Contact]) -> None:
    assert [contact for contact in crowd if drafting.warnings(contact)] == []
    for contact in crowd:
        for address in contact.addresses:
            assert address.district in places.districts(address.province)
        for phone in contact.phones:
            assert drafting.make_phones(phone.raw, phone.label) == (phone,)
        assert contact.tags == drafting.make_tags(contact.tags)
    numbers = [contact.tax_number for contact in crowd if contact.tax_number]
    assert len(set(numbers)) == len(numbers) > 200


def test_nobody_real_can_be_reached(crowd: list[Contact]) -> None:
    for contact in crowd:
        # 000 stands where the exchange would be.
        assert all(phone.e164[6:9] == "000" for phone in contact.phones)
        assert all(email.address.endswith("example.com") for email in contact.emails)
        assert all(site.url.endswith("example.com") for site in contact.websites)
        assert contact.tax_number[:3] in ("", "000")


def test_everybody_is_somebody_else_and_came_while_the_shop_was_open(
    crowd: list[Contact],
) -> None:
    mobiles = [p.e164 for c in crowd for p in c.phones if p.label == "mobile"]
    assert len(set(mobiles)) == len(mobiles)
    uids = [contact.uid for contact in crowd] + [n.uid for c in crowd for n in c.notes]
    assert len(set(uids)) == len(uids)
    came = [contact.created_at for contact in crowd]
    assert came == sorted(came)
    assert NOW - timedelta(days=3 * 365 + 1) < came[0] < came[-1] < NOW
    assert {at.hour for at in came} == set(range(6, 16))
    for contact in crowd:
        assert all(contact.created_at <= note.at <= contact.updated_at for note in contact.notes)


def test_employees_come_after_their_company(crowd: list[Contact]) -> None:
    seen: set[str] = set()
    for contact in crowd:
        assert all(link.uid in seen for link in contact.companies)
        if contact.kind == "company":
            seen.add(contact.uid)


# Days of every sort: in a week, in a month, a leap day, the last of a year, a Sunday.
DAYS = ["2026-11-20", "2026-11-29", "2024-02-29", "2026-12-31", "2027-03-01", "2026-08-31"]


def morning(day: str) -> datetime:
    """Return seven in the morning of a day, before the shop is open."""
    return datetime.fromisoformat(f"{day}T07:00").astimezone(UTC)


@pytest.mark.parametrize("size", [60, 2000])
@pytest.mark.parametrize("day", DAYS)
def test_there_is_work_on_whatever_day(tmp_path: Path, day: str, size: int) -> None:
    clock = lambda: morning(day)  # noqa: E731 - the same clock twice
    report = built(tmp_path / "örnek.db", size=size, clock=clock)
    with open_session(tmp_path / "örnek.db", create=False, clock=clock) as session:
        queue = today(session)
        figures = tasks.counts(session)
        done = tasks.count(session, TaskFilter("done"))
        written = records.read("interaction")
        assert report.tasks == len(records.read("task"))
    assert {reason.code for card in queue.cards for reason in card.reasons} == {
        "late", "today", "birthday", "silent",
    }  # fmt: skip
    assert figures.late >= 3
    assert figures.today >= 5
    assert done >= 6
    # The queue is no flood of people nobody spoke with.
    silent = [card for card in queue.cards if card.reasons[0].code == "silent"]
    assert 1 <= len(silent) <= 2 + size // 50
    assert len(written) == report.interactions
    assert all(one["at"] < day for one in written.values())


def test_every_sort_of_task_is_there(tmp_path: Path) -> None:
    built(tmp_path / "örnek.db", size=60)
    with open_session(tmp_path / "örnek.db", create=False):
        made = [from_values(uid, one) for uid, one in records.read("task").items()]
        talks = records.read("interaction").values()
    opened = [task for task in made if task.is_open]
    for has in (
        lambda t: t.contact, lambda t: not t.contact, lambda t: t.clock, lambda t: not t.clock,
        lambda t: t.due is None, lambda t: t.repeat, lambda t: t.checklist, lambda t: t.assignee,
        lambda t: not t.assignee, lambda t: t.minutes, lambda t: t.priority == "high",
        lambda t: t.priority == "low", lambda t: t.remind >= 0, lambda t: t.note,
    ):  # fmt: skip
        assert any(has(task) for task in opened)
    assert any(item.done for task in opened for item in task.checklist)
    assert {task.state for task in made} == {"open", "done", "dropped"}
    assert all(task.created_at <= task.ended_at for task in made if task.ended_at)
    assert {task.uid for task in made if not task.is_open} >= {
        t["task"] for t in talks if t["task"]
    }
    assert {talk["channel"] for talk in talks} >= {"call", "visit", "whatsapp", "note", "email"}


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_smallest_shop_has_work_too(tmp_path: Path, size: int) -> None:
    report = built(tmp_path / "örnek.db", size=size)
    assert report.tasks > 24
    assert examine(tmp_path / "örnek.db", now=NOW).ok


def test_the_work_is_the_same_for_the_same_seed_and_day(tmp_path: Path) -> None:
    def work(name: str, **options: object) -> list[object]:
        built(tmp_path / name, **options)
        with open_session(tmp_path / name, create=False):
            return [records.read("task"), records.read("interaction")]

    assert work("a") == work("b", clock=lambda: NOW + timedelta(hours=2))
    assert work("a") != work("c", seed=2)
