"""The list: a million rows as easily as fifty, and the bar keeps its record."""

from __future__ import annotations

from screens.widgets.columns import place
from screens.widgets.pages import Pages, Row
from screens.widgets.rows import Rows
from tests.screens.parts_app import COLUMNS, PartsApp, page, row


def rows_of(app: PartsApp) -> Rows:
    """Return the list of the screen."""
    return app.parts.query_one(Rows)


async def test_a_million_rows_read_only_what_is_seen(settle, shown) -> None:
    app = PartsApp(1_000_000)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        rows = rows_of(app)
        assert rows.cursor == 999_999
        assert rows.cursor_id == 1_000_999_999 - 1_000_000_000 + 1000
        assert "▌  Şükrü Aydın" in shown(pilot)
        await pilot.press("home")
        await settle(pilot)
        assert "▌  Ahmet Çelik" in shown(pilot)
        assert len(app.parts.asked) <= 4
        assert rows.pages.held <= 64 * 4


async def test_rows_in_memory_stay_bounded_however_far_one_scrolls(settle) -> None:
    app = PartsApp(1_000_000)
    async with app.run_test() as pilot:
        await settle(pilot)
        for index in range(0, 100_000, 1_000):
            rows_of(app).move_to(index)
            await pilot.pause()
        assert rows_of(app).pages.held <= 64 * 64


