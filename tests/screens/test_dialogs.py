"""The shared dialogs: each returns a value, Esc returns None."""

from __future__ import annotations

import pytest

from screens.dialogs.base import Frame
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.help import group_of
from screens.dialogs.prompt import NoteDialog, PromptDialog
from screens.widgets.line_input import LineInput
from screens.widgets.rows import Rows
from tests.screens.parts_app import PartsApp


def confirm() -> ConfirmDialog:
    """Return a question with everything it can have."""
    return ConfirmDialog(
        "3 kişi çöp kutusuna taşınsın mı?",
        verb="taşı",
        samples=["Ayşe Yılmaz Demir", "Çağrı Öztürk", "Gökçe Çiçek", "Işıl Ağaoğlu"],
        consequence="2 açık görev ve 1 fırsat onlarla birlikte gider.",
        way_back="u ile geri alabilirsiniz.",
    )


@pytest.mark.parametrize(("key", "answer"), [("enter", True), ("escape", None)])
async def test_a_question_is_answered_by_key(settle, key, answer) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(confirm())
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert app.answers == [answer]
        assert app.parts.query_one(Rows).has_focus


async def test_the_keys_in_the_border_are_places_to_click(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(confirm())
        await settle(pilot)
        assert "Enter taşı   Esc vazgeç" in shown(pilot)
        frame = app.screen.query_one(Frame)
        border = frame.region.height - 1
        line = shown(pilot).splitlines()[frame.region.y + border]
        await pilot.click(offset=(line.index("Enter taşı") + 7, frame.region.y + border))
        await settle(pilot)
        assert app.answers == [True]


async def test_a_question_shows_samples_consequence_and_way_back(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(confirm())
        await settle(pilot)
        text = shown(pilot)
        assert "3 kişi çöp kutusuna taşınsın mı?" in text
        assert "Ayşe Yılmaz Demir, Çağrı Öztürk, Gökçe Çiçek…" in text
        assert "Işıl" not in text.split("Gökçe Çiçek…")[0].splitlines()[-1]
        assert "u ile geri alabilirsiniz." in text
        assert app.screen.query_one(Frame).region.width == 60


async def test_a_tag_is_asked_on_one_line_with_completion(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(PromptDialog("Etiket ekle", suggestions=["toptan", "İhracat"]))
        await settle(pilot)
        await pilot.press(*"  ih")
        app.screen.query_one(LineInput).value = "ih"
        await settle(pilot)
        await pilot.press("end", "right", "enter")
        await settle(pilot)
        assert app.answers == ["İhracat"]


async def test_an_empty_answer_is_not_taken(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(PromptDialog("Etiket ekle"))
        await settle(pilot)
        await pilot.press("space", "enter")
        await settle(pilot)
        assert app.answers == []
        await pilot.press("escape")
        await settle(pilot)
        assert app.answers == [None]


async def test_a_note_has_several_lines(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(NoteDialog("Not", value="40 koli"))
        await settle(pilot)
        await pilot.press("enter", *"istedi", "ctrl+s")
        await settle(pilot)
        assert app.answers == ["40 koli\nistedi"]


async def test_the_help_is_made_of_the_live_bindings(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        text = shown(pilot)
        for part in ("Yardım · Kişiler", "Her yerde", "Listede", "? F1", "bir satır aşağı"):
            assert part in text
        assert "n           yeni" in text
        await pilot.press("escape", "slash", "f1")
        await settle(pilot)
        assert "↓ Enter     listeye geç" in shown(pilot)


async def test_typing_filters_the_help_and_esc_goes_one_step(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("question_mark", *"isaret")
        await settle(pilot)
        assert "işaretle" in shown(pilot)
        assert "düzenle" not in shown(pilot)
        await pilot.press(*"xyz")
        await settle(pilot)
        assert "“isaretxyz” bulunamadı." in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "düzenle" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is app.parts


async def test_the_keys_of_a_form_can_be_told_before_it_is_open() -> None:
    group = group_of("In the list", Rows.BINDINGS)
    assert ["↑", "k"] in list(group.lines.values())


async def test_a_dialog_speaks_english_too(settle, shown) -> None:
    app = PartsApp(lang="en")
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(PromptDialog("Add tag"))
        await settle(pilot)
        assert "Enter save   Esc cancel" in shown(pilot)
