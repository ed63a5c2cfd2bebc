"""The import command on real tables: report, exit code, rejects, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import SAMPLES, Shop

EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
Sample = Callable[[str], str]


@pytest.fixture
def table(shop: Shop) -> Callable[..., str]:
    """Write a small table and give its path."""

    def make(text: str, name: str = "liste.csv", encoding: str = "utf-8") -> str:
        path = shop.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    return make


def test_the_shop_s_list_comes_in_as_expected(shop: Shop, sample: Sample) -> None:
    answer = shop.run("import", sample("musteri-listesi.csv"), "--json")
    wanted = EXPECTED["musteri-listesi.csv"]
    assert answer.code == 3
    assert answer.err == ""
    counts = ("rows", "created", "updated", "unchanged", "refused")
    assert {key: answer.json[key] for key in counts} == {key: wanted[key] for key in counts}
    names = shop.names()
    assert len(names) == wanted["created"]
    assert names[: len(wanted["names_sorted_first"])] == wanted["names_sorted_first"]
    assert set(wanted["fold_isik"]) <= {c["name"] for c in shop.json("search", "IŞIK")}


@pytest.mark.parametrize("name", ["isbasi.xls", "mikro.ods", "parasut.xlsx", "crm-cli.json"])
def test_a_table_of_another_program_is_told_by_its_name(shop: Shop, name: str) -> None:
    wanted = json.loads((SAMPLES / "profiles" / "expected.json").read_text("utf-8"))[name]
    report = shop.run("import", str(SAMPLES / "profiles" / name), "--json").json
    assert report["source"]["profile"] == wanted["profile"]
    assert report["source"]["format"] == name.rpartition(".")[2]
    assert (report["created"], report["ignored"]) == (wanted["created"], wanted["ignored"])
    assert set(wanted["contacts"]) <= set(shop.names())


def test_a_second_run_changes_nothing(shop: Shop, sample: Sample) -> None:
    shop.run("import", sample("musteri-listesi.csv"))
    before = shop.run("contact", "list", "--json").out
    again = shop.run("import", sample("musteri-listesi.csv"), "--json")
    assert (again.code, again.json["created"], again.json["updated"]) == (3, 0, 0)
    assert again.json["changeset"] is None
    assert shop.run("contact", "list", "--json").out == before


def test_undo_takes_a_whole_import_back(shop: Shop, sample: Sample) -> None:
    report = shop.run("import", sample("cari-hesaplar.xlsx"), "--json").ok().json
    shop.run("undo", str(report["changeset"]), "--yes").ok()
    assert shop.names() == []


def test_a_dry_run_only_tells(shop: Shop, sample: Sample) -> None:
    report = shop.run("import", sample("google-kisiler.csv"), "--dry-run", "--json").ok().json
    assert (report["dry_run"], report["created"], report["changeset"]) == (True, 150, None)
    assert shop.names() == []


def test_a_table_comes_through_a_pipe(shop: Shop, sample: Sample) -> None:
    data = Path(sample("google-kisiler.csv")).read_bytes()
    assert shop.run("import", "-", "--json", stdin=data).ok().json["created"] == 150


def test_refused_rows_are_written_out_and_come_in_once_corrected(
    shop: Shop, table: Callable[..., str]
) -> None:
    rejects = shop.folder / "reddedilen.csv"
    file = table("Ad Soyad;Telefon\nAli Kaya;0532 111 22 33\n;0533 222 33 44\n")
    answer = shop.run("import", file, "--rejects", str(rejects), "--json")
    assert answer.code == 3
    assert answer.json["rejects"] == str(rejects)
    text = rejects.read_text("utf-8-sig")
    assert "0533 222 33 44" in text
    rejects.write_text(text.replace(";0533", "Veli Kaya;0533", 1), "utf-8-sig")
    shop.run("import", str(rejects)).ok()
    assert shop.names() == ["Ali Kaya", "Veli Kaya"]
    kept = shop.run("import", file, "--rejects", str(rejects), "--json")
    assert kept.error["code"] == "file_exists"


def test_columns_go_where_they_are_told_to(shop: Shop, table: Callable[..., str]) -> None:
    file = table("Kim;Nereden;Ad Soyad\nAli Kaya;fuar;yanlış\n")
    report = shop.json("import", file, "--map", "Kim=full_name", "--map", "Nereden=source",
                       "--map", "Ad Soyad=-")  # fmt: skip
    assert report["created"] == 1
    [contact] = shop.json("contact", "list")
    assert (contact["name"], contact["source"]) == ("Ali Kaya", "fuar")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--map", "Yok=name"], "column_missing"),
        (["--map", "Ad Soyad=kedi"], "target_unknown"),
        (["--map", "Ad Soyad"], "bad_pair"),
        (["--on-match", "kedi"], "bad_choice"),
        (["--kind", "kedi"], "bad_choice"),
        (["--encoding", "kedi"], "unknown_encoding"),
        (["--delimiter", ";;"], "bad_delimiter"),
    ],
)
def test_wrong_options_change_nothing(
    shop: Shop, table: Callable[..., str], arguments: list[str], code: str
) -> None:
    answer = shop.run("import", table("Ad Soyad;Telefon\nAli;1\n"), *arguments, "--json")
    assert (answer.code, answer.error["code"]) == (2, code)
    assert shop.names() == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file_missing"),
        (b"", "file_empty"),
        (b"\x00\x01\x02\x03" * 400, "file_binary"),
        (b"PK\x03\x04garbage", "workbook_damaged"),
        (b"x;y;z\n1;2;3\n", "header_not_found"),
        (b'Ad Soyad;Not\nAli;"a\nVeli;b\n', "unterminated_quote"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    shop: Shop, content: bytes | None, code: str
) -> None:
    file = shop.folder / "bozuk.csv"
    if content is not None:
        file.write_bytes(content)
    answer = shop.run("import", str(file), "--json")
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert answer.error["code"] == code
    for lang in ("tr", "en"):
        told = shop.run("import", str(file), "--lang", lang)
        assert "bozuk.csv" in told.err
        assert "{" not in told.err


def test_several_files_are_imported_one_by_one(shop: Shop, sample: Sample) -> None:
    files = [sample("cari-hesaplar.xlsx"), sample("google-kisiler.csv")]
    reports = shop.run("import", *files, "--json").ok().json
    assert [report["created"] for report in reports] == [120, 150]
    broken = shop.run("import", files[0], str(shop.folder / "yok.csv"), "--json")
    assert broken.code == 1
    assert [report["unchanged"] for report in json.loads(broken.out)] == [120]


def test_verbose_tells_one_entry_a_row(shop: Shop, table: Callable[..., str]) -> None:
    file = table("Ad Soyad;Telefon\nAli Kaya;123\n;\n;5\n")
    report = shop.run("import", file, "--verbose", "--dry-run", "--json").json
    assert [entry["outcome"] for entry in report["entries"]] == ["created", "refused"]
    told = shop.run("import", file, "--verbose", "--dry-run", "--lang", "tr").out
    assert "Ali Kaya" in told


def test_quiet_success_is_silent(shop: Shop, sample: Sample) -> None:
    answer = shop.run("import", sample("google-kisiler.csv"), "--quiet").ok()
    assert answer.out == answer.err == ""


def test_the_header_row_is_told(shop: Shop, table: Callable[..., str]) -> None:
    file = table("Ali Kaya;0532 111 22 33\nVeli Can;0533 222 33 44\n")
    shop.run("import", file, "--header-row", "0", "--map", "1=full_name", "--map", "2=mobile").ok()
    assert shop.names() == ["Ali Kaya", "Veli Can"]
    wrong = shop.run("import", file, "--header-row", "9")
    assert wrong.code == 1
    assert "liste.csv" in wrong.err


def test_a_way_of_reading_is_kept_under_a_name(shop: Shop, table: Callable[..., str]) -> None:
    first = table("Cari;Kod;Numara\nCan Öz;C-1;0544 111 22 33\n")
    told = ("--map", "Cari=full_name", "--map", "Kod=code", "--map", "Numara=mobile")
    answer = shop.run("import", first, *told, "--save-profile", "Gece", "--json").ok()
    assert answer.json["created"] == 1
    assert "--profile Gece" in answer.err
    second = table("Cari;Kod;Numara\nCan Öz;C-1;\nSu Ak;C-2;0544 222 33 44\n")
    hinted = shop.run("import", second, *told, "--dry-run", "--json").ok().json
    assert hinted["source"]["suggested_profile"] == "Gece"
    report = shop.run("import", second, "--profile", "gece", "--json").ok().json
    assert (report["created"], report["unchanged"]) == (1, 1)
    assert report["source"]["profile"] == "Gece"
    [kept] = shop.json("profile", "list")
    assert (kept["name"], kept["columns"][2]["field"]) == ("Gece", "mobile")
    assert shop.run("profile", "remove", "gece").code != 0
    shop.run("profile", "remove", "gece", "--yes").ok()
    assert shop.json("profile", "list") == []
    assert shop.run("import", second, "--profile", "gece").code == 4


def test_a_chat_becomes_interactions(shop: Shop, table: Callable[..., str]) -> None:
    shop.run("contact", "add", "--name", "Şule Çağlayan", "--phone", "0532 123 45 67").ok()
    chat = table("2.01.2024 15:47 - Şule Çağlayan: gelirim\n2.01.2024 15:48 - Can: tamam\n")
    report = shop.run("import", chat, "--contact", "0532 123 45 67", "--json").ok().json
    assert (report["source"]["format"], report["created"]) == ("whatsapp", 2)
    assert shop.json("undo", "--list", "--limit", "1")[0]["counts"] == {"create": 2}
    assert shop.run("import", chat).code == 2
    again = shop.run("import", chat, "--contact", "1", "--kind", "interactions", "--json").ok().json
    assert again["unchanged"] == 2


def test_a_strict_import_changes_nothing_for_one_bad_row(
    shop: Shop, table: Callable[..., str]
) -> None:
    path = table("Ad Soyad;Telefon\nCan Öz;0544 111 22 33\n;0533\n")
    answer = shop.run("import", path, "--strict")
    assert (answer.code, shop.names()) == (1, [])
    assert "--rejects" in answer.err
