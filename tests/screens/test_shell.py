"""Header, head row and footer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kobicrm.i18n import install
from screens.text import ERROR_SECONDS, content, say
from screens.widgets.backup_age import backup_age
from screens.widgets.head_row import HeadRow, SearchInput
from screens.widgets.header import Job, ShopHeader, ShopState
from screens.widgets.hints import KeyHints
from screens.widgets.rows import Rows
from tests.screens.parts_app import LAST_BACKUP, NOW, PartsApp


@pytest.mark.parametrize(
    ("age", "tr", "en", "level"),
    [
        (None, "Yedek: henüz yok", "Backup: none yet", "muted"),
        (timedelta(hours=3), "Yedek: bugün 07.00", "Backup: today 07:00", "success"),
        (timedelta(hours=32), "Yedek: dün 02.00", "Backup: yesterday 02:00", "success"),
        (timedelta(days=2), "Yedek: 2 gün önce", "Backup: 2 days ago", "warning"),
        (timedelta(days=9), "Yedek: 9 gün önce", "Backup: 9 days ago", "error"),
    ],
)
def test_the_age_of_the_backup_in_plain_words(age, tr, en, level) -> None:
    last = None if age is None else NOW - age
    install("tr")
    assert backup_age(last, NOW).text == tr
    assert backup_age(last, NOW).level == level
    install("en")
    assert backup_age(last, NOW).text == en


async def test_the_header_names_shop_place_and_backup(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        lines = shown(pilot).splitlines()
        assert lines[0].startswith(" Yılmaz Gıda · Kadıköy, İstanbul ")
        assert lines[0].endswith(" ● Yedek: dün 02.00")
        assert len(lines[0]) == 79
        assert lines[1] == " 1 Bugün  2 Kişiler"


async def test_a_running_job_stands_in_the_place_of_the_backup(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        header = app.parts.query_one(ShopHeader)
        header.set_job(Job("İçe aktarılıyor", 65))
        await settle(pilot)
        assert shown(pilot).splitlines()[0].endswith("  İçe aktarılıyor % 65")
        header.set_job(None)
        await settle(pilot)
        assert "Yedek: dün" in shown(pilot)


async def test_a_long_shop_name_leaves_the_backup_in_sight(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        app.parts.query_one(ShopHeader).state = ShopState(
            "Muvaffakiyet Uluslararası Gıda İthalat", "Muratpaşa, Antalya", LAST_BACKUP
        )
        await settle(pilot)
        assert shown(pilot).splitlines()[0].endswith("…  ● Yedek: dün 02.00")


async def test_a_click_on_an_area_asks_for_it(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(ShopHeader, offset=(4, 1))
        await settle(pilot)
        assert app.parts.seen[-1].area == "today"


async def test_the_footer_follows_the_focus_and_speaks_the_language(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        foot = " Enter Aç  n Yeni  e Düzenle  Boşluk İşaretle  / Ara  ? Yardım"
        assert shown(pilot).splitlines()[-1] == foot
        await pilot.press("slash")
        await settle(pilot)
        foot = " Enter Listeye geç  Esc Aramayı kaldır  F1 Yardım"
        assert shown(pilot).splitlines()[-1] == foot
        await pilot.press("escape", "f2")
        await settle(pilot)
        foot = " Enter Open  n New  e Edit  Space Mark  / Search  ? Help"
        assert shown(pilot).splitlines()[-1] == foot


async def test_a_click_in_the_footer_presses_the_key(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(KeyHints, offset=(12, 0))
        await settle(pilot)
        assert app.parts.seen[-1] == "new"


async def test_the_search_takes_the_left_half_and_leaves_in_steps(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"sisli")
        await settle(pilot)
        head = app.parts.query_one(HeadRow)
        assert head.field.outer_size.width == 40
        assert app.parts.seen[-1].text == "sisli"
        head.set(content("1 kayıt", "bold"), content("20 içinde", "$muted"))
        await settle(pilot)
        assert shown(pilot).splitlines()[2] == f"▌sisli{'':34}  1 kayıt   20 içinde"
        head.set_mistake("9. harf: “şehr” alanı yok, “şehir” mi?", "F4")
        await settle(pilot)
        assert shown(pilot).splitlines()[3] == " ! 9. harf: “şehr” alanı yok, “şehir” mi?   F4"
        await pilot.press("down")
        await settle(pilot)
        assert app.parts.query_one(Rows).has_focus
        assert head.searching
        await pilot.press("slash", "escape")
        await settle(pilot)
        assert not head.searching
        assert head.field.value == ""
        assert app.parts.query_one(Rows).has_focus


async def test_the_language_switch_keeps_focus_cursor_and_search(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "slash", "a")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.focused, SearchInput)
        assert app.focused.value == "a"
        assert app.parts.query_one(Rows).cursor == 2
        assert "2 Contacts" in shown(pilot)


async def test_a_toast_is_one_line_and_keeps_the_way_back(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        say(app, "Muvaffakiyet Gıda Sanayi ve Ticaret silindi, çöpte", back="u geri al")
        await settle(pilot)
        line = shown(pilot).splitlines()[-2]
        assert line.endswith("▌ Muvaffakiyet Gıda Sanayi ve Tic…  u geri al")
        assert "▌ M" not in shown(pilot).splitlines()[-3]


async def test_an_error_stays_and_a_success_leaves_by_itself(settle) -> None:
    app = PartsApp()
    async with app.run_test(notifications=True) as pilot:
        say(app, "Kaydedildi")
        say(app, "Disk dolu: yer açın, kaydınız duruyor.", "error")
        await settle(pilot)
        waits = [note.timeout for note in app._notifications]
        assert waits == [4, ERROR_SECONDS]


async def test_air_comes_with_height(settle, shown) -> None:
    app = PartsApp(look="kobi-light")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        lines = shown(pilot).splitlines()
        assert lines[2] == lines[4] == ""
        assert "20 kayıt" in lines[3]
        assert app.parts.query_one("#card").outer_size.width == 54
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "20 kayıt" in shown(pilot).splitlines()[2]
        assert app.parts.query_one("#card").outer_size.width == 46


async def test_narrow_tabs_shrink_to_digits(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test(size=(18, 24)) as pilot:
        await settle(pilot)
        assert shown(pilot).splitlines()[1] == " 1  2 Kişiler"


async def test_ctrl_c_says_how_to_leave(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert "Uygulamadan Ctrl+Q ile çıkılır" in shown(pilot)
