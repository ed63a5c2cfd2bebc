"""What can go wrong with a file on the import page: one sentence at its place, nothing changed."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kobicrm.services import contacts
from tests.cli.test_bad_files import far_xlsx, one_line, repeated_ods
from tests.screens.importing import bring_in, crowd, page_of, pick, table, try_out
from tests.screens.kobi import app_on, names_of
from tests.screens.test_imports import digest
from tests.unit.exchange.test_hostile import SHEET, streamed, workbook


@contextmanager
def full_disk(size: int = 4096) -> Iterator[None]:
    """Let no file grow above ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def bomb(path: Path) -> None:
    """Write a small workbook that unpacks to half a gigabyte."""
    row = b'<row r="2"><c r="A2"><v>1</v></c></row>' * 1000
    part = streamed(SHEET, b"<worksheet><sheetData>", row, 13_000, b"</sheetData></worksheet>")
    workbook(path, {SHEET: part})


def huge_json(path: Path) -> None:
    """Write documents of more than may be read."""
    with path.open("wb") as file:
        file.write(b'{"contacts": [')
        file.writelines(b" " * (1 << 20) for _ in range(201))


# Each with what the sentence names.
BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "too large": ("buyuk.json", huge_json, "200 MB"),
    "a bomb": ("bomba.xlsx", bomb, "bomba.xlsx"),
    "a far cell": ("uzak.xlsx", far_xlsx, "uzak.xlsx"),
    "a repeated row": ("tekrar.ods", repeated_ods, "tekrar.ods"),
    "a pipe": ("boru.csv", os.mkfifo, "boru.csv"),
}


@pytest.mark.parametrize("lang", ["tr", "en"])
@pytest.mark.parametrize("what", list(BAD))
async def test_a_file_made_to_hurt_is_refused_in_one_sentence(
    shop, own_home, settle, shown, what: str, lang: str
) -> None:
    name, make, says = BAD[what]
    make(own_home / name)
    app = app_on(shop, lang=lang)
    before = digest(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, name)
        assert page_of(app).page == "file"
        text = shown(pilot)
        sentence = text[text.index("! ") :]
        assert says in sentence
        assert str(own_home) not in text
        assert "_" not in sentence
        assert digest(shop) == before
        # Esc goes on, as if nothing had happened.
        await pilot.press("escape")
        await settle(pilot)
        assert "! " not in shown(pilot)


async def test_a_line_without_an_end_is_about_how_it_is_read(shop, own_home, settle, shown) -> None:
    one_line(own_home / "satir.csv")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "satir")
        assert page_of(app).page == "columns"
        assert "Dosya böyle okunamadı" in shown(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert page_of(app).page == "file"


def to_folder(path: Path) -> None:
    """Put a folder into the place of a file."""
    path.unlink()
    path.mkdir()


def to_pipe(path: Path) -> None:
    """Put a pipe nobody writes to into the place of a file."""
    path.unlink()
    os.mkfifo(path)


LEAVING: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (Path.unlink, "yok"),
    "a folder": (to_folder, "klasör"),
    "a pipe": (to_pipe, "dosya"),
    "empty": (lambda path: path.write_bytes(b""), "boş"),
}


@pytest.mark.parametrize("step", ["columns", "reading", "trial"])
@pytest.mark.parametrize("what", list(LEAVING))
async def test_what_becomes_of_a_file_between_the_steps_is_told(
    shop, own_home, settle, shown, what: str, step: str
) -> None:
    spoil, says = LEAVING[what]
    file = table(own_home, "Ad Soyad;Cep", "Ali Kaya;0532 111 22 33")
    app = app_on(shop)
    before = digest(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await (try_out if step == "trial" else pick)(pilot, settle, "liste")
        if step == "reading":
            await pilot.press("o")
            await settle(pilot)
        spoil(file)
        await pilot.press("enter" if step == "reading" else "ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "file"
        text = shown(pilot)
        assert "! liste.csv" in text
        assert says in text[text.index("! liste.csv") :]
        assert digest(shop) == before
    assert contacts.count(shop) == 0


async def test_a_chat_that_leaves_before_its_contact_is_told(
    shop, people, own_home, settle, shown
) -> None:
    file = table(own_home, "2.01.2024 15:47 - Can: selam", name="_chat.txt")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "_chat")
        file.unlink()
        await pilot.press("enter")
        await settle(pilot)
        assert page_of(app).page == "file"
        assert "! _chat.txt" in shown(pilot)


async def test_a_full_disk_takes_nothing_over(shop, people, own_home, settle, shown) -> None:
    crowd(own_home, 3000)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "kalabalik")
        with full_disk():
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "disk" in shown(pilot).casefold()
            assert page_of(app).page != "done"
        assert contacts.count(shop) == len(people) + 1
        # With room again the same keys bring it in.
        while page_of(app).page != "file":
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await bring_in(pilot, settle, "kalabalik")
        assert page_of(app).page == "done"
        await pilot.press("enter")
        await settle(pilot)
        assert len(names_of(app)) > 0
    assert contacts.count(shop) == 3000 + len(people) + 1


async def test_a_full_disk_leaves_no_half_of_the_refused_rows(
    shop, own_home, settle, shown
) -> None:
    table(own_home, "Ad Soyad;Cep;Not", "Ali;0532 111 22 33;", f";0533;{'ş' * 9000}")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await bring_in(pilot, settle, "liste")
        with full_disk():
            await pilot.press("w")
            await settle(pilot)
            assert "disk" in shown(pilot).casefold()
        assert [path.name for path in own_home.glob("liste*")] == ["liste.csv"]
        # What was imported stays; with room again the key works.
        await pilot.press("w")
        await settle(pilot)
        assert (own_home / "liste-reddedilen.csv").exists()
    assert contacts.count(shop) == 1


async def test_refused_rows_of_a_file_that_is_gone(shop, own_home, settle, shown) -> None:
    file = table(own_home, "Ad Soyad;Cep", "Ali;0532 111 22 33", ";0533")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await bring_in(pilot, settle, "liste")
        file.unlink()
        await pilot.press("w")
        await settle(pilot)
        assert page_of(app).page == "done"
        assert "! liste.csv" in shown(pilot)
