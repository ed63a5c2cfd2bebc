"""Columns of one's own: shown, moved, widened, and there again at the next start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from screens.state import state_file
from screens.widgets.columns import Column, Wish, arranged, from_json, place
from tests.screens.kobi import app_on, rows_of


def keys_of(app) -> list[str]:
    return [one.column.key for one in rows_of(app).placed()]


def width_of(app, key: str) -> int:
    return next(one.width for one in rows_of(app).placed() if one.column.key == key)


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (80, ["name", "district"]),
        (100, ["name", "phone", "district"]),
        (120, ["name", "phone", "district", "changed"]),
        (160, ["name", "phone", "district", "province", "changed"]),
    ],
)
async def test_without_a_choice_the_window_decides(
    width: int, keys: list[str], crowd, settle
) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(width, 30)) as pilot:
        await settle(pilot)
        assert keys_of(app) == keys


async def test_a_column_is_shown_hidden_and_there_at_the_next_start(
    crowd, own_home: Path, settle, shown
) -> None:
    app = app_on(crowd, state=state_file())
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("V")
        await settle(pilot)
        assert "Sütunlar" in shown(pilot)
        # The phone goes, the tags come.
        await pilot.press("down", "space", *["down"] * 6, "space", "enter")
        await settle(pilot)
        assert keys_of(app) == ["name", "district", "changed", "tags"]
        assert "toptan, vip" in shown(pilot)
        assert "0532" not in shown(pilot).split("│")[0]
        assert rows_of(app).has_focus
    again = app_on(crowd, lang="en", state=state_file())
    async with again.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert keys_of(again) == ["name", "district", "changed", "tags"]
        assert "Tags" in shown(pilot)


async def test_columns_move_and_widen(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await pilot.press("V", "down", "down", "shift+up", "shift+up", "right", "right", "right")
        await settle(pilot)
        assert "15" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert keys_of(app) == ["district", "name", "phone", "province", "changed"]
        assert width_of(app, "district") == 15
        lines = shown(pilot).splitlines()
        assert next(line for line in lines if "Ad ▲" in line).split()[:2] == ["İlçe", "Ad"]


async def test_columns_go_back_to_the_usual_and_escape_keeps_them(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("V", "down", "down", "space", "escape")
        await settle(pilot)
        assert keys_of(app) == ["name", "district"]
        await pilot.press("V", "down", "down", "space", "enter")
        await settle(pilot)
        assert keys_of(app) == ["name"]
        await pilot.press("V", "0", "enter")
        await settle(pilot)
        assert keys_of(app) == ["name", "district"]
        assert app.state.get("contacts.columns", []) == []


async def test_what_does_not_fit_is_said_and_the_name_stays_readable(crowd, settle, shown) -> None:
    app = app_on(crowd, lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("V", *["down"] * 6, "space")
        await settle(pilot)
        assert "no room in this window" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert keys_of(app) == ["name", "district"]
        await pilot.resize_terminal(120, 30)
        await settle(pilot)
        assert "email" in keys_of(app)
        assert width_of(app, "name") >= 14


async def test_the_name_can_not_be_hidden(crowd, settle) -> None:
    app = app_on(crowd)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("V", "space", "left", "enter")
        await settle(pilot)
        assert keys_of(app) == ["name", "district"]


async def test_every_column_says_what_it_is_for(crowd, settle, shown) -> None:
    app = app_on(crowd)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        # The card makes room for all of them.
        await pilot.press("v", "V", *["down", "space"] * 5, "down", *["space", "down"] * 5)
        await settle(pilot)
        text = shown(pilot)
        for name in ("Firma", "E-posta", "Etiketler", "Durum", "Sorumlu", "Eklendi"):
            assert f"● {name}" in text
        await pilot.press("enter")
        await settle(pilot)
        assert "Müşteri" in shown(pilot)
        assert "2 Kas" in shown(pilot)


@pytest.mark.parametrize(
    "kept",
    [
        [["name", None, 0], ["nonsense", True, 5], ["district", None, 0]],
        [1, None, {}, ["phone"], ["phone", "yes", 3], ["phone", True, "wide"]],
        "columns",
        {"a": 1},
    ],
)
async def test_a_strange_memory_means_the_usual_columns(
    kept: object, crowd, own_home: Path, settle
) -> None:
    state_file().parent.mkdir(parents=True)
    state_file().write_text(json.dumps({"contacts.columns": kept}), "utf-8")
    app = app_on(crowd, state=state_file())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert sorted(keys_of(app)) == ["district", "name"]
        await pilot.press("V", "enter")
        await settle(pilot)
        assert sorted(keys_of(app)) == ["district", "name"]


def test_wanted_columns_come_before_the_usual_ones() -> None:
    columns = (
        Column("name", "Name"),
        Column("phone", "Phone", {0: 15}),
        Column("tags", "Tags", {0: 0}, usual=16),
    )
    wished = arranged(columns, [Wish("tags", True)])
    assert [one.column.key for one in place(wished, 40)] == ["tags", "name"]
    assert [one.column.key for one in place(wished, 60)] == ["tags", "name", "phone"]


def test_widths_stay_within_reason() -> None:
    kept = [["a", True, 0], ["b", True, 1], ["c", False, 9999], ["d", None, -3]]
    assert [wish.width for wish in from_json(kept)] == [0, 4, 60, 0]
