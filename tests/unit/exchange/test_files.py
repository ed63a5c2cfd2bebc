"""A file appears whole or not at all, for its owner only."""

from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kobicrm.errors import BadFile
from kobicrm.exchange.files import atomic_write
from kobicrm.exchange.rejects import (
    REJECT_LINE,
    REJECT_REASON,
    is_reject_column,
    write_rejects,
)
from kobicrm.exchange.writers import write_xlsx
from tests.unit.exchange.kit import opened


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_written_file_is_whole_and_private(tmp_path: Path, umask: int) -> None:
    path, old = tmp_path / "çıktı.csv", os.umask(umask)
    try:
        with atomic_write(path, force=False) as out:
            out.write("Şule".encode())
            assert not path.exists()
    finally:
        os.umask(old)
    assert path.read_bytes() == "Şule".encode()
    assert path.stat().st_mode & 0o777 == 0o600
    assert (out.sha256, out.size) == (hashlib.sha256("Şule".encode()).hexdigest(), 5)
    assert names(tmp_path) == ["çıktı.csv"]


def test_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("eski")
    with pytest.raises(BadFile, match="file_exists"), atomic_write(path, force=False):
        pytest.fail("nothing may be written")
    assert path.read_text() == "eski"
    with atomic_write(path, force=True) as out:
        out.write(b"yeni")
    assert path.read_text() == "yeni"


def test_file_made_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def write() -> None:
        with atomic_write(path, force=False) as out:
            out.write(b"bizim")
            path.write_text("onun")

    with pytest.raises(BadFile, match="file_exists"):
        write()
    assert path.read_text() == "onun"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_after_a_failure(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("eski")

    def write() -> None:
        with atomic_write(path, force=True) as out:
            out.write(b"x" * 100_000)
            raise error

    with pytest.raises(error):
        write()
    assert path.read_text() == "eski"
    assert names(tmp_path) == ["a.csv"]


def test_wrong_places_are_named(tmp_path: Path) -> None:
    (tmp_path / "klasör").mkdir()
    os.mkfifo(tmp_path / "boru")
    (tmp_path / "dosya").write_text("")
    for place, code in {
        "yok/a.csv": "folder_missing",
        "dosya/a.csv": "folder_missing",
        "klasör": "file_is_directory",
        "boru": "file_not_regular",
        "a" * 300: "file_not_writable",
        "a\0b": "file_not_writable",
    }.items():
        with pytest.raises(BadFile) as wrong, atomic_write(tmp_path / place, force=True):
            pytest.fail("nothing may be written")
        assert wrong.value.code == code
    with (
        pytest.raises(BadFile, match="file_not_regular"),
        atomic_write(Path("/dev/null"), force=True),
    ):
        pytest.fail("nothing may be written")


def test_link_keeps_pointing_at_the_replaced_file(tmp_path: Path) -> None:
    (tmp_path / "asıl.csv").write_text("eski")
    link = tmp_path / "bağ.csv"
    link.symlink_to("asıl.csv")
    with atomic_write(link, force=True) as out:
        out.write(b"yeni")
    assert link.is_symlink()
    assert (tmp_path / "asıl.csv").read_text() == "yeni"


FULL_DISK = """
import resource, sys
from pathlib import Path
from kobicrm.errors import BadFile
from kobicrm.exchange.files import atomic_write
from kobicrm.exchange.writers import write_csv, write_xlsx
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
rows = [[str(n) * 30, "ş" * 500] for n in range(3000)]
try:
    with atomic_write(Path({path!r}), force=True) as out:
        if {xlsx}:
            write_xlsx(out.temp, ["Ad", "Not"], lambda: iter(rows))
        else:
            write_csv(out, ["Ad", "Not"], rows, excel_tr=True)
except BadFile as error:
    print(error.code)
"""


@pytest.mark.parametrize("xlsx", [False, True])
@pytest.mark.parametrize("size", [0, 10, 8_192, 30_000])
def test_full_disk_leaves_the_old_file(tmp_path: Path, size: int, xlsx: bool) -> None:
    path = tmp_path / "a"
    path.write_text("eski")
    script = FULL_DISK.format(path=str(path), size=size, xlsx=xlsx)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert (done.stdout.strip(), done.returncode) == ("disk_full", 0), done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_text() == "eski"
    assert names(tmp_path) == ["a"]


def test_workbook_may_be_written_by_path_or_stream(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        with atomic_write(tmp_path / name, force=False) as out:
            target = out.temp if name == "a.xlsx" else out
            write_xlsx(target, ["Ad", "Telefon"], lambda: iter([["Şule", "0532"]]))
        data = (tmp_path / name).read_bytes()
        assert out.sha256 == hashlib.sha256(data).hexdigest()
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("by_path", [True, False])
def test_workbook_that_breaks_off_leaves_nothing(tmp_path: Path, by_path: bool) -> None:
    passes = iter([0, 1])

    def rows() -> Iterator[list[str]]:
        yield from [["Şule", "0532"]] * 5000
        if next(passes):
            raise RuntimeError

    def write() -> None:
        with atomic_write(tmp_path / "a.xlsx", force=False) as out:
            write_xlsx(out.temp if by_path else out, ["Ad", "Telefon"], rows)

    with pytest.raises(RuntimeError):
        write()
    gc.collect()
    assert names(tmp_path) == []


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_refused_rows_can_be_corrected_and_read_again(tmp_path: Path, lang) -> None:
    header = ("Ad", "Telefon", "Not")
    rows = [(7, "Adı yok", ("", "=1", "a\nb")), (9, "Fazla hücre", ("Ali", "1", "", "fazla"))]
    path = tmp_path / "ret.csv"
    assert write_rejects(path, header, rows, lang=lang) == 2
    with opened(path) as table:
        assert table.header == (*header, REJECT_LINE[lang], REJECT_REASON[lang])
        assert [is_reject_column(name) for name in table.header] == [False] * 3 + [True] * 2
        found = list(table.rows())
    assert found[0].cells == ("", "=1", "a\nb", "7", "Adı yok")
    assert found[1].problem == "row_too_many_cells"

    again = tmp_path / "ret2.csv"
    write_rejects(again, table.header, [(2, "Hâlâ adı yok", found[0].cells)], lang=lang)
    with opened(again) as table:
        assert [row.cells for row in table.rows()] == [("", "=1", "a\nb", "2", "Hâlâ adı yok")]


def test_refused_cells_of_a_workbook_become_turkish_text(tmp_path: Path) -> None:
    import datetime as dt

    cells = (5321112233, 1.5, 1.234, dt.date(2026, 11, 5), True, None)
    path = tmp_path / "ret.csv"
    write_rejects(path, ("Ad", "Telefon", "Not", "a", "b", "c"), [(2, "x", cells)], lang="tr")
    with opened(path) as table:
        assert next(table.rows()).cells[:6] == (
            "5321112233", "1,5", "1,2340", "2026-11-05", "true", "",
        )  # fmt: skip
