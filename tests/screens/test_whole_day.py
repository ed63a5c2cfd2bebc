"""A whole day in a shop at 80 by 24, from the first look to the last, without a mouse."""

from __future__ import annotations

from typing import Any

from kobicrm.services import contacts, tasks, timeline
from kobicrm.services.session import Session
from kobicrm.services.tasks import TaskFilter
from screens.contacts.screen import ContactsScreen
from screens.history.screen import HistoryScreen
from screens.talks.outcome import OutcomeDialog
from screens.tasks.screen import TasksScreen
from screens.today.screen import TodayScreen
from tests.screens.kobi import app_on, names_of, type_in
from tests.screens.test_today import QUEUE, here, names
from tests.screens.working_day import plant


def stored(shop: Session, title: str) -> tasks.TaskRowInfo:
    """Return the open task with this title."""
    rows = tasks.window(shop, TaskFilter(words=title), 9)
    return next(row for row in rows if row.task.title == title)


async def test_a_day(shop: Session, settle: Any, shown: Any) -> None:
    uids = plant(shop)
    app = app_on(shop, area="")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:

        async def press(*keys: str) -> None:
            await pilot.press(*keys)
            await settle(pilot)

        async def type_(text: str) -> None:
            await type_in(pilot, text)
            await settle(pilot)

        await settle(pilot)
        # Ten in the morning: what is to be done, and why.
        assert isinstance(app.screen, TodayScreen)
        assert names(app) == QUEUE
        assert "Neden burada" in shown(pilot)

        # The telephone rings: somebody new, noted in one line while she talks.
        await press("plus")
        await type_("Sevgi Kaya 0532 999 88 77 yarın 15:00 ara etiket:toptan")
        assert "22 Kasım" not in shown(pilot)
        assert "21 Kasım Cumartesi 15.00" in shown(pilot)
        await press("enter")
        [sevgi] = contacts.search(shop, "sevgi kaya", 2)
        assert sevgi.tags == ("toptan",)
        assert stored(shop, "Ara").contact_id == sevgi.id
        assert here(app) == QUEUE[0]

        # The first one is called: reached, wants a quote, and what comes next.
        await press("o", "5")
        assert isinstance(app.screen, OutcomeDialog)
        await type_("40 koli için teklif istedi")
        await press("tab")
        await type_("Teklifi gönder")
        await press("tab")
        await type_("pzt 10")
        assert "23 Kasım Pazartesi 10.00" in shown(pilot)
        await press("enter")
        ayse = contacts.get(shop, f"uid:{uids[0]}")
        said = timeline.window(shop, ayse.id, 1)[0]
        assert (said.outcome, said.text) == (
            "quote",
            "Teklif yanıtını sor: 40 koli için teklif istedi",
        )
        assert str(stored(shop, "Teklifi gönder").task.due) == "2026-11-23"
        assert here(app) == QUEUE[1]

        # The second does not answer: tried again tomorrow.
        await press("m", "f5", "enter")
        assert str(stored(shop, "Kışlık ambalaj siparişini sor").task.due) == "2026-11-21"
        assert here(app) == QUEUE[2]

        # The appointment is put off, by mistake: taken back, and put off again.
        await press("z", "f7")
        assert str(stored(shop, "Telefonla görüşme randevusu").task.due) == "2026-11-27"
        await press("u")
        assert str(stored(shop, "Telefonla görüşme randevusu").task.due) == "2026-11-20"
        assert here(app) == QUEUE[2]
        await press("z", "f5")
        assert str(stored(shop, "Telefonla görüşme randevusu").task.due) == "2026-11-21"

        # A customer in the shop: found, looked at, written down.
        await press("slash")
        await type_("isil agaoglu")
        await press("enter")
        assert isinstance(app.screen, ContactsScreen)
        assert names_of(app) == ["Işıl Ağaoğlu"]
        await press("c")
        # How it happened: two above the outcomes, two to the right.
        await press("up", "up", "right", "right", "tab", "tab")
        await type_("4.000 TL ödedi, fişi verildi")
        await press("enter")
        isil = contacts.get(shop, f"uid:{uids[6]}")
        assert timeline.window(shop, isil.id, 1)[0].text == "4.000 TL ödedi, fişi verildi"
        await press("escape")

        # What she came for is a task that is done now; two others wait until Monday, together.
        await press("3")
        assert isinstance(app.screen, TasksScreen)
        await press("slash")
        await type_("tahsil")
        await press("enter", "x", "escape")
        assert tasks.count(shop, TaskFilter("done", words="tahsil")) == 1
        first, second = (row.task.title for row in tasks.window(shop, TaskFilter(), 2))
        await press("g", "space", "space", "b")
        text = shown(pilot)
        assert "2 görev" in text
        assert first[:10] in text
        await press("2")
        await type_("pzt")
        await press("enter")
        moved = {str(stored(shop, title).task.due) for title in (first, second)}
        assert moved == {"2026-11-23"}

        # All wholesale customers and one more get a tag at once; a mistake, taken back.
        await press("2", "slash")
        await type_("etiket:toptan")
        await press("enter", "F", "n")
        await type_("Toptancılar")
        await press("enter", "escape", "escape", "F", "1", "asterisk", "t")
        await type_("yılbaşı")
        await press("enter")
        assert contacts.get(shop, f"uid:{sevgi.uid}").tags == ("toptan", "yılbaşı")
        await press("u")
        assert contacts.get(shop, f"uid:{sevgi.uid}").tags == ("toptan",)
        await press("escape", "escape", "escape")

        # The evening: what was done is written down, and what is left is soon done.
        await press("8")
        assert isinstance(app.screen, HistoryScreen)
        await press("1")
        assert "● 4 bitti" in shown(pilot)
        assert names(app) == ["Gökçe Çiçek", "Ümit Gürsel", "Nâzım Hâkimoğlu"]
        await press("x")
        await type_("Doğum gününü kutladım")
        await press("enter", "z", "f7", "m", "f5", "enter")
        assert names(app) == []
        assert "Bugün için iş kalmadı." in shown(pilot)
        assert "Yarın 5 iş var." in shown(pilot)
