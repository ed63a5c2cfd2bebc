"""Files made to hurt, given to the program itself: one sentence, in bounds, nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.exchange.books import HEADER, cell, label, ods, row, sheet, xls
from tests.unit.exchange.test_hostile import SHEET, sheet as xlsx_sheet, workbook

ROOT = Path(__file__).parents[2]
# The address space of the whole program: it takes some 200 MiB of it before it reads anything.
LIMIT = 900 << 20
_PROGRAM = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({LIMIT}, {LIMIT}))
from kobicrm.__main__ import main
sys.exit(main())
"""
GOOD = "Ad Soyad;Cep;Not\nAyşe Şen;0532 111 22 33;\n"


def kobicrm(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run the program with little memory and ``folder`` as its home."""
    told = {"HOME": str(folder), "KOBICRM_DB": str(folder / "dükkân.db"), "KOBICRM_LANG": "tr"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
        env={**os.environ, **told},
    )
    return done.returncode, done.stdout, done.stderr


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Ad Soyad;Cep;Not\nAli Kaya;")
        file.truncate(1 << 30)


def one_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Ad Soyad;Cep;Not\nAli Kaya;")
        file.writelines(b"a" * (1 << 20) for _ in range(60))


def far_xlsx(path: Path) -> None:
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ad Soyad</t></is></c></row>'
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    workbook(path, {SHEET: xlsx_sheet(head + last)})


def repeated_ods(path: Path) -> None:
    head = row(cell("Ad Soyad"), cell("Cep"))
    ods(path, sheet(head, row(cell("Ali Kaya", 64), repeats=1_048_576)))


def loop(path: Path) -> None:
    path.symlink_to(path)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a sparse gigabyte": (sparse, "file_binary"),
    "a line of 60 MB": (one_line, "record_too_long"),
    "columns": (
        lambda path: path.write_text("Ad Soyad;Cep" + ";x" * 10_000 + "\n", "utf-8"),
        "too_many_columns",
    ),
    "xlsx": (far_xlsx, "workbook_too_large"),
    "ods": (repeated_ods, "workbook_too_large"),
    "xls": (lambda path: xls(path, HEADER + label(65_535, 255, "x")), "workbook_too_large"),
    "a link to itself": (loop, "file_unreadable"),
    "a pipe nobody writes to": (os.mkfifo, "file_not_regular"),
    "a folder": (Path.mkdir, "file_is_directory"),
    "nothing": (Path.touch, "file_empty"),
    "zeros": (lambda path: path.write_bytes(bytes(9000)), "file_binary"),
    "an open quote": (
        lambda path: path.write_text('Ad Soyad;Cep\n"Ali;1\n' * 5, "utf-8"),
        "unterminated_quote",
    ),
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return the home of a shop that has one contact."""
    (tmp_path / "iyi.csv").write_text(GOOD, "utf-8")
    code, _out, told = kobicrm(tmp_path, "import", str(tmp_path / "iyi.csv"))
    assert code == 0, told
    return tmp_path


def content(folder: Path) -> str:
    code, out, told = kobicrm(folder, "export", "contacts", "--format", "jsonl", "-o", "-")
    assert code == 0, told
    return hashlib.sha256(out.encode()).hexdigest()


def test_every_bad_file_is_refused_and_changes_nothing(shop: Path) -> None:
    before = content(shop)
    found, file = {}, shop / "kötü"
    for name, (make, _code) in BAD.items():
        make(file)
        code, out, told = kobicrm(shop, "import", str(file), "--json")
        assert (code, out) == (1, ""), (name, code, told[-600:])
        found[name] = json.loads(told)["error"]["code"]
        if file.is_dir():
            file.rmdir()
        else:
            file.unlink()
    assert found == {name: code for name, (_make, code) in BAD.items()}
    code, _out, told = kobicrm(shop, "import", "/dev/zero", "--json")
    assert (code, json.loads(told)["error"]["code"]) == (1, "file_not_regular")
    assert content(shop) == before


ROUGH = (
    "Ad Soyad;Cep;Cep;;Not;\n"
    "Ali Kaya;0532 111 22 34;0532 111 22 35;boş;=HYPERLINK(\"http://x\");\n"
    "Veli\0 Can;0532 111 22 36\n"
    "Çok;1;2;3;4;5;6;7;8\n"
    ";;;;;\n"
)  # fmt: skip


def test_what_can_be_read_of_a_rough_table_is_taken(shop: Path) -> None:
    file = shop / "kaba.csv"
    file.write_text(ROUGH, "utf-8")
    code, out, _told = kobicrm(shop, "import", str(file), "--json", "--verbose")
    report = json.loads(out)
    assert code == 3
    rows = [(one["line"], one["outcome"], one["reason"]) for one in report["entries"]]
    assert rows == [
        (2, "created", None),
        (3, "created", None),
        (4, "refused", "row_too_many_cells"),
    ]
    code, out, _told = kobicrm(shop, "contact", "show", "0532 111 22 34", "--json")
    contact = json.loads(out)
    assert [one["e164"] for one in contact["phones"]] == ["+905321112234", "+905321112235"]
    assert [one["text"] for one in contact["notes"]] == ['=HYPERLINK("http://x")']
    assert kobicrm(shop, "contact", "show", "0532 111 22 36", "--json")[0] == 0


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_two_bytes_a_letter_are_read_without_a_mark_too(shop: Path, codec: str) -> None:
    file = shop / "iki.csv"
    file.write_bytes("Ad Soyad;Cep\nİsmail Çağ;0532 111 22 37\n".encode(codec))
    assert kobicrm(shop, "import", str(file))[0] == 0
    assert kobicrm(shop, "contact", "show", "0532 111 22 37")[0] == 0


def test_two_encodings_in_one_file_are_told_with_the_line(shop: Path) -> None:
    file = shop / "karışık.csv"
    rows = "Ad Soyad;Cep\nŞükrü Öz;05321112238\n".encode()
    file.write_bytes(rows + "Gülşah Işık;05321112239".encode("cp1254"))
    code, out, told = kobicrm(shop, "import", str(file), "--json")
    assert (code, out) == (1, "")
    error = json.loads(told)["error"]
    assert error["code"] == "wrong_encoding"
    assert "2. satır" in error["message"]
