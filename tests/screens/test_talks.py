"""What happened with a contact: logged by one key, read back, corrected, taken away, undone."""

from __future__ import annotations

from typing import Any

import pytest

from kobicrm.domain.tasks import Task
from kobicrm.services import contacts, interactions, tasks, timeline
from kobicrm.services.session import Session
from screens.contacts.card import Card
from screens.contacts.card_lines import Fold, More, Talk, Todo
from screens.dialogs.prompt import NoteDialog
from screens.talks.entry import EntryDialog
from screens.talks.later import LaterDialog
from screens.talks.outcome import OutcomeDialog
from screens.tasks.full import FullDialog
from tests.screens.hostile import CONTROL, HARMFUL, MARKUP
from tests.screens.kobi import app_on, card_of, elsewhere, screen_of, type_in
from tests.screens.test_card_snapshots import line_of

# The clock of the shop in these tests: Monday, 2 November 2026, shortly after nine.


def open_tasks(shop: Session, one: contacts.Saved) -> list[Task]:
    """Return the open tasks of a contact."""
    where = tasks.TaskFilter(contact=one.contact.id)
    return [row.task for row in tasks.window(shop, where, 99)]


def entries(shop: Session, one: contacts.Saved) -> list[timeline.Entry]:
    """Return the timeline of a contact."""
    return timeline.window(shop, one.contact.id, 99)


async def on_card(pilot: Any, settle: Any, words: str = "") -> Card:
    """Bring the card of the first contact but one up, the bar on the line with ``words``."""
    await settle(pilot)
    await pilot.press("down")
    await settle(pilot)
    await pilot.press("tab")
    await settle(pilot)
    card = screen_of(pilot.app).query_one(Card)
    if words:
        card.move_to(line_of(pilot.app, words))
        await settle(pilot)
    return card


async def asked(pilot: Any, settle: Any, *keys: str) -> OutcomeDialog:
    """Open the outcome dialog from the card, press keys in it and return it."""
    await on_card(pilot, settle)
    await pilot.press("c", *keys)
    await settle(pilot)
    assert isinstance(pilot.app.screen, OutcomeDialog)
    return pilot.app.screen


@pytest.fixture
def ibrahim(people: list[contacts.Saved]) -> contacts.Saved:
    """Return the contact under the bar in these tests."""
    return people[1]


