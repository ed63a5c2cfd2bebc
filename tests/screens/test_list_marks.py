"""Marks in the contact list: kept by record, counted exactly, or all of a search."""

from __future__ import annotations

from kobicrm import i18n
from screens.contacts.screen import ContactsScreen
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, screen_of


def marked_names(app) -> set[str]:
    rows = rows_of(app)
    found = (rows.source.get(index) for index in range(rows.total))
    return {row.cells["name"] for row in found if row and rows.marks.has(row.id)}


async def test_the_space_bar_marks_and_head_row_and_footer_say_so(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "down", "space")
        await settle(pilot)
        text = shown(pilot)
        assert marked_names(app) == {"Ahmet Aydın", "Ahmet Çelik"}
        assert text.splitlines()[2].startswith("  2 işaretli    320 kayıt")
        assert " ■ Ahmet Aydın" in text
        assert "t Etiket  b Toplu değiştir  d Sil" in text
        assert "Esc İşaretleri kaldır" in text
        await pilot.press("escape")
        await settle(pilot)
        assert marked_names(app) == set()
        assert "Enter Aç  n Yeni  e Düzenle  Boşluk İşaretle  / Ara  ? Yardım" in shown(pilot)


async def test_marks_survive_order_filter_language_and_other_programs(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space")
        two = marked_names(app)
        await pilot.press("s", "1", "home")
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("f", *"vip", "enter")
        await settle(pilot)
        # Those out of sight are counted, too.
        assert "3 işaretli" in shown(pilot)
        assert len(two) == 2
        await pilot.press("space")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert i18n.language() == "en"
        assert "marked" in shown(pilot)
        count = screen_of(app).marked.count
        elsewhere(crowd.path, 'contacts.add(s, {"name": "Aaron Demir", "tags": ["vip"]})')
        while rows_of(app).total < 33:
            await pilot.pause()
        await settle(pilot)
        assert screen_of(app).marked.count == count
        await pilot.press("escape")
        await settle(pilot)
        assert screen_of(app).marked.count == count
        assert rows_of(app).total == 321


async def test_all_found_are_marked_but_those_taken_out(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"vip", "enter", "asterisk")
        await settle(pilot)
        assert "32 işaretli" in shown(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert "31 işaretli" in shown(pilot)
        assert len(marked_names(app)) == 31
        await pilot.press("asterisk")
        await settle(pilot)
        assert "32 işaretli" in shown(pilot)
        await pilot.press("asterisk")
        await settle(pilot)
        assert "işaretli" not in shown(pilot)


async def test_all_found_go_with_their_search_and_filter(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        for narrow in (["f", *"vip", "enter"], ["slash", *"demir", "enter"]):
            await pilot.press(*narrow)
            await settle(pilot)
            await pilot.press("asterisk")
            await settle(pilot)
            assert "işaretli" in shown(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert "işaretli" not in shown(pilot)
            assert rows_of(app).total == 320
        # Another order shows the same ones.
        await pilot.press("f", *"vip", "enter", "asterisk", "s", "3")
        await settle(pilot)
        assert "32 işaretli" in shown(pilot)
        # A letter more in the search finds others.
        await pilot.press("slash", "a")
        await settle(pilot)
        assert "işaretli" not in shown(pilot)


async def test_a_marked_contact_deleted_elsewhere_is_not_counted(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "space")
        await settle(pilot)
        uid = rows_of(app).source.get(0).cells["uid"]
        elsewhere(crowd.path, f'contacts.delete(s, ["uid:{uid}"])')
        while rows_of(app).total == 320:
            await pilot.pause()
        await settle(pilot)
        assert "2 işaretli" in shown(pilot)
        elsewhere(crowd.path, f'contacts.restore(s, ["uid:{uid}"])')
        while rows_of(app).total == 319:
            await pilot.pause()
        await settle(pilot)
        assert "3 işaretli" in shown(pilot)


async def test_the_mouse_marks_at_the_left_edge(crowd, settle, shown) -> None:
    app = app_on(crowd, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(rows_of(app), offset=(1, 3))
        await settle(pilot)
        assert "1 marked" in shown(pilot)
        assert len(marked_names(app)) == 1


async def test_with_the_card_at_hand_keys_mean_its_contact(shop, people, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "tab")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert "Etiketler · Öztürk Gıda" in shown(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert "Etiketler · 2 kişi" in shown(pilot)


async def test_sixteen_colours_and_plain_signs_show_marks(crowd, settle, shown) -> None:
    app = app_on(crowd, look="ansi")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert "‹1 işaretli›" in shown(pilot)


async def test_everything_can_be_found_in_the_palette(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        for typed, name in (("harf", "Harfe git"), ("sutun", "Sütunlar"), ("suz", "Süz")):
            await pilot.press(*typed)
            await settle(pilot)
            assert name in shown(pilot)
            await pilot.press(*["backspace"] * len(typed))
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert names_of(app)[0] == "Ahmet Aydın"
