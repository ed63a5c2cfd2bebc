"""The queue of the day, the cadences behind it, the brief, and reminders given at most once."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from kobicrm import i18n
from kobicrm.domain import today as rules
from kobicrm.errors import KobiError
from kobicrm.services import brief_text, contacts, fields, interactions, tasks, undo
from kobicrm.services.brief import brief
from kobicrm.services.cadences import cadences, set_cadence
from kobicrm.services.contacts import Saved
from kobicrm.services.reminding import Due, next_moment, remind
from kobicrm.services.session import Session
from kobicrm.services.tasks import wall_clock
from kobicrm.services.today import today
from kobicrm.services.views import remove_view, save_view
from kobicrm.storage import cadences as stored_cadences, queue
from kobicrm.storage.models import Reminder
from tests.conftest import Clock

# The shop's clock stands on Monday, 2 November 2026, in the morning.


@pytest.fixture
def clock(shop: Session) -> Clock:
    assert isinstance(shop.clock, Clock)
    return shop.clock


def names(shop: Session) -> list[str]:
    return [card.name for card in today(shop).cards]


def test_the_weightiest_comes_first_and_says_why(shop: Session, people: list[Saved]) -> None:
    sule, ibrahim, _firm, umit, ali = (one.contact.uid for one in people[:5])
    tasks.add(shop, {"title": "Teklifi sor", "contact": sule, "kind": "call", "due": "3 gün önce"})
    tasks.add(shop, {"title": "Numune götür", "contact": ibrahim, "due": "bugün 23:30"})
    tasks.add(shop, {"title": "Sonra", "contact": ali, "due": "yarın"})
    tasks.add(shop, {"title": "Vitrin", "due": "bugün", "priority": "low"})
    contacts.edit(shop, umit, {"birthday": "02.11.1992"})
    tasks.add(shop, {"title": "Fatura kes", "contact": umit, "due": "bugün", "priority": "high"})
    found = today(shop)
    assert names(shop) == ["Ümit Yaşar", "Şule Çağlayan", "İbrahim Iğdır", "Vitrin"]
    umits, sules, *_rest = found.cards
    assert (umits.score, sules.score) == (45 + 25, 56)
    assert [reason.code for reason in umits.reasons] == ["today", "birthday"]
    assert umits.reasons[1].age == 34
    assert [(line.code, line.points) for line in sules.reasons[0].lines] == [
        ("late", 40),
        ("late_days", 6),
        ("promised_call", 10),
    ]
    assert (found.counts.late, found.counts.today, found.counts.tomorrow) == (1, 3, 1)
    assert not found.more
    assert today(shop, limit=2).more
    contacts.delete(shop, [umit])
    assert "Ümit Yaşar" not in names(shop)


def test_what_lies_in_the_trash_takes_nobody_s_place(shop: Session, people: list[Saved]) -> None:
    gone, stays = (one.contact.uid for one in people[:2])
    for number in range(5):
        tasks.add(shop, {"title": f"{number}. iş", "contact": gone, "due": "5 gün önce"})
    tasks.add(shop, {"title": "Ara", "contact": stays, "due": "bugün"})
    contacts.delete(shop, [gone])
    assert [card.name for card in today(shop, limit=2).cards] == ["İbrahim Iğdır"]


def test_the_database_weighs_as_the_rules_do(shop: Session, people: list[Saved]) -> None:
    chance = random.Random(7)
    uids = [one.contact.uid for one in people]
    for number in range(60):
        given: dict[str, object] = {
            "title": f"{number}. iş",
            "kind": chance.choice(("todo", "call", "visit", "follow_up")),
        }
        given["priority"] = chance.choice(("low", "normal", "high"))
        day = chance.choice(("bugün", "dün", "20 gün önce", "5 gün önce", "yarın"))
        given["due"] = day + chance.choice(("", " 08:15", " 23:45"))
        if chance.random() < 0.8:
            given["contact"] = chance.choice(uids)
        tasks.add(shop, given)
    now = wall_clock(shop)
    with shop.store.reading():
        rows = queue.tasks(shop.store, now, 100)
    scores = {
        row.id: rules.of_task(row.task, now) for row in tasks.listing(shop, tasks.TaskFilter())
    }
    wanted = {one: reason.points for one, reason in scores.items() if reason}
    assert {one: score for one, _contact, score in rows} == wanted
    assert [score for _one, _contact, score in rows] == sorted(wanted.values(), reverse=True)


def test_whoever_was_not_spoken_with_for_too_long(
    shop: Session, people: list[Saved], clock: Clock
) -> None:
    sule, ibrahim = (one.contact.uid for one in people[:2])
    assert set_cadence(shop, 30, tag="vıp") is not None
    assert set_cadence(shop, 10, contact=ibrahim) is not None
    assert set_cadence(shop, 10, contact=ibrahim) is None
    assert names(shop) == []
    clock.now += timedelta(days=12)
    assert names(shop) == ["İbrahim Iğdır"]
    interactions.log(shop, ibrahim, {"channel": "call", "outcome": "reached"})
    assert names(shop) == []
    clock.now += timedelta(days=35)
    assert set(names(shop)) == {"İbrahim Iğdır", "Şule Çağlayan"}
    [card] = [card for card in today(shop).cards if card.name.startswith("Şule")]
    assert (card.reasons[0].code, card.reasons[0].days, card.reasons[0].allowed) == (
        "silent",
        47,
        30,
    )
    # Somebody's own rule goes before that of the tag.
    set_cadence(shop, 100, contact=sule)
    assert names(shop) == ["İbrahim Iğdır"]
    set_cadence(shop, 0, contact=sule)
    assert len(names(shop)) == 2
    undo.undo(shop)
    assert [(one.contact_name, one.tag, one.days) for one in cadences(shop)] == [
        ("", "vıp", 30),
        ("İbrahim Iğdır", "", 10),
        ("Şule Çağlayan", "", 100),
    ]


@pytest.mark.parametrize(
    ("days", "whose", "code"),
    [
        (30, {}, "cadence_of_one"),
        (30, {"contact": "1", "tag": "VIP"}, "cadence_of_one"),
        (-1, {"tag": "VIP"}, "number_between"),
        (5000, {"tag": "VIP"}, "number_between"),
        (0, {"tag": "yok"}, "cadence_missing"),
        (30, {"contact": "kimse"}, "contact_not_found"),
        (30, {"tag": "VIP", "view": "Hepsi"}, "cadence_of_one"),
        (30, {"view": "yok"}, "view_missing"),
    ],
)
def test_a_rule_that_can_not_be(shop: Session, days: int, whose: dict[str, str], code: str) -> None:
    with pytest.raises(KobiError) as error:
        set_cadence(shop, days, **whose)
    assert error.value.code == code


@pytest.mark.parametrize("oldest", [1, 5_000])
def test_whoever_of_a_view_was_not_spoken_with(
    shop: Session, people: list[Saved], clock: Clock, oldest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_cadences, "_OLDEST_OF_VIEW", oldest)
    sule, ibrahim = (one.contact.uid for one in people[:2])
    fields.add_field(shop, "Puan", "number")
    save_view(shop, "Etiketsizler", "-etiket:* tür:kişi")
    set_cadence(shop, 20, view="ETİKETSİZLER")
    clock.now += timedelta(days=25)
    assert set(names(shop)) == {"İbrahim Iğdır", "Ümit Yaşar", "Ali Rıza Kaya"}
    # The shortest rule holds, somebody's own goes before all.
    set_cadence(shop, 10, tag="vip")
    save_view(shop, "Herkes", "tür:kişi")
    set_cadence(shop, 24, view="herkes")
    allowed = {card.name: card.reasons[0].allowed for card in today(shop).cards}
    assert (allowed["İbrahim Iğdır"], allowed["Şule Çağlayan"]) == (20, 10)
    set_cadence(shop, 100, contact=ibrahim)
    assert "İbrahim Iğdır" not in names(shop)
    interactions.log(shop, sule, {"channel": "call"})
    assert "Şule Çağlayan" not in names(shop)
    assert len(today(shop, limit=1).cards) == 1
    # The query is asked anew each day; one that can not be asked any more is no rule.
    save_view(shop, "Herkes", "etiket:yok")
    save_view(shop, "Etiketsizler", "puan>3")
    assert set_cadence(shop, 20, view="etiketsizler") is None
    assert names(shop) == []
    fields.edit_field(shop, "Puan", rename="Yıldız")
    assert names(shop) == []


def test_the_rule_of_a_view_goes_and_comes_back_with_it(
    shop: Session, people: list[Saved], clock: Clock
) -> None:
    save_view(shop, "Herkes", "tür:kişi")
    set_cadence(shop, 5, view="herkes")
    clock.now += timedelta(days=6)
    everybody = names(shop)
    assert everybody
    assert [one.to_json() for one in cadences(shop)] == [
        {"contact": None, "tag": None, "view": "Herkes", "days": 5}
    ]
    remove_view(shop, "herkes")
    assert (names(shop), cadences(shop)) == ([], [])
    undo.undo(shop)
    assert names(shop) == everybody
    undo.undo(shop)
    assert cadences(shop) == []


def test_who_was_seen_to_is_not_shown_again(
    shop: Session, people: list[Saved], clock: Clock
) -> None:
    sule, ibrahim, _firm, umit, ali = (one.contact.uid for one in people[:5])
    for uid in (sule, ibrahim, umit):
        contacts.edit(shop, uid, {"birthday": "02.11.1992"})
    assert set(names(shop)) == {"Şule Çağlayan", "İbrahim Iğdır", "Ümit Yaşar"}
    # Spoken with today, or a step planned today for another day.
    logged = interactions.log(shop, sule, {"channel": "call", "text": "Kutladım"})
    tasks.add(shop, {"title": "Ara", "contact": ibrahim, "due": "yarın"})
    tasks.add(shop, {"title": "Paketi hazırla", "contact": umit, "due": "bugün"})
    assert names(shop) == ["Ümit Yaşar"]
    undo.undo(shop, logged.changeset)
    assert set(names(shop)) == {"Şule Çağlayan", "Ümit Yaşar"}
    # For whom a step is planned silence is no reason; a step that is late is one itself.
    set_cadence(shop, 3, contact=ali)
    clock.now += timedelta(days=10)
    assert names(shop)[-1] == "Ali Rıza Kaya"
    planned = tasks.add(shop, {"title": "Ara", "contact": ali, "due": "3 gün sonra"})
    assert "Ali Rıza Kaya" not in names(shop)
    clock.now += timedelta(days=5)
    [card] = [card for card in today(shop).cards if card.name == "Ali Rıza Kaya"]
    assert [reason.code for reason in card.reasons] == ["late", "silent"]
    tasks.delete(shop, [planned.task.uid])
    [card] = [card for card in today(shop).cards if card.name == "Ali Rıza Kaya"]
    assert [reason.code for reason in card.reasons] == ["silent"]


def test_birthdays_of_a_leap_day() -> None:
    from datetime import date

    assert rules.birthdays_on(date(2027, 2, 28)) == ("02-28", "02-29")
    assert rules.birthdays_on(date(2028, 2, 28)) == ("02-28",)
    assert rules.birthdays_on(date(2028, 2, 29)) == ("02-29",)


def test_the_brief_in_every_form(shop: Session, people: list[Saved]) -> None:
    sule = people[0].contact.uid
    tasks.add(shop, {"title": "<b>Teklif</b> *sor*", "contact": sule, "due": "2 gün önce"})
    tasks.add(shop, {"title": "Vitrin", "due": "bugün"})
    found = brief(shop)
    i18n.install("tr")
    lines = brief_text.brief_lines(found)
    assert lines[1] == "Bugün, 02.11.2026: 1 geciken, 1 bugün"
    assert lines[2] == "  Şule Çağlayan · 0532 123 45 67  <b>Teklif</b> *sor*: 2 gün gecikti"
    markdown = brief_text.brief_markdown(found)
    assert "\\<b\\>Teklif\\</b\\> \\*sor\\*" in markdown
    page = brief_text.brief_html(found)
    assert "&lt;b&gt;Teklif&lt;/b&gt;" in page
    assert "<b>Teklif" not in page
    document = brief_text.brief_document(found)
    assert (document["late"], document["today"], len(document["cards"])) == (1, 1, 2)  # type: ignore[arg-type]


def given(shop: Session) -> list[str]:
    said: list[str] = []
    remind(
        shop, lambda due, unsure: said.extend(_titles(due) + [f"? {t}" for t in _titles(unsure)])
    )
    return said


def _titles(found: object) -> list[str]:
    return [due.row.task.title for due in found if isinstance(due, Due)]  # type: ignore[attr-defined]


def test_a_reminder_is_given_once(shop: Session, people: list[Saved], clock: Clock) -> None:
    due = wall_clock(shop) + timedelta(hours=2)
    made = tasks.add(shop, {"title": "Ara", "contact": "1", "due": due, "remind": "1 saat"})
    tasks.add(shop, {"title": "Sessiz", "due": due})
    assert given(shop) == []
    assert next_moment(shop) == (due - timedelta(hours=1)).replace(second=0, microsecond=0)
    clock.now += timedelta(hours=1, minutes=1)
    # It has passed, and is still to be told.
    assert next_moment(shop) == (due - timedelta(hours=1)).replace(second=0, microsecond=0)
    assert given(shop) == ["Ara"]
    assert given(shop) == []
    assert next_moment(shop) is None
    # Put off, it is another reminder.
    tasks.put_off(shop, [made.task.uid], 1)
    clock.now += timedelta(days=1)
    assert given(shop) == ["Ara"]
    tasks.put_off(shop, [made.task.uid], 1)
    tasks.done(shop, made.task.uid)
    clock.now += timedelta(days=1)
    assert given(shop) == []


def test_one_that_may_have_been_given_is_said_once_and_not_repeated(
    shop: Session, open_shop: Callable[..., Session], clock: Clock
) -> None:
    tasks.add(shop, {"title": "Ara", "due": wall_clock(shop), "remind": "0"})
    clock.now += timedelta(minutes=2)

    def killed(*_found: object) -> None:
        # What another process sees while the first has it in its hands.
        assert given(open_shop("Ömer", "command")) == []
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remind(shop, killed)
    assert given(shop) == []
    clock.now += timedelta(minutes=11)
    assert given(shop) == ["? Ara"]
    assert given(shop) == []
    with shop.store.reading():
        assert [row.state for row in Reminder.select()] == ["uncertain"]


def test_the_queue_is_read_from_its_indexes(shop: Session, people: list[Saved]) -> None:
    tasks.add(shop, {"title": "Ara", "due": "bugün", "contact": "1", "remind": "0"})
    seen: list[str] = []
    connection = shop.store.connection()
    connection.set_trace_callback(seen.append)
    today(shop)
    given(shop)
    connection.set_trace_callback(None)
    plans = [
        (sql, row[3])
        for sql in seen
        if sql.lstrip().startswith("SELECT")
        and "SELECT EXISTS" not in sql
        # Rules are a handful, and weighed by what the shop holds: see benchmarks/today.py.
        and " AS k" not in sql
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    # A subquery was read from its index before.
    scans = [line for _sql, line in plans if line.startswith("SCAN") and "INDEX" not in line]
    scans = [line for line in scans if not line.startswith("SCAN (subquery")]
    assert [one for one in plans if one[1] in scans] == []
    used = " ".join(line for _sql, line in plans)
    assert "INDEX task_open" in used
    assert "contact_by_birth_day" in used
