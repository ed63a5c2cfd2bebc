"""Calling, writing, opening: only what was seen in full, only after Enter, only four schemes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kobicrm.domain.contacts import Email, Phone, Social, Website
from kobicrm.domain.drafting import make_website
from kobicrm.services import contacts
from screens.contacts import links
from screens.dialogs.link import LinkDialog
from screens.opening import checked
from tests.screens.hostile import CONTROL, HARMFUL, MARKUP
from tests.screens.kobi import app_on
from tests.screens.test_card import card, on_card
from tests.screens.test_card_snapshots import filled, line_of


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a little program of ours be the browser; what it was given stands in the file."""
    given = tmp_path / "given.txt"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho talk; printf "%s\\n" "$@" >> "{given}"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(program))
    return given


@pytest.mark.parametrize(
    ("words", "keys", "opened"),
    [
        ("0532 123 45 67", ["enter"], "tel:+905321234567"),
        ("0216 345 67 89", ["enter"], "tel:+902163456789;ext=12"),
        ("0532 123 45 67", ["down", "enter"], "https://wa.me/905321234567"),
        ("0532 123 45 67", ["2"], "https://wa.me/905321234567"),
        ("ayse@yilmazgida.com.tr", ["enter"], "mailto:ayse@yilmazgida.com.tr"),
        ("Web ", ["enter"], "https://yilmazgida.com.tr"),
        ("Instagram", ["enter"], "https://www.instagram.com/yilmazgida"),
        (
            "Caferağa",
            ["enter"],
            "https://www.google.com/maps/search/?api=1&query=Cafera%C4%9Fa%20Mah.%20Moda%20Cad."
            "%2012%2F3%2C%20Kad%C4%B1k%C3%B6y%2C%20%C4%B0stanbul",
        ),
    ],
)
async def test_what_is_seen_is_opened_after_enter_and_not_before(
    words: str, keys: list[str], opened: str, shop, settle, shown, browser: Path
) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on_card(pilot, settle, words)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LinkDialog)
        frame = "".join(
            line.split("│")[1].strip() if line.count("│") > 1 else ""
            for line in shown(pilot).replace("▌", " ").split("\n")
        )
        assert opened in frame.replace(" ", "") or opened in shown(pilot)
        assert not browser.exists()
        await pilot.press(*keys)
        await settle(pilot)
        assert browser.read_text() == opened + "\n"
        assert "Açılıyor: " in shown(pilot)


async def test_esc_opens_nothing(shop, settle, browser: Path) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_card(pilot, settle, "Web ")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert card(app).has_focus
        assert not browser.exists()


async def test_a_value_is_copied_from_the_dialog(shop, settle, shown, browser: Path) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for keys in (["y"], ["3"], ["down", "down", "enter"]):
            await on_card(pilot, settle, "0532 123 45 67")
            app.copy_to_clipboard("")
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press(*keys)
            await settle(pilot)
            assert app.clipboard == "0532 123 45 67"
            assert "Kopyalandı: 0532 123 45 67" in shown(pilot)
            await pilot.press("escape", "up")
        assert not browser.exists()


async def test_what_nothing_opens_is_copied_and_said_in_a_sentence(
    shop, settle, shown, tmp_path: Path, monkeypatch
) -> None:
    filled(shop)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("BROWSER", str(tmp_path / "nothing"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on_card(pilot, settle, "0532 123 45 67")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        told = " ".join(shown(pilot).replace("▌", " ").split())
        assert "tel:+905321234567 açılamadı; panoya" in told
        assert app.clipboard == "0532 123 45 67"


async def test_a_click_on_a_way_opens_it(shop, settle, browser: Path) -> None:
    filled(shop)
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await on_card(pilot, settle)
        line = line_of(app, "0532 123 45 67")
        await pilot.click(card(app), offset=(12, line), times=2)
        await settle(pilot)
        await pilot.click("Ways", offset=(20, 1))
        await settle(pilot)
        assert browser.read_text() == "https://wa.me/905321234567\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript://x.com/%0aalert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://ornek.com",
        "vbscript:x",
        "-h",
        "--help",
        "/bin/sh",
        "ornek.com",
        "https:",
        "https:///yol",
        "http:ornek.com",
        "https://[x",
        "tel:*#06#",
        "tel:1",
        "tel:+90532;x=1",
        "mailto:a@b.com?bcc=c@d.com",
        "mailto:a@b.com,c@d.com",
        "mailto:a",
        "tel:",
        "",
        "https://" + "a" * 3000,
        "\x1btel:+905321234567;",
    ],
)
def test_what_is_no_address_of_the_four_kinds_is_never_opened(address: str) -> None:
    assert checked(address) == ""


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("HTTPS://Örnek.com.tr/yol", "https://Örnek.com.tr/yol"),
        (
            "https://ornek.com/a b\"c'<d>\\`|{}",
            "https://ornek.com/a%20b%22c%27%3Cd%3E%5C%60%7C%7B%7D",
        ),
        ("https://ornek.com/\x1b]52;c;AA\x07\u202ex\n", "https://ornek.com/]52;c;AAx"),
        ("https://ornek.com/%C4%B0?a=b&c=d#e", "https://ornek.com/%C4%B0?a=b&c=d#e"),
        ("mailto:ayşe+crm@örnek.com", "mailto:ayşe+crm@örnek.com"),
        (" tel:4441234 ", "tel:4441234"),
    ],
)
def test_an_address_is_cleaned_and_shown_as_it_is_opened(address: str, opened: str) -> None:
    assert checked(address) == opened
    assert checked(opened) == opened


@pytest.mark.parametrize("text", [*MARKUP, *CONTROL])
def test_hostile_values_open_nothing_but_the_four_kinds(text: str) -> None:
    site = make_website(text)
    for outside in (
        links.of_phone(Phone(text, text, text, text)),
        links.of_email(Email(text, text), "E-posta"),
        links.of_website(Website(text, text), "Web"),
        links.of_website(site or Website(text), "Web"),
        links.of_social(Social(text, "instagram", text), "Instagram"),
        links.of_address("Adres", text),
    ):
        for way in outside.ways[:-1]:
            assert way.address.split(":")[0] in ("tel", "mailto", "https", "http")
            assert not set(way.address) & HARMFUL
            assert not set(way.address) & set(" \"'<>\\^`{|}\n\t")
            assert "\ud800" not in way.address
        assert outside.ways[-1].address == ""


async def test_the_dialog_shows_hostile_text_literally(shop, settle, shown, browser: Path) -> None:
    saved = contacts.add(
        shop, {"name": "[@click=app.quit]x[/]", "websites": ["https://e/[/b]$(x)"]}
    )
    assert saved.contact.websites
    app = app_on(shop)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        card(app).move_to(line_of(app, "https://e/"))
        await pilot.press("enter")
        await settle(pilot)
        assert "Web sitesi · [@click=app.quit]x[/]" in shown(pilot)
        assert "https://e/[/b]$(x)" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert browser.read_text() == "https://e/[/b]$(x)\n"
