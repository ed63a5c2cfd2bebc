"""What was typed survives a crash, for its owner only, until it is saved or thrown away."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_IMODE

import pexpect
import pyte
import pytest

from kobicrm import paths
from kobicrm.domain.contacts import Contact
from kobicrm.services import contacts
from screens.contacts.draft_offer import DraftDialog
from screens.contacts.drafts import Drafts
from screens.contacts.form_values import Draft, texts_of
from tests.screens.kobi import NOW, ROOT, app_on, field_of, form_of, screen_of

EARLIER = NOW - timedelta(hours=17, minutes=5)
LATER = NOW - timedelta(minutes=5)


def clock() -> datetime:
    """Return the evening before."""
    return EARLIER


def files() -> list[Path]:
    """Return the drafts on disk."""
    return sorted((paths.state_dir() / "drafts").glob("*.json"))


def left_behind(shop, texts: dict[str, str], base=None, at: datetime = EARLIER) -> None:
    """Leave a form behind, as a run that was killed does."""
    drafts = Drafts(shop.path, lambda: at)
    before = texts_of(base) if base else texts_of(Contact())
    slot = drafts.slot(base.uid if base else "")
    drafts.keep(Draft(before | texts, base, before=before, slot=slot))
    drafts.close()


async def test_an_open_form_is_kept_and_goes_when_it_is_saved(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Gökçe")
        form_of(app).keep_draft()
        drafts = screen_of(app).acts.drafts
        drafts.close()
        (file,) = files()
        assert S_IMODE(file.stat().st_mode) == 0o600
        assert S_IMODE(file.parent.stat().st_mode) == 0o700
        assert json.loads(file.read_text())["texts"]["first_name"] == "Gökçe"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert files() == []
    assert list((paths.state_dir() / "drafts").iterdir()) == []


async def test_a_form_that_is_thrown_away_leaves_nothing(shop, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Gökçe")
        form_of(app).keep_draft()
        await pilot.press("escape", "enter")
        await settle(pilot)
    assert files() == []


async def test_an_untouched_form_is_not_kept(shop, people, settle) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        form_of(app).keep_draft()
        await settle(pilot)
    assert files() == []


async def test_leaving_with_an_open_form_offers_it_at_the_next_start(shop, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Gökçe", "tab", *"Çiçek", "tab", "tab", "tab", *"5302468013")
        await pilot.press("ctrl+q")
    assert len(files()) == 1
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DraftDialog)
        assert "Yarım kalmış form var" in shown(pilot)
        assert "Yeni kişi · Gökçe Çiçek" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert field_of(app, "mobile").value == "5302468013"
        assert form_of(app).changed
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert next(contacts.search(shop, "gökçe")).phones[0].e164 == "+905302468013"
    assert files() == []


async def test_an_edit_comes_back_with_its_record_and_asks_about_what_changed(
    shop, people, settle, shown
) -> None:
    base = people[0].contact
    left_behind(shop, {"title": "Hanımefendi", "birthday": "dün"}, base)
    contacts.edit(shop, f"uid:{base.uid}", {"title": "Sayın", "iban": "x"})
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert f"Düzenle · {base.name}" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "● Hanımefendi" in shown(pilot)
        assert "○ Sayın" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    after = contacts.get(shop, f"uid:{base.uid}")
    assert (after.title, after.iban, after.birthday) == ("Hanımefendi", "X", "2026-11-19")
    assert files() == []


async def test_later_and_discard(shop, settle) -> None:
    left_behind(shop, {"first_name": "Bir"})
    left_behind(shop, {"first_name": "İki"})
    for left in (2, 2):
        app = app_on(shop)
        async with app.run_test() as pilot:
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.screen, DraftDialog)
            await pilot.press("escape")
            await settle(pilot)
        assert len(files()) == left
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
    assert files() == []


async def test_a_form_saved_while_the_program_closes_is_not_offered_again(shop, settle) -> None:
    app = app_on(shop)

    def until_it_closes() -> None:
        while app.is_running:
            time.sleep(0.001)

    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("n", *"Ada", "tab", *"Su")
        app.jobs.write(until_it_closes, lambda _none: None)
        await pilot.press("ctrl+s")
        assert app.jobs.pending_writes == 2
    assert contacts.count(shop) == 1
    assert files() == []


async def test_a_form_open_elsewhere_is_not_offered(shop, settle) -> None:
    other = Drafts(shop.path, clock)
    other.keep(Draft(texts_of(Contact()) | {"first_name": "Ada"}, slot=other.slot("")))
    app = app_on(shop)
    async with app.run_test() as pilot:
        await settle(pilot)
        while not files():
            await pilot.pause(0.01)
        screen_of(app).acts.offered = False
        screen_of(app).acts.read_own_fields()
        assert screen_of(app).acts.drafts.left_over() == []
        assert not isinstance(app.screen, DraftDialog)
    other.close()


def test_drafts_of_another_database_are_not_mine(shop, tmp_path) -> None:
    left_behind(shop, {"first_name": "Ada"})
    assert Drafts(tmp_path / "other.db", clock).left_over() == []
    mine = Drafts(shop.path, clock)
    assert [one.draft.texts["first_name"] for one in mine.left_over()] == ["Ada"]
    assert Drafts(shop.path, clock).left_over() == []
    mine.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"version": 2}', b"\xff\x00", b'{"version": 1, "texts": 3}'],
)
def test_a_damaged_draft_goes_quietly(shop, content: bytes) -> None:
    left_behind(shop, {"first_name": "Ada"})
    files()[0].write_bytes(content)
    assert Drafts(shop.path, clock).left_over() == []
    assert files() == []


def test_a_folder_that_cannot_be_written_takes_no_form_down(shop) -> None:
    (paths.state_dir()).mkdir(parents=True)
    (paths.state_dir() / "drafts").write_text("in the way")
    drafts = Drafts(shop.path, clock)
    drafts.keep(Draft({"kind": "person"}, slot=drafts.slot("")))
    drafts.close()
    assert drafts.left_over() == []


class Terminal:
    """The real application in a terminal of its own."""

    def __init__(self, database: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "kobicrm", "--db", str(database), "--lang", "tr"],
            cwd=str(ROOT),
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
            dimensions=(24, 80),
        )

    def until(self, text: str, seconds: float = 30.0) -> str:
        """Read until ``text`` is in sight."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                break
            shown = "\n".join(self.screen.display)
            if text in shown:
                return shown
        raise AssertionError("\n".join(self.screen.display))

    def end(self) -> None:
        """End it as a crash does."""
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)


def test_a_killed_application_offers_its_form_with_every_letter(shop) -> None:
    """kill -9 with an open form: all that was typed more than two seconds before comes back."""
    contacts.add(shop, {"name": "Ayşe Yılmaz"})
    shop.close()
    first = Terminal(shop.path)
    first.until("görev yok")
    first.child.send("2")
    first.until("Ayşe")
    first.child.send("n")
    first.until("Yeni kişi")
    first.child.send("Gökçe\tÇiçek\t\t\t5302468013\t")
    first.until("0530 246 80 13")
    typed = time.monotonic()
    while time.monotonic() - typed < 2.0:
        first.until("Yeni kişi")
    first.end()
    second = Terminal(shop.path)
    second.until("Yarım kalmış form var")
    second.until("Yeni kişi · Gökçe Çiçek")
    second.child.send("\r")
    second.until("0530 246 80 13")
    second.until("Gökçe  ")
    second.until("│Çiçek")
    second.child.send("\x13")
    second.until("Kaydedildi: Gökçe Çiçek")
    assert files() == []
    second.end()
