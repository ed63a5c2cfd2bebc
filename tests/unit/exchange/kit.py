"""What the tests of file formats share: a small stand-in for the contact's column names."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kobicrm.domain.turkish import fold
from kobicrm.exchange.source import Card, Cards, Documents, Table, open_source

DATA = Path(__file__).parents[2] / "data"
KNOWN = frozenset(
    """ad soyad|adi soyadi|ad|soyad|isim|firma|firma unvani|cep tel|cep|telefon|tel|e posta|email
    |vergi no|vergi dairesi|il|ilce|not|notlar|bakiye|musteri kodu|yetkilisi|vkn tckn|sehir
    |first name|last name|organization name|notes|labels|birthday|phone 1 value|e mail 1 value
    |etiket""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def hints(cells: Sequence[str]) -> int:
    """Tell how many of the cells are known column names."""
    names = (re.sub(r"[\s._/:*()-]+", " ", fold(cell)).strip() for cell in cells)
    return sum(name in KNOWN for name in names)


def put(path: Path, content: bytes | str) -> Path:
    """Write ``content`` (text as UTF-8) and return the path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def opened(path: Path, **options: object) -> Table:
    """Open a table."""
    source = open_source(path, header_hints=hints, **options)  # type: ignore[arg-type]
    assert isinstance(source, Table)
    return source


def documents(path: Path, **options: object) -> Documents:
    """Open documents."""
    source = open_source(path, header_hints=hints, **options)  # type: ignore[arg-type]
    assert isinstance(source, Documents)
    return source


def cards(path: Path, **options: object) -> list[Card]:
    """Read all cards of a file."""
    with open_source(path, header_hints=hints, **options) as source:  # type: ignore[arg-type]
        assert isinstance(source, Cards)
        return list(source.rows())


_LIMITED = """
import resource
from tests.unit.exchange.kit import hints
import python_calamine
from kobicrm.errors import KobiError
from kobicrm.exchange.source import open_source
resource.setrlimit(resource.RLIMIT_AS, ({limit} << 20, {limit} << 20))
try:
    with open_source({path!r}, header_hints=hints) as source:
        rows = problems = 0
        for row in source.rows():
            rows += 1
            problems += bool(row.problem)
    print("read", rows, problems)
except KobiError as error:
    print(error.code)
"""


def read_limited(path: Path | str, limit: int = 512) -> str:
    """Read a file in a process of ``limit`` MB; return the error code or ``read ROWS PROBLEMS``."""
    script = _LIMITED.format(path=str(path), limit=limit)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()
