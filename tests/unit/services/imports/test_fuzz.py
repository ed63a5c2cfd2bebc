"""Spoilt files of every kind, through the whole import into a real database.

Each is taken in or refused in a plain way; a refused one leaves the database as it was.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kobicrm.errors import BadFile
from kobicrm.services import contacts
from kobicrm.services.imports import ImportReport, run_import
from kobicrm.services.session import Session
from tests.unit.services.imports.facts import facts

DATA = Path(__file__).parents[3] / "data"
SAMPLES = sorted(
    path.relative_to(DATA).as_posix()
    for path in (DATA / "profiles").iterdir()
    if path.name != "expected.json"
)
_PIECES = (
    b'"', b"\0", b"\xff", b";", b",", b"\n", b"\r", b"", b"<", b"]", b"{", b"\xc5", b"\x9e",
    b"99999999999", b"=1+1", b" ::: ", b"\xef\xbb\xbf", b"-1", b"1e999",
)  # fmt: skip


def spoilt(whole: bytes, dice: random.Random) -> bytes:
    """Return ``whole`` with some places overwritten, doubled, taken out or cut off."""
    data = bytearray(whole)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[at : at + dice.choice((0, 1, 9))] = dice.choice(_PIECES)
            case 1:
                data[at : at + 4] = dice.randbytes(4)
            case 2:
                del data[at : at + dice.randint(1, 60)]
            case 3:
                data[at:at] = data[at : at + dice.randint(1, 200)] * dice.randint(1, 5)
            case _:
                data[at : at + 2] = dice.choice((b"\xff\xff", b"\0\0", b"\xff\x7f"))
    if dice.random() < 0.1:
        del data[dice.randrange(len(data) + 1) :]
    return bytes(data)


def spoilt_parts(whole: bytes, dice: random.Random) -> bytes:
    """Return an archive with the inside of one part spoilt, so that the archive itself is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in old.namelist() if name.endswith(".xml")]
        chosen = dice.choice(names)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, spoilt(part, dice) if name == chosen else part)
    return made.getvalue()


def files_of(sample: str, count: int) -> Iterator[bytes]:
    """Yield the same spoilt files in every run."""
    whole = (DATA / sample).read_bytes()
    for number in range(count):
        dice = random.Random(f"{sample} {number}")
        inside = whole.startswith(b"PK") and dice.random() < 0.8
        yield (spoilt_parts if inside else spoilt)(whole, dice)


def content(shop: Session) -> list[tuple[str, int, list[str]]]:
    return [(one.uid, one.ver, facts(one)) for one in contacts.listing(shop, sort="id")]


def taken(shop: Session, path: Path) -> ImportReport | None:
    """Return the report of an import, None when the file was refused."""
    with suppress(BadFile):
        return run_import(shop, path)
    return None


def survive(shop: Session, folder: Path, sample: str, count: int) -> None:
    run_import(shop, DATA / sample)
    before, path = content(shop), folder / "bozuk"
    for number, raw in enumerate(files_of(sample, count)):
        path.write_bytes(raw)
        report = taken(shop, path)
        after = content(shop)
        if report is None or report.changeset is None:
            assert after == before, (sample, number)
        else:
            sums = (report.created, report.updated, report.unchanged, report.refused)
            assert sum(sums) == report.rows
        before = after


@pytest.mark.parametrize("sample", SAMPLES)
def test_spoilt_files_are_taken_in_or_refused_whole(
    shop: Session, tmp_path: Path, sample: str
) -> None:
    survive(shop, tmp_path, sample, 15)


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES)
def test_thousands_of_spoilt_files_are_taken_in_or_refused_whole(
    shop: Session, tmp_path: Path, sample: str
) -> None:
    survive(shop, tmp_path, sample, 300)
