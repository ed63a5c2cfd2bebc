"""Themes: readable everywhere, and no foreign theme breaks the style sheets."""

from __future__ import annotations

import pytest
from textual.color import Color

from screens.styles import glyphs, theme
from screens.styles.theme import TOKENS
from tests.screens.parts_app import PartsApp

WHITES = [theme.DARK, theme.LIGHT]
GROUNDS = ["background", "surface", "panel", "cursor", "cursor_idle", "field"]
ROLES = {
    "foreground": GROUNDS,
    "muted": ["background", "surface", "cursor", "cursor_idle", "field"],
    "primary": ["background", "surface", "cursor", "cursor_idle", "panel"],
    "success": ["background", "surface", "cursor", "cursor_idle"],
    "warning": ["background", "surface", "cursor", "cursor_idle", "panel"],
    "error": ["background", "surface", "cursor", "cursor_idle", "panel"],
}


def luminance(color: Color) -> float:
    """Return the relative luminance (WCAG 2.1)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1)."""
    first, second = luminance(Color.parse(text)), luminance(Color.parse(ground))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@pytest.mark.parametrize("name", WHITES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_text_is_readable_on_its_grounds(name: str, role: str) -> None:
    tokens = TOKENS[name]._asdict()
    low = {
        ground: round(contrast(tokens[role], tokens[ground]), 2)
        for ground in ROLES[role]
        if contrast(tokens[role], tokens[ground]) < 4.5
    }
    assert low == {}


async def test_a_foreign_theme_still_has_our_variables(settle) -> None:
    app = PartsApp(look="nord")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme_variables["cursor-idle"]
        assert app.theme_variables["muted"]


async def test_the_look_changes_without_losing_the_place(settle) -> None:
    app = PartsApp(500)
    async with app.run_test() as pilot:
        await pilot.press("pagedown", "down", "f3")
        await settle(pilot)
        rows = app.parts.query_one("#list")
        assert app.theme == theme.LIGHT
        assert rows.cursor == 19
        assert rows.has_focus


async def test_sixteen_colours_use_only_the_terminals_own(settle) -> None:
    app = PartsApp(look=theme.ANSI)
    async with app.run_test() as pilot:
        await settle(pilot)
        strips = app.screen._compositor.render_strips()
        colours = {
            colour
            for strip in strips
            for segment in strip
            for colour in (segment.style and (segment.style.color, segment.style.bgcolor)) or ()
            if colour is not None
        }
        assert all(colour.is_system_defined or colour.is_default for colour in colours)
        bar = next(strip for strip in strips if "Nilüfer" in strip.text)
        assert "▌" not in bar.text
        assert bar._segments[0].style.reverse


async def test_no_color_keeps_sign_and_word(monkeypatch, settle, shown) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PartsApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "● Yedek: dün 02.00" in shown(pilot)
        assert "▌  Ahmet Çelik" in shown(pilot)


def test_a_console_without_utf8_gets_ascii_signs(monkeypatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert glyphs.glyphs("auto") is glyphs.ASCII
    assert glyphs.glyphs("unicode") is glyphs.UNICODE
    drawn = [value for value in vars_of(glyphs.ASCII) if isinstance(value, str)]
    assert all(value.isascii() for value in drawn)


def vars_of(signs: glyphs.Glyphs) -> list[object]:
    """Return all signs of a set."""
    return [getattr(signs, name) for name in signs.__slots__]


async def test_ascii_signs_reach_the_screen(settle, shown) -> None:
    app = PartsApp(signs="ascii")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert ">  Ahmet" in shown(pilot)
        assert not set("▌■●○×▲▼…·") & set(shown(pilot))
