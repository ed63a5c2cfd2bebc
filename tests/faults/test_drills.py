"""Backups under load and restore drills (R7, R8)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kobicrm.services import backups, contacts
from kobicrm.services.session import open_session
from kobicrm.services.undo import undo
from kobicrm.storage import checks
from tests.faults import children
from tests.faults.children import Ack
from tests.faults.shop import (
    Clock,
    assert_whole,
    dump,
    fingerprint,
    left_overs,
    make_shop,
    names,
    settle,
    wal,
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return make_shop(tmp_path / "dükkân" / "kobicrm.db")


@children.rounds(5, 500)
def test_backups_made_while_others_write_are_states_of_one_moment(
    db: Path, tmp_path: Path, rounds: int
) -> None:
    ack, usb = Ack(tmp_path / "ack"), tmp_path / "usb"
    writer = children.start(children.add_people, db, ack.path, "Şükrü", 4000)
    # A busy machine can make all the backups of the short set before the child has begun.
    ack.wait()
    made = []
    for number in range(rounds):
        said = len(ack.lines())
        made.append((said, backups.create(db, to=usb, compress=bool(number % 2), clock=Clock())))
    writer.kill()
    writer.join(children.PATIENCE)
    target = tmp_path / "yeni" / "kobicrm.db"
    for said, report in made:
        backups.restore(target, report.path, backup_dir=tmp_path / "kept", clock=Clock())
        assert_whole(target)
        assert report.rows == counts(target)
        people = [name for name in names(target) if name.startswith("Şükrü")]
        assert len(people) >= said
        assert journalled(target)
    assert made[0][0] > 0


def counts(db: Path) -> dict[str, int]:
    with closing(checks.connect(db)) as connection:
        return checks.row_counts(connection)


def journalled(db: Path) -> bool:
    """Every person has exactly one line of creation in the journal, and the other way round."""
    with closing(checks.connect(db)) as connection:
        return not connection.execute(
            "SELECT uid FROM contact EXCEPT SELECT record_uid FROM change WHERE op = 'create' "
            "UNION ALL SELECT record_uid FROM change WHERE op = 'create' GROUP BY record_uid "
            "HAVING count(*) > 1"
        ).fetchall()


def live_a_while(db: Path, seed: int) -> None:
    """Let the shop work: additions, changes, notes, deletions, undos, in a random order."""
    chance = random.Random(seed)
    with open_session(db, who="Ömer") as session:
        for step in range(12):
            what = chance.randrange(5)
            ref = f"id:{chance.randrange(2, 10)}"
            if what == 0:
                contacts.add(session, {"name": f"İnci Güneş {seed} {step}"})
            elif what == 1:
                contacts.edit(session, ref, {"tags+": [f"etiket {step}"]})
            elif what == 2:
                contacts.note(session, ref, f"Görüşüldü {step}")
            elif what == 3:
                added = contacts.add(session, {"name": f"Yanlış Kayıt {step}"})
                contacts.delete(session, [f"id:{added.contact.id}"])
            else:
                contacts.add(session, {"name": f"Geri Alınan {step}"})
                undo(session)


def stale_journal(db: Path, chance: random.Random) -> None:
    """Put the journal of another time beside the database, as a copy by hand does."""
    settle(db)
    early = shutil.copy(db, db.parent / "eski.db")
    live_a_while(early, chance.randrange(1000))
    with open_session(early) as session:
        contacts.add(session, {"name": "Başka Günlük"})
        shutil.copy(wal(early), db.parent / "eski-wal")
    for path in db.parent.glob("eski.db*"):
        path.unlink()
    (db.parent / "eski-wal").rename(wal(db))
    cut_short(db, chance)


def cut_short(db: Path, chance: random.Random) -> None:
    with db.open("r+b") as stream:
        stream.truncate(db.stat().st_size * chance.randrange(10, 80) // 100)


def zeroed(db: Path, chance: random.Random) -> None:
    settle(db)
    with db.open("r+b") as stream:
        stream.seek(4096 * chance.randrange(1, 6))
        stream.write(bytes(4096 * 12))


def emptied(db: Path, _chance: random.Random) -> None:
    db.write_bytes(b"")


def scribbled(db: Path, chance: random.Random) -> None:
    db.write_bytes(chance.randbytes(70_000))


def lost(db: Path, _chance: random.Random) -> None:
    for path in db.parent.glob("kobicrm.db*"):
        path.unlink()


WRECKS = (stale_journal, cut_short, zeroed, emptied, scribbled, lost)


@pytest.mark.parametrize("wreck", WRECKS)
@children.rounds(1, 34)
def test_whatever_happened_to_the_database_the_backup_brings_it_back(
    db: Path, tmp_path: Path, wreck: Callable[[Path, random.Random], None], rounds: int
) -> None:
    usb = tmp_path / "usb"
    for seed in range(rounds):
        live_a_while(db, seed)
        before = dump(db)
        made = backups.create(db, to=usb, compress=bool(seed % 2), clock=Clock())
        live_a_while(db, seed + 1000)
        wreck(db, random.Random(seed))
        backups.restore(db, made.path, backup_dir=usb, clock=Clock())
        assert dump(db) == before
        assert_whole(db)
        assert left_overs(usb, db.parent) == []


def test_a_restore_keeps_the_wreck_byte_for_byte(db: Path, tmp_path: Path) -> None:
    made = backups.create(db, to=tmp_path / "usb", clock=Clock())
    settle(db)
    scribbled(db, random.Random(1))
    wal(db).write_bytes(b"eski")
    broken = fingerprint(db)
    aside = backups.restore(db, made.path, clock=Clock()).moved_aside
    assert aside is not None
    assert fingerprint(aside) == broken
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"eski"
