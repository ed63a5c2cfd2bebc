"""A small Turkish shop on disk and the questions the fault tests ask about it."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kobicrm.errors import KobiError
from kobicrm.services import backups, contacts, doctor
from kobicrm.services.session import open_session
from kobicrm.storage import checks

NAMES = ("Şule Çağlayan", "İbrahim Iğdır", "Ömer Öztürk", "Ayşegül Ünal", "Çınar Şahin")
PLACES = (("Şişli", "İstanbul"), ("Çankaya", "Ankara"), ("Iğdır", "Iğdır"))
START = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by ``step`` at every look; it can be set."""

    def __init__(self, at: datetime = START, step: timedelta = timedelta(0)) -> None:
        self.at = at
        self.step = step

    def __call__(self) -> datetime:
        now = self.at
        self.at += self.step
        return now


def make_shop(path: Path, people: int = 12, *, seed: int = 7, companies: bool = True) -> Path:
    """Make a database with people who have phones, addresses, tags, notes and a company."""
    chance = random.Random(seed)
    with open_session(path, who="Şule", clock=Clock(step=timedelta(seconds=1))) as session:
        for number in range(people):
            district, province = chance.choice(PLACES)
            contacts.add(
                session,
                {
                    "name": f"{chance.choice(NAMES)} {number}",
                    "phones": [f"0532 {chance.randrange(100, 999)} {number:04d}"],
                    "company": "Çağ İnşaat Ltd. Şti." if companies and number % 3 == 0 else "",
                    "tags": ["VIP", "Özel gün"] if number % 4 == 0 else [],
                    "note": "Çay içtik, \nsiparişi ekimde verecek." if number % 5 == 0 else "",
                    "district": district,
                    "province": province,
                },
            )
    return path


def add_one(path: Path, name: str) -> str:
    """Add one person from another connection; return the uid."""
    with open_session(path, who="Şule") as session:
        return contacts.add(session, {"name": name}).contact.uid


def names(path: Path) -> set[str]:
    """Return the names of all contacts."""
    with closing(checks.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM contact")}


def dump(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return every row of every table, the search index's own pages left out."""
    with closing(checks.connect(path, timeout=10)) as connection:
        return [
            (table, sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr))
            for table in sorted(checks.row_counts(connection))
        ]


def fingerprint(path: Path) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wal(path: Path) -> Path:
    """Return the journal beside a database."""
    return path.with_name(path.name + "-wal")


def settle(path: Path) -> None:
    """Bring all pages into the main file, as the last program to close does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def assert_whole(path: Path) -> None:
    """The doctor finds no error in the database."""
    report = doctor.examine(path, now=datetime.now(UTC))
    assert report.ok, [one for one in report.findings if one.level == "error"]


def assert_set_valid(folder: Path, work: Path) -> None:
    """Every backup in the folder passes, and nothing unfinished counts as one."""
    for entry in backups.listing(folder):
        assert not entry.problem, entry
        backups.verify(entry.path, work=work)


def left_overs(*folders: Path) -> list[str]:
    """Return temporary files of ours that were left behind."""
    return sorted(
        path.name for folder in folders if folder.is_dir() for path in folder.glob(".kobicrm-*")
    )


def refused(file: Path, work: Path) -> str:
    """Return the code a backup is refused with, '' when it is accepted."""
    try:
        backups.verify(file, work=work)
    except KobiError as error:
        return error.code
    return ""
