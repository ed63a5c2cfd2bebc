"""Pictures of the contact list at work, looked at by eye; `--snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.screens.kobi import app_on, rows_of

LOOKS = pytest.mark.parametrize(
    ("lang", "look", "size"),
    [("tr", "dark", (80, 24)), ("en", "light", (120, 40)), ("tr", "ansi", (80, 24))],
    ids=["dark-80", "light-120-en", "ansi-80"],
)
STEPS: dict[str, list[str]] = {
    "marked": ["down", "space", "down", "space", "space", "up"],
    "filtered": ["space", "f", *"istanbul", "space", *"vip", "enter", "down"],
    "search": ["f", *"toptan", "enter", "space", "slash", *"demir"],
    "nobody": ["f", *"vip", "enter", "slash", *"zeliha", "enter"],
    "sort": ["s", "down"],
    "columns": ["V", "down", "down", "right", *["down"] * 5, "space", "shift+up"],
    "filter": ["f", *"vip", "space", *"ka"],
    "letters": ["full_stop", "right"],
    "delete": ["f", *"vip", "enter", "asterisk", "d"],
    "tag": ["asterisk", "t", *"kermes, to"],
    "field": ["space", "space", "b", "down"],
    "value": ["space", "b", "2", "down"],
    "empty": ["space", "b", "3", "enter"],
}


@LOOKS
@pytest.mark.parametrize("picture", STEPS)
def test_list(
    picture: str, lang: str, look: str, size: tuple[int, int], snap_compare, crowd, settle
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in STEPS[picture]:
            special = {" ": "space", ",": "comma"}
            await pilot.press(special.get(key, key))
            await settle(pilot)

    assert snap_compare(app_on(crowd, lang=lang, look=look), terminal_size=size, run_before=before)


def test_own_columns(snap_compare, crowd, settle) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("V", *["down"] * 7, "space", "down", "space", "enter", "v", "s", "3")
        await settle(pilot)
        rows_of(pilot.app).move_to(40)
        await settle(pilot)

    assert snap_compare(app_on(crowd), terminal_size=(100, 24), run_before=before)
