"""One line behind +: the preview while typing, questions by digit, saving, going back, refusal."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kobicrm.services import contacts, tasks
from kobicrm.services.tasks import TaskFilter
from screens.capture.dialog import CaptureDialog
from screens.text import plain
from screens.widgets.line_input import LineInput
from tests.screens.hostile import CONTROL, MARKUP, harmful
from tests.screens.kobi import app_on, elsewhere, names_of, type_in

LINE = "Ayşe Yılmaz 0532 123 45 67 @Yılmaz Gıda yarın 15:00 ara #toptan"


async def opened_with(pilot: Pilot[None], settle, text: str) -> CaptureDialog:
    """Press + and put ``text`` into the line."""
    await settle(pilot)
    await pilot.press("plus")
    await settle(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, CaptureDialog)
    dialog.query_one(LineInput).value = text
    await settle(pilot)
    return dialog


@pytest.mark.parametrize("area", ["contacts", "history", "trash", "settings"])
async def test_the_line_is_shown_and_made_from_everywhere(shop, settle, shown, area) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.action_area(area)
        await opened_with(pilot, settle, LINE)
        for text in ("Kişi      Ayşe Yılmaz ", "Ara · 3 Kasım Salı 15.00", "toptan"):
            assert text in shown(pilot)
        assert contacts.count(shop) == 0
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, CaptureDialog)
        assert "Eklendi: Ayşe Yılmaz" in shown(pilot)
        assert "u geri al" in shown(pilot)
        assert (contacts.count(shop), tasks.count(shop, TaskFilter())) == (2, 1)
        if area == "contacts":
            await pilot.press("u")
            await settle(pilot)
            assert (contacts.count(shop), tasks.count(shop, TaskFilter())) == (0, 0)


async def test_letters_are_read_as_they_come(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("plus", *"Ali", "space", *"Ak", "space", "number_sign", *"vip")
        await settle(pilot)
        assert "Ali Ak" in shown(pilot)
        assert "Etiket" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert names_of(app) == ["Ali Ak"]


async def test_enter_right_behind_the_last_letter_waits_for_the_preview(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("plus", *"Ali", "space", *"Ak", "enter")
        await settle(pilot)
        assert names_of(app) == ["Ali Ak"]


@pytest.mark.usefixtures("people")
async def test_an_answer_is_kept_while_its_part_stays_the_same(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened_with(pilot, settle, "Ali Kaya saat 3 ara")
        await pilot.press("tab", "1")
        await settle(pilot)
        assert "hangisi?" in shown(pilot)
        await pilot.press("tab", "1")
        await settle(pilot)
        assert "hangisi?" not in shown(pilot)
        # Words behind it, letter by letter, ask nothing again.
        await type_in(pilot, " etiket:vip")
        await settle(pilot)
        assert "hangisi?" not in shown(pilot)
        assert "Ali Rıza Kaya" in shown(pilot)
        # Another time of day is another question; whose it is stays answered.
        dialog.query_one(LineInput).value = "Ali Kaya saat 4 ara etiket:vip"
        await settle(pilot)
        assert shown(pilot).count("hangisi?") == 1
        await pilot.press("tab", "1", "enter")
        await settle(pilot)
        assert app.screen is not dialog
    assert contacts.count(shop) == 6
    assert tasks.count(shop, TaskFilter()) == 1


@pytest.mark.usefixtures("people")
async def test_a_namesake_is_asked_and_a_digit_answers(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened_with(pilot, settle, "Ali Kaya saat 3 ara")
        assert "? hangisi?" in shown(pilot)
        assert "1  Ali Rıza Kaya" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is dialog
        assert "Rakamla seçin" in shown(pilot)
        await pilot.press("9")
        await settle(pilot)
        dialog.query_one(LineInput).value = "Ali Kaya saat 3 ara"
        await settle(pilot)
        await pilot.press("tab", "1")
        await settle(pilot)
        assert "kayıtlı: Ali Rıza Kaya" in shown(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "1  2 Kasım Pazartesi 15.00" in shown(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert "Pazartesi 03.00" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        [row] = tasks.listing(shop, TaskFilter())
        assert (row.contact_name, f"{row.task.clock:%H:%M}") == ("Ali Rıza Kaya", "03:00")


async def test_tab_marks_the_words_of_each_part_to_be_written_anew(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened_with(pilot, settle, LINE)
        line = dialog.query_one(LineInput)
        marked = []
        for _part in range(6):
            await pilot.press("tab")
            await settle(pilot)
            marked.append(line.selected_text)
        assert marked == ["Ayşe Yılmaz", "0532 123 45 67", "@Yılmaz Gıda", "ara", "#toptan", ""]
        await pilot.press("shift+tab")
        await settle(pilot)
        await type_in(pilot, "etiket")
        await settle(pilot)
        assert line.value.endswith("ara etiket")


async def test_leaving_writes_nothing(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened_with(pilot, settle, LINE)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, CaptureDialog)
        assert contacts.count(shop) == 0


async def test_a_line_that_makes_nothing_stays(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened_with(pilot, settle, "0539 123 45 67")
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is dialog
        assert "Kime ait olduğu yazmıyor" in shown(pilot)
        dialog.query_one(LineInput).value = ""
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is dialog


async def test_what_changed_since_the_preview_keeps_the_line(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened_with(pilot, settle, LINE)
        elsewhere(
            shop.path, 'contacts.add(s, {"name": "Ayşe Yılmaz Demir", "phones": "0532 123 45 67"})'
        )
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is dialog
        assert "kayıtlı: Ayşe Yılmaz Demir" in shown(pilot)
        assert tasks.count(shop, TaskFilter()) == 0
        await pilot.press("enter")
        await settle(pilot)
        assert tasks.count(shop, TaskFilter()) == 1


async def test_what_is_all_there_is_said(shop, settle, shown) -> None:
    contacts.add(shop, {"name": "Ali Ak", "phones": "0532 123 45 67"})
    app = app_on(shop, lang="en")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened_with(pilot, settle, "Ali Ak 0532 123 45 67")
        await pilot.press("f2")
        await settle(pilot)
        assert "aynı numara" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "Yeni bir şey yok" in shown(pilot)


async def test_the_palette_offers_it(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        await type_in(pilot, "hızlı")
        await settle(pilot)
        assert "Hızlı ekle" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CaptureDialog)


async def test_hostile_text_is_shown_literally(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(100, 40)) as pilot:
        dialog = await opened_with(pilot, settle, "")
        for text in [*MARKUP, *CONTROL, "@" * 300, '"' * 99, "not:" + "x" * 900, "👩\u200d👧 Ayşe"]:
            dialog.query_one(LineInput).value = f"Ali Ak not:{text}"
            await settle(pilot)
            assert harmful(app) == set()
            if text in MARKUP:
                assert plain(text).strip('"\\').strip()[:10] in shown(pilot)
