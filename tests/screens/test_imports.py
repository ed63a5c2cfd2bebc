"""Importing from inside the application: the whole way, and every way back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobicrm.exchange.ole import packed
from kobicrm.services import contacts, fields
from screens.contacts.screen import ContactsScreen
from screens.imports.folder import typed
from screens.imports.run import ImportRun
from screens.imports.screen import ImportScreen
from tests.screens.importing import (
    Held,
    bring_in,
    crowd,
    page_of,
    pick,
    sample,
    table,
    try_out,
)
from tests.screens.kobi import app_on, elsewhere, names_of, rows_of, type_in
from tests.unit.exchange.books import BEGIN, record


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Hold imports after their first rows."""
    hold, planned = Held(), ImportRun._planned

    def stand_still(run: ImportRun, rows: int) -> None:
        planned(run, rows)
        if rows:
            hold.reached.set()
            while not hold.gate.wait(0.05) and (hold.stubborn or not run.stop.is_wanted):
                pass
        run.stop.check()

    monkeypatch.setattr(ImportRun, "_planned", stand_still)
    yield hold
    hold.let_go()


def digest(shop) -> str:
    """Return what the database's files hold, byte by byte."""
    found = hashlib.sha256()
    for path in sorted(shop.path.parent.glob(f"{shop.path.name}*")):
        if not path.name.endswith("-shm"):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


