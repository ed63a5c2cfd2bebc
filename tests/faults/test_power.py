"""Power loss (R2): what was saved is there, nothing is damaged, nothing is half."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kobicrm.services import doctor
from kobicrm.services.session import open_session
from kobicrm.storage import checks
from kobicrm.storage.database import PRAGMAS
from tests.faults import children
from tests.faults.shop import START, Clock, make_shop, settle

TABLES = (
    ("changeset", "id"),
    ("change", "changeset_id"),
    ("contact", "id"),
    ("phone", "contact_id"),
    ("address", "contact_id"),
    ("contact_tag", "contact_id"),
    ("note", "contact_id"),
)


def commits_of(shop: Path) -> list[list[tuple[str, list[Any]]]]:
    """Return what one person after the other was written with, as plain statements."""
    with closing(checks.connect(shop)) as connection:
        last = connection.execute("SELECT max(id) FROM contact").fetchone()[0]
        commits = [
            [
                (f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", plain(row))
                for table, key in TABLES
                for row in connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (one,))
            ]
            for one in range(1, last + 1)
        ]
        staff = connection.execute("SELECT * FROM staff").fetchall()
    commits[0][:0] = [("INSERT INTO staff VALUES (?, ?, ?, ?, ?)", plain(row)) for row in staff]
    return commits


def plain(row: tuple[Any, ...]) -> list[Any]:
    return [{"hex": one.hex()} if isinstance(one, bytes) else one for one in row]


def lose_power(tmp_path: Path, rounds: int, pragmas: tuple[tuple[str, object], ...]) -> list[int]:
    """Let a process of its own lose its power so many times; return the acknowledged commits."""
    shop = make_shop(tmp_path / "örnek.db", 100, companies=False)
    base = tmp_path / "boş.db"
    open_session(base, clock=Clock()).close()
    settle(base)
    order = {
        "folder": str(tmp_path),
        "base": str(base),
        "seed": 5,
        "rounds": rounds,
        "pragmas": pragmas,
        "commits": commits_of(shop),
    }
    script = Path(__file__).with_name("power.py")
    done = subprocess.run(
        [sys.executable, script],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[int] = json.loads(done.stdout)
    return found


def stored(path: Path) -> int:
    """Return how many people are there, after the journal was played back; none is half."""
    with closing(checks.connect(path)) as connection:
        people, changes, changesets = connection.execute(
            "SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM change), "
            "(SELECT count(*) FROM changeset)"
        ).fetchone()
    assert people == changes == changesets
    return int(people)


@children.rounds(20, 2000)
def test_no_power_cut_damages_anything_or_loses_a_saved_record(tmp_path: Path, rounds: int) -> None:
    saved = lose_power(tmp_path, rounds, PRAGMAS)
    for number, acknowledged in enumerate(saved, 1):
        disk = tmp_path / str(number) / "disk.db"
        report = doctor.examine(disk, now=START)
        assert report.ok, [one for one in report.findings if one.level == "error"]
        assert acknowledged <= stored(disk) <= acknowledged + 1
    assert max(saved) > 10


@pytest.mark.parametrize("rounds", [6])
def test_a_laxer_setting_would_be_caught(tmp_path: Path, rounds: int) -> None:
    lax = tuple((name, "normal" if name == "synchronous" else value) for name, value in PRAGMAS)
    saved = lose_power(tmp_path, rounds, lax)
    found = [stored(tmp_path / str(number) / "disk.db") for number in range(1, rounds + 1)]
    assert any(there < acknowledged for there, acknowledged in zip(found, saved, strict=True))
