"""Form parts: what is typed, what will be stored, what is asked."""

from __future__ import annotations

from textual import events

from screens.widgets.choice import ChoiceField, NoteField
from screens.widgets.line_input import LineInput
from tests.screens.form_demo import DemoForm
from tests.screens.parts_app import PartsApp


async def opened(pilot, settle, **options) -> DemoForm:
    """Open the form and return it."""
    form = DemoForm(**options)
    pilot.app.ask(form)
    await settle(pilot)
    return form


async def test_a_form_returns_its_draft(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        form.field("email").focus()
        await pilot.press(*"a@b.tr", "ctrl+s")
        await settle(pilot)
        assert app.answers[0]["email"] == "a@b.tr"
        assert app.answers[0]["name"] == "Ayşe"


async def test_saving_with_an_error_goes_to_the_field(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle, name="")
        form.query_one(NoteField).area.focus()
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.answers == []
        assert app.focused.parent is form.field("name")
        assert "! Ad gerekli" in shown(pilot)
        await pilot.press("A")
        await settle(pilot)
        assert "Ad gerekli" not in shown(pilot)


async def test_a_value_is_checked_on_leaving_and_f4_takes_the_offer(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        form.field("email").focus()
        await pilot.press(*"ayse@gmial.com")
        await settle(pilot)
        assert "gmail.com mu" not in shown(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "! gmail.com mu?  F4" in shown(pilot)
        await pilot.press("shift+tab", "f4")
        await settle(pilot)
        assert form.field("email").value == "ayse@gmail.com"
        assert form.heard[-1] == ("accepted", "ayse@gmail.com")
        assert form.field("email").state == "none"


async def test_a_province_completes_with_turkish_letters(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        form.field("province").focus()
        await pilot.press(*"ist")
        await settle(pilot)
        assert "istanbul" in shown(pilot)
        await pilot.press("f4")
        assert form.field("province").value == "İstanbul"


async def test_esc_asks_only_when_something_changed(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        await pilot.press("escape")
        await settle(pilot)
        assert app.answers == [None]
        form = await opened(pilot, settle)
        form.field("name").focus()
        await pilot.press("n", "escape")
        await settle(pilot)
        assert "! Değişiklikler atılsın mı?" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "atılsın" not in shown(pilot)
        assert app.screen is form
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert app.answers == [None, None]


async def test_a_choice_answers_to_digits_arrows_and_mouse(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        choice = form.query_one(ChoiceField)
        assert "● Kişi   ○ Firma" in shown(pilot)
        choice.choice.focus()
        await pilot.press("2")
        assert choice.value == "company"
        await pilot.press("right")
        assert choice.value == "person"
        await pilot.press("left")
        assert choice.value == "company"
        await pilot.click(choice.choice, offset=(3, 0))
        await settle(pilot)
        assert choice.value == "person"


async def test_label_field_and_answer_have_their_columns(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        form.field("name").ok("Ayşe")
        await settle(pilot)
        line = next(line for line in shown(pilot).splitlines() if "→ Ayşe" in line)
        left = line.index("Ad")
        assert line.index("→") - left == 14 + 28 + 2
        assert form.query_one(LineInput).outer_size.width == 28


async def test_a_paste_comes_on_one_line_and_clean(settle) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle, name="")
        form.field("name").focus()
        await settle(pilot)
        app.post_message(events.Paste("Ali\x1b]52;c;eA==\x07\nVeli\u202e"))
        await settle(pilot)
        assert form.field("name").value == "Ali]52;c;eA== Veli"
        form.query_one(NoteField).area.focus()
        await settle(pilot)
        app.post_message(events.Paste("bir\r\niki\x1b[2J\x00"))
        await settle(pilot)
        assert form.query_one(NoteField).value == "bir\niki[2J"


async def test_the_strip_names_a_similar_record(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        form = await opened(pilot, settle)
        form.strip.set("Benzer kayıt:", "Ayşe Yılmaz Demir · 0532 123 45 67")
        await settle(pilot)
        assert "! Benzer kayıt: Ayşe Yılmaz Demir · 0532 123 45 67" in shown(pilot)
