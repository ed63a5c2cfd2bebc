"""Turkish letters in the palette and in completion."""

from __future__ import annotations

import pytest
from textual.app import SystemCommand
from textual.command import CommandList

from screens.widgets.palette import TurkishMatcher, TurkishSuggester
from tests.screens.parts_app import PartsApp

NAMES = ["İçe aktar", "Dışa aktar", "Işıl Ağaoğlu", "İstanbul", "Çıkış", "[/foo] [red]x[/red]"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("aktar", ["İçe aktar", "Dışa aktar"]),
        ("ic", ["İçe aktar"]),
        ("cik", ["Çıkış"]),
        ("disa", ["Dışa aktar"]),
        ("isil", ["Işıl Ağaoğlu"]),
        ("ışıl", ["Işıl Ağaoğlu"]),
        ("istanbul", ["İstanbul"]),
        ("İSTANBUL", ["İstanbul"]),
        ("ISTANBUL", ["İstanbul"]),
        ("foo", ["[/foo] [red]x[/red]"]),
    ],
)
def test_a_name_is_found_as_people_type_it(query: str, found: list[str]) -> None:
    matcher = TurkishMatcher(query)
    hits = {name: matcher.match(name) for name in NAMES}
    best = max(hits.values())
    assert [name for name in NAMES if hits[name] >= best * 0.6] == found
    for name in NAMES:
        assert matcher.highlight(name).plain == name


async def suggested(typed: str) -> str | None:
    """Return what is proposed for ``typed``."""
    return await TurkishSuggester(["İstanbul", "Iğdır", "Şanlıurfa", "Muğla"]).get_suggestion(typed)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("ist", "İstanbul"),
        ("İST", "İstanbul"),
        ("ig", "Iğdır"),
        ("ığ", "Iğdır"),
        ("SAN", "Şanlıurfa"),
        ("mug", "Muğla"),
        ("Muğla", None),
        ("", None),
        ("x", None),
    ],
)
async def test_completion_takes_any_spelling(typed: str, proposed: str | None) -> None:
    assert await suggested(typed) == proposed


class CommandApp(PartsApp):
    """An application with a few commands of its own."""

    def get_system_commands(self, screen):
        yield from super().get_system_commands(screen)
        for name in NAMES:
            yield SystemCommand(name, "CSV, Excel", lambda name=name: self.answers.append(name))


async def test_the_palette_finds_and_runs_a_turkish_command(settle, shown) -> None:
    app = CommandApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("colon", *"ice ak")
        await settle(pilot)
        assert "İçe aktar" in shown(pilot)
        assert "CSV, Excel" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.answers == ["İçe aktar"]


async def test_the_palette_offers_every_action_that_works_now(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("colon")
        await settle(pilot)
        assert "Düzenle" in shown(pilot)
        assert "Kişiler · e" in shown(pilot)
        await pilot.press(*"duzen", "enter")
        await settle(pilot)
        assert app.parts.seen[-1] == "edit"


async def test_the_palette_says_that_nothing_fits(settle, shown) -> None:
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"qqqq")
        await settle(pilot)
        assert "“qqqq” bulunamadı." in shown(pilot)
        assert app.screen.query_one(CommandList).option_count == 1
