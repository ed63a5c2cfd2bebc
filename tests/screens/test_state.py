"""What the screens remember from one start to the next."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from screens.state import State, state_file


def test_a_choice_is_there_at_the_next_start(own_home: Path) -> None:
    first = State(state_file())
    assert first.get("card.folded", ["record"]) == ["record"]
    first.set("card.folded", ["history", "notes"])
    assert State(state_file()).get("card.folded", []) == ["history", "notes"]


def test_two_windows_keep_each_others_choices(own_home: Path) -> None:
    one, other = State(state_file()), State(state_file())
    assert one.get("a", 0) == other.get("b", 0) == 0
    one.set("a", 1)
    other.set("b", 2)
    assert (State(state_file()).get("a", 0), State(state_file()).get("b", 0)) == (1, 2)


def test_the_file_is_for_this_user_alone(own_home: Path) -> None:
    State(state_file()).set("palette.recent", ["contacts.new"])
    assert stat.S_IMODE(state_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(state_file().parent.stat().st_mode) == 0o700
    assert [one.name for one in state_file().parent.iterdir()] == ["screens.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"widths": "wide"}', "\x00", "[" * 100_000])
def test_a_broken_file_means_the_defaults_and_is_mended(text: str, own_home: Path) -> None:
    state_file().parent.mkdir(parents=True)
    state_file().write_text(text, encoding="utf-8")
    state = State(state_file())
    assert state.get("widths", {"name": 20}) == {"name": 20}
    state.set("widths", {"name": 30})
    assert State(state_file()).get("widths", {}) == {"name": 30}


def test_what_can_not_be_written_costs_nothing_but_the_choice(own_home: Path) -> None:
    state_file().parent.parent.mkdir(parents=True)
    state_file().parent.write_text("a file in the place of the folder", encoding="utf-8")
    state = State(state_file())
    state.set("a", 1)
    assert state.get("a", 0) == 1
    assert State(state_file()).get("a", 0) == 0


def test_without_a_file_choices_last_as_long_as_the_application(own_home: Path) -> None:
    state = State()
    state.set("a", True)
    assert state.get("a", False) is True
    assert not own_home.joinpath("state").exists()
