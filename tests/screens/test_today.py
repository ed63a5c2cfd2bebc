"""The queue of the day: worked through by keys, one item after the other."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from kobicrm.services import contacts, tasks, timeline
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter
from kobicrm.services.today import today
from screens.app import KobiApp
from screens.contacts.form import ContactForm
from screens.contacts.screen import ContactsScreen
from screens.dialogs.whole_text import WholeTextDialog
from screens.talks.later import LaterDialog
from screens.talks.outcome import OutcomeDialog
from screens.tasks.form import TaskForm
from screens.tasks.screen import TasksScreen
from screens.today.screen import TodayScreen
from tests.screens.hostile import STORED, harmful
from tests.screens.kobi import app_on, elsewhere, type_in
from tests.screens.working_day import plant

QUEUE = [
    "Ayşe Yılmaz Demir",
    "Öztürk-Işık A.Ş.",
    "İsmail Şıkoğlu",
    "Çağrı Öztürk",
    "Işıl Ağaoğlu",
    "Vitrin fiyatlarını yenile",
    "Gökçe Çiçek",
    "Ümit Gürsel",
    "Nâzım Hâkimoğlu",
]


@pytest.fixture
def uids(shop: Session) -> list[str]:
    """Plant the day and return the uids of its people."""
    return plant(shop)


def day(shop: Session, **options: Any) -> KobiApp:
    """Return the application as it opens."""
    return app_on(shop, area="", **options)


def page_of(app: KobiApp) -> TodayScreen:
    """Return the screen, also below a dialog."""
    return next(one for one in app.screen_stack if isinstance(one, TodayScreen))


def names(app: KobiApp) -> list[str]:
    """Return whom or what the items are about."""
    return [card.name for card in page_of(app).rows.cards]


def here(app: KobiApp) -> str:
    """Return what the bar is on."""
    item = page_of(app).item
    return item.name if item else ""


def card_text(app: KobiApp) -> str:
    """Return the text of the card, line by line."""
    return "\n".join(line.content.plain for line in page_of(app).card.lines)


async def go_to(pilot: Any, settle: Any, name: str) -> None:
    """Put the bar on an item."""
    await settle(pilot)
    await pilot.press(*["down"] * names(pilot.app).index(name))
    await settle(pilot)
    assert here(pilot.app) == name


async def test_it_opens_with_who_is_next_why_and_what_was_said(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert names(app) == QUEUE
        text = shown(pilot)
        assert text.splitlines()[1].startswith(" 1 Bugün  2 Kişiler")
        assert "20 Kasım Cuma" in text
        assert "2 geciken   4 bugün   1 yarın   ● 1 bitti" in text
        assert "! 3 gün geç" in text
        card = card_text(app)
        for words in (
            "0532 123 45 67",
            "Neden burada",
            "! Teklif yanıtını sor: 3 gün gecikti",
            "Diğer görevler",
            "Kış siparişini konuş",
            "Son görüşmeler",
            "Teklif istedi ·",
        ):
            assert words in card
        await pilot.press("down")
        await settle(pilot)
        assert "0224 221 10 20" in card_text(app)
        assert "Henüz yok" in card_text(app)


async def test_x_asks_how_it_went_and_the_next_one_comes_under_the_bar(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        await type_in(pilot, "Onayladı")
        await pilot.press("tab")
        await type_in(pilot, "Siparişi hazırla")
        await pilot.press("tab", "f5", "enter")
        await settle(pilot)
        assert names(app) == QUEUE[1:]
        assert here(app) == QUEUE[1]
        assert "Yazıldı: Ulaşıldı → 21 Kas  u geri al" in shown(pilot)
        assert "1 geciken   4 bugün   2 yarın   ● 2 bitti" in shown(pilot)
        one = contacts.get(shop, f"uid:{uids[0]}")
        newest = timeline.window(shop, one.id, 1)[0]
        assert (newest.outcome, newest.text) == ("reached", "Teklif yanıtını sor: Onayladı")
        await pilot.press("down", "u")
        await settle(pilot)
        assert names(app) == QUEUE
        assert here(app) == QUEUE[0]
        # What others write leaves the bar where it is.
        await pilot.press("down", "down")
        elsewhere(shop.path, "from kobicrm.services import tasks\ntasks.done(s, '1')")
        await pilot.press("r")
        await settle(pilot)
        assert names(app) == QUEUE[1:]
        assert here(app) == QUEUE[2]


async def test_m_tries_again_another_day_and_o_asks_for_the_outcome(
    shop: Session, uids: list[str], settle: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        await type_in(pilot, "yarın 11")
        await pilot.press("enter")
        await settle(pilot)
        one = contacts.get(shop, f"uid:{uids[0]}")
        step, _visit = tasks.window(shop, TaskFilter(contact=one.id), 9)
        assert (step.task.title, str(step.task.due), str(step.task.clock)) == (
            "Teklif yanıtını sor",
            "2026-11-21",
            "11:00:00",
        )
        assert timeline.window(shop, one.id, 1)[0].outcome == "no_answer"
        await pilot.press("o", "3")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        await pilot.press("enter")
        await settle(pilot)
        firm = contacts.get(shop, f"uid:{uids[1]}")
        assert timeline.window(shop, firm.id, 1)[0].outcome == "call_back"
        assert names(app) == QUEUE[2:]


async def test_a_task_of_nobody_is_done_at_once(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await go_to(pilot, settle, "Vitrin fiyatlarını yenile")
        assert "□ Etiketleri yaz" in card_text(app)
        assert "Kapanmadan" in card_text(app)
        # What is done with a contact is not offered.
        await pilot.press("c", "e", "t", "f9", "N")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("y")
        await settle(pilot)
        assert "Kopyalandı: Vitrin fiyatlarını yenile" in shown(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "Vitrin fiyatlarını yenile" not in names(app)
        assert "Bitti: Vitrin fiyatlarını yenile" in shown(pilot)
        assert here(app) == "Gökçe Çiçek"


async def test_a_birthday_and_a_silence_end_with_what_was_said_or_planned(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await go_to(pilot, settle, "Gökçe Çiçek")
        assert "doğum günü" in shown(pilot)
        assert "34 yaşında" in card_text(app)
        await pilot.press("x")
        await settle(pilot)
        await type_in(pilot, "Kutladım")
        await pilot.press("enter")
        await settle(pilot)
        assert "Gökçe Çiçek" not in names(app)
        assert here(app) == "Ümit Gürsel"
        assert "46 gün" in shown(pilot)
        await pilot.press("z")
        await settle(pilot)
        assert isinstance(app.screen, LaterDialog)
        await type_in(pilot, "pzt")
        await pilot.press("enter")
        await settle(pilot)
        assert "Aranacak: pazartesi · Ümit" in shown(pilot)
        assert names(app)[-1] == "Nâzım Hâkimoğlu" == here(app)
        await pilot.press("u")
        await settle(pilot)
        assert "Ümit Gürsel" in names(app)


async def test_z_puts_a_task_off(shop: Session, uids: list[str], settle: Any) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("z", "f5")
        await settle(pilot)
        assert names(app) == QUEUE[1:]
        found = tasks.find(shop, "1")
        assert str(found.task.due) == "2026-11-21"


async def test_p_tells_what_the_place_is_made_of(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        score = today(shop).cards[0].score
        assert f"Puan {score}" in shown(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert isinstance(app.screen, WholeTextDialog)
        *points, total = map(int, re.findall(r"\w {4,}(\d+) +│", shown(pilot)))
        assert sum(points) == total == score


async def test_the_card_is_worked_on_and_left_again(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        await settle(pilot)
        card = page_of(app).card
        assert card.has_focus
        # A task further down is done from its line.
        place = [line.content.plain for line in card.lines]
        card.move_to(next(at for at, text in enumerate(place) if "Kış siparişini" in text))
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Kış siparişini konuş" not in "".join(
            line.content.plain for line in card.lines if "□" in line.content.plain
        )
        assert names(app)[0] == "Ayşe Yılmaz Demir"
        await pilot.press("escape")
        assert page_of(app).rows.has_focus
        await pilot.press("v")
        await settle(pilot)
        assert "Neden burada" not in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Neden burada" in shown(pilot)
        assert card.has_focus


async def test_in_a_narrow_window_the_card_takes_the_place_of_the_queue(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "Neden burada" not in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Neden burada" in shown(pilot)
        assert "Öztürk-Işık" not in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Öztürk-Işık" in shown(pilot)


async def test_it_leads_to_the_contact_and_to_the_search(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, settle, "Çağrı Öztürk")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        row = app.screen.rows.cursor_row
        assert row is not None
        assert row.cells["name"] == "Çağrı Öztürk"
        await pilot.press("1")
        await settle(pilot)
        await pilot.press("slash")
        await settle(pilot)
        await type_in(pilot, "umit")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert "Ümit Gürsel" in shown(pilot)
        assert "Çağrı Öztürk" not in shown(pilot)


async def test_n_asks_for_a_task_with_the_contact_under_the_bar(
    shop: Session, uids: list[str], settle: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, TaskForm)
        await type_in(pilot, "Sözleşmeyi götür")
        await pilot.press("ctrl+s")
        await settle(pilot)
        one = contacts.get(shop, f"uid:{uids[0]}")
        titles = [row.task.title for row in tasks.window(shop, TaskFilter(contact=one.id), 9)]
        assert "Sözleşmeyi götür" in titles
        assert "Sözleşmeyi götür" in card_text(app)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("2 geciken", "Teklif yanıtını sor"),
        ("4 bugün", "Vitrin fiyatlarını yenile"),
        ("1 yarın", "Fatura gönder"),
        ("1 bitti", "Kasayı aç"),
    ],
)
async def test_a_count_leads_to_its_list(
    shop: Session, uids: list[str], settle: Any, shown: Any, words: str, title: str
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        at = shown(pilot).splitlines()[2].index(words)
        await pilot.click(offset=(at, 2))
        await settle(pilot)
        assert isinstance(app.screen, TasksScreen)
        assert title[:12] in shown(pilot)


async def test_the_contact_is_edited_tagged_and_noted_from_here(
    shop: Session, uids: list[str], settle: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await type_in(pilot, "toptan")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("N")
        await settle(pilot)
        await type_in(pilot, "Kapıda ödeme")
        await pilot.press("ctrl+s")
        await settle(pilot)
        one = contacts.get(shop, f"uid:{uids[0]}")
        assert one.tags == ("toptan",)
        assert [note.text for note in one.notes] == ["Kapıda ödeme"]
        assert "Kapıda ödeme" in card_text(app)


@pytest.mark.parametrize("lang", ["tr", "en"])
async def test_a_shop_without_tasks_says_what_they_are_for(
    shop: Session, settle: Any, shown: Any, lang: str
) -> None:
    app = day(shop, lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert ("Henüz görev yok." if lang == "tr" else "No task yet.") in shown(pilot)
        await pilot.press("x", "z", "p", "tab", "enter", "down", "G", "pagedown")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("plus")
        await settle(pilot)
        await type_in(pilot, "Depoyu say" if lang == "tr" else "Count the stock")
        await pilot.press("enter")
        await settle(pilot)


async def test_a_day_that_is_done_says_so(shop: Session, settle: Any, shown: Any) -> None:
    tasks.add(shop, {"title": "Depoyu say", "due": "yarın"})
    only = tasks.add(shop, {"title": "Kasayı say", "due": "bugün"})
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert tasks.find(shop, str(only.id)).task.state == "done"
        assert "Bugün için iş kalmadı." in shown(pilot)
        assert "Yarın 1 iş var." in shown(pilot)
        await pilot.press("right")
        await settle(pilot)
        assert isinstance(app.screen, TasksScreen)
        assert "Depoyu say" in shown(pilot)
        await pilot.press("1")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "Nothing is left for today." in shown(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert names(app) == ["Kasayı say"]


async def test_two_who_end_the_same_task_one_wins_and_the_other_is_told(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await go_to(pilot, settle, "İsmail Şıkoğlu")
        await pilot.press("x")
        await settle(pilot)
        await type_in(pilot, "Anlaştık")
        elsewhere(shop.path, "from kobicrm.services import tasks\ntasks.done(s, '3')")
        await pilot.press("enter")
        await settle(pilot)
        assert "bitirilmiş" in " ".join(shown(pilot).split())
        # What was typed is still there, to be kept without the task.
        assert isinstance(app.screen, OutcomeDialog)
        assert "Sonuç · İsmail Şıkoğlu ─" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        one = contacts.get(shop, f"uid:{uids[2]}")
        texts = [entry.text for entry in timeline.window(shop, one.id, 9)]
        assert sorted(texts) == ["Anlaştık", "Telefonla görüşme randevusu"]
        assert "İsmail Şıkoğlu" not in names(app)


async def test_a_task_changed_elsewhere_is_ended_as_it_is_now(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await go_to(pilot, settle, "İsmail Şıkoğlu")
        await pilot.press("x")
        await settle(pilot)
        await type_in(pilot, "Anlaştık")
        code = "from kobicrm.services import tasks\ntasks.edit(s, '3', {'title': 'Görüşme'})"
        elsewhere(shop.path, code)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, OutcomeDialog)
        assert "Görüşme" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert tasks.find(shop, "3").task.state == "done"
        assert "İsmail Şıkoğlu" not in names(app)


async def test_what_became_late_meanwhile_is_late_when_read_again(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, settle, "İsmail Şıkoğlu")
        shop.clock.now += timedelta(hours=9)  # type: ignore[attr-defined]
        await pilot.press("r")
        await settle(pilot)
        assert "! 17.30" in shown(pilot)
        assert here(app) == "İsmail Şıkoğlu"
        shop.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
        await pilot.press("r")
        await settle(pilot)
        assert "21 Kasım Cumartesi" in shown(pilot)


async def test_the_bar_moves_by_keys_mouse_and_wheel_and_only_whole_items_are_shown(
    shop: Session, uids: list[str], settle: Any, shown: Any
) -> None:
    for number in range(30):
        tasks.add(shop, {"title": f"İş {number:02}", "due": "20.11.2026", "priority": "low"})
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows = page_of(app).rows
        assert f"{len(rows.cards) - rows.window} kart daha ▼" in shown(pilot)
        await pilot.press("G")
        await settle(pilot)
        assert here(app) == names(app)[-1]
        assert "kart daha" not in shown(pilot)
        await pilot.press("g", "pagedown")
        assert rows.cursor == rows.window
        await pilot.press("pageup", "j", "k", "k")
        assert rows.cursor == 0
        await pilot.click(rows, offset=(5, 3))
        assert rows.cursor == 1
        await pilot.click(rows, offset=(5, 5), times=2)
        await settle(pilot)
        assert page_of(app).card.has_focus
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert here(app) == QUEUE[2]
        assert rows.window * 3 <= rows.size.height


async def test_no_text_breaks_the_page(shop: Session, settle: Any, shown: Any) -> None:
    for number, text in enumerate(STORED):
        note = {"name": f"Ayşe Kaya {number}", "note": text}
        one = contacts.add(shop, note).contact.uid
        tasks.add(shop, {"title": text, "due": "bugün", "contact": one, "note": text})
        tasks.add(shop, {"title": text, "due": "bugün", "note": text, "checklist": text})
    app = day(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _item in names(app):
            assert not harmful(app)
            assert all(len(line) <= 80 for line in shown(pilot).splitlines())
            await pilot.press("p")
            await settle(pilot)
            assert not harmful(app)
            await pilot.press("escape", "tab", "end", "enter")
            await settle(pilot)
            assert not harmful(app)
            await pilot.press("escape", "escape", "down")
            await settle(pilot)
