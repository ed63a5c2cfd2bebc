"""The export command: whole files, streams, and the way back without loss."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
from pathlib import Path

import pytest

from .conftest import Shop, terminal


@pytest.fixture
def full(shop: Shop) -> Shop:
    shop.run("field", "add", "Bakiye", "--type", "money").ok()
    shop.add("Ayşe Yılmaz", "--phone", "0532 123 45 67", "--company", "Yılmaz Gıda",
             "--role", "Satın alma", "--tag", "vip", "--note", "iki\nsatır",
             "--custom", "Bakiye=1.250,50 TL")  # fmt: skip
    shop.add("=HYPERLINK(1)", "--birthday", "12.05")
    return shop


@pytest.mark.parametrize(
    "name", ["kisiler.csv", "kisiler.json", "kisiler.jsonl", "kisiler.xlsx", "kisiler.vcf"]
)
def test_what_goes_out_comes_in_again(full: Shop, name: str) -> None:
    file, again = full.folder / name, full.folder / f"yine-{name}"
    report = full.json("export", "contacts", "-o", str(file))
    assert (report["path"], report["rows"]) == (str(file), 3)
    assert report["bytes"] == file.stat().st_size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = ["--db", str(full.folder / "öteki.db")]
    full.run("import", str(file), *other).ok()
    full.run("export", "contacts", "-o", str(again), *other).ok()
    if not name.endswith("xlsx"):
        assert again.read_bytes() == file.read_bytes()
    kept = [{**c, "id": 0, "company": 0, "companies": 0} for c in full.json("contact", "list")]
    got = full.run("contact", "list", "--json", *other).json
    assert [{**c, "id": 0, "company": 0, "companies": 0} for c in got] == kept


def test_a_stream_is_the_same_as_a_file(full: Shop) -> None:
    file = full.folder / "kisiler.csv"
    full.run("export", "contacts", "-o", str(file)).ok()
    streamed = full.run("export", "contacts").ok()
    assert streamed.out.encode() == file.read_bytes()
    assert "3 contacts" in streamed.err
    documents = full.run("export", "contacts", "--json", "--quiet").ok()
    assert [document["name"] for document in documents.json] == [
        "Yılmaz Gıda",
        "Ayşe Yılmaz",
        "=HYPERLINK(1)",
    ]
    assert not any("id" in document for document in documents.json)
    assert documents.err == ""


def test_a_file_that_is_there_is_kept_unless_forced(full: Shop) -> None:
    file = full.folder / "kisiler.csv"
    file.write_text("elle yazılmış")
    answer = full.run("export", "contacts", "-o", str(file), "--json")
    assert (answer.code, answer.error["code"]) == (1, "file_exists")
    assert file.read_text() == "elle yazılmış"
    full.run("export", "contacts", "-o", str(file), "--force").ok()
    assert "Ayşe" in file.read_text("utf-8")


def test_stdout_is_for_the_data_and_stderr_tells_rows_and_checksum(full: Shop) -> None:
    file = full.folder / "kisiler.jsonl"
    told = full.run("export", "contacts", "-o", str(file)).ok()
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    assert told.out == ""
    assert told.err == f"3 contacts were written. {file}\nSHA-256: {checksum}\n"
    streamed = full.run("export", "contacts", "--format", "jsonl").ok()
    assert streamed.out.encode() == file.read_bytes()
    assert streamed.err == f"3 contacts were written.\nSHA-256: {checksum}\n"
    assert full.run("export", "-o", str(file), "--force", "--quiet").ok().err == ""


def test_interactions_go_out_and_come_back(full: Shop) -> None:
    calls = "Tarih;Kanal;Telefon;Not\n17.11.2026 14:05;Telefon;0532 123 45 67;=Aradı\n"
    full.run("import", "-", "--kind", "interactions", stdin=calls).ok()
    for name in ("gorusmeler.csv", "gorusmeler.xlsx", "gorusmeler.json"):
        file = full.folder / name
        report = full.json("export", "interactions", "-o", str(file), "--lang", "tr")
        assert report["rows"] == 1
        again = full.json("import", str(file), "--kind", "interactions")
        assert (again["unchanged"], again["refused"], again["changeset"]) == (1, 0, None)
    assert "1 record was written." in full.run("export", "interactions").ok().err


def test_columns_filters_and_excel(full: Shop) -> None:
    out = full.run("export", "contacts", "--columns", "name,phones", "--tag", "VIP", "-q").ok().out
    assert list(csv.reader(io.StringIO(out)))[1] == ["Ayşe Yılmaz", "0532 123 45 67"]
    assert full.run("export", "--kind", "company", "--format", "jsonl", "-q").out.count("\n") == 1
    excel = full.folder / "excel.csv"
    full.run("export", "contacts", "--excel-tr", "-o", str(excel), "--lang", "tr").ok()
    data = excel.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"'=HYPERLINK(1)" in data
    assert data.count(b";") > 10


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["kedi"], "bad_choice", 2),
        (["--format", "doc"], "bad_choice", 2),
        (["--columns", "kedi", "--format", "csv"], "export_column_unknown", 2),
        (["--format", "json", "--excel-tr"], "exclusive_options", 2),
        (["--format", "vcard", "--excel-tr"], "exclusive_options", 2),
        (["-o", "yok/kisiler.csv"], "folder_missing", 1),
    ],
)
def test_wrong_wishes_are_refused(
    full: Shop, arguments: list[str], code: str, exit_code: int
) -> None:
    answer = full.run("export", *arguments, "--json")
    assert (answer.code, answer.error["code"]) == (exit_code, code)


def test_a_workbook_is_not_written_to_a_terminal(full: Shop) -> None:
    with terminal(full, "export", "contacts", "--format", "xlsx") as child:
        text = child.read()
        child.wait()
    assert child.exitstatus == 2
    assert "PK" not in text


def test_documents_in_a_pipe_come_in_elsewhere(full: Shop) -> None:
    lines = full.run("export", "--format", "jsonl", "-q").ok().out
    assert len([json.loads(line) for line in lines.splitlines()]) == 3
    other = full.folder / "öteki.db"
    full.run("import", "-", "--db", str(other), "-q", stdin=lines).ok()
    assert Path(other).exists()


@pytest.mark.parametrize("name", ["liste.xls", "liste.ics", "liste.bar"])
def test_a_file_of_no_known_kind_is_refused(shop: Shop, tmp_path: Path, name: str) -> None:
    answer = shop.run("export", "contacts", "-o", str(tmp_path / name))
    assert (answer.code, list(tmp_path.glob(name))) == (2, [])


def test_capitals_in_the_ending_make_no_difference(shop: Shop, tmp_path: Path) -> None:
    shop.add("Şule Çağlayan")
    assert shop.run("export", "contacts", "-o", str(tmp_path / "LİSTE.XLSX")).code == 0
    assert (tmp_path / "LİSTE.XLSX").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["dükkân.zip", "dükkân"])
def test_everything_goes_out_and_comes_back_with_its_history(full: Shop, name: str) -> None:
    full.run("undo", "--yes").ok()
    archive, other = full.folder / name, ["--db", str(full.folder / "öteki.db")]
    told = full.run("export", "all", "-o", str(archive)).ok()
    assert told.out == ""
    assert "2 contacts and everything else of the shop were written." in told.err
    trial = full.run("import", str(archive), "--dry-run", *other).ok()
    assert "This was a trial; nothing was changed." in trial.err
    back = full.run("import", str(archive), "--json", *other).ok().json
    assert (back["whole"], back["archive"]["rows"]["contact"]) == (True, 2)
    mine, theirs = full.run("undo", "--list").ok().out, full.run("undo", "--list", *other).ok().out
    assert mine == theirs
    assert full.run("contact", "list", "--csv").out.count("vip") == 1
    again = full.run("import", str(archive), *other).ok()
    assert "stayed in the archive" in again.err
    assert "Already there  2" in again.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], "archive_needs_file"),
        (["-o", "x.zip", "--format", "csv"], "export_all_takes_all"),
        (["-o", "x.zip", "--tag", "vip"], "export_all_takes_all"),
        (["-o", "x.zip", "--columns", "name"], "export_all_takes_all"),
    ],
)
def test_everything_can_be_neither_shaped_nor_streamed(
    full: Shop, arguments: list[str], code: str
) -> None:
    answer = full.run("export", "all", *arguments, "--json")
    assert (answer.code, answer.error["code"]) == (2, code)


def test_a_damaged_archive_is_refused_in_one_sentence(full: Shop) -> None:
    archive = full.folder / "dükkân"
    full.run("export", "all", "-o", str(archive)).ok()
    (archive / "contact.jsonl").write_text("{}\n")
    answer = full.run("import", str(archive), "--db", str(full.folder / "öteki.db"))
    assert answer.code == 1
    assert "contact.jsonl" in answer.err
    assert "nothing was taken over" in answer.err


def test_a_blank_table_goes_by_the_name_of_its_file(shop: Shop) -> None:
    for name, start in (("boş.csv", b"\xef\xbb\xbf"), ("boş.xlsx", b"PK"), ("form.html", b"<!DO")):
        file = shop.folder / name
        told = shop.run("template", "contacts", "-o", str(file), "--lang", "tr").ok()
        assert told.out == ""
        assert ("avukat" in told.err) is name.endswith("html")
        assert file.read_bytes().startswith(start)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    answer = shop.run("import", str(shop.folder / "boş.csv"), "--lang", "en")
    assert answer.code == 3
    assert "the example row of the blank table" in answer.err
    plain = shop.run("template", "interactions", "--plain").ok().out
    assert plain.startswith(
        "contact,mobile,email,channel,direction,outcome,at,minutes,author,text\n"
    )
    assert shop.run("template", "contacts", "-o", "x.pdf").code == 2