async def test_c_logs_a_call_with_its_next_step_as_one_change_and_u_takes_it_back(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        assert "Sonuç · İbrahim Iğdır" in shown(pilot)
        await pilot.press("5")
        await type_in(pilot, "40 koli")
        await pilot.press("tab")
        await type_in(pilot, "Teklifi gönder")
        await pilot.press("tab")
        await type_in(pilot, "pzt 10")
        assert "→ 9 Kasım Pazartesi 10.00" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        [said] = entries(shop, ibrahim)
        assert (said.channel, said.direction, said.outcome) == ("call", "out", "quote")
        assert said.text == "40 koli"
        [step] = open_tasks(shop, ibrahim)
        assert (step.title, str(step.due), str(step.clock)) == (
            "Teklifi gönder",
            "2026-11-09",
            "10:00:00",
        )
        assert "Yazıldı: Teklif istedi → 9 Kas" in shown(pilot)
        assert "u geri al" in shown(pilot)
        assert "Teklif istedi · 40 koli" in card_of(app)
        await pilot.press("u")
        await settle(pilot)
        assert entries(shop, ibrahim) == []
        assert open_tasks(shop, ibrahim) == []
        assert "Geri alındı: kayıt · İbrahim" in shown(pilot)


async def test_what_cannot_be_read_is_said_and_not_saved(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await asked(pilot, settle, "1")
        for text, told in (
            ("32.13", "! “32.13” tarih değil"),
            ("saat 3", "! 15.00 mi 03.00 mi?"),
        ):
            dialog.when.value = text
            await pilot.press("enter")
            await settle(pilot)
            assert app.screen is dialog
            assert told in shown(pilot)
        await pilot.press("f6")
        assert "→ 5 Kasım Perşembe" in shown(pilot)
        dialog.at.value = "yarın"
        await pilot.press("enter")
        await settle(pilot)
        assert "! henüz gelmedi" in shown(pilot)
        dialog.at.value = "dün 15:30"
        await pilot.pause()
        assert "→ 1 Kasım Pazar 15.30" in shown(pilot)
        dialog.minutes.value = "uzun"
        await pilot.press("enter")
        await settle(pilot)
        assert "! “uzun” süre değil" in shown(pilot)
        dialog.minutes.value = "12 dk"
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, OutcomeDialog)
        [said] = entries(shop, ibrahim)
        assert said.minutes == 12
        assert f"{said.at.astimezone():%d %H:%M}" == "01 15:30"
        # A day alone is a call to make.
        [step] = open_tasks(shop, ibrahim)
        assert (step.title, step.kind) == ("Ara", "call")


async def test_another_channel_is_chosen_and_f8_takes_the_step_back(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await asked(pilot, settle, "up", "up", "m")
        assert dialog.channels.value == "visit"
        assert "Yön" not in shown(pilot)
        # A step may hold its day itself.
        dialog.step.value = "cuma fiyat listesi yaz"
        await pilot.pause()
        assert "→ 6 Kasım Cuma" in shown(pilot)
        await pilot.press("f8", "enter")
        await settle(pilot)
        [said] = entries(shop, ibrahim)
        assert (said.channel, said.direction, said.outcome) == ("visit", "", "")
        assert open_tasks(shop, ibrahim) == []


async def test_escape_asks_only_when_something_was_written(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, settle)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, OutcomeDialog)
        await pilot.press("c", "1")
        await type_in(pilot, "x")
        await pilot.press("escape")
        await settle(pilot)
        assert "Değişiklikler atılsın mı?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        assert "Değişiklikler atılsın mı?" not in shown(pilot)
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert not isinstance(app.screen, OutcomeDialog)
        assert entries(shop, ibrahim) == []


async def test_an_entry_opens_in_full_and_is_edited_and_deleted_from_there(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    interactions.log(
        shop,
        ref,
        {
            "channel": "call",
            "direction": "in",
            "outcome": "reached",
            "minutes": "7",
            "text": "a\nb",
        },
    )
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_card(pilot, settle, "Ulaşıldı · a")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, EntryDialog)
        told = shown(pilot)
        assert "02.11.2026 09.00 · Gelen · Ulaşıldı · 7 dk · Ayşe" in told
        assert "Telefon · İbrahim Iğdır" in told
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        assert "Sonraki adım" not in shown(pilot)
        at = entries(shop, ibrahim)[0].at
        await type_in(pilot, "c")
        await pilot.press("enter")
        await settle(pilot)
        [said] = entries(shop, ibrahim)
        assert (said.text, said.direction, said.minutes, said.at) == ("a\nbc", "in", 7, at)
        assert "Değişti: Telefon" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert entries(shop, ibrahim) == []
        assert "Silindi: Telefon" in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert [one.text for one in entries(shop, ibrahim)] == ["a\nbc"]


async def test_a_note_is_edited_and_deleted_too(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    contacts.note(shop, f"uid:{ibrahim.contact.uid}", "kapıda ödüyor")
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_card(pilot, settle, "kapıda ödüyor")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, NoteDialog)
        await type_in(pilot, " hep")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [one.text for one in entries(shop, ibrahim)] == ["kapıda ödüyor hep"]
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert entries(shop, ibrahim) == []
        await pilot.press("u")
        await settle(pilot)
        assert [one.text for one in entries(shop, ibrahim)] == ["kapıda ödüyor hep"]


async def test_tasks_stand_above_the_late_ones_marked_and_x_ends_them(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    tasks.add(shop, {"title": "Teklifi sor", "kind": "call", "contact": ref, "due": "1.11.2026"})
    tasks.add(shop, {"title": "Kutu götür", "contact": ref, "due": "25.11.2026"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        card = await on_card(pilot, settle, "Kutu götür")
        assert "! 19 gün geç" in card_of(app)
        assert "x Bitti" in shown(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "Bitti: Kutu götür" in shown(pilot)
        assert [task.title for task in open_tasks(shop, ibrahim)] == ["Teklifi sor"]
        card.move_to(line_of(app, "Teklifi sor"))
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        await type_in(pilot, "olur dedi")
        await pilot.press("enter")
        await settle(pilot)
        assert open_tasks(shop, ibrahim) == []
        said, *_rest = entries(shop, ibrahim)
        assert (said.channel, said.outcome, said.text) == (
            "call",
            "reached",
            "Teklifi sor: olur dedi",
        )
        await pilot.press("u")
        await settle(pilot)
        assert [task.title for task in open_tasks(shop, ibrahim)] == ["Teklifi sor"]


async def test_who_was_not_reached_is_called_again(
    shop: Session, ibrahim: contacts.Saved, settle: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    tasks.add(shop, {"title": "Teklifi sor", "kind": "call", "contact": ref, "due": "1.11.2026"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_card(pilot, settle, "Teklifi sor")
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("f5", "enter")
        await settle(pilot)
        [again] = open_tasks(shop, ibrahim)
        assert (again.title, str(again.due)) == ("Teklifi sor", "2026-11-03")
        assert entries(shop, ibrahim)[0].outcome == "no_answer"


async def test_z_puts_a_task_off_by_a_key_or_in_words(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    tasks.add(shop, {"title": "Kutu götür", "contact": ref, "due": "1.11.2026 10:00"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_card(pilot, settle, "Kutu götür")
        await pilot.press("z")
        await settle(pilot)
        assert isinstance(app.screen, LaterDialog)
        await pilot.press("f7")
        await settle(pilot)
        [task] = open_tasks(shop, ibrahim)
        assert (str(task.due), str(task.clock)) == ("2026-11-09", "10:00:00")
        assert "Ertelendi: Kutu götür" in shown(pilot)
        await pilot.press("z")
        await settle(pilot)
        await type_in(pilot, "asdf")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LaterDialog)
        assert "tarih değil" in shown(pilot)
        await pilot.press("ctrl+u")
        await type_in(pilot, "20 kasım")
        assert "→ 20 Kasım Cuma" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert str(open_tasks(shop, ibrahim)[0].due) == "2026-11-20"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, FullDialog)
        await pilot.press("x")
        await settle(pilot)
        assert open_tasks(shop, ibrahim) == []


async def test_a_long_timeline_is_read_window_by_window(
    shop: Session, ibrahim: contacts.Saved, settle: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    said = [
        interactions.Entry(ref, {"channel": "call", "text": f"söz {number:03}"})
        for number in range(300)
    ]
    interactions.log_many(shop, said)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        card = await on_card(pilot, settle, "söz 299")
        assert sum(isinstance(line.act, Talk) for line in card.lines) == 40
        for _page in range(30):
            before = card.line.key if card.line else ()
            await pilot.press("pagedown")
            await settle(pilot)
            if card.line and card.line.key == before:
                break
        texts = [line.copy for line in card.lines if isinstance(line.act, Talk)]
        assert texts == [f"söz {number:03}" for number in reversed(range(300))]
        assert not any(line.act == More("timeline") for line in card.lines)
        # A reload keeps what is shown, and where the bar is.
        card.move_to(line_of(app, "söz 010"))
        interactions.log(shop, ref, {"channel": "call", "text": "yeni söz"})
        screen_of(app).action_reload()
        await settle(pilot)
        assert card.line is not None
        assert card.line.copy == "söz 010"
        assert "yeni söz" in card_of(app)


async def test_f_narrows_the_timeline_to_a_kind(
    shop: Session, ibrahim: contacts.Saved, settle: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    for channel in ("call", "whatsapp", "visit"):
        interactions.log(shop, ref, {"channel": channel, "text": f"{channel} ile"})
    contacts.note(shop, ref, "bir not")
    app = app_on(shop)
    async with app.run_test(size=(80, 40)) as pilot:
        card = await on_card(pilot, settle)
        found = []
        for _turn in range(6):
            await pilot.press("f")
            await settle(pilot)
            found.append([line.copy for line in card.lines if isinstance(line.act, Talk)])
        assert found == [
            ["call ile"],
            ["whatsapp ile"],
            ["visit ile"],
            ["bir not"],
            [],
            ["bir not", "visit ile", "whatsapp ile", "call ile"],
        ]
        assert card.line is not None
        assert card.line.act == Fold("timeline", False)
        for _turn in range(5):
            await pilot.press("f")
            await settle(pilot)
        assert "Bu türden kayıt yok" in card_of(app)


async def test_what_another_program_wrote_shows_and_what_it_took_is_said(
    shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    logged = interactions.log(shop, ref, {"channel": "call", "text": "burada"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_card(pilot, settle, "burada")
        code = "from kobicrm.services import interactions\n"
        elsewhere(
            shop.path,
            f'{code}interactions.log(s, "{ref}", {{"channel": "visit", "text": "oradan"}})',
        )
        while "oradan" not in card_of(app):
            await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        elsewhere(shop.path, f'{code}interactions.remove(s, "{logged.uid}")')
        await pilot.press("d")
        await settle(pilot)
        assert "Bu kayıt artık yok" in shown(pilot)
        while "burada" in card_of(app):
            await settle(pilot)


@pytest.mark.parametrize("text", [MARKUP[0], MARKUP[3], CONTROL[0], CONTROL[4]])
async def test_hostile_text_is_only_text(
    text: str, shop: Session, ibrahim: contacts.Saved, settle: Any, shown: Any
) -> None:
    ref = f"uid:{ibrahim.contact.uid}"
    interactions.log(shop, ref, {"channel": "call", "text": text * 30, "author": text})
    contacts.note(shop, ref, text * 30)
    tasks.add(shop, {"title": text, "contact": ref, "note": text * 30, "kind": "call"})
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        card = await on_card(pilot, settle)
        places = [at for at, one in enumerate(card.lines) if isinstance(one.act, Talk | Todo)]
        assert len(places) >= 3
        for place in places:
            for keys in ("enter", "enter e", "x", "z"):
                card.move_to(place)
                await pilot.press(*keys.split())
                await settle(pilot)
                strips = app.screen._compositor.render_strips()
                assert {sign for strip in strips for sign in strip.text} & HARMFUL == set()
                await pilot.press("escape")
                await settle(pilot)
        assert app.is_running