async def test_unread_rows_are_dots_until_they_arrive(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.parts.answering = False
        await pilot.press("end")
        await settle(pilot)
        assert "▌  ·····" in shown(pilot)
        rows = rows_of(app)
        assert rows.cursor_row is None
        assert rows.supply(4, page(4, 300), rows.pages.generation)
        await settle(pilot)
        assert "·····" not in shown(pilot)
        assert app.parts.seen[-1].row.id == 1299


async def test_pages_of_an_older_search_are_refused(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows = rows_of(app)
        old = rows.pages.generation
        rows.show([Row(7, {"name": "Zümrüt Çiçekçilik"})], 1)
        assert not rows.supply(0, page(0, 300), old)
        await settle(pilot)
        assert "Zümrüt" in shown(pilot)
        assert "Ahmet" not in shown(pilot)


async def test_the_bar_finds_its_record_after_a_reload_at_the_same_height(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await pilot.press(*["pagedown"] * 3, "up", "up")
        await settle(pilot)
        rows = rows_of(app)
        before, height = rows.cursor, rows.cursor - rows.scroll_offset.y
        rows.reload(300, before + 40)
        await settle(pilot)
        assert rows.cursor == before + 40
        assert rows.cursor - rows.scroll_offset.y == height
        assert app.parts.seen[-1].row.id == 1000 + before + 40


async def test_old_rows_stay_in_sight_until_the_new_ones_arrive(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.parts.answering = False
        rows_of(app).reload(300, 0)
        await settle(pilot)
        assert "Ahmet Çelik" in shown(pilot)
        assert app.parts.asked[-2:].count(0) >= 1


async def test_a_record_that_left_hands_the_bar_to_its_successor(settle) -> None:
    app = PartsApp(20)
    async with app.run_test() as pilot:
        await pilot.press("end")
        await settle(pilot)
        app.parts.total = 19
        rows_of(app).reload(19)
        await settle(pilot)
        assert rows_of(app).cursor == 18


async def test_first_hits_show_before_the_count_is_known(settle, shown) -> None:
    app = PartsApp(3000)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows = rows_of(app)
        rows.show([row(index) for index in range(50)], 50)
        await settle(pilot)
        assert rows.total == 50
        await pilot.press("down")
        rows.grow(3000)
        await pilot.press("end")
        await settle(pilot)
        assert rows.cursor == 2999
        assert rows.cursor_row is not None
        await pilot.press("home")
        rows.move_to(63)
        await settle(pilot)
        assert rows.cursor_row.id == 1063


async def test_keys_move_the_bar(settle) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        places = []
        for key in ("j", "down", "k", "up", "up", "pagedown", "pageup", "G", "g", "end", "home"):
            await pilot.press(key)
            places.append(rows_of(app).cursor)
        assert places == [1, 2, 1, 0, 0, 18, 0, 299, 0, 299, 0]


async def test_marks_stay_with_their_records(settle, shown) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "up", "up", "space")
        await settle(pilot)
        rows = rows_of(app)
        assert rows.marks.ids == {1001}
        assert app.parts.seen[-2].count == 1 or app.parts.seen[-1].index == 1
        assert "▌■ Ayşe Yılmaz Demir" in shown(pilot)
        rows.mark_all()
        await pilot.press("space")
        await settle(pilot)
        assert rows.marks.count(rows.total) == 299
        rows.clear_marks()
        assert rows.marks.count(rows.total) == 0


async def test_enter_and_double_click_open_the_row(settle) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        opened = [one for one in app.parts.seen if isinstance(one, Rows.Opened)]
        assert opened[-1].row.cells["name"] == "Ayşe Yılmaz Demir"
        await pilot.click(Rows, offset=(6, 5), times=2)
        await settle(pilot)
        opened = [one for one in app.parts.seen if isinstance(one, Rows.Opened)]
        assert opened[-1].row.cells["name"] == "Ebru Kılıç"


async def test_the_mouse_marks_sorts_and_scrolls(settle) -> None:
    app = PartsApp(300)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(Rows, offset=(1, 3))
        assert rows_of(app).marks.ids == {1002}
        await pilot.click(Rows, offset=(24, 0))
        await settle(pilot)
        assert app.parts.seen[-1].key == "district"
        rows_of(app).scroll_to(y=100, animate=False)
        await settle(pilot)
        await pilot.click(Rows, offset=(6, 1))
        assert rows_of(app).cursor == 100


async def test_the_search_marks_turkish_letters(settle) -> None:
    app = PartsApp(20)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows_of(app).highlight(["isik"])
        await settle(pilot)
        accent = app.parts.query_one(Rows).get_component_rich_style("rows--match", partial=True)
        strips = app.screen._compositor.render_strips()
        marked = [
            segment.text
            for strip in strips
            for segment in strip
            if segment.style and segment.style.bold and segment.style.color == accent.color
        ]
        assert marked.count("Işık") == 2


async def test_a_record_deleted_elsewhere_is_struck_until_the_reload(settle) -> None:
    app = PartsApp(20)
    async with app.run_test() as pilot:
        await settle(pilot)
        rows_of(app).strike([1002])
        await settle(pilot)
        line = next(
            strip for strip in app.screen._compositor.render_strips() if "Burak" in strip.text
        )
        name = next(segment for segment in line if "Burak" in segment.text)
        assert name.style.strike
        rows_of(app).reload(20, 0)
        assert rows_of(app).gone == frozenset()


async def test_the_sorted_column_says_its_direction_in_the_language_in_force(settle, shown) -> None:
    app = PartsApp(20)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Ad ▲" in shown(pilot)
        rows_of(app).sort("district", descending=True)
        await pilot.press("f2")
        await settle(pilot)
        assert "District ▼" in shown(pilot)


def test_columns_follow_the_width_and_the_name_takes_the_rest() -> None:
    widths = {
        width: {column.key: cells for column, _start, cells in place(COLUMNS, width)}
        for width in (34, 52, 66, 94)
    }
    assert widths[34] == {"name": 19, "district": 10}
    assert widths[52] == {"name": 21, "phone": 15, "district": 10}
    assert widths[66] == {"name": 25, "phone": 15, "district": 11, "last": 8}
    assert set(widths[94]) == {"name", "phone", "district", "last"}
    assert place(COLUMNS, 18)[0].width >= 14


def test_the_pages_used_last_are_kept() -> None:
    pages = Pages(keep=3)
    pages.restart(10_000)
    for number in range(3):
        pages.supply(number, page(number, 10_000), pages.generation)
    assert pages.get(0)
    pages.supply(9, page(9, 10_000), pages.generation)
    assert pages.get(0)
    assert pages.get(64) is None
    assert pages.wanted(60, 70) == [1]
    assert pages.wanted(60, 70) == []
    pages.release(1, pages.generation)
    assert pages.wanted(60, 70) == [1]
    assert pages.index_of(1000 + 9 * 64) == 9 * 64