async def test_five_keys_bring_a_list_in(shop, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        await type_in(pilot, "musteri-listesi")
        for key in ("enter", "ctrl+s", "ctrl+s"):
            await pilot.press(key)
            await settle(pilot)
        text = shown(pilot)
        for line in ("Eklendi", "265", "Tamamlandı", "30", "Aynı kaldı", "20", "Alınmadı", "5"):
            assert line in text
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert rows_of(app).total == 265
    assert contacts.count(shop) == 265


async def test_nothing_is_written_before_the_last_step(shop, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = digest(shop)
        await try_out(pilot, settle, "muste")
        text = shown(pilot)
        assert "250 kişi, 15 firma" in text
        assert "29 satırda uyarı var" in text
        for _step in range(3):
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ContactsScreen)
        assert digest(shop) == before


async def test_a_column_goes_where_the_user_says(shop, own_home, settle, shown) -> None:
    table(own_home, "Kimse;Numara;Alınan", "Çağrı Öztürk;0532 111 22 33;1.250,50")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        assert "? siz seçin" in shown(pilot)
        assert "Satırın kime ait olduğu belli değil" in shown(pilot)
        for wish in ("ad soyad", "cep", "alan: para"):
            await pilot.press("enter")
            await settle(pilot)
            await type_in(pilot, wish.replace(":", ""))
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("down")
        text = shown(pilot)
        assert "Çağrı Öztürk · 0532 111 22 33" in text
        assert "● seçildi" in text
        assert "! yeni alan" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    found = next(contacts.search(shop, "çağrı"))
    assert (found.name, found.phones[0].e164) == ("Çağrı Öztürk", "+905321112233")
    assert [(one.name, one.type) for one in fields.list_fields(shop)] == [("Alınan", "money")]


async def test_a_column_is_left_out_and_taken_in_again(shop, own_home, settle, shown) -> None:
    table(own_home, "Ad Soyad;Cep", "Ayşe Kaya;0532 111 22 33")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("down", "d")
        await settle(pilot)
        assert "alınmayacak" in shown(pilot)
        assert "kaydedilecek: Ayşe Kaya\n" in shown(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert "kaydedilecek: Ayşe Kaya · 0532 111 22 33" in shown(pilot)


async def test_known_people_are_treated_as_asked(shop, own_home, settle, shown) -> None:
    contacts.add(shop, {"name": "Ayşe Kaya", "phones": "0532 111 22 33", "tax_office": "Şişli"})
    table(own_home, "Ad Soyad;Cep;Vergi Dairesi", "Ayşe Kaya;0532 111 22 33;Kadıköy")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "liste")
        assert "yalnız boş alanlar dolar" in shown(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert "dosyadaki değer geçer" in shown(pilot)
        assert "→ Kadıköy" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert contacts.get(shop, "0532 111 22 33").tax_office == "Kadıköy"


async def test_an_import_stopped_in_the_middle_leaves_the_database_as_it_was(
    shop, people, own_home, settle, shown, held: Held
) -> None:
    crowd(own_home, 2000)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await try_out(pilot, settle, "kalabalik")
        before, held.stubborn = digest(shop), True
        await pilot.press("ctrl+s")
        await held.wait(pilot)
        assert "Esc durdur; hiçbir şey değişmez" in shown(pilot)
        await pilot.press("escape")
        assert "Durduruluyor" in shown(pilot)
        held.let_go()
        await settle(pilot)
        assert "Aktarma durdu; hiçbir şey değişmedi" in shown(pilot)
        assert digest(shop) == before
        assert "2.000 satırı aktar" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert contacts.count(shop) == 2006


async def test_other_work_goes_on_while_it_runs(
    shop, people, own_home, settle, shown, held: Held
) -> None:
    crowd(own_home, 2000)
    app = app_on(shop)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await try_out(pilot, settle, "kalabalik")
        await pilot.press("ctrl+s")
        await held.wait(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(app.screen, ContactsScreen)
        assert "İçe aktarılıyor %" in shown(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert "İçe aktarma sürüyor; kaydınız hemen ardından yazılacak" in shown(pilot)
        held.let_go()
        await settle(pilot)
        assert app.import_run is not None
        assert "İçe aktarılıyor" not in shown(pilot)
        assert "sürüyor" not in shown(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "2.000" in shown(pilot)
        assert page_of(app).page == "done"
        await pilot.press("escape", "ctrl+o")
        await settle(pilot)
        assert page_of(app).page == "file"
    assert contacts.count(shop) == 2005


async def test_a_running_import_is_found_again(shop, own_home, settle, shown, held: Held) -> None:
    crowd(own_home, 2000)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await try_out(pilot, settle, "kalabalik")
        await pilot.press("ctrl+s")
        await held.wait(pilot)
        await pilot.press("2", "ctrl+o")
        await pilot.pause()
        assert page_of(app).page == "run"
        await pilot.press("escape")
        held.let_go()
        await settle(pilot)
        assert page_of(app).page == "file"
        assert app.import_run is None
    assert contacts.count(shop) == 0


async def test_leaving_the_application_stops_an_import(shop, own_home, settle, held: Held) -> None:
    crowd(own_home, 2000)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "kalabalik")
        await pilot.press("ctrl+s")
        await held.wait(pilot)
        await pilot.press("ctrl+q", "ctrl+q")
    assert contacts.count(shop) == 0


async def test_the_whole_import_is_taken_back(shop, people, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await bring_in(pilot, settle, "muste")
        assert contacts.count(shop) > 250
        # Something else is done in between: the page takes back the import, not that.
        contacts.add(shop, {"name": "Sonradan Gelen"})
        await pilot.press("u")
        await settle(pilot)
        assert "Hepsi geri alındı" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert rows_of(app).total == 7
    assert contacts.count(shop) == 7


async def test_the_same_file_again_changes_nothing(shop, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await bring_in(pilot, settle, "muste")
        await pilot.press("enter")
        await try_out(pilot, settle, "muste")
        assert "Bu dosyada yeni bir şey yok" in shown(pilot)
        assert "satırı aktar" not in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "trial"


async def test_refused_rows_are_corrected_and_come_in(shop, own_home, settle, shown) -> None:
    table(own_home, "Ad Soyad;Cep", "Ali Kaya;0532 111 22 33", ";0533 222 33 44")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await bring_in(pilot, settle, "liste")
        for name in ("liste-reddedilen.csv", "liste-reddedilen-2.csv"):
            await pilot.press("w")
            await settle(pilot)
            assert f"~/{name}" in shown(pilot)
            page_of(app).done.saved = None
        await pilot.press("enter")
        file = own_home / "liste-reddedilen.csv"
        assert file.stat().st_mode & 0o777 == 0o600
        text = file.read_text("utf-8-sig")
        assert "ad ve firma yok" in text
        file.write_text(text.replace(";0533", "Veli Çelik;0533"), "utf-8-sig")
        await bring_in(pilot, settle, "liste-reddedilen.csv")
        await pilot.press("enter")
        await settle(pilot)
        assert names_of(app) == ["Ali Kaya", "Veli Çelik"]


async def test_somebody_else_writes_meanwhile(shop, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await try_out(pilot, settle, "muste")
        elsewhere(shop.path, 'contacts.add(s, {"name": "Araya Giren", "phones": "0544 1112233"})')
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "265" in shown(pilot)
    assert contacts.count(shop) == 266


async def test_a_workbook_s_other_sheet_is_read(shop, own_home, settle, shown) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(own_home / "iki.xlsx")) as book:
        for name, who in (("Eski", "Ali Kaya"), ("Yeni Liste", "Çiğdem Şahin")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Ad Soyad", "Cep"])
            sheet.write_row(1, 0, [who, "0532 111 22 33"])
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "iki")
        assert "kaydedilecek: Ali Kaya" in shown(pilot)
        await pilot.press("o")
        await settle(pilot)
        await pilot.press("right")
        await settle(pilot)
        assert "Çiğdem Şahin" in shown(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "kaydedilecek: Çiğdem Şahin" in shown(pilot)
        assert "sayfa Yeni Liste" in shown(pilot)


async def test_a_list_without_a_header_is_taken_in(shop, own_home, settle, shown) -> None:
    table(own_home, "Ayşe Kaya;0532 111 22 33", "Ümit Gürsel;0533 222 33 44")
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        assert "başlık yok" in shown(pilot)
        for wish in ("ad soyad", "cep"):
            await pilot.press("enter")
            await settle(pilot)
            await type_in(pilot, wish)
            await pilot.press("enter", "down")
            await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert names_of(app) == ["Ayşe Kaya", "Ümit Gürsel"]


async def test_a_wrong_encoding_is_mended_in_place(shop, own_home, settle, shown) -> None:
    good = "Ad Soyad;İl\nİğdeşçüö;Muğla\n".encode() * 20
    (own_home / "liste.csv").write_bytes(good + "Şule;İzmir\n".encode("cp1254"))
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        assert "kodlamayı seçin" in shown(pilot)
        await pilot.press("o", "right", "right")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Windows-1254" in shown(pilot)


@pytest.mark.parametrize("lang", ["tr", "en"])
async def test_a_delimiter_is_shown_as_the_sign_it_is(
    shop, own_home, settle, shown, lang: str
) -> None:
    table(own_home, "Ad Soyad,Telefon", "Ayşe Kaya,0532 111 22 33")
    app = app_on(shop, lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "liste")
        await pilot.press("o")
        await settle(pilot)
        signs = next(line for line in shown(pilot).splitlines() if "○ ;" in line)
        assert "○ ;   ○ ,   ○ Tab   ○ |" in signs
        # The word beside them follows the language.
        assert ("otomatik" if lang == "tr" else "automatic") in signs
        await pilot.press("f2")
        await settle(pilot)
        assert ("automatic" if lang == "tr" else "otomatik") in shown(pilot)


def spoiled(home: Path, what: str) -> str:
    """Put a file nobody can import into the home folder; return its name."""
    name = f"{what}.csv"
    contents = {
        "bos": b"",
        "resim": b"\x89PNG" + bytes(32) * 40,
        "eski": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "kilitli": packed(BEGIN + record(0x2F, bytes(2))),
        "yarim": b"PK\x03\x04" + bytes(80),
        "web": b"<html><table><tr><td>Ad Soyad</td></tr></table></html>",
        "json": b'{"contacts": [{"name": "Ali"}',
    }
    (home / name).write_bytes(contents[what])
    return name


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("bos", "bos.csv boş"),
        ("resim", "bir tablo değil"),
        ("eski", "bozuk"),
        ("kilitli", "parola"),
        ("yarim", "bozuk"),
        ("web", "HTML"),
    ],
)
async def test_a_file_that_can_t_be_read_is_named_where_it_was_chosen(
    shop, own_home, settle, shown, what: str, says: str
) -> None:
    name = spoiled(own_home, what)
    sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, name)
        text = shown(pilot)
        assert page_of(app).page == "file"
        assert says in text
        assert str(own_home) not in text
        # Another one is chosen at once.
        await pilot.press("escape")
        await settle(pilot)
        await type_in(pilot, "muste")
        await pilot.press("enter")
        await settle(pilot)
        assert page_of(app).page == "columns"


@pytest.mark.parametrize("step", ["columns", "trial"])
async def test_a_file_that_leaves_or_changes_between_the_steps(
    shop, own_home, settle, shown, step: str
) -> None:
    file = sample(own_home)
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await (pick if step == "columns" else try_out)(pilot, settle, "muste")
        kept = shutil.move(file, own_home / "tasindi.csv")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "file"
        assert "musteri-listesi.csv" in shown(pilot)
        shutil.move(kept, file)
        await pilot.press("escape")
        await settle(pilot)
        await type_in(pilot, "muste")
        await pilot.press("enter")
        await settle(pilot)
        if step == "trial":
            await pilot.press("ctrl+s")
            await settle(pilot)
        file.write_bytes(file.read_bytes() + "9999;Yeni Gelen;;;;;;;;;;;;\n".encode("cp1254"))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert page_of(app).page == "file"
        assert "değişti" in shown(pilot)
    assert contacts.count(shop) == 0


async def test_the_file_line_takes_names_paths_and_what_is_dropped(
    shop, own_home, settle, shown
) -> None:
    folder = own_home / "Müşteri Listeleri"
    folder.mkdir()
    table(folder, "Ad Soyad", "Ayşe Kaya", name="şişli listesi.csv")
    table(folder, "x", name="not.pdf")
    (folder / ".gizli.csv").touch()
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        line = page_of(app).file.line
        line.value = "~/mus"
        await settle(pilot)
        assert line.completion == "~/musteri Listeleri/"[:5] + "teri Listeleri/"
        await pilot.press("enter")
        await settle(pilot)
        text = shown(pilot)
        assert "şişli listesi.csv" in text
        assert "not.pdf" not in text
        assert ".gizli.csv" not in text
        await pilot.press("tab", "v")
        await settle(pilot)
        assert "not.pdf" in shown(pilot)
        await pilot.press("tab")
        for dropped in (f"'{folder}/şişli listesi.csv'", f"{folder}/şişli\\ listesi.csv"):
            line.value = dropped
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert page_of(app).page == "columns"
            await pilot.press("escape")
            await settle(pilot)


@pytest.mark.parametrize(
    ("text", "folder", "rest"),
    [
        ("liste.csv", "", "liste.csv"),
        ("~", "~/", ""),
        ("~/Belgeler/şi", "~/Belgeler/", "şi"),
        ("'/tmp/a b.csv'", "/tmp/", "a b.csv"),
        ("file:///tmp/a%20b.csv", "/tmp/", "a b.csv"),
        (" /tmp/a\\ b.csv ", "/tmp/", "a b.csv"),
    ],
)
def test_what_is_typed_or_dropped_is_a_path(text: str, folder: str, rest: str) -> None:
    assert (typed(text).folder, typed(text).rest) == (folder, rest)


async def test_a_closed_folder_is_told(shop, own_home, settle, shown, monkeypatch) -> None:
    def closed(_path):
        raise PermissionError(13, "no")

    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        (own_home / "Kapalı").mkdir()
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        monkeypatch.setattr("screens.imports.folder.os.scandir", closed)
        await pilot.press("enter")
        await settle(pilot)
        assert "~/Kapalı klasörüne bakma izniniz yok" in shown(pilot)
        assert page_of(app).page == "file"


async def test_the_last_folder_and_file_are_offered_again(
    shop, own_home, settle, shown, tmp_path
) -> None:
    folder = own_home / "Belgeler"
    folder.mkdir()
    table(folder, "Ad Soyad", "Ayşe Kaya")
    state = tmp_path / "state.json"
    app = app_on(shop, state=state)
    async with app.run_test(size=(80, 24)) as pilot:
        await pick(pilot, settle, "~/Belgeler/liste.csv")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    app = app_on(shop, state=state)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "son: ~/Belgeler" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert page_of(app).page == "columns"


async def test_the_language_switches_on_every_page(shop, own_home, settle, shown) -> None:
    sample(own_home)
    app = app_on(shop)
    seen = [("File", "Dosya"), ("recognised", "tanındı"), ("To be completed", "Tamamlanacak")]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        await type_in(pilot, "muste")
        for place, (english, turkish) in enumerate([*seen, ("Added", "Eklendi")]):
            assert turkish in shown(pilot)
            await pilot.press("f2")
            await settle(pilot)
            assert english in shown(pilot)
            await pilot.press("f2")
            await settle(pilot)
            await pilot.press("enter" if place == 0 else "ctrl+s")
            await settle(pilot)


async def test_the_import_is_in_palette_and_help(shop, own_home, settle, shown) -> None:
    app = app_on(shop)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Ctrl+O" in shown(pilot)
        await pilot.press("colon")
        await settle(pilot)
        await type_in(pilot, "ice ak")
        await settle(pilot)
        assert "Dosya içe aktar" in shown(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("tab", "question_mark")
        await settle(pilot)
        await type_in(pilot, "turler")
        await settle(pilot)
        assert "öteki türler de" in shown(pilot)
